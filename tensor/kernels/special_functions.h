// Special functions of one double, which the C library lacks. Defined for every argument.
#ifndef GRADLAB_TENSOR_KERNELS_SPECIAL_FUNCTIONS_H_
#define GRADLAB_TENSOR_KERNELS_SPECIAL_FUNCTIONS_H_

namespace gradlab::kernels {

// log |gamma(x)|; inf at 0 and the negative integers.
double lgamma_of(double x);
// The logarithmic derivative of gamma. -+inf at +-0, NaN at the negative integers.
double digamma_of(double x);
// The n-th derivative of digamma, n >= 0: (-1)^(n+1) n! zeta(n + 1, x).
double polygamma_of(int n, double x);
// Hurwitz's zeta function, sum over k >= 0 of (q + k)^-s: inf at s = 1 and where a term is 1 / 0,
// NaN for s < 1 and where a term is a root of a negative number.
double zeta_of(double s, double q);
// x with erf(x) = y. +-inf at +-1, NaN beyond.
double erfinv_of(double y);
// The modified Bessel functions of the first kind, of order 0 and 1.
double bessel_i0(double x);
double bessel_i1(double x);
// The same times e^-|x|.
double bessel_i0e(double x);
double bessel_i1e(double x);
// e^(x^2) erfc(x).
double erfcx_of(double x);
// The logarithm of the normal distribution's cumulative function, and the inverse of that function:
// -+inf at 0 and 1, NaN beyond.
double log_ndtr_of(double x);
double ndtri_of(double p);
// The shares of the gamma function's integral up to x, and from x (special_gamma.cc). NaN where a
// or x is negative.
double igamma_of(double a, double x);
double igammac_of(double a, double x);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SPECIAL_FUNCTIONS_H_
