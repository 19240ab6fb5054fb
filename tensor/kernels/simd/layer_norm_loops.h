// Layer normalisation of rows, and its gradients: the loops of kernels/layer_norm.h, in the vector
// instructions of the machine.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_LAYER_NORM_LOOPS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_LAYER_NORM_LOOPS_H_

#include <cstdint>

namespace gradlab::kernels::simd {

// [rows, n] values, row-major, and what the forward pass kept of each row.
template <class T>
struct LayerNormRows {
  int64_t rows, n;
  const T* x;
  const T* weight;  // [n], or null for ones
  T* mean;          // [rows]
  T* rstd;          // [rows], 1 / standard deviation
};

template <class T>
struct LayerNormLoops {
  // Writes mean, rstd and y = (x - mean) * rstd * weight + bias; bias may be null.
  void (*forward)(const LayerNormRows<T>& in, const T* bias, double eps, T* y);
  // For the gradient g of y: writes the gradient of x, adds those of weight and bias to [n]; each
  // may be null.
  void (*backward)(const LayerNormRows<T>& in, const T* g, T* dx, T* dweight, T* dbias);
};

struct LayerNormTable {
  LayerNormLoops<float> f;
  LayerNormLoops<double> d;
};
extern const LayerNormTable kLayerNormBaseline;
extern const LayerNormTable kLayerNormAvx2;
extern const LayerNormTable kLayerNormAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_LAYER_NORM_LOOPS_H_
