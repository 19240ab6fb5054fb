// Special functions that PyTorch does not differentiate, elementwise: results have no history,
// whatever their inputs require.
//
// Integer inputs count as the default dtype; float32 and float64 only.
#ifndef GRADLAB_AUTOGRAD_OPS_SPECIAL_UNDERIVED_H_
#define GRADLAB_AUTOGRAD_OPS_SPECIAL_UNDERIVED_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/bessel.h"
#include "gradlab/tensor/kernels/orthogonal.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

#define GRADLAB_SPECIAL_UNARY(name)                                               \
  inline Tensor special_##name(const Tensor& x, Location at = Location::here()) { \
    LocationScope scope(at);                                                      \
    return Tensor(kernels::name(x.array()));                                      \
  }
#define GRADLAB_SPECIAL_POLYNOMIAL(name)                                                           \
  inline Tensor special_##name(const Tensor& x, const Tensor& n, Location at = Location::here()) { \
    LocationScope scope(at);                                                                       \
    return Tensor(kernels::name(x.array(), n.array()));                                            \
  }                                                                                                \
  inline Tensor special_##name(const Tensor& x, const Scalar& n, Location at = Location::here()) { \
    LocationScope scope(at);                                                                       \
    return Tensor(kernels::name(x.array(), n));                                                    \
  }                                                                                                \
  inline Tensor special_##name(const Scalar& x, const Tensor& n, Location at = Location::here()) { \
    LocationScope scope(at);                                                                       \
    return Tensor(kernels::name(x, n.array()));                                                    \
  }
// Bessel functions of the first and second kind, modified ones (scaled: times e^x), the spherical
// one of order 0, and Airy's function Ai.
GRADLAB_SPECIAL_UNARY(bessel_j0)
GRADLAB_SPECIAL_UNARY(bessel_j1)
GRADLAB_SPECIAL_UNARY(bessel_y0)
GRADLAB_SPECIAL_UNARY(bessel_y1)
GRADLAB_SPECIAL_UNARY(modified_bessel_i0)
GRADLAB_SPECIAL_UNARY(modified_bessel_i1)
GRADLAB_SPECIAL_UNARY(modified_bessel_k0)
GRADLAB_SPECIAL_UNARY(modified_bessel_k1)
GRADLAB_SPECIAL_UNARY(scaled_modified_bessel_k0)
GRADLAB_SPECIAL_UNARY(scaled_modified_bessel_k1)
GRADLAB_SPECIAL_UNARY(spherical_bessel_j0)
GRADLAB_SPECIAL_UNARY(airy_ai)
// The orthogonal polynomials of degree n at x: Chebyshev's of four kinds, the same at 2x - 1,
// Hermite's with weights e^(-x^2) and e^(-x^2 / 2), Laguerre's and Legendre's. Degrees are rounded
// towards 0; polynomials of negative degree are 0.
GRADLAB_SPECIAL_POLYNOMIAL(chebyshev_polynomial_t)
GRADLAB_SPECIAL_POLYNOMIAL(chebyshev_polynomial_u)
GRADLAB_SPECIAL_POLYNOMIAL(chebyshev_polynomial_v)
GRADLAB_SPECIAL_POLYNOMIAL(chebyshev_polynomial_w)
GRADLAB_SPECIAL_POLYNOMIAL(shifted_chebyshev_polynomial_t)
GRADLAB_SPECIAL_POLYNOMIAL(shifted_chebyshev_polynomial_u)
GRADLAB_SPECIAL_POLYNOMIAL(shifted_chebyshev_polynomial_v)
GRADLAB_SPECIAL_POLYNOMIAL(shifted_chebyshev_polynomial_w)
GRADLAB_SPECIAL_POLYNOMIAL(hermite_polynomial_h)
GRADLAB_SPECIAL_POLYNOMIAL(hermite_polynomial_he)
GRADLAB_SPECIAL_POLYNOMIAL(laguerre_polynomial_l)
GRADLAB_SPECIAL_POLYNOMIAL(legendre_polynomial_p)
#undef GRADLAB_SPECIAL_UNARY
#undef GRADLAB_SPECIAL_POLYNOMIAL

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SPECIAL_UNDERIVED_H_
