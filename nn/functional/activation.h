// Activation functions with libtorch's options. Those without options are methods of Tensor too.
#ifndef GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_
#define GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/activation.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// max(0, x).
Tensor relu(Tensor input, const ReLUFuncOptions& options = {}, Location at = Location::here());
// exp(x) / sum(exp(x)) along a dimension, its logarithm, and softmax(-x).
Tensor softmax(const Tensor& input, const SoftmaxFuncOptions& options,
               Location at = Location::here());
Tensor log_softmax(const Tensor& input, const LogSoftmaxFuncOptions& options,
                   Location at = Location::here());
Tensor softmin(const Tensor& input, const SoftminFuncOptions& options,
               Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_
