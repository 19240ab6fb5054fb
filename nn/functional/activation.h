// Activation functions with libtorch's options. Those without options are methods of Tensor too.
#ifndef GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_
#define GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/activation.h"

namespace gradlab::nn::functional {

// max(0, x).
Tensor relu(Tensor input, const ReLUFuncOptions& options = {});
// exp(x) / sum(exp(x)) along a dimension, its logarithm, and softmax(-x).
Tensor softmax(const Tensor& input, const SoftmaxFuncOptions& options);
Tensor log_softmax(const Tensor& input, const LogSoftmaxFuncOptions& options);
Tensor softmin(const Tensor& input, const SoftminFuncOptions& options);

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_
