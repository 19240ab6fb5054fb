// Matrix products.
#ifndef GRADLAB_AUTOGRAD_OPS_MATMUL_H_
#define GRADLAB_AUTOGRAD_OPS_MATMUL_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// [n, k] x [k, m] -> [n, m].
Tensor mm(const Tensor& a, const Tensor& b, Location at = Location::here());
// [b, n, k] x [b, k, m] -> [b, n, m].
Tensor bmm(const Tensor& a, const Tensor& b, Location at = Location::here());
// [n, k] x [k] -> [n].
Tensor mv(const Tensor& a, const Tensor& x, Location at = Location::here());
// [k] x [k] -> [].
Tensor dot(const Tensor& a, const Tensor& b, Location at = Location::here());
// [n] x [m] -> [n, m].
Tensor outer(const Tensor& a, const Tensor& b, Location at = Location::here());
// The product for any ranks: 1-dim operands count as a row on the left and a column on the right,
// dimensions before the last two are batches that broadcast.
Tensor matmul(const Tensor& a, const Tensor& b, Location at = Location::here());
// beta * bias + alpha * (a x b), the bias broadcast to [n, m].
Tensor addmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
             const Scalar& alpha = 1, Location at = Location::here());
// x * weight^T + bias for x [..., in], weight [out, in], bias [out] or undefined -> [..., out].
Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias = {},
              Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_MATMUL_H_
