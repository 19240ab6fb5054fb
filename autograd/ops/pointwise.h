// Arithmetic on two operands, elementwise, with broadcasting and dtype promotion; the operators.
//
// The functions with a last parameter `into` can write their result in place (into.h); call the
// method with the underscore for that: x.add_(y).
#ifndef GRADLAB_AUTOGRAD_OPS_POINTWISE_H_
#define GRADLAB_AUTOGRAD_OPS_POINTWISE_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/into.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// a + alpha * b and a - alpha * b.
Tensor add(const Tensor& a, const Tensor& b, const Scalar& alpha = 1, Into into = {});
Tensor add(const Tensor& a, const Scalar& b, const Scalar& alpha = 1, Into into = {});
Tensor sub(const Tensor& a, const Tensor& b, const Scalar& alpha = 1, Into into = {});
Tensor sub(const Tensor& a, const Scalar& b, const Scalar& alpha = 1, Into into = {});
// b - alpha * a.
Tensor rsub(const Tensor& a, const Tensor& b, const Scalar& alpha = 1);
Tensor rsub(const Tensor& a, const Scalar& b, const Scalar& alpha = 1);
Tensor mul(const Tensor& a, const Tensor& b, Into into = {});
Tensor mul(const Tensor& a, const Scalar& b, Into into = {});
// The true quotient, or rounded towards zero ("trunc") or down ("floor").
Tensor div(const Tensor& a, const Tensor& b, Into into = {});
Tensor div(const Tensor& a, const Scalar& b, Into into = {});
Tensor div(const Tensor& a, const Tensor& b, std::optional<std::string_view> rounding_mode);
Tensor div(const Tensor& a, const Scalar& b, std::optional<std::string_view> rounding_mode);
// Rounded down. Its backward throws "derivative for aten::floor_divide is not implemented".
Tensor floor_divide(const Tensor& a, const Tensor& b);
Tensor floor_divide(const Tensor& a, const Scalar& b);
// With the sign of the divisor (Python's %), and of the dividend (C's fmod).
Tensor remainder(const Tensor& a, const Tensor& b);
Tensor remainder(const Tensor& a, const Scalar& b);
Tensor fmod(const Tensor& a, const Tensor& b);
Tensor fmod(const Tensor& a, const Scalar& b);

Tensor pow(const Tensor& base, const Scalar& exponent, Into into = {});
Tensor pow(const Tensor& base, const Tensor& exponent, Into into = {});
Tensor pow(const Scalar& base, const Tensor& exponent);

// The larger and smaller element; equal ones share the gradient.
Tensor maximum(const Tensor& a, const Tensor& b);
Tensor minimum(const Tensor& a, const Tensor& b);
Tensor atan2(const Tensor& y, const Tensor& x);

// Limits to [min, max]; the gradient passes where the value lies inside, bounds included.
Tensor clamp(const Tensor& x, const std::optional<Scalar>& min,
             const std::optional<Scalar>& max = std::nullopt, Into into = {});
Tensor clamp_min(const Tensor& x, const Scalar& min, Into into = {});
Tensor clamp_max(const Tensor& x, const Scalar& max, Into into = {});

// start + weight * (end - start).
Tensor lerp(const Tensor& start, const Tensor& end, const Scalar& weight);
Tensor lerp(const Tensor& start, const Tensor& end, const Tensor& weight);
// x + value * t1 * t2 and x + value * t1 / t2.
Tensor addcmul(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1);
Tensor addcdiv(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1);

inline Tensor operator+(const Tensor& a, const Tensor& b) { return add(a, b); }
inline Tensor operator+(const Tensor& a, const Scalar& b) { return add(a, b); }
inline Tensor operator+(const Scalar& a, const Tensor& b) { return add(b, a); }
inline Tensor operator-(const Tensor& a, const Tensor& b) { return sub(a, b); }
inline Tensor operator-(const Tensor& a, const Scalar& b) { return sub(a, b); }
inline Tensor operator-(const Scalar& a, const Tensor& b) { return rsub(b, a); }
inline Tensor operator*(const Tensor& a, const Tensor& b) { return mul(a, b); }
inline Tensor operator*(const Tensor& a, const Scalar& b) { return mul(a, b); }
inline Tensor operator*(const Scalar& a, const Tensor& b) { return mul(b, a); }
inline Tensor operator/(const Tensor& a, const Tensor& b) { return div(a, b); }
inline Tensor operator/(const Tensor& a, const Scalar& b) { return div(a, b); }
Tensor operator/(const Scalar& a, const Tensor& b);
inline Tensor operator%(const Tensor& a, const Tensor& b) { return remainder(a, b); }
inline Tensor operator%(const Tensor& a, const Scalar& b) { return remainder(a, b); }

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_POINTWISE_H_
