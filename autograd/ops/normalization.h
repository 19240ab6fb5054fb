// Normalisations.
#ifndef GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_
#define GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Every slice of the last dimensions, whose sizes are normalized_shape, to mean 0 and (biased)
// variance 1, then times weight plus bias, which have that shape or are undefined:
// (x - mean) / sqrt(variance + eps) * weight + bias (Ba, Kiros, Hinton 2016). Throws if x does not
// end in normalized_shape.
Tensor layer_norm(const Tensor& x, IntArrayRef normalized_shape, const Tensor& weight = {},
                  const Tensor& bias = {}, double eps = 1e-5, bool cudnn_enable = true,
                  Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_
