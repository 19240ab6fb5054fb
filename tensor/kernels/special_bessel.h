// Bessel functions and Airy's function of one double. Defined for every argument.
#ifndef GRADLAB_TENSOR_KERNELS_SPECIAL_BESSEL_H_
#define GRADLAB_TENSOR_KERNELS_SPECIAL_BESSEL_H_

namespace gradlab::kernels {

// Of the first kind, and of the second, -inf at 0 and NaN below. NaN at the infinities, as in
// PyTorch.
double bessel_j0_of(double x);
double bessel_j1_of(double x);
double bessel_y0_of(double x);
double bessel_y1_of(double x);
// The modified ones of the second kind, inf at 0 and NaN below; and times e^x.
double bessel_k0_of(double x);
double bessel_k1_of(double x);
double bessel_k0e_of(double x);
double bessel_k1e_of(double x);
// sin(x) / x, 1 at 0.
double spherical_bessel_j0_of(double x);
// The solution of y'' = x y that decays for x > 0. NaN at the infinities.
double airy_ai_of(double x);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SPECIAL_BESSEL_H_
