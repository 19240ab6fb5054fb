// SavedTensor: a value that a node keeps for its backward rule, with the version it had.
//
// Note [Saved outputs]
// A node that saved its own output as a tensor with history would own itself. So a SavedTensor keeps
// only the array and *which* tensor it was: input i of the operation, whose history is edge i of the
// node, output i, whose history is the node itself, or neither (a mask, say: no history).
#ifndef GRADLAB_AUTOGRAD_SAVED_TENSOR_H_
#define GRADLAB_AUTOGRAD_SAVED_TENSOR_H_

#include <cstdint>
#include <utility>

#include "gradlab/autograd/node.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/counters.h"

namespace gradlab {

class Tensor;

class SavedTensor {
 public:
  enum class Role : uint8_t { kNothing, kInput, kOutput, kConstant };

  // Nothing saved: what Tape::save_if gives when the rule will not need the value.
  SavedTensor() = default;
  // `writes_to_come`: in-place writes that belong to the operation but are not counted yet.
  SavedTensor(const Array& array, Role role, uint32_t index, uint32_t writes_to_come = 0)
      : array_(array), version_(array.version() + writes_to_come), index_(index), role_(role) {
    count(Counter::kSavedTensors, 1);
  }
  SavedTensor(SavedTensor&& o) noexcept
      : array_(std::move(o.array_)),
        version_(o.version_),
        index_(o.index_),
        role_(std::exchange(o.role_, Role::kNothing)) {}
  SavedTensor& operator=(SavedTensor&&) = delete;
  ~SavedTensor() {
    if (role_ != Role::kNothing) count(Counter::kSavedTensors, -1);
  }

  // The saved tensor with its history, as an operand of the rule of `node`. Throws "one of the
  // variables needed for gradient computation has been modified by an inplace operation" when the
  // storage was written to since. Undefined if nothing was saved.
  Tensor unpack(Node& node) const;
  const Array& array() const { return array_; }

 private:
  [[noreturn]] void throw_modified(const Node& node) const;

  Array array_;
  uint32_t version_ = 0;
  uint32_t index_ = 0;
  Role role_ = Role::kNothing;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_SAVED_TENSOR_H_
