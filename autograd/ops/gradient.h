// Derivatives of sampled functions by finite differences.
#ifndef GRADLAB_AUTOGRAD_OPS_GRADIENT_H_
#define GRADLAB_AUTOGRAD_OPS_GRADIENT_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab {

// The derivatives of t, seen as values on a grid, along each of the dimensions (all unless given):
// differences of the two neighbours, on the edges of order `edge_order` (1 or 2) to one side. The
// points are `spacing` apart, one number for all dimensions or one for each; or they are at the
// positions in 1-dim tensors, one for each dimension.
std::vector<Tensor> gradient(const Tensor& t, const std::optional<Scalar>& spacing = std::nullopt,
                             std::optional<int64_t> dim = std::nullopt, int64_t edge_order = 1,
                             Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, const Scalar& spacing, IntArrayRef dim,
                             int64_t edge_order = 1, Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, IntArrayRef dim, int64_t edge_order = 1,
                             Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, ArrayRef<Scalar> spacing,
                             std::optional<int64_t> dim = std::nullopt, int64_t edge_order = 1,
                             Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, ArrayRef<Scalar> spacing, IntArrayRef dim,
                             int64_t edge_order = 1, Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, TensorList spacing,
                             std::optional<int64_t> dim = std::nullopt, int64_t edge_order = 1,
                             Location at = Location::here());
std::vector<Tensor> gradient(const Tensor& t, TensorList spacing, IntArrayRef dim,
                             int64_t edge_order = 1, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_GRADIENT_H_
