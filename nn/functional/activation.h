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

// alpha * (exp(x) - 1) below 0, else x.
Tensor elu(Tensor input, const ELUFuncOptions& options = {}, Location at = Location::here());
// alpha * (exp(x / alpha) - 1) below 0, else x.
Tensor celu(Tensor input, const CELUFuncOptions& options = {}, Location at = Location::here());
// elu with the scales that keep mean 0 and variance 1.
Tensor selu(Tensor input, const SELUFuncOptions& options = {}, Location at = Location::here());
// negative_slope * x below 0, else x.
Tensor leaky_relu(Tensor input, const LeakyReLUFuncOptions& options = {},
                  Location at = Location::here());
// x limited to [0, 6].
Tensor relu6(Tensor input, const ReLU6FuncOptions& options = {}, Location at = Location::here());
// x limited to [min_val, max_val].
Tensor hardtanh(Tensor input, const HardtanhFuncOptions& options = {},
                Location at = Location::here());
// x above the threshold, else the value.
Tensor threshold(Tensor input, const ThresholdFuncOptions& options, Location at = Location::here());
// 0 within [-lambda, lambda]; outside x itself, or x moved towards 0 by lambda.
Tensor hardshrink(const Tensor& input, const HardshrinkFuncOptions& options = {},
                  Location at = Location::here());
Tensor softshrink(const Tensor& input, const SoftshrinkFuncOptions& options = {},
                  Location at = Location::here());
// log(1 + exp(beta x)) / beta.
Tensor softplus(const Tensor& input, const SoftplusFuncOptions& options = {},
                Location at = Location::here());
// x times the normal distribution function.
Tensor gelu(const Tensor& input, const GELUFuncOptions& options = {},
            Location at = Location::here());
// The first half along `dim` times the sigmoid of the second half.
Tensor glu(const Tensor& input, const GLUFuncOptions& options = {}, Location at = Location::here());
// log(sigmoid(x)).
Tensor logsigmoid(const Tensor& input, Location at = Location::here());
// x * sigmoid(x).
Tensor silu(const Tensor& input, Location at = Location::here());
// x * tanh(log(1 + exp(x))).
Tensor mish(const Tensor& input, Location at = Location::here());
// x / (1 + |x|).
Tensor softsign(const Tensor& input, Location at = Location::here());
// x - tanh(x).
Tensor tanhshrink(const Tensor& input, Location at = Location::here());
// weight * x below 0, else x: one weight, or one per channel.
Tensor prelu(const Tensor& input, const Tensor& weight, Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_ACTIVATION_H_
