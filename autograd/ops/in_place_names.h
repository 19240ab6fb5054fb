// The in-place methods of tensors that PyTorch also has as functions: exp_(x) is x.exp_(). Those of
// activations are in ops/activation.h, those that write values in ops/copy.h.
#ifndef GRADLAB_AUTOGRAD_OPS_IN_PLACE_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_IN_PLACE_NAMES_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

#define GRADLAB_LIST(...) __VA_ARGS__
// `parameters` after the tensor, each with a comma in front; `arguments` end with the place.
#define GRADLAB_IN_PLACE_NAME(name, parameters, arguments)                                        \
  inline Tensor& name(Tensor& self GRADLAB_LIST parameters, Location at = Location::here()) {     \
    return self.name arguments;                                                                   \
  }
#define GRADLAB_IN_PLACE_UNARY(name) GRADLAB_IN_PLACE_NAME(name, (), (at))
#define GRADLAB_IN_PLACE_BINARY(name) \
  GRADLAB_IN_PLACE_NAME(name, (, const Tensor& other), (other, at))
GRADLAB_IN_PLACE_UNARY(abs_)
GRADLAB_IN_PLACE_UNARY(acos_)
GRADLAB_IN_PLACE_UNARY(arccos_)
GRADLAB_IN_PLACE_UNARY(acosh_)
GRADLAB_IN_PLACE_UNARY(arccosh_)
GRADLAB_IN_PLACE_UNARY(asin_)
GRADLAB_IN_PLACE_UNARY(arcsin_)
GRADLAB_IN_PLACE_UNARY(asinh_)
GRADLAB_IN_PLACE_UNARY(arcsinh_)
GRADLAB_IN_PLACE_UNARY(atan_)
GRADLAB_IN_PLACE_UNARY(arctan_)
GRADLAB_IN_PLACE_UNARY(atanh_)
GRADLAB_IN_PLACE_UNARY(arctanh_)
GRADLAB_IN_PLACE_UNARY(ceil_)
GRADLAB_IN_PLACE_UNARY(cos_)
GRADLAB_IN_PLACE_UNARY(cosh_)
GRADLAB_IN_PLACE_UNARY(deg2rad_)
GRADLAB_IN_PLACE_UNARY(erf_)
GRADLAB_IN_PLACE_UNARY(erfc_)
GRADLAB_IN_PLACE_UNARY(exp_)
GRADLAB_IN_PLACE_UNARY(exp2_)
GRADLAB_IN_PLACE_UNARY(expm1_)
GRADLAB_IN_PLACE_UNARY(fix_)
GRADLAB_IN_PLACE_UNARY(floor_)
GRADLAB_IN_PLACE_UNARY(frac_)
GRADLAB_IN_PLACE_UNARY(i0_)
GRADLAB_IN_PLACE_UNARY(log_)
GRADLAB_IN_PLACE_UNARY(log10_)
GRADLAB_IN_PLACE_UNARY(log1p_)
GRADLAB_IN_PLACE_UNARY(log2_)
GRADLAB_IN_PLACE_UNARY(neg_)
GRADLAB_IN_PLACE_UNARY(negative_)
GRADLAB_IN_PLACE_UNARY(rad2deg_)
GRADLAB_IN_PLACE_UNARY(reciprocal_)
GRADLAB_IN_PLACE_UNARY(relu_)
GRADLAB_IN_PLACE_UNARY(round_)
GRADLAB_IN_PLACE_UNARY(rsqrt_)
GRADLAB_IN_PLACE_UNARY(sigmoid_)
GRADLAB_IN_PLACE_UNARY(sin_)
GRADLAB_IN_PLACE_UNARY(sinc_)
GRADLAB_IN_PLACE_UNARY(sinh_)
GRADLAB_IN_PLACE_UNARY(sqrt_)
GRADLAB_IN_PLACE_UNARY(square_)
GRADLAB_IN_PLACE_UNARY(tan_)
GRADLAB_IN_PLACE_UNARY(tanh_)
GRADLAB_IN_PLACE_UNARY(trunc_)
GRADLAB_IN_PLACE_NAME(round_, (, int64_t decimals), (decimals, at))
GRADLAB_IN_PLACE_NAME(logit_, (, std::optional<double> eps = std::nullopt), (eps, at))
GRADLAB_IN_PLACE_NAME(nan_to_num_,
                      (, std::optional<double> nan = std::nullopt,
                       std::optional<double> posinf = std::nullopt,
                       std::optional<double> neginf = std::nullopt),
                      (nan, posinf, neginf, at))
GRADLAB_IN_PLACE_BINARY(gcd_)
GRADLAB_IN_PLACE_BINARY(lcm_)
GRADLAB_IN_PLACE_BINARY(ldexp_)
GRADLAB_IN_PLACE_BINARY(xlogy_)
GRADLAB_IN_PLACE_NAME(xlogy_, (, const Scalar& other), (other, at))
GRADLAB_IN_PLACE_NAME(clamp_,
                      (, const std::optional<Scalar>& min,
                       const std::optional<Scalar>& max = std::nullopt),
                      (min, max, at))
GRADLAB_IN_PLACE_NAME(clamp_,
                      (, const std::optional<Tensor>& min = {},
                       const std::optional<Tensor>& max = {}),
                      (min, max, at))
GRADLAB_IN_PLACE_NAME(clip_,
                      (, const std::optional<Scalar>& min,
                       const std::optional<Scalar>& max = std::nullopt),
                      (min, max, at))
GRADLAB_IN_PLACE_NAME(clip_,
                      (, const std::optional<Tensor>& min = {},
                       const std::optional<Tensor>& max = {}),
                      (min, max, at))
GRADLAB_IN_PLACE_NAME(clamp_min_, (, const Scalar& min), (min, at))
GRADLAB_IN_PLACE_NAME(clamp_min_, (, const Tensor& min), (min, at))
GRADLAB_IN_PLACE_NAME(clamp_max_, (, const Scalar& max), (max, at))
GRADLAB_IN_PLACE_NAME(clamp_max_, (, const Tensor& max), (max, at))
GRADLAB_IN_PLACE_NAME(addmv_,
                      (, const Tensor& mat, const Tensor& vec, const Scalar& beta = 1,
                       const Scalar& alpha = 1),
                      (mat, vec, beta, alpha, at))
#undef GRADLAB_IN_PLACE_NAME
#undef GRADLAB_IN_PLACE_UNARY
#undef GRADLAB_IN_PLACE_BINARY
#undef GRADLAB_LIST

inline Tensor& detach_(Tensor& self) { return self.detach_(); }

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_IN_PLACE_NAMES_H_
