// Orthogonal polynomials of degree n at x, elementwise (Abramowitz and Stegun, Handbook of
// Mathematical Functions, chapter 22).
//
// n counts as an integer, rounded towards 0; of negative degree they are 0. Integers and bools give
// the default dtype; float32 and float64 only. For `into` see Note [into] in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_ORTHOGONAL_H_
#define GRADLAB_TENSOR_KERNELS_ORTHOGONAL_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"

namespace gradlab::kernels {

// Chebyshev's of the four kinds: with x = cos(t) these are cos(nt), sin((n + 1)t) / sin(t),
// cos((n + 1/2)t) / cos(t/2) and sin((n + 1/2)t) / sin(t/2).
Array chebyshev_polynomial_t(const Operand& x, const Operand& n, const Array* into = nullptr);
Array chebyshev_polynomial_u(const Operand& x, const Operand& n, const Array* into = nullptr);
Array chebyshev_polynomial_v(const Operand& x, const Operand& n, const Array* into = nullptr);
Array chebyshev_polynomial_w(const Operand& x, const Operand& n, const Array* into = nullptr);
// The same at 2x - 1.
Array shifted_chebyshev_polynomial_t(const Operand& x, const Operand& n,
                                     const Array* into = nullptr);
Array shifted_chebyshev_polynomial_u(const Operand& x, const Operand& n,
                                     const Array* into = nullptr);
Array shifted_chebyshev_polynomial_v(const Operand& x, const Operand& n,
                                     const Array* into = nullptr);
Array shifted_chebyshev_polynomial_w(const Operand& x, const Operand& n,
                                     const Array* into = nullptr);
// Hermite's with weights e^(-x^2) and e^(-x^2 / 2), Laguerre's and Legendre's.
Array hermite_polynomial_h(const Operand& x, const Operand& n, const Array* into = nullptr);
Array hermite_polynomial_he(const Operand& x, const Operand& n, const Array* into = nullptr);
Array laguerre_polynomial_l(const Operand& x, const Operand& n, const Array* into = nullptr);
Array legendre_polynomial_p(const Operand& x, const Operand& n, const Array* into = nullptr);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_ORTHOGONAL_H_
