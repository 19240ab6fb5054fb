// The inner loops of convolution_direct.h, in the vector instructions of the machine.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_CONVOLUTION_LOOPS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_CONVOLUTION_LOOPS_H_

#include <cstdint>

namespace gradlab::kernels::simd {

inline constexpr int64_t kConvolutionVecBytes = 64;

// One bit for each element of a vector of kConvolutionVecBytes.
using LaneMask = uint16_t;

// What `n` output positions see of an image: position j sees at kernel position k of channel c the
// element x[offset[k] + c * channel_step + j].
template <class T>
struct ConvolutionSource {
  const T* x;
  const int64_t* offset;
  int64_t kernel, channels, channel_step;
  int64_t n;
  // Without masks, whole vectors must be readable. With them, [k * vectors of n + vector of j] says
  // which positions see anything: the others see 0, and nothing is read for them.
  const LaneMask* masks = nullptr;

  int64_t terms() const { return kernel * channels; }
};

// A term is a kernel position and channel: i = k * channels + c. Each result is a sum of its own,
// whose order depends on the source's sizes only.
template <class T>
struct ConvolutionLoops {
  // Whether sources may have masks.
  bool masked;
  // How many rows of results weighted_sums computes at once.
  int64_t tile;
  // out[o * out_step + j] = bias[o] + sum over terms of weight[i * tile + o] * what position j
  // sees, for o < rows <= tile and j < n.
  void (*weighted_sums)(const ConvolutionSource<T>& source, const T* weight, const T* bias, T* out,
                        int64_t out_step, int64_t rows);
  // How many rows of g add_products takes at once.
  int64_t product_rows;
  // out[(o / product_rows * terms + i) * product_rows + o % product_rows] +=
  // sum over j < n of g[o * g_step + j] * what position j sees at term i, for o < rows.
  void (*add_products)(const ConvolutionSource<T>& source, const T* g, int64_t g_step, int64_t rows,
                       T* out);
  // to[r * to_step + j] = from[r * from_step + j], for r < rows and j < n; the rows are apart.
  void (*copy_rows)(const T* from, int64_t from_step, T* to, int64_t to_step, int64_t rows,
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
