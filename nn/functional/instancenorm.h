// Instance normalisation with libtorch's options; see autograd/ops/normalization.h.
#ifndef GRADLAB_NN_FUNCTIONAL_INSTANCENORM_H_
#define GRADLAB_NN_FUNCTIONAL_INSTANCENORM_H_

#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/instancenorm.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// [batch, channels, ...].
inline Tensor instance_norm(const Tensor& input, const InstanceNormFuncOptions& options = {},
                            Location at = Location::here()) {
  LocationScope scope(at);
  return gradlab::instance_norm(input, options.weight(), options.bias(), options.running_mean(),
                                options.running_var(), options.use_input_stats(),
                                options.momentum(), options.eps());
}

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_INSTANCENORM_H_
