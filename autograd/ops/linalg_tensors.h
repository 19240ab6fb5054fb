// Linear algebra on tensors of any number of dimensions, by reshaping to matrices and back.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_TENSORS_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_TENSORS_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/location.h"

namespace gradlab::linalg {

// The diagonal of each matrix as a view.
Tensor diagonal(const Tensor& a, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1,
                Location at = Location::here());
Tensor matmul(const Tensor& a, const Tensor& b, Location at = Location::here());
// The powers 0..N-1 of each number, along a new last dimension; N defaults to the size of x's last.
Tensor vander(const Tensor& x, std::optional<int64_t> N = std::nullopt,
              Location at = Location::here());
// The sum of products along `dim`, for sizes that broadcast. Floating dtypes only.
Tensor vecdot(const Tensor& x, const Tensor& y, int64_t dim = -1, Location at = Location::here());
// The inverse of a as a map from its last dimensions to the first `ind`: both count as one.
Tensor tensorinv(const Tensor& a, int64_t ind = 2, Location at = Location::here());
// The x of tensordot(a, x, x.dim()) = b; `dims` of a are moved to its end first.
Tensor tensorsolve(const Tensor& a, const Tensor& b, OptionalIntArrayRef dims = std::nullopt,
                   Location at = Location::here());

}  // namespace gradlab::linalg

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_TENSORS_H_
