// SavedTensor: a value that a node keeps for its backward rule, with the version it had.
//
// Note [Saved outputs]
// A node that saved its own output as a tensor with history would own itself. So a SavedTensor
// keeps only the values and *which* tensor it was: input i of the operation, whose history is edge
// i of the node, output i, whose history is the node itself, or neither (a mask, say: no history).
//
// It is small, because there are as many as recorded operands: the sizes of a row-major array of up
// to two dimensions are kept in place, other sizes and strides in a pooled block.
#ifndef GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_H_
#define GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_H_

#include <cstdint>
#include <cstring>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_tensor_hooks.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

class Tensor;

class SavedTensor {
 public:
  enum class Role : uint8_t { kNothing, kInput, kOutput, kConstant };

  // Nothing saved: what Tape::save_if gives when the rule will not need the value.
  SavedTensor() = default;
  // `writes_to_come`: in-place writes that belong to the operation but are not counted yet.
  // `tensor`: the tensor of this array, if there is one, for the pack hook.
  SavedTensor(const Array& array, Role role, uint32_t index, uint32_t writes_to_come = 0,
              const Tensor* tensor = nullptr)
      : role_(static_cast<uint32_t>(role)),
        index_(index & kLargestIndex),
        version_(array.version() + writes_to_come) {
    if (__builtin_expect(index > kLargestIndex, 0)) throw_too_many();
    if (__builtin_expect(internal::saved_tensor_hooks != nullptr, 0)) {
      pack(array, tensor);
    } else {
      keep(array);
    }
    count(Counter::kSavedTensors, 1);
  }
  SavedTensor(SavedTensor&& o) noexcept {
    std::memcpy(static_cast<void*>(this), &o, sizeof(o));
    o.role_ = 0;
  }
  SavedTensor& operator=(SavedTensor&&) = delete;
  ~SavedTensor() {
    if (role_ != 0) release();
  }

  // The saved tensor with its history, as an operand of the rule of `node`. Throws "one of the
  // variables needed for gradient computation has been modified by an inplace operation" when the
  // storage was written to since. Undefined if nothing was saved. For what is neither input nor
  // output, null does as well.
  Tensor unpack(Node* node) const;
  // The same without history.
  Tensor unpack_values(Node* node = nullptr) const;

  bool has_hooks() const { return form_ == kPacked; }
  // Which input or output it is.
  uint32_t index() const { return index_; }

 private:
  // Number of dimensions of row-major values, or what else it is.
  enum Form : uint32_t { kScalar = 0, kVector = 1, kMatrix = 2, kExtents = 3, kPacked = 4 };
  struct Packed;  // what a pack hook made of it
  static constexpr uint32_t kIndexBits = 22;
  static constexpr uint32_t kLargestIndex = (1u << kIndexBits) - 1;

  Role role() const { return static_cast<Role>(role_); }
  ScalarType dtype() const { return static_cast<ScalarType>(dtype_); }
  void keep(const Array& array);
  void pack(const Array& array, const Tensor* tensor);
  void release();
  Array array() const;
  Tensor unpack_hooked() const;
  [[noreturn]] static void throw_too_many();
  [[noreturn]] void throw_modified(const Node* node) const;

  uint32_t role_ : 2 = 0;
  uint32_t form_ : 3 = kScalar;
  uint32_t dtype_ : 5 = 0;
  uint32_t index_ : kIndexBits = 0;
  uint32_t version_ = 0;
  union {
    Storage* storage_ = nullptr;  // a saved reference
    Packed* packed_;
  };
  int64_t offset_ = 0;
  union {
    int64_t sizes_[2] = {0, 0};
    Extents* extents_;
  };
};
static_assert(sizeof(SavedTensor) == 40);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_H_
