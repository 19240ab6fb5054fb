// Activation functions. Elementwise but for softmax, log_softmax and glu; floating dtypes only, but
// for hardtanh, relu6 and threshold.
//
// The last parameter `into` serves the forms with an underscore, which write to x (into.h). At
// kinks and bounds the gradients are PyTorch's: those of the flat side for hardtanh, relu6,
// threshold, hardsigmoid and the shrinkages, those of the negative side for leaky_relu, elu and
// prelu.
#ifndef GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_
#define GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// exp(x) / sum(exp(x)) along `dim`. The input is converted to `dtype` first, if given.
Tensor softmax(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
               Location at = Location::here());
// x - log(sum(exp(x))): use it where softmax(x).log() would lose digits.
Tensor log_softmax(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                   Location at = Location::here());

// scale * x for x > 0, else scale * alpha * (exp(input_scale * x) - 1).
Tensor elu(const Tensor& x, const Scalar& alpha = 1, const Scalar& scale = 1,
           const Scalar& input_scale = 1, Into into = {});
// elu with input_scale = 1 / alpha, which makes it smooth.
Tensor celu(const Tensor& x, const Scalar& alpha = 1.0, Into into = {});
// elu with the alpha and scale that keep mean 0 and variance 1 (Klambauer et al., 2017).
Tensor selu(const Tensor& x, Into into = {});
// x for x > 0, else negative_slope * x.
Tensor leaky_relu(const Tensor& x, const Scalar& negative_slope = 0.01, Into into = {});
// The same with learned slopes: one, or one per channel (dimension 1, or 0 of 1-dim inputs of size
// 1).
Tensor prelu(const Tensor& x, const Tensor& weight, Location at = Location::here());
// x limited to [min_val, max_val]; relu6 to [0, 6]. Any dtype but bool.
Tensor hardtanh(const Tensor& x, const Scalar& min_val = -1, const Scalar& max_val = 1,
                Into into = {});
Tensor relu6(const Tensor& x, Into into = {});
// x for x > threshold, else value. Any dtype but bool.
Tensor threshold(const Tensor& x, const Scalar& threshold, const Scalar& value, Into into = {});
// min(max(x + 3, 0), 6) / 6, and x times that.
Tensor hardsigmoid(const Tensor& x, Into into = {});
Tensor hardswish(const Tensor& x, Into into = {});
// 0 within [-lambd, lambd]; outside x itself, or moved towards 0 by lambd.
Tensor hardshrink(const Tensor& x, const Scalar& lambd = 0.5, Location at = Location::here());
Tensor softshrink(const Tensor& x, const Scalar& lambd = 0.5, Location at = Location::here());
// x - tanh(x).
Tensor tanhshrink(const Tensor& x, Location at = Location::here());
// log(1 + exp(beta x)) / beta, and x where beta x > threshold.
Tensor softplus(const Tensor& x, const Scalar& beta = 1, const Scalar& threshold = 20,
                Location at = Location::here());
// x / (1 + |x|).
Tensor softsign(const Tensor& x, Location at = Location::here());
// log(sigmoid(x)).
Tensor log_sigmoid(const Tensor& x, Location at = Location::here());
// x * Phi(x) with Phi the normal distribution function; approximate = "tanh" replaces it by a tanh.
Tensor gelu(const Tensor& x, std::string_view approximate = "none", Into into = {});
// x * sigmoid(x).
Tensor silu(const Tensor& x, Into into = {});
// x * tanh(softplus(x)).
Tensor mish(const Tensor& x, Into into = {});
// The first half along `dim` times the sigmoid of the second half.
Tensor glu(const Tensor& x, int64_t dim = -1, Location at = Location::here());

Tensor& elu_(const Tensor& x, const Scalar& alpha = 1, const Scalar& scale = 1,
             const Scalar& input_scale = 1, Location at = Location::here());
Tensor& celu_(const Tensor& x, const Scalar& alpha = 1.0, Location at = Location::here());
Tensor& selu_(const Tensor& x, Location at = Location::here());
Tensor& leaky_relu_(const Tensor& x, const Scalar& negative_slope = 0.01,
                    Location at = Location::here());
Tensor& hardtanh_(const Tensor& x, const Scalar& min_val = -1, const Scalar& max_val = 1,
                  Location at = Location::here());
Tensor& relu6_(const Tensor& x, Location at = Location::here());
Tensor& threshold_(const Tensor& x, const Scalar& threshold, const Scalar& value,
                   Location at = Location::here());
Tensor& hardsigmoid_(const Tensor& x, Location at = Location::here());
Tensor& hardswish_(const Tensor& x, Location at = Location::here());
Tensor& gelu_(const Tensor& x, std::string_view approximate = "none",
              Location at = Location::here());
Tensor& silu_(const Tensor& x, Location at = Location::here());
Tensor& mish_(const Tensor& x, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_
