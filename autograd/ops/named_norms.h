// Norms that PyTorch has as operations of their own; norm(), linalg::vector_norm() and
// linalg::matrix_norm() take all of them as parameters.
#ifndef GRADLAB_AUTOGRAD_OPS_NAMED_NORMS_H_
#define GRADLAB_AUTOGRAD_OPS_NAMED_NORMS_H_

#include <cstdint>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The square root of the sum of squares, of all elements or along up to two dimensions.
Tensor frobenius_norm(const Tensor& t, Location at = Location::here());
Tensor frobenius_norm(const Tensor& t, IntArrayRef dim, bool keepdim = false,
                      Location at = Location::here());
// The sum of the singular values, of a matrix or of those in two dimensions.
Tensor nuclear_norm(const Tensor& t, bool keepdim = false, Location at = Location::here());
Tensor nuclear_norm(const Tensor& t, IntArrayRef dim, bool keepdim = false,
                    Location at = Location::here());
// The norm of order `pow` over all dimensions but `dim`, which keep size 1; over all for -1.
Tensor norm_except_dim(const Tensor& v, int64_t pow = 2, int64_t dim = 0,
                       Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NAMED_NORMS_H_
