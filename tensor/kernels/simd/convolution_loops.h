// The inner loops of convolution_direct.h, in the vector instructions of the machine.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_CONVOLUTION_LOOPS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_CONVOLUTION_LOOPS_H_

#include <cstdint>

namespace gradlab::kernels::simd {

inline constexpr int64_t kConvolutionVecBytes = 64;

// `n` is a multiple of the elements of a vector. Each result is a sum of its own, whose order
// depends on `terms` and `n` only.
template <class T>
struct ConvolutionLoops {
  // How many results weighted_sums computes at once.
  int64_t tile;
  // out[o * n + j] = sum over i < terms of weight[i * tile + o] * x[offset[i] + j], for o < tile
  // and j < n.
  void (*weighted_sums)(const T* x, const int64_t* offset, int64_t terms, const T* weight, T* out,
                        int64_t n);
  // out[o * terms + i] += sum over j < n of g[o * n + j] * x[offset[i] + j], for o < rows.
  void (*add_products)(const T* x, const int64_t* offset, int64_t terms, const T* g, int64_t rows,
                       int64_t n, T* out);
  // to[r * to_step + j] = from[r * from_step + j], or that plus b, for r < rows and j < n; the rows
  // are apart.
  void (*copy_rows)(const T* from, int64_t from_step, T* to, int64_t to_step, int64_t rows,
                    int64_t n);
  void (*add_to_rows)(const T* from, int64_t from_step, T b, T* to, int64_t to_step, int64_t rows,
                      int64_t n);
};

struct ConvolutionTable {
  ConvolutionLoops<float> f;
  ConvolutionLoops<double> d;
};
extern const ConvolutionTable kConvolutionBaseline;
extern const ConvolutionTable kConvolutionAvx2;
extern const ConvolutionTable kConvolutionAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_CONVOLUTION_LOOPS_H_
