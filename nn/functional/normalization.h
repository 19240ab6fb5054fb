// Normalisations as functions.
#ifndef GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_
#define GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_

#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/out_pointwise.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/normalization.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// (x - mean) / sqrt(variance + eps) * weight + bias over the last dimensions.
inline Tensor layer_norm(const Tensor& input, const LayerNormFuncOptions& options,
                         Location at = Location::here()) {
  LocationScope scope(at);
  return gradlab::layer_norm(input, options.normalized_shape(), options.weight(), options.bias(),
                             options.eps());
}

// The same over every group of channels of a sample, [batch, channels, ...].
inline Tensor group_norm(const Tensor& input, const GroupNormFuncOptions& options,
                         Location at = Location::here()) {
  LocationScope scope(at);
  return gradlab::group_norm(input, options.num_groups(), options.weight(), options.bias(),
                             options.eps());
}

// x / (k + alpha * average of x^2 over `size` neighbouring channels)^beta (Krizhevsky, Sutskever,
// Hinton 2012) of [batch, channels, ...] with 3 or more dimensions; beyond the ends x is 0.
Tensor local_response_norm(const Tensor& input, const LocalResponseNormFuncOptions& options,
                           Location at = Location::here());

// x / max(|x|, eps) along one dimension.
inline Tensor normalize(const Tensor& input, NormalizeFuncOptions options = {},
                        Location at = Location::here()) {
  LocationScope scope(at);
  const Tensor norms = input.norm(options.p(), {options.dim()}, /*keepdim=*/true);
  const Tensor divisor = norms.clamp_min(options.eps()).expand_as(input);
  return options.out() ? div_out(*options.out(), input, divisor) : input / divisor;
}

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_
