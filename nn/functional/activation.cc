#include "gradlab/nn/functional/activation.h"

#include "gradlab/autograd/ops/activation.h"

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

Tensor elu(Tensor input, const ELUFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::elu_(input, options.alpha());
  return gradlab::elu(input, options.alpha());
}

Tensor celu(Tensor input, const CELUFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::celu_(input, options.alpha());
  return gradlab::celu(input, options.alpha());
}

Tensor selu(Tensor input, const SELUFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::selu_(input);
  return gradlab::selu(input);
}

Tensor leaky_relu(Tensor input, const LeakyReLUFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::leaky_relu_(input, options.negative_slope());
  return gradlab::leaky_relu(input, options.negative_slope());
}

Tensor relu6(Tensor input, const ReLU6FuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::relu6_(input);
  return gradlab::relu6(input);
}

Tensor hardtanh(Tensor input, const HardtanhFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::hardtanh_(input, options.min_val(), options.max_val());
  return gradlab::hardtanh(input, options.min_val(), options.max_val());
}

Tensor threshold(Tensor input, const ThresholdFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return gradlab::threshold_(input, options.threshold(), options.value());
  return gradlab::threshold(input, options.threshold(), options.value());
}

Tensor hardshrink(const Tensor& input, const HardshrinkFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::hardshrink(input, options.lambda());
}

Tensor softshrink(const Tensor& input, const SoftshrinkFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::softshrink(input, options.lambda());
}

Tensor softplus(const Tensor& input, const SoftplusFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::softplus(input, options.beta(), options.threshold());
}

Tensor gelu(const Tensor& input, const GELUFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::gelu(input, options.approximate());
}

Tensor glu(const Tensor& input, const GLUFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::glu(input, options.dim());
}

Tensor logsigmoid(const Tensor& input, Location at) {
  LocationScope scope(at);
  return gradlab::log_sigmoid(input);
}

Tensor silu(const Tensor& input, Location at) {
  LocationScope scope(at);
  return gradlab::silu(input);
}

Tensor mish(const Tensor& input, Location at) {
  LocationScope scope(at);
  return gradlab::mish(input);
}

Tensor softsign(const Tensor& input, Location at) {
  LocationScope scope(at);
  return gradlab::softsign(input);
}

Tensor tanhshrink(const Tensor& input, Location at) {
  LocationScope scope(at);
  return gradlab::tanhshrink(input);
}

Tensor prelu(const Tensor& input, const Tensor& weight, Location at) {
  LocationScope scope(at);
  return gradlab::prelu(input, weight);
}

}  // namespace gradlab::nn::functional
