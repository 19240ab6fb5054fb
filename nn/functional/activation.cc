#include "gradlab/nn/functional/activation.h"

namespace gradlab::nn::functional {

Tensor relu(Tensor input, const ReLUFuncOptions& options, Location at) {
  LocationScope scope(at);
  return options.inplace() ? input.relu_() : input.relu();
}

Tensor softmax(const Tensor& input, const SoftmaxFuncOptions& options, Location at) {
  LocationScope scope(at);
  return input.softmax(options.dim(), options.dtype());
}

Tensor log_softmax(const Tensor& input, const LogSoftmaxFuncOptions& options, Location at) {
  LocationScope scope(at);
  return input.log_softmax(options.dim(), options.dtype());
}

Tensor softmin(const Tensor& input, const SoftminFuncOptions& options, Location at) {
  LocationScope scope(at);
  return input.neg().softmax(options.dim(), options.dtype());
}

}  // namespace gradlab::nn::functional
