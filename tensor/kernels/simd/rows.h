// Loops over rows in whole vectors and a part of one, and sums of them.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_ROWS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_ROWS_H_

#include <cstdint>
#include <type_traits>

#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels {
inline namespace GRADLAB_VEC_NAMESPACE {

// Calls op(pointer offset, count) for whole vectors and then, with count < kLanesOf<T>, for what is
// left.
template <class T, class Op>
GRADLAB_INLINE void for_each_vec(int64_t n, const Op& op) {
  constexpr int64_t kLanes = kLanesOf<T>;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) op(i, std::integral_constant<int64_t, kLanes>());
  if (i < n) op(i, n - i);
}
template <class T, class Count>
GRADLAB_INLINE void get_lanes(Vec<T>& v, const T* p, Count count, T fill) {
  if constexpr (std::is_same_v<Count, int64_t>) {
    load_part(v, p, count, fill);
  } else {
    load(v, p);
  }
}
template <class T, class Count>
GRADLAB_INLINE void set_lanes(T* p, const Vec<T>& v, Count count) {
  if constexpr (std::is_same_v<Count, int64_t>) {
    store_part(p, v, count);
  } else {
    store(p, v);
  }
}

// Horizontal operations are done pairwise: one after another would wait for each of them.
template <class T>
GRADLAB_INLINE double sum_of_lanes(const Vec<T>& v) {
  T lane[kLanesOf<T>];
  store(lane, v);
  double sum[kLanesOf<T>];
  for (int j = 0; j < kLanesOf<T>; ++j) sum[j] = lane[j];
  for (int half = kLanesOf<T> / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; ++j) sum[j] += sum[j + half];
  }
  return sum[0];
}
// Adds vectors of T up in double, a block of vectors at a time.
template <class T>
class BlockSum {
 public:
  [[gnu::always_inline]] void add(const Vec<T>& v) {
    block_ += v;
    if (++count_ == 32) flush();
  }
  double total() {
    flush();
    return total_;
  }

 private:
  void flush() {
    total_ += sum_of_lanes(block_);
    block_ = Vec<T>::all(0);
    count_ = 0;
  }

  Vec<T> block_ = Vec<T>::all(0);
  int count_ = 0;
  double total_ = 0;
};

}  // namespace GRADLAB_VEC_NAMESPACE
}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_ROWS_H_
