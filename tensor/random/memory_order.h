// MemoryOrder: visits the elements of an array in the order in which they lie in memory, which is
// the order PyTorch's serial kernels draw random numbers in. For a transposed array it is not the
// order of the indices; for a slice of a contiguous array it is.
#ifndef GRADLAB_TENSOR_RANDOM_MEMORY_ORDER_H_
#define GRADLAB_TENSOR_RANDOM_MEMORY_ORDER_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "gradlab/tensor/array.h"

namespace gradlab::internal {

class MemoryOrder {
 public:
  explicit MemoryOrder(const Array& a) : a_(a), dims_(a.dim()) {
    std::iota(dims_.begin(), dims_.end(), 0);
    std::reverse(dims_.begin(), dims_.end());
    std::erase_if(dims_, [&](int64_t d) { return a.sizes()[d] == 1; });
    std::stable_sort(dims_.begin(), dims_.end(), [&](int64_t x, int64_t y) {
      if (a.strides()[x] != a.strides()[y]) return a.strides()[x] < a.strides()[y];
      return a.sizes()[x] < a.sizes()[y];
    });
  }

  // Calls fn(offset, other_offset) for each element: where it is, counted from the first element
  // of the array, and where the element with the same index of `other` is. `other` has the same
  // sizes, and any strides.
  template <class Fn>
  void for_each_with(const Array& other, Fn fn) const {
    if (a_.numel() == 0) return;
    const size_t n = dims_.size();
    std::vector<std::array<int64_t, 4>> loops;  // steps left, size, the two strides; inner first
    for (int64_t d : dims_) {
      loops.push_back({a_.sizes()[d], a_.sizes()[d], a_.strides()[d], other.strides()[d]});
    }
    int64_t offset = 0, other_offset = 0;
    while (true) {
      fn(offset, other_offset);
      size_t i = 0;
      for (; i < n; ++i) {
        auto& [left, size, stride, other_stride] = loops[i];
        offset += stride;
        other_offset += other_stride;
        if (--left > 0) break;
        left = size;
        offset -= size * stride;
        other_offset -= size * other_stride;
      }
      if (i == n) return;
    }
  }

 private:
  const Array& a_;
  std::vector<int64_t> dims_;  // without those of size 1, the innermost first
};

// Sets the elements of `a`, which are of type T, to the results of draw() one after another.
template <class T, class Draw>
void fill_in_memory_order(const Array& a, Draw draw) {
  T* const data = a.data<T>();
  if (a.is_non_overlapping_and_dense()) {
    const int64_t n = a.numel();
    for (int64_t i = 0; i < n; ++i) data[i] = draw();
    return;
  }
  MemoryOrder(a).for_each_with(a, [&](int64_t offset, int64_t) { data[offset] = draw(); });
}

}  // namespace gradlab::internal

#endif  // GRADLAB_TENSOR_RANDOM_MEMORY_ORDER_H_
