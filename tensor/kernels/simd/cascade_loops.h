// The inner loops of sums in PyTorch's order (Note [Cascade sum] in kernels/cascade_sum.h), in the
// vector instructions of the machine.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_CASCADE_LOOPS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_CASCADE_LOOPS_H_

#include <cstdint>

namespace gradlab::kernels::simd {

// Columns of a cascade of consecutive terms: 128 bytes, the four cascades of a row.
template <class T>
inline constexpr int64_t kCascadeWidth = 128 / static_cast<int64_t>(sizeof(T));
// add_columns() takes multiples of this many.
template <class T>
inline constexpr int64_t kColumnGroup = 64 / static_cast<int64_t>(sizeof(T));

template <class T>
struct CascadeLoops {
  // The cascade of each of kCascadeWidth columns of a row-major matrix of n rows, whose first
  // accumulator is full after 2^shift rows. third and fourth [kCascadeWidth] are what the first
  // `done` rows left, a multiple of 2^2shift. Writes out[kCascadeWidth]. `far`: the rows are not in
  // a cache.
  void (*consecutive)(const T* p, int64_t done, int64_t n, int shift, bool far, const T* third,
                      const T* fourth, T* out);
  // acc[j] += p[i * step + j] for i = 0 .. n - 1, one after another, and j < width.
  void (*add_columns)(const T* p, int64_t n, int64_t step, int64_t width, T* acc);
};

struct CascadeTable {
  CascadeLoops<float> f;
  CascadeLoops<double> d;
};
extern const CascadeTable kCascadeBaseline;
extern const CascadeTable kCascadeAvx2;
extern const CascadeTable kCascadeAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_CASCADE_LOOPS_H_
