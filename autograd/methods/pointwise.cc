// The pointwise methods of Tensor: each calls the free function of its name.
#include "gradlab/autograd/ops/pointwise.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

// A function of two operands and its in-place form. saves_self: whether the rule needs the values
// that the in-place form overwrites; saves_other: whether the gradient of self needs the other
// operand.
#define GRADLAB_BINARY(name, saves_self, saves_other)                                             \
  Tensor Tensor::name(const Tensor& o, Location at) const { return gradlab::name(*this, o, at); } \
  Tensor& Tensor::name##_(const Tensor& o, Location at) const {                                   \
    LocationScope scope(at);                                                                      \
    if (saves_other) check_saved_operand(*this, o);                                               \
    return in_place(*this, o.requires_grad(), saves_self,                                         \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, into); });              \
  }
#define GRADLAB_NUMBER(name, saves_self)                                                          \
  Tensor Tensor::name(const Scalar& o, Location at) const { return gradlab::name(*this, o, at); } \
  Tensor& Tensor::name##_(const Scalar& o, Location at) const {                                   \
    LocationScope scope(at);                                                                      \
    return in_place(*this, false, saves_self,                                                     \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, into); });              \
  }
GRADLAB_BINARY(mul, o.requires_grad(), true)
GRADLAB_NUMBER(mul, false)
GRADLAB_BINARY(div, o.requires_grad(), true)
GRADLAB_NUMBER(div, false)
GRADLAB_BINARY(floor_divide, false, false)
GRADLAB_NUMBER(floor_divide, false)
GRADLAB_BINARY(remainder, o.requires_grad(), false)
GRADLAB_NUMBER(remainder, false)
GRADLAB_BINARY(fmod, o.requires_grad(), false)
GRADLAB_NUMBER(fmod, false)
GRADLAB_BINARY(pow, true, true)
GRADLAB_NUMBER(pow, true)
GRADLAB_BINARY(clamp_min, true, true)
GRADLAB_NUMBER(clamp_min, true)
GRADLAB_BINARY(clamp_max, true, true)
GRADLAB_NUMBER(clamp_max, true)
GRADLAB_BINARY(copysign, true, false)
GRADLAB_NUMBER(copysign, true)
GRADLAB_BINARY(xlogy, true, true)
GRADLAB_NUMBER(xlogy, true)
GRADLAB_BINARY(atan2, true, true)
GRADLAB_BINARY(hypot, true, true)
GRADLAB_BINARY(heaviside, false, false)
GRADLAB_BINARY(nextafter, false, false)
GRADLAB_BINARY(igamma, true, true)
GRADLAB_BINARY(igammac, true, true)
GRADLAB_BINARY(gcd, false, false)
GRADLAB_BINARY(lcm, false, false)
#undef GRADLAB_BINARY
#undef GRADLAB_NUMBER

// add and sub, with their factor alpha.
#define GRADLAB_SUM(name)                                                                   \
  Tensor Tensor::name(const Tensor& o, const Scalar& alpha, Location at) const {            \
    return gradlab::name(*this, o, alpha, at);                                              \
  }                                                                                         \
  Tensor Tensor::name(const Scalar& o, const Scalar& alpha, Location at) const {            \
    return gradlab::name(*this, o, alpha, at);                                              \
  }                                                                                         \
  Tensor& Tensor::name##_(const Tensor& o, const Scalar& alpha, Location at) const {        \
    LocationScope scope(at);                                                                \
    return in_place(*this, o.requires_grad(), false,                                        \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, alpha, into); }); \
  }                                                                                         \
  Tensor& Tensor::name##_(const Scalar& o, const Scalar& alpha, Location at) const {        \
    LocationScope scope(at);                                                                \
    return in_place(*this, false, false,                                                    \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, alpha, into); }); \
  }
GRADLAB_SUM(add)
GRADLAB_SUM(sub)
#undef GRADLAB_SUM

Tensor Tensor::div(const Tensor& o, std::optional<std::string_view> rounding_mode,
                   Location at) const {
  LocationScope scope(at);
  return gradlab::div(*this, o, rounding_mode);
}
Tensor Tensor::div(const Scalar& o, std::optional<std::string_view> rounding_mode,
                   Location at) const {
  LocationScope scope(at);
  return gradlab::div(*this, o, rounding_mode);
}
Tensor& Tensor::div_(const Tensor& o, std::optional<std::string_view> rounding_mode,
                     Location at) const {
  LocationScope scope(at);
  return in_place(*this, o.requires_grad(), !rounding_mode && o.requires_grad(),
                  [&](const Tensor& x, Into into) { gradlab::div(x, o, rounding_mode, into); });
}
Tensor& Tensor::div_(const Scalar& o, std::optional<std::string_view> rounding_mode,
                     Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::div(x, o, rounding_mode, into); });
}

Tensor Tensor::float_power(const Tensor& e, Location at) const {
  LocationScope scope(at);
  return gradlab::float_power(*this, e);
}
Tensor Tensor::float_power(const Scalar& e, Location at) const {
  LocationScope scope(at);
  return gradlab::float_power(*this, e);
}
namespace {
void check_float_power_base(const Tensor& base) {
  GRADLAB_CHECK(base.dtype() == kDouble, "the base given to float_power_ has dtype ",
                base.scalar_type(), " but the operation's result requires dtype Double");
}
}  // namespace
Tensor& Tensor::float_power_(const Tensor& e, Location at) const {
  LocationScope scope(at);
  check_float_power_base(*this);
  return pow_(to_dtype(e, kDouble));
}
Tensor& Tensor::float_power_(const Scalar& e, Location at) const {
  LocationScope scope(at);
  check_float_power_base(*this);
  return pow_(e.toDouble());
}

Tensor Tensor::ldexp(const Tensor& exponent, Location at) const {
  return gradlab::ldexp(*this, exponent, at);
}
Tensor& Tensor::ldexp_(const Tensor& exponent, Location at) const {
  LocationScope scope(at);
  return mul_(gradlab::pow(2.0, exponent));
}

Tensor Tensor::logaddexp(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::logaddexp(*this, o);
}
Tensor Tensor::logaddexp2(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::logaddexp2(*this, o);
}
Tensor Tensor::maximum(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::maximum(*this, o);
}
Tensor Tensor::minimum(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::minimum(*this, o);
}
Tensor Tensor::fmax(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::fmax(*this, o);
}
Tensor Tensor::fmin(const Tensor& o, Location at) const {
  LocationScope scope(at);
  return gradlab::fmin(*this, o);
}

// Limits, which may be numbers or tensors.
#define GRADLAB_CLAMP(name, type, other_needs_grad)                                                \
  Tensor Tensor::name(const std::optional<type>& min, const std::optional<type>& max, Location at) \
      const {                                                                                      \
    LocationScope scope(at);                                                                       \
    return gradlab::clamp(*this, min, max);                                                        \
  }                                                                                                \
  Tensor& Tensor::name##_(const std::optional<type>& min, const std::optional<type>& max,          \
                          Location at) const {                                                     \
    LocationScope scope(at);                                                                       \
    return in_place(*this, other_needs_grad, true,                                                 \
                    [&](const Tensor& x, Into into) { gradlab::clamp(x, min, max, into); });       \
  }
GRADLAB_CLAMP(clamp, Scalar, false)
GRADLAB_CLAMP(clip, Scalar, false)
GRADLAB_CLAMP(clamp, Tensor, (min && min->requires_grad()) || (max && max->requires_grad()))
GRADLAB_CLAMP(clip, Tensor, (min && min->requires_grad()) || (max && max->requires_grad()))
#undef GRADLAB_CLAMP

Tensor Tensor::lerp(const Tensor& end, const Scalar& weight, Location at) const {
  LocationScope scope(at);
  return gradlab::lerp(*this, end, weight);
}
Tensor Tensor::lerp(const Tensor& end, const Tensor& weight, Location at) const {
  LocationScope scope(at);
  return gradlab::lerp(*this, end, weight);
}
Tensor& Tensor::lerp_(const Tensor& end, const Scalar& weight, Location at) const {
  LocationScope scope(at);
  return in_place(*this, end.requires_grad(), false,
                  [&](const Tensor& x, Into into) { gradlab::lerp(x, end, weight, into); });
}
Tensor& Tensor::lerp_(const Tensor& end, const Tensor& weight, Location at) const {
  LocationScope scope(at);
  return in_place(*this, end.requires_grad() || weight.requires_grad(), weight.requires_grad(),
                  [&](const Tensor& x, Into into) { gradlab::lerp(x, end, weight, into); });
}
Tensor Tensor::addcmul(const Tensor& t1, const Tensor& t2, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return gradlab::addcmul(*this, t1, t2, value);
}
Tensor& Tensor::addcmul_(const Tensor& t1, const Tensor& t2, const Scalar& value,
                         Location at) const {
  LocationScope scope(at);
  return in_place(*this, t1.requires_grad() || t2.requires_grad(), false,
                  [&](const Tensor& x, Into into) { gradlab::addcmul(x, t1, t2, value, into); });
}
Tensor Tensor::addcdiv(const Tensor& t1, const Tensor& t2, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return gradlab::addcdiv(*this, t1, t2, value);
}
Tensor& Tensor::addcdiv_(const Tensor& t1, const Tensor& t2, const Scalar& value,
                         Location at) const {
  LocationScope scope(at);
  return in_place(*this, t1.requires_grad() || t2.requires_grad(), false,
                  [&](const Tensor& x, Into into) { gradlab::addcdiv(x, t1, t2, value, into); });
}

}  // namespace gradlab
