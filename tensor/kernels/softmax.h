// Softmax and log-softmax along one dimension, and their backward formulas.
//
// Stable for large inputs. A slice with +inf, NaN, or nothing but -inf gives NaN, as in PyTorch.
// Floating point only, any layout; results are row-major.
#ifndef GRADLAB_TENSOR_KERNELS_SOFTMAX_H_
#define GRADLAB_TENSOR_KERNELS_SOFTMAX_H_

#include <cstdint>

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// exp(x) / sum exp(x).
Array softmax(const Array& a, int64_t dim);
// x - log(sum exp(x)).
Array log_softmax(const Array& a, int64_t dim);
// For y = softmax(x) and the gradient g of y: (g - sum(g * y)) * y.
Array softmax_backward(const Array& g, const Array& y, int64_t dim);
// For y = log_softmax(x) and the gradient g of y: g - exp(y) * sum(g).
Array log_softmax_backward(const Array& g, const Array& y, int64_t dim);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SOFTMAX_H_
