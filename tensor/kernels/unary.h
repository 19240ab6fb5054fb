// Functions of one array, elementwise.
//
// The result has the dtype of the input unless stated otherwise; "gives the default dtype" means
// that integers and bools are converted to it first. For `into` see Note [into] in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_UNARY_H_
#define GRADLAB_TENSOR_KERNELS_UNARY_H_

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// Arithmetic and rounding. Integers stay integers. neg, abs, relu and the roundings throw for bools
// as PyTorch does; sign keeps them, square turns them into Long.
Array neg(const Array& a, const Array* into = nullptr);
Array abs(const Array& a, const Array* into = nullptr);
// -1, 0 or 1; 0 for NaN.
Array sign(const Array& a, const Array* into = nullptr);
Array square(const Array& a, const Array* into = nullptr);
// max(a, 0), but NaN and -0.0 stay as they are.
Array relu(const Array& a, const Array* into = nullptr);
Array floor(const Array& a, const Array* into = nullptr);
Array ceil(const Array& a, const Array* into = nullptr);
// Halves go to the even neighbour.
Array round(const Array& a, const Array* into = nullptr);
Array trunc(const Array& a, const Array* into = nullptr);
// a - trunc(a). Floating dtypes only.
Array frac(const Array& a, const Array* into = nullptr);

// Integers and bools give the default dtype.
Array reciprocal(const Array& a, const Array* into = nullptr);
Array sqrt(const Array& a, const Array* into = nullptr);
Array rsqrt(const Array& a, const Array* into = nullptr);
Array exp(const Array& a, const Array* into = nullptr);
Array exp2(const Array& a, const Array* into = nullptr);
Array expm1(const Array& a, const Array* into = nullptr);
Array log(const Array& a, const Array* into = nullptr);
Array log2(const Array& a, const Array* into = nullptr);
Array log10(const Array& a, const Array* into = nullptr);
Array log1p(const Array& a, const Array* into = nullptr);
Array sin(const Array& a, const Array* into = nullptr);
Array cos(const Array& a, const Array* into = nullptr);
Array tan(const Array& a, const Array* into = nullptr);
Array asin(const Array& a, const Array* into = nullptr);
Array acos(const Array& a, const Array* into = nullptr);
Array atan(const Array& a, const Array* into = nullptr);
Array sinh(const Array& a, const Array* into = nullptr);
Array cosh(const Array& a, const Array* into = nullptr);
Array tanh(const Array& a, const Array* into = nullptr);
Array asinh(const Array& a, const Array* into = nullptr);
Array acosh(const Array& a, const Array* into = nullptr);
Array atanh(const Array& a, const Array* into = nullptr);
Array erf(const Array& a, const Array* into = nullptr);
Array erfc(const Array& a, const Array* into = nullptr);
// 1 / (1 + exp(-a)).
Array sigmoid(const Array& a, const Array* into = nullptr);

// Gradients of an input from the gradient `g` of the output `y`: one pass instead of three. Both of
// the same floating dtype; shapes broadcast.
// g * (1 - y) * y
Array sigmoid_backward(const Array& g, const Array& y, const Array* into = nullptr);
// g * (1 - y * y)
Array tanh_backward(const Array& g, const Array& y, const Array* into = nullptr);
// 0 where y <= 0, else g (so g where y is NaN).
Array relu_backward(const Array& g, const Array& y, const Array* into = nullptr);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_UNARY_H_
