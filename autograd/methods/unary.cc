// The methods of Tensor that are functions of one tensor: each calls the free function of its name.
#include "gradlab/autograd/ops/unary.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// name: the operation; saves_self: its rule needs the values that the in-place form overwrites.
#define GRADLAB_UNARY_METHOD(name, saves_self)                                   \
  Tensor Tensor::name(Location at) const { return gradlab::name(*this, at); }    \
  Tensor& Tensor::name##_(Location at) const {                                   \
    LocationScope scope(at);                                                     \
    return in_place(*this, false, saves_self,                                    \
                    [](const Tensor& x, Into into) { gradlab::name(x, into); }); \
  }
GRADLAB_UNARY_METHOD(neg, false)
GRADLAB_UNARY_METHOD(abs, true)
GRADLAB_UNARY_METHOD(sign, false)
GRADLAB_UNARY_METHOD(sgn, false)
GRADLAB_UNARY_METHOD(exp, false)
GRADLAB_UNARY_METHOD(exp2, false)
GRADLAB_UNARY_METHOD(expm1, false)
GRADLAB_UNARY_METHOD(log, true)
GRADLAB_UNARY_METHOD(log2, true)
GRADLAB_UNARY_METHOD(log10, true)
GRADLAB_UNARY_METHOD(log1p, true)
GRADLAB_UNARY_METHOD(sqrt, false)
GRADLAB_UNARY_METHOD(rsqrt, false)
GRADLAB_UNARY_METHOD(reciprocal, false)
GRADLAB_UNARY_METHOD(square, true)
GRADLAB_UNARY_METHOD(sin, true)
GRADLAB_UNARY_METHOD(cos, true)
GRADLAB_UNARY_METHOD(tan, false)
GRADLAB_UNARY_METHOD(asin, true)
GRADLAB_UNARY_METHOD(acos, true)
GRADLAB_UNARY_METHOD(atan, true)
GRADLAB_UNARY_METHOD(sinh, true)
GRADLAB_UNARY_METHOD(cosh, true)
GRADLAB_UNARY_METHOD(tanh, false)
GRADLAB_UNARY_METHOD(asinh, true)
GRADLAB_UNARY_METHOD(acosh, true)
GRADLAB_UNARY_METHOD(atanh, true)
GRADLAB_UNARY_METHOD(sigmoid, false)
GRADLAB_UNARY_METHOD(relu, false)
GRADLAB_UNARY_METHOD(floor, false)
GRADLAB_UNARY_METHOD(ceil, false)
GRADLAB_UNARY_METHOD(round, false)
GRADLAB_UNARY_METHOD(trunc, false)
GRADLAB_UNARY_METHOD(frac, false)
GRADLAB_UNARY_METHOD(erf, true)
GRADLAB_UNARY_METHOD(erfc, true)
GRADLAB_UNARY_METHOD(erfinv, true)
GRADLAB_UNARY_METHOD(lgamma, true)
GRADLAB_UNARY_METHOD(digamma, true)
GRADLAB_UNARY_METHOD(i0, true)
GRADLAB_UNARY_METHOD(sinc, true)
GRADLAB_UNARY_METHOD(deg2rad, false)
GRADLAB_UNARY_METHOD(rad2deg, false)
#undef GRADLAB_UNARY_METHOD

Tensor Tensor::round(int64_t decimals, Location at) const {
  LocationScope scope(at);
  return gradlab::round(*this, decimals);
}
Tensor& Tensor::round_(int64_t decimals, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::round(x, decimals, into); });
}
Tensor Tensor::polygamma(int64_t n, Location at) const {
  LocationScope scope(at);
  return gradlab::polygamma(n, *this);
}
Tensor& Tensor::polygamma_(int64_t n, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, true,
                  [&](const Tensor& x, Into into) { gradlab::polygamma(n, x, into); });
}
Tensor Tensor::mvlgamma(int64_t p, Location at) const {
  LocationScope scope(at);
  return gradlab::mvlgamma(*this, p);
}
Tensor Tensor::logit(std::optional<double> eps, Location at) const {
  LocationScope scope(at);
  return gradlab::logit(*this, eps);
}
Tensor& Tensor::logit_(std::optional<double> eps, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, true,
                  [&](const Tensor& x, Into into) { gradlab::logit(x, eps, into); });
}
Tensor Tensor::nan_to_num(std::optional<double> nan, std::optional<double> posinf,
                          std::optional<double> neginf, Location at) const {
  LocationScope scope(at);
  return gradlab::nan_to_num(*this, nan, posinf, neginf);
}
Tensor& Tensor::nan_to_num_(std::optional<double> nan, std::optional<double> posinf,
                            std::optional<double> neginf, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, true, [&](const Tensor& x, Into into) {
    gradlab::nan_to_num(x, nan, posinf, neginf, into);
  });
}
std::tuple<Tensor, Tensor> Tensor::frexp(Location at) const {
  LocationScope scope(at);
  return gradlab::frexp(*this);
}
Tensor Tensor::angle(Location at) const { return gradlab::angle(*this, at); }
Tensor Tensor::positive(Location at) const {
  LocationScope scope(at);
  return gradlab::positive(*this);
}

}  // namespace gradlab
