// The methods of Tensor that are operations: each calls the free function of its name.
#include "gradlab/autograd/into.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::add(const Tensor& o, const Scalar& alpha, Location at) const {
  return gradlab::add(*this, o, alpha, at);
}
Tensor Tensor::add(const Scalar& o, const Scalar& alpha, Location at) const {
  return gradlab::add(*this, o, alpha, at);
}
Tensor Tensor::sub(const Tensor& o, const Scalar& alpha, Location at) const {
  return gradlab::sub(*this, o, alpha, at);
}
Tensor Tensor::sub(const Scalar& o, const Scalar& alpha, Location at) const {
  return gradlab::sub(*this, o, alpha, at);
}
Tensor Tensor::mul(const Tensor& o, Location at) const { return gradlab::mul(*this, o, at); }
Tensor Tensor::mul(const Scalar& o, Location at) const { return gradlab::mul(*this, o, at); }
Tensor Tensor::div(const Tensor& o, Location at) const { return gradlab::div(*this, o, at); }
Tensor Tensor::div(const Scalar& o, Location at) const { return gradlab::div(*this, o, at); }
Tensor Tensor::floor_divide(const Tensor& o) const { return gradlab::floor_divide(*this, o); }
Tensor Tensor::floor_divide(const Scalar& o) const { return gradlab::floor_divide(*this, o); }
Tensor Tensor::remainder(const Tensor& o) const { return gradlab::remainder(*this, o); }
Tensor Tensor::remainder(const Scalar& o) const { return gradlab::remainder(*this, o); }
Tensor Tensor::fmod(const Tensor& o) const { return gradlab::fmod(*this, o); }
Tensor Tensor::fmod(const Scalar& o) const { return gradlab::fmod(*this, o); }
Tensor Tensor::pow(const Tensor& o, Location at) const { return gradlab::pow(*this, o, at); }
Tensor Tensor::pow(const Scalar& o, Location at) const { return gradlab::pow(*this, o, at); }
Tensor Tensor::div(const Tensor& o, std::optional<std::string_view> rounding_mode) const {
  return gradlab::div(*this, o, rounding_mode);
}
Tensor Tensor::div(const Scalar& o, std::optional<std::string_view> rounding_mode) const {
  return gradlab::div(*this, o, rounding_mode);
}
Tensor Tensor::maximum(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::maximum(*this, o);
}
Tensor Tensor::minimum(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::minimum(*this, o);
}
Tensor Tensor::clamp(const std::optional<Scalar>& min, const std::optional<Scalar>& max) const {
  return gradlab::clamp(*this, min, max);
}
Tensor Tensor::clamp_min(const Scalar& min) const { return gradlab::clamp_min(*this, min); }
Tensor Tensor::clamp_max(const Scalar& max) const { return gradlab::clamp_max(*this, max); }

// --- In place ---

Tensor& Tensor::add_(const Tensor& o, const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return in_place(*this, o.requires_grad(), false,
                  [&](const Tensor& x, Into into) { gradlab::add(x, o, alpha, into); });
}
Tensor& Tensor::add_(const Scalar& o, const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::add(x, o, alpha, into); });
}
Tensor& Tensor::sub_(const Tensor& o, const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return in_place(*this, o.requires_grad(), false,
                  [&](const Tensor& x, Into into) { gradlab::sub(x, o, alpha, into); });
}
Tensor& Tensor::sub_(const Scalar& o, const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::sub(x, o, alpha, into); });
}
Tensor& Tensor::mul_(const Tensor& o, Location at) const {
  LocationScope scope(at);
  check_saved_operand(*this, o);
  return in_place(*this, o.requires_grad(), o.requires_grad(),
                  [&](const Tensor& x, Into into) { gradlab::mul(x, o, into); });
}
Tensor& Tensor::mul_(const Scalar& o, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::mul(x, o, into); });
}
Tensor& Tensor::div_(const Tensor& o, Location at) const {
  LocationScope scope(at);
  check_saved_operand(*this, o);
  return in_place(*this, o.requires_grad(), o.requires_grad(),
                  [&](const Tensor& x, Into into) { gradlab::div(x, o, into); });
}
Tensor& Tensor::div_(const Scalar& o, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::div(x, o, into); });
}
Tensor& Tensor::pow_(const Tensor& o, Location at) const {
  LocationScope scope(at);
  check_saved_operand(*this, o);
  return in_place(*this, o.requires_grad(), true,
                  [&](const Tensor& x, Into into) { gradlab::pow(x, o, into); });
}
Tensor& Tensor::pow_(const Scalar& o, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, true,
                  [&](const Tensor& x, Into into) { gradlab::pow(x, o, into); });
}
Tensor& Tensor::clamp_(const std::optional<Scalar>& min, const std::optional<Scalar>& max) const {
  return in_place(*this, false, true,
                  [&](const Tensor& x, Into into) { gradlab::clamp(x, min, max, into); });
}

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
GRADLAB_UNARY_METHOD(sigmoid, false)
GRADLAB_UNARY_METHOD(relu, false)
GRADLAB_UNARY_METHOD(floor, false)
GRADLAB_UNARY_METHOD(ceil, false)
GRADLAB_UNARY_METHOD(round, false)
GRADLAB_UNARY_METHOD(trunc, false)
GRADLAB_UNARY_METHOD(frac, false)
GRADLAB_UNARY_METHOD(erf, true)
GRADLAB_UNARY_METHOD(erfc, true)
#undef GRADLAB_UNARY_METHOD

// --- Comparison ---

Tensor Tensor::eq(const Tensor& o) const { return gradlab::eq(*this, o); }
Tensor Tensor::eq(const Scalar& o) const { return gradlab::eq(*this, o); }
Tensor Tensor::ne(const Tensor& o) const { return gradlab::ne(*this, o); }
Tensor Tensor::ne(const Scalar& o) const { return gradlab::ne(*this, o); }
Tensor Tensor::lt(const Tensor& o) const { return gradlab::lt(*this, o); }
Tensor Tensor::lt(const Scalar& o) const { return gradlab::lt(*this, o); }
Tensor Tensor::le(const Tensor& o) const { return gradlab::le(*this, o); }
Tensor Tensor::le(const Scalar& o) const { return gradlab::le(*this, o); }
Tensor Tensor::gt(const Tensor& o) const { return gradlab::gt(*this, o); }
Tensor Tensor::gt(const Scalar& o) const { return gradlab::gt(*this, o); }
Tensor Tensor::ge(const Tensor& o) const { return gradlab::ge(*this, o); }
Tensor Tensor::ge(const Scalar& o) const { return gradlab::ge(*this, o); }
Tensor Tensor::logical_and(const Tensor& o) const { return gradlab::logical_and(*this, o); }
Tensor Tensor::logical_or(const Tensor& o) const { return gradlab::logical_or(*this, o); }
Tensor Tensor::logical_xor(const Tensor& o) const { return gradlab::logical_xor(*this, o); }
Tensor Tensor::logical_not() const { return gradlab::logical_not(*this); }
Tensor Tensor::isnan() const { return gradlab::isnan(*this); }
Tensor Tensor::isinf() const { return gradlab::isinf(*this); }
Tensor Tensor::isfinite() const { return gradlab::isfinite(*this); }
Tensor Tensor::operator~() const { return gradlab::bitwise_not(*this); }
bool Tensor::equal(const Tensor& o) const { return gradlab::equal(*this, o); }
bool Tensor::allclose(const Tensor& o, double rtol, double atol, bool equal_nan) const {
  return gradlab::allclose(*this, o, rtol, atol, equal_nan);
}

}  // namespace gradlab
