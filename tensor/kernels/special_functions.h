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
// Hurwitz's zeta function, sum over k >= 0 of (q + k)^-s, for integers s >= 2. inf where a term is
// 1 / 0.
double zeta_of(int s, double q);
// x with erf(x) = y. +-inf at +-1, NaN beyond.
double erfinv_of(double y);
// The modified Bessel functions of the first kind, of order 0 and 1.
double bessel_i0(double x);
double bessel_i1(double x);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SPECIAL_FUNCTIONS_H_
