// Batch normalisation with libtorch's options; see autograd/ops/normalization.h.
#ifndef GRADLAB_NN_FUNCTIONAL_BATCHNORM_H_
#define GRADLAB_NN_FUNCTIONAL_BATCHNORM_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/batchnorm.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// [batch, channels, ...]; the running statistics may be undefined in training, where the channels
// must have more than one value each.
Tensor batch_norm(const Tensor& input, const Tensor& running_mean, const Tensor& running_var,
                  const BatchNormFuncOptions& options = {}, Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_BATCHNORM_H_
