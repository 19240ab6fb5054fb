// Special functions, and functions of two numbers that are more than arithmetic, elementwise.
//
// Integer inputs count as the default dtype unless stated otherwise. The last parameter `into`
// serves the in-place methods (into.h): x.lgamma_().
#ifndef GRADLAB_AUTOGRAD_OPS_SPECIAL_H_
#define GRADLAB_AUTOGRAD_OPS_SPECIAL_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// log |gamma(x)|, its derivative, and the n-th derivative of that (n >= 0).
Tensor lgamma(const Tensor& x, Into into = {});
Tensor digamma(const Tensor& x, Into into = {});
Tensor polygamma(int64_t n, const Tensor& x, Into into = {});
// The logarithm of the gamma function of p x p matrices: a sum of lgamma(x - i / 2), i < p.
Tensor mvlgamma(const Tensor& x, int64_t p, Location at = Location::here());
// The inverse of erf, on -1..1.
Tensor erfinv(const Tensor& x, Into into = {});
// The modified Bessel functions of the first kind, of order 0 and 1.
Tensor i0(const Tensor& x, Into into = {});
Tensor special_i1(const Tensor& x, Location at = Location::here());
// The same times e^-|x|.
Tensor special_i0e(const Tensor& x, Location at = Location::here());
Tensor special_i1e(const Tensor& x, Location at = Location::here());
// e^(x^2) erfc(x).
Tensor special_erfcx(const Tensor& x, Location at = Location::here());
// The share of a normal distribution below x, its inverse on 0..1, and its logarithm.
Tensor special_ndtr(const Tensor& x, Location at = Location::here());
Tensor special_ndtri(const Tensor& x, Location at = Location::here());
Tensor special_log_ndtr(const Tensor& x, Location at = Location::here());
// sin(pi x) / (pi x), 1 at 0.
Tensor sinc(const Tensor& x, Into into = {});
// log(x / (1 - x)), the inverse of sigmoid; of x clamped to [eps, 1 - eps] if eps is given.
Tensor logit(const Tensor& x, std::optional<double> eps = std::nullopt, Into into = {});
// -x log(x), 0 at 0.
Tensor special_entr(const Tensor& x, Location at = Location::here());
Tensor deg2rad(const Tensor& x, Into into = {});
Tensor rad2deg(const Tensor& x, Into into = {});
// Replaces NaN (by 0 unless given) and the infinities (by the largest and smallest value of the
// dtype unless given), where the gradient is 0. Keeps integers.
Tensor nan_to_num(const Tensor& x, std::optional<double> nan = std::nullopt,
                  std::optional<double> posinf = std::nullopt,
                  std::optional<double> neginf = std::nullopt, Into into = {});
// x = mantissa * 2^exponent with 0.5 <= |mantissa| < 1; exponents are int32. Floating dtypes only.
std::tuple<Tensor, Tensor> frexp(const Tensor& x, Location at = Location::here());

// 0 for positive numbers, pi for negative ones; gradient 0.
Tensor angle(const Tensor& x, Location at = Location::here());
// The angle of the point (x, y), in (-pi, pi].
Tensor atan2(const Tensor& y, const Tensor& x, Into into = {});
// sqrt(a^2 + b^2). Floating dtypes only.
Tensor hypot(const Tensor& a, const Tensor& b, Into into = {});
// The magnitude of a with the sign of b.
Tensor copysign(const Tensor& a, const Tensor& b, Into into = {});
Tensor copysign(const Tensor& a, const Scalar& b, Into into = {});
// x * log(y) and x * log(1 + y), 0 where x is 0 (and y no NaN).
Tensor xlogy(const Tensor& x, const Tensor& y, Into into = {});
Tensor xlogy(const Tensor& x, const Scalar& y, Into into = {});
Tensor xlogy(const Scalar& x, const Tensor& y, Location at = Location::here());
Tensor special_xlog1py(const Tensor& x, const Tensor& y, Location at = Location::here());
Tensor special_xlog1py(const Tensor& x, const Scalar& y, Location at = Location::here());
Tensor special_xlog1py(const Scalar& x, const Tensor& y, Location at = Location::here());
// Hurwitz's zeta function, the sum over k >= 0 of (q + k)^-s. s has no derivative: its backward
// throws.
Tensor special_zeta(const Tensor& s, const Tensor& q, Location at = Location::here());
Tensor special_zeta(const Tensor& s, const Scalar& q, Location at = Location::here());
Tensor special_zeta(const Scalar& s, const Tensor& q, Location at = Location::here());
// The regularized incomplete gamma functions: the integral of t^(a - 1) e^-t / gamma(a) from 0 to x
// and from x. Floating dtypes only. a has no derivative: its backward throws.
Tensor igamma(const Tensor& a, const Tensor& x, Into into = {});
Tensor igammac(const Tensor& a, const Tensor& x, Into into = {});
// log(exp(a) + exp(b)) and log2(exp2(a) + exp2(b)). Floating dtypes only.
Tensor logaddexp(const Tensor& a, const Tensor& b, Location at = Location::here());
Tensor logaddexp2(const Tensor& a, const Tensor& b, Location at = Location::here());
// 0 for x < 0, 1 for x > 0, `values` at 0; of one dtype. Its backward throws, as PyTorch's does.
Tensor heaviside(const Tensor& x, const Tensor& values, Into into = {});
// The number next to a in the direction of b. Floating dtypes only. Its backward throws.
Tensor nextafter(const Tensor& a, const Tensor& b, Into into = {});
// The greatest common divisor and the least common multiple. Integers only.
Tensor gcd(const Tensor& a, const Tensor& b, Into into = {});
Tensor lcm(const Tensor& a, const Tensor& b, Into into = {});

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SPECIAL_H_
