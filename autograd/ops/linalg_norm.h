// Norms of vectors and matrices, and the condition number.
//
// Floating dtypes only. Results keep their reduced dimensions with size 1 if `keepdim`; with a
// `dtype` the elements are converted first, which must lose nothing.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_NORM_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_NORM_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/location.h"

namespace gradlab::linalg {

// (sum |x|^ord)^(1/ord) over `dim`, all dimensions if there is none: every order, the infinities
// and 0 (how many are not 0) too. Throws for orders without a value for no elements (norm.cc).
Tensor vector_norm(const Tensor& t, const Scalar& ord = 2, OptionalIntArrayRef dim = std::nullopt,
                   bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
                   Location at = Location::here());
// Of the matrices in two dimensions: order 2 and -2 the largest and smallest singular value, 1 and
// -1 the largest and smallest sum of a column, the infinities those of a row (linalg_norm.cc).
Tensor matrix_norm(const Tensor& t, const Scalar& ord, IntArrayRef dim = {-2, -1},
                   bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
                   Location at = Location::here());
// "fro": the root of the sum of squares, "nuc": the sum of the singular values.
Tensor matrix_norm(const Tensor& t, std::string_view ord = "fro", IntArrayRef dim = {-2, -1},
                   bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
                   Location at = Location::here());
// The norm of a matrix for an order and two dimensions (or a tensor of two), else of a vector.
Tensor norm(const Tensor& t, const std::optional<Scalar>& ord = std::nullopt,
            OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());
Tensor norm(const Tensor& t, std::string_view ord, OptionalIntArrayRef dim = std::nullopt,
            bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt,
            Location at = Location::here());
// The norm of a matrix times that of its inverse, inf if it is singular; for order 2, the default,
// and -2 the quotient of the extreme singular values.
Tensor cond(const Tensor& a, const std::optional<Scalar>& p = std::nullopt,
            Location at = Location::here());
Tensor cond(const Tensor& a, std::string_view p, Location at = Location::here());

}  // namespace gradlab::linalg

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_NORM_H_
