// Layer normalisation: every row of the last dimensions to mean 0 and variance 1, then scaled.
#ifndef GRADLAB_TENSOR_KERNELS_LAYER_NORM_H_
#define GRADLAB_TENSOR_KERNELS_LAYER_NORM_H_

#include <cstdint>

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

struct LayerNorm {
  Array y;     // like x
  Array mean;  // one per row
  Array rstd;  // 1 / sqrt(variance + eps), one per row
};

// Rows are x's elements in groups of n, row-major; the biased variance counts. weight and bias have
// n elements or are null. All are of x's dtype, which is floating; any layout. For reduced dtypes
// mean and rstd are floats.
LayerNorm layer_norm(const Array& x, int64_t n, const Array* weight, const Array* bias, double eps);

// The gradients for the gradient g of y; those of weight and bias have n elements.
struct LayerNormGradients {
  Array x, weight, bias;
};
LayerNormGradients layer_norm_backward(const Array& g, const Array& x, int64_t n, const Array& mean,
                                       const Array& rstd, const Array* weight);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_LAYER_NORM_H_
