// Functions of one tensor, elementwise. Integer inputs of the floating-point ones count as the
// default dtype.
//
// The last parameter `into` serves the in-place methods (into.h): x.exp_().
#ifndef GRADLAB_AUTOGRAD_OPS_UNARY_H_
#define GRADLAB_AUTOGRAD_OPS_UNARY_H_

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

Tensor neg(const Tensor& x, Into into = {});
// Gradient sign(x), so 0 at 0.
Tensor abs(const Tensor& x, Into into = {});
// -1, 0 or 1. Like the roundings it is constant almost everywhere: gradient 0.
Tensor sign(const Tensor& x, Into into = {});
Tensor sgn(const Tensor& x, Into into = {});
Tensor floor(const Tensor& x, Into into = {});
Tensor ceil(const Tensor& x, Into into = {});
// Halves go to the even neighbour.
Tensor round(const Tensor& x, Into into = {});
// To so many decimals; negative ones round to tens, hundreds, ... Floating dtypes only.
Tensor round(const Tensor& x, int64_t decimals, Into into = {});
Tensor trunc(const Tensor& x, Into into = {});
// x - trunc(x).
Tensor frac(const Tensor& x, Into into = {});
Tensor square(const Tensor& x, Into into = {});
Tensor reciprocal(const Tensor& x, Into into = {});
Tensor sqrt(const Tensor& x, Into into = {});
Tensor rsqrt(const Tensor& x, Into into = {});
Tensor exp(const Tensor& x, Into into = {});
Tensor exp2(const Tensor& x, Into into = {});
Tensor expm1(const Tensor& x, Into into = {});
Tensor log(const Tensor& x, Into into = {});
Tensor log2(const Tensor& x, Into into = {});
Tensor log10(const Tensor& x, Into into = {});
Tensor log1p(const Tensor& x, Into into = {});
Tensor sin(const Tensor& x, Into into = {});
Tensor cos(const Tensor& x, Into into = {});
Tensor tan(const Tensor& x, Into into = {});
Tensor asin(const Tensor& x, Into into = {});
Tensor acos(const Tensor& x, Into into = {});
Tensor atan(const Tensor& x, Into into = {});
Tensor sinh(const Tensor& x, Into into = {});
Tensor cosh(const Tensor& x, Into into = {});
Tensor tanh(const Tensor& x, Into into = {});
Tensor asinh(const Tensor& x, Into into = {});
Tensor acosh(const Tensor& x, Into into = {});
Tensor atanh(const Tensor& x, Into into = {});
Tensor erf(const Tensor& x, Into into = {});
Tensor erfc(const Tensor& x, Into into = {});
Tensor sigmoid(const Tensor& x, Into into = {});
// max(x, 0); gradient 0 at 0.
Tensor relu(const Tensor& x, Into into = {});
// x itself. Throws for bools.
Tensor positive(const Tensor& x, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_UNARY_H_
