// Activation functions, elementwise. Floating dtypes only. NaN gives NaN, but softshrink's 0. For
// `into` see Note [into] in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_ACTIVATION_H_
#define GRADLAB_TENSOR_KERNELS_ACTIVATION_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// scale * a for a > 0, else scale * alpha * (exp(input_scale * a) - 1).
Array elu(const Array& a, double alpha, double scale, double input_scale,
          const Array* into = nullptr);
// a for a > 0, else slope * a.
Array leaky_relu(const Array& a, double slope, const Array* into = nullptr);
// log(1 + exp(beta a)) / beta, and a where beta a > threshold.
Array softplus(const Array& a, double beta, double threshold, const Array* into = nullptr);
// log(sigmoid(a)).
Array log_sigmoid(const Array& a, const Array* into = nullptr);
// a * Phi(a), with Phi the normal distribution function; gelu_tanh approximates it by a tanh.
Array gelu(const Array& a, const Array* into = nullptr);
Array gelu_tanh(const Array& a, const Array* into = nullptr);
// a * sigmoid(a).
Array silu(const Array& a, const Array* into = nullptr);
// a * tanh(softplus(a)).
Array mish(const Array& a, const Array* into = nullptr);
// min(max(a + 3, 0), 6) / 6, and a times that.
Array hardsigmoid(const Array& a, const Array* into = nullptr);
Array hardswish(const Array& a, const Array* into = nullptr);
// 0 within [-lambda, lambda]; outside a itself, or a moved towards 0 by lambda.
Array hardshrink(const Array& a, double lambda, const Array* into = nullptr);
Array softshrink(const Array& a, double lambda, const Array* into = nullptr);
// `value` where a <= threshold, else a. Integers too.
Array threshold(const Array& a, const Scalar& threshold, const Scalar& value,
                const Array* into = nullptr);
// a for a > 0, else weight * a; the weight broadcasts.
Array prelu(const Array& a, const Array& weight);

// a * sigmoid(b).
Array gate(const Array& a, const Array& b);

// Gradients of an input `a` from the gradient `g` of the output, in one pass. Both of the same
// floating dtype; shapes broadcast.
Array elu_backward(const Array& g, const Array& a, double alpha, double scale, double input_scale);
Array leaky_relu_backward(const Array& g, const Array& a, double slope);
Array prelu_backward(const Array& g, const Array& a, const Array& weight);
// Of the weight, before the sum over what it serves.
Array prelu_weight_backward(const Array& g, const Array& a);
Array softplus_backward(const Array& g, const Array& a, double beta, double threshold);
Array log_sigmoid_backward(const Array& g, const Array& a);
Array gelu_backward(const Array& g, const Array& a);
Array gelu_tanh_backward(const Array& g, const Array& a);
Array silu_backward(const Array& g, const Array& a);
Array mish_backward(const Array& g, const Array& a);
Array hardsigmoid_backward(const Array& g, const Array& a);
Array hardswish_backward(const Array& g, const Array& a);
// g, but 0 where a is in [-lambda, lambda]: of both shrinkages.
Array shrink_backward(const Array& g, const Array& a, double lambda);
// g, but 0 where a <= low or a >= high.
Array hardtanh_backward(const Array& g, const Array& a, double low, double high);
// g, but 0 where a <= threshold.
Array threshold_backward(const Array& g, const Array& a, double threshold);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_ACTIVATION_H_
