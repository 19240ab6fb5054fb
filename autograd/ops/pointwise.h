// Arithmetic on two operands, elementwise, with broadcasting and dtype promotion; the operators.
//
// The functions with a last parameter `into` can write their result in place (into.h); call the
// method with the underscore for that: x.add_(y).
#ifndef GRADLAB_AUTOGRAD_OPS_POINTWISE_H_
#define GRADLAB_AUTOGRAD_OPS_POINTWISE_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// a + alpha * b and a - alpha * b.
Tensor add(const Tensor& a, const Tensor& b, const Scalar& alpha = 1, Into into = {});
Tensor add(const Tensor& a, const Scalar& b, const Scalar& alpha = 1, Into into = {});
Tensor sub(const Tensor& a, const Tensor& b, const Scalar& alpha = 1, Into into = {});
Tensor sub(const Tensor& a, const Scalar& b, const Scalar& alpha = 1, Into into = {});
// b - alpha * a.
Tensor rsub(const Tensor& a, const Tensor& b, const Scalar& alpha = 1,
            Location at = Location::here());
Tensor rsub(const Tensor& a, const Scalar& b, const Scalar& alpha = 1,
            Location at = Location::here());
Tensor mul(const Tensor& a, const Tensor& b, Into into = {});
Tensor mul(const Tensor& a, const Scalar& b, Into into = {});
// The true quotient, or rounded towards zero ("trunc") or down ("floor").
Tensor div(const Tensor& a, const Tensor& b, Into into = {});
Tensor div(const Tensor& a, const Scalar& b, Into into = {});
Tensor div(const Tensor& a, const Tensor& b, std::optional<std::string_view> rounding_mode,
           Into into = {});
Tensor div(const Tensor& a, const Scalar& b, std::optional<std::string_view> rounding_mode,
           Into into = {});
// Rounded down. Its backward throws "derivative for aten::floor_divide is not implemented".
Tensor floor_divide(const Tensor& a, const Tensor& b, Into into = {});
Tensor floor_divide(const Tensor& a, const Scalar& b, Into into = {});
// With the sign of the divisor (Python's %), and of the dividend (C's fmod).
Tensor remainder(const Tensor& a, const Tensor& b, Into into = {});
Tensor remainder(const Tensor& a, const Scalar& b, Into into = {});
// Its backward throws, as PyTorch's does.
Tensor remainder(const Scalar& a, const Tensor& b, Location at = Location::here());
Tensor fmod(const Tensor& a, const Tensor& b, Into into = {});
Tensor fmod(const Tensor& a, const Scalar& b, Into into = {});

Tensor pow(const Tensor& base, const Scalar& exponent, Into into = {});
Tensor pow(const Tensor& base, const Tensor& exponent, Into into = {});
Tensor pow(const Scalar& base, const Tensor& exponent, Location at = Location::here());
// The same in float64, whatever the dtypes.
Tensor float_power(const Tensor& base, const Tensor& exponent, Location at = Location::here());
Tensor float_power(const Tensor& base, const Scalar& exponent, Location at = Location::here());
Tensor float_power(const Scalar& base, const Tensor& exponent, Location at = Location::here());
// x * 2^exponent.
Tensor ldexp(const Tensor& x, const Tensor& exponent, Location at = Location::here());

// The larger and smaller element; equal ones share the gradient. NaN wins.
Tensor maximum(const Tensor& a, const Tensor& b, Location at = Location::here());
Tensor minimum(const Tensor& a, const Tensor& b, Location at = Location::here());
// The same, but NaN loses, and the first of equal ones has the gradient.
Tensor fmax(const Tensor& a, const Tensor& b, Location at = Location::here());
Tensor fmin(const Tensor& a, const Tensor& b, Location at = Location::here());

// Limits to [min, max], so to max where min > max; the gradient passes where the value lies inside,
// bounds included, and goes to the bound that is a tensor where it does not. At least one bound is
// given.
Tensor clamp(const Tensor& x, const std::optional<Scalar>& min,
             const std::optional<Scalar>& max = std::nullopt, Into into = {});
Tensor clamp(const Tensor& x, const std::optional<Tensor>& min = {},
             const std::optional<Tensor>& max = {}, Into into = {});
Tensor clamp_min(const Tensor& x, const Scalar& min, Into into = {});
Tensor clamp_min(const Tensor& x, const Tensor& min, Into into = {});
Tensor clamp_max(const Tensor& x, const Scalar& max, Into into = {});
Tensor clamp_max(const Tensor& x, const Tensor& max, Into into = {});

// start + weight * (end - start).
Tensor lerp(const Tensor& start, const Tensor& end, const Scalar& weight, Into into = {});
Tensor lerp(const Tensor& start, const Tensor& end, const Tensor& weight, Into into = {});
// x + value * t1 * t2 and x + value * t1 / t2.
Tensor addcmul(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1,
               Into into = {});
Tensor addcdiv(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1,
               Into into = {});

// The left tensor carries the place of the expression (Note [Locations]). A number on the left of
// -, / or % becomes of the tensor's dtype, and so does the result (Note [Numbers on the left]).
using Operand = Located<const Tensor&>;
inline Tensor operator+(Operand a, const Tensor& b) { return add(a.value, b, 1, a.at); }
inline Tensor operator+(Operand a, const Scalar& b) { return add(a.value, b, 1, a.at); }
inline Tensor operator+(const Scalar& a, Operand b) { return add(b.value, a, 1, b.at); }
inline Tensor operator-(Operand a, const Tensor& b) { return sub(a.value, b, 1, a.at); }
inline Tensor operator-(Operand a, const Scalar& b) { return sub(a.value, b, 1, a.at); }
Tensor operator-(const Scalar& a, Operand b);
inline Tensor operator-(Operand a) { return a.value.neg(a.at); }
inline Tensor operator*(Operand a, const Tensor& b) { return mul(a.value, b, a.at); }
inline Tensor operator*(Operand a, const Scalar& b) { return mul(a.value, b, a.at); }
inline Tensor operator*(const Scalar& a, Operand b) { return mul(b.value, a, b.at); }
inline Tensor operator/(Operand a, const Tensor& b) { return div(a.value, b, a.at); }
inline Tensor operator/(Operand a, const Scalar& b) { return div(a.value, b, a.at); }
Tensor operator/(const Scalar& a, Operand b);
inline Tensor operator%(Operand a, const Tensor& b) { return remainder(a.value, b, a.at); }
inline Tensor operator%(Operand a, const Scalar& b) { return remainder(a.value, b, a.at); }
Tensor operator%(const Scalar& a, Operand b);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_POINTWISE_H_
