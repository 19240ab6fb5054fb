// Special functions of arrays, elementwise.
//
// Unless stated otherwise integers and bools give the default dtype. Values are computed in double,
// whatever the dtype. For `into` see Note [into] in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_SPECIAL_H_
#define GRADLAB_TENSOR_KERNELS_SPECIAL_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"

namespace gradlab::kernels {

// log |gamma(a)|, its derivative, and the n-th derivative of that. Throws for negative n.
Array lgamma(const Array& a, const Array* into = nullptr);
Array digamma(const Array& a, const Array* into = nullptr);
Array polygamma(int64_t n, const Array& a, const Array* into = nullptr);
// The inverse of erf.
Array erfinv(const Array& a, const Array* into = nullptr);
// The modified Bessel functions of the first kind, of order 0 and 1.
Array i0(const Array& a, const Array* into = nullptr);
Array i1(const Array& a, const Array* into = nullptr);
// The same times e^-|a|.
Array i0e(const Array& a, const Array* into = nullptr);
Array i1e(const Array& a, const Array* into = nullptr);
// e^(a^2) erfc(a); the inverse of the normal distribution's cumulative function, and the logarithm
// of that function.
Array erfcx(const Array& a, const Array* into = nullptr);
Array ndtri(const Array& a, const Array* into = nullptr);
Array log_ndtr(const Array& a, const Array* into = nullptr);
// Hurwitz's zeta function.
Array zeta(const Operand& s, const Operand& q, const Array* into = nullptr);
// The regularized incomplete gamma functions, from 0 to x and from x. Floating dtypes only.
Array igamma(const Operand& a, const Operand& x, const Array* into = nullptr);
Array igammac(const Operand& a, const Operand& x, const Array* into = nullptr);
// sin(pi a) / (pi a), 1 at 0.
Array sinc(const Array& a, const Array* into = nullptr);
// log(a / (1 - a)), of a clamped to [eps, 1 - eps] if eps is given.
Array logit(const Array& a, std::optional<double> eps, const Array* into = nullptr);
// -a log(a), 0 at 0 and -inf below.
Array entr(const Array& a, const Array* into = nullptr);
// a * log(1 + b), 0 where a is 0 and b is not NaN.
Array xlog1py(const Operand& a, const Operand& b, const Array* into = nullptr);

// Replaces NaN (by 0 unless given) and the infinities (by the largest and smallest value of the
// dtype unless given). Any dtype; integers stay as they are.
Array nan_to_num(const Array& a, std::optional<double> nan, std::optional<double> posinf,
                 std::optional<double> neginf, const Array* into = nullptr);
// To so many decimals, which may be negative; halves of the scaled value go to the even neighbour.
// Floating dtypes only.
Array round_decimals(const Array& a, int64_t decimals, const Array* into = nullptr);

// a = mantissa * 2^exponent with 0.5 <= |mantissa| < 1; int32 exponents. Floating dtypes only.
struct Frexp {
  Array mantissa;
  Array exponent;
};
Frexp frexp(const Array& a);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SPECIAL_H_
