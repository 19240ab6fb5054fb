// Extents: the sizes and strides of an array, in place for up to kInline dimensions, in one pooled
// block beyond. Most tensors have at most four dimensions, and then need no allocation of their
// own.
#ifndef GRADLAB_TENSOR_EXTENTS_H_
#define GRADLAB_TENSOR_EXTENTS_H_

#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

class Extents {
 public:
  static constexpr int kInline = 4;

  Extents() = default;
  // Values uninitialised.
  explicit Extents(int64_t dim) : dim_(static_cast<uint32_t>(dim)), inline_{} {
    if (dim > kInline) heap_ = static_cast<int64_t*>(allocate_object(heap_bytes()));
  }
  Extents(IntArrayRef sizes, IntArrayRef strides) : Extents(static_cast<int64_t>(sizes.size())) {
    for (uint32_t i = 0; i < dim_; ++i) {
      mutable_sizes()[i] = sizes[i];
      mutable_strides()[i] = strides[i];
    }
  }
  // Row-major strides, and the number of elements. Throws for negative sizes and a product that
  // overflows int64.
  static Extents contiguous(IntArrayRef sizes, int64_t* numel);
  static Extents contiguous(IntArrayRef sizes) {
    int64_t numel;
    return contiguous(sizes, &numel);
  }

  Extents(const Extents& o) : Extents(static_cast<int64_t>(o.dim_)) { copy_from(o); }
  Extents(Extents&& o) noexcept : dim_(o.dim_), inline_{} {
    if (dim_ > kInline) {
      heap_ = o.heap_;
      o.dim_ = 0;
    } else {
      copy_from(o);
    }
  }
  Extents& operator=(const Extents& o) {
    if (this != &o) *this = Extents(o);
    return *this;
  }
  Extents& operator=(Extents&& o) noexcept {
    if (this != &o) {
      this->~Extents();
      new (this) Extents(std::move(o));
    }
    return *this;
  }
  ~Extents() {
    if (dim_ > kInline) free_object(heap_, heap_bytes());
  }

  int64_t dim() const { return dim_; }
  IntArrayRef sizes() const { return {values(), dim_}; }
  IntArrayRef strides() const { return {values() + capacity(), dim_}; }
  int64_t* mutable_sizes() { return const_cast<int64_t*>(values()); }
  int64_t* mutable_strides() { return const_cast<int64_t*>(values()) + capacity(); }

 private:
  // Strides start at a fixed place in line, right behind the sizes in the heap block.
  size_t capacity() const { return dim_ > kInline ? dim_ : kInline; }
  size_t heap_bytes() const { return 2 * sizeof(int64_t) * dim_; }
  const int64_t* values() const { return dim_ > kInline ? heap_ : inline_; }
  // In line, the whole block whatever dim_ is: a few vector moves instead of a loop.
  void copy_from(const Extents& o) {
    if (dim_ > kInline) {
      std::memcpy(heap_, o.heap_, heap_bytes());
    } else {
      std::memcpy(inline_, o.inline_, sizeof(inline_));
    }
  }

  uint32_t dim_ = 0;
  union {
    int64_t inline_[2 * kInline] = {};
    int64_t* heap_;
  };
};

// The product of sizes. Throws for negative sizes and when it overflows int64.
int64_t checked_numel(IntArrayRef sizes);
// Whether strides are the row-major ones; dimensions of size 1 may have any stride.
bool strides_are_contiguous(IntArrayRef sizes, IntArrayRef strides);

[[noreturn]] void throw_dim_out_of_range(int64_t dim, int64_t ndim);
// `dim` as an index 0..ndim-1, counting from the last when negative; a 0-dim shape counts as 1-dim.
// Throws IndexError "Dimension out of range (expected to be in range of [-2, 1], but got 3)".
inline int64_t wrap_dim(int64_t dim, int64_t ndim) {
  const int64_t n = ndim > 0 ? ndim : 1;
  if (dim < -n || dim >= n) throw_dim_out_of_range(dim, ndim);
  return dim < 0 ? dim + n : dim;
}

[[noreturn]] void throw_no_such_dim(int64_t dim, int64_t ndim);
// The same where a 0-dim shape has no dimension to name. Throws IndexError "Dimension specified as
// 0 but tensor has no dimensions".
inline int64_t existing_dim(int64_t dim, int64_t ndim) {
  if (dim < -ndim || dim >= ndim) throw_no_such_dim(dim, ndim);
  return dim < 0 ? dim + ndim : dim;
}

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_EXTENTS_H_
