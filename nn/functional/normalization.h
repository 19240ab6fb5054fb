// Normalisations as functions.
#ifndef GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_
#define GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_

#include "gradlab/autograd/ops/normalization.h"
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

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_NORMALIZATION_H_
