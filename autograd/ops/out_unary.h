// The out= forms of functions of numbers, the special ones included (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_UNARY_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_UNARY_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/special_names.h"
#include "gradlab/autograd/ops/special_underived.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// Functions of one tensor (ops/unary.h).
GRADLAB_OUT_UNARY(kExact, neg)
GRADLAB_OUT_UNARY_AS(kExact, neg, negative)
GRADLAB_OUT_UNARY(kExact, abs)
GRADLAB_OUT_UNARY_AS(kExact, abs, absolute)
GRADLAB_OUT_UNARY(kExact, sign)
GRADLAB_OUT_UNARY(kExact, sgn)
GRADLAB_OUT_UNARY(kExact, floor)
GRADLAB_OUT_UNARY(kExact, ceil)
GRADLAB_OUT_UNARY(kExact, round)
GRADLAB_OUT(kExact, round, (const Tensor& self, int64_t decimals), (self, decimals))
GRADLAB_OUT_UNARY(kExact, trunc)
GRADLAB_OUT_UNARY_AS(kExact, trunc, fix)
GRADLAB_OUT_UNARY(kExact, frac)
GRADLAB_OUT_UNARY_AS(kExact, pow, square)
GRADLAB_OUT_UNARY(kPromoted, reciprocal)
GRADLAB_OUT_UNARY(kPromoted, sqrt)
GRADLAB_OUT_UNARY(kPromoted, rsqrt)
GRADLAB_OUT_UNARY(kPromoted, exp)
GRADLAB_OUT_UNARY(kPromoted, exp2)
GRADLAB_OUT_UNARY(kPromoted, expm1)
GRADLAB_OUT_UNARY(kPromoted, log)
GRADLAB_OUT_UNARY(kPromoted, log2)
GRADLAB_OUT_UNARY(kPromoted, log10)
GRADLAB_OUT_UNARY(kPromoted, log1p)
GRADLAB_OUT_UNARY(kPromoted, sin)
GRADLAB_OUT_UNARY(kPromoted, cos)
GRADLAB_OUT_UNARY(kPromoted, tan)
GRADLAB_OUT_UNARY(kPromoted, asin)
GRADLAB_OUT_UNARY(kPromoted, acos)
GRADLAB_OUT_UNARY(kPromoted, atan)
GRADLAB_OUT_UNARY_AS(kPromoted, asin, arcsin)
GRADLAB_OUT_UNARY_AS(kPromoted, acos, arccos)
GRADLAB_OUT_UNARY_AS(kPromoted, atan, arctan)
GRADLAB_OUT_UNARY(kPromoted, sinh)
GRADLAB_OUT_UNARY(kPromoted, cosh)
GRADLAB_OUT_UNARY(kPromoted, tanh)
GRADLAB_OUT_UNARY(kPromoted, asinh)
GRADLAB_OUT_UNARY(kPromoted, acosh)
GRADLAB_OUT_UNARY(kPromoted, atanh)
GRADLAB_OUT_UNARY_AS(kPromoted, asinh, arcsinh)
GRADLAB_OUT_UNARY_AS(kPromoted, acosh, arccosh)
GRADLAB_OUT_UNARY_AS(kPromoted, atanh, arctanh)
GRADLAB_OUT_UNARY(kPromoted, erf)
GRADLAB_OUT_UNARY(kPromoted, erfc)
GRADLAB_OUT_UNARY(kPromoted, sigmoid)
GRADLAB_OUT_UNARY(kCopied, relu)
GRADLAB_OUT_UNARY(kPromoted, angle)
GRADLAB_OUT_UNARY(recorded(kExact), conj_physical)
GRADLAB_OUT_UNARY(kPromoted, deg2rad)
GRADLAB_OUT_UNARY(kPromoted, rad2deg)
GRADLAB_OUT(same("nan_to_num: dtype of out: {O} should be same as input: {R}"), nan_to_num,
            (const Tensor& self, std::optional<double> nan = std::nullopt,
             std::optional<double> posinf = std::nullopt,
             std::optional<double> neginf = std::nullopt),
            (self, nan, posinf, neginf))
GRADLAB_OUT2(same("torch.frexp() expects mantissa to have dtype {r} but got {o}",
                  "torch.frexp() expects exponent to have int dtype but got {o}"),
             frexp, frexp, mantissa, exponent, (const Tensor& self), (self))

// Special functions (ops/special.h, ops/special_names.h).
// PyTorch names the result's dtype twice.
GRADLAB_OUT_RULE(kMultigamma,
                 cast("mvlgamma: result type {R} can't be cast to the desired output type {R}"))
GRADLAB_OUT_BINARY(kPromoted, hypot)
GRADLAB_OUT_BINARY(kPromoted, copysign)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, copysign)
GRADLAB_OUT_BINARY(kPromoted, xlogy)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, xlogy)
GRADLAB_OUT_SCALAR_BINARY(kPromoted, xlogy)
GRADLAB_OUT_BINARY(kPromoted, logaddexp)
GRADLAB_OUT_BINARY(kPromoted, logaddexp2)
GRADLAB_OUT_BINARY(
    recorded(same("heaviside is not yet implemented for tensors with different dtypes.")),
    heaviside)
GRADLAB_OUT_BINARY(kPromoted, nextafter)
GRADLAB_OUT_BINARY(kPromoted, gcd)
GRADLAB_OUT_BINARY(kPromoted, lcm)
GRADLAB_OUT_BINARY(kPromoted, igamma)
GRADLAB_OUT_BINARY(kPromoted, igammac)
GRADLAB_OUT_UNARY(kPromoted, lgamma)
GRADLAB_OUT_UNARY(kPromoted, digamma)
GRADLAB_OUT(kMultigamma, mvlgamma, (const Tensor& self, int64_t p), (self, p))
GRADLAB_OUT_UNARY(kPromoted, erfinv)
GRADLAB_OUT_UNARY(kPromoted, i0)
GRADLAB_OUT_UNARY(kPromoted, sinc)
GRADLAB_OUT(kPromoted, polygamma, (int64_t n, const Tensor& self), (n, self))
GRADLAB_OUT(kPromoted, logit, (const Tensor& self, std::optional<double> eps = std::nullopt),
            (self, eps))
GRADLAB_OUT_UNARY(kPromoted, special_entr)
GRADLAB_OUT_UNARY(kPromoted, special_erfcx)
GRADLAB_OUT_UNARY(recorded(kPromoted), special_ndtr)
GRADLAB_OUT_UNARY(kPromoted, special_ndtri)
GRADLAB_OUT_UNARY(kPromoted, special_log_ndtr)
GRADLAB_OUT_UNARY(kPromoted, special_i0e)
GRADLAB_OUT_UNARY(kPromoted, special_i1)
GRADLAB_OUT_UNARY(kPromoted, special_i1e)
GRADLAB_OUT_UNARY_AS(kPromoted, erf, special_erf)
GRADLAB_OUT_UNARY_AS(kPromoted, erfc, special_erfc)
GRADLAB_OUT_UNARY_AS(kPromoted, erfinv, special_erfinv)
GRADLAB_OUT_UNARY_AS(kPromoted, exp2, special_exp2)
GRADLAB_OUT_UNARY_AS(kPromoted, expm1, special_expm1)
GRADLAB_OUT_UNARY_AS(kPromoted, log1p, special_log1p)
GRADLAB_OUT_UNARY_AS(kPromoted, sigmoid, special_expit)
GRADLAB_OUT_UNARY_AS(kPromoted, digamma, special_psi)
GRADLAB_OUT_UNARY_AS(kPromoted, digamma, special_digamma)
GRADLAB_OUT_UNARY_AS(kPromoted, lgamma, special_gammaln)
GRADLAB_OUT_UNARY_AS(kPromoted, i0, special_i0)
GRADLAB_OUT_UNARY_AS(kPromoted, sinc, special_sinc)
GRADLAB_OUT_AS(kPromoted, logit, special_logit,
               (const Tensor& self, std::optional<double> eps = std::nullopt), (self, eps))
GRADLAB_OUT_AS(kExact, round, special_round, (const Tensor& self, int64_t decimals = 0),
               (self, decimals))
GRADLAB_OUT_AS(kPromoted, polygamma, special_polygamma, (int64_t n, const Tensor& self), (n, self))
GRADLAB_OUT_AS(kMultigamma, mvlgamma, special_multigammaln, (const Tensor& self, int64_t p),
               (self, p))
GRADLAB_OUT_BINARY_AS(kPromoted, igamma, special_gammainc)
GRADLAB_OUT_BINARY_AS(kPromoted, igammac, special_gammaincc)
GRADLAB_OUT_BINARY_AS(kPromoted, xlogy, special_xlogy)
GRADLAB_OUT_AS(kPromoted, xlogy, special_xlogy, (const Tensor& self, const Scalar& other),
               (self, other))
GRADLAB_OUT_AS(kPromoted, xlogy, special_xlogy, (const Scalar& self, const Tensor& other),
               (self, other))
GRADLAB_OUT_BINARY(kPromoted, special_xlog1py)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, special_xlog1py)
GRADLAB_OUT_SCALAR_BINARY(kPromoted, special_xlog1py)
GRADLAB_OUT_BINARY(kPromoted, special_zeta)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, special_zeta)
GRADLAB_OUT_SCALAR_BINARY(kPromoted, special_zeta)
// Of ops/special_underived.h.
GRADLAB_OUT_UNARY(underived(kPromoted), special_bessel_j0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_bessel_j1)
GRADLAB_OUT_UNARY(underived(kPromoted), special_bessel_y0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_bessel_y1)
GRADLAB_OUT_UNARY(underived(kPromoted), special_modified_bessel_i0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_modified_bessel_i1)
GRADLAB_OUT_UNARY(underived(kPromoted), special_modified_bessel_k0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_modified_bessel_k1)
GRADLAB_OUT_UNARY(underived(kPromoted), special_scaled_modified_bessel_k0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_scaled_modified_bessel_k1)
GRADLAB_OUT_UNARY(underived(kPromoted), special_spherical_bessel_j0)
GRADLAB_OUT_UNARY(underived(kPromoted), special_airy_ai)
#define GRADLAB_OUT_POLYNOMIAL(name)                                                   \
  GRADLAB_OUT(underived(kPromoted), name, (const Tensor& x, const Tensor& n), (x, n)) \
  GRADLAB_OUT(underived(kPromoted), name, (const Tensor& x, const Scalar& n), (x, n)) \
  GRADLAB_OUT(underived(kPromoted), name, (const Scalar& x, const Tensor& n), (x, n))
GRADLAB_OUT_POLYNOMIAL(special_chebyshev_polynomial_t)
GRADLAB_OUT_POLYNOMIAL(special_chebyshev_polynomial_u)
GRADLAB_OUT_POLYNOMIAL(special_chebyshev_polynomial_v)
GRADLAB_OUT_POLYNOMIAL(special_chebyshev_polynomial_w)
GRADLAB_OUT_POLYNOMIAL(special_shifted_chebyshev_polynomial_t)
GRADLAB_OUT_POLYNOMIAL(special_shifted_chebyshev_polynomial_u)
GRADLAB_OUT_POLYNOMIAL(special_shifted_chebyshev_polynomial_v)
GRADLAB_OUT_POLYNOMIAL(special_shifted_chebyshev_polynomial_w)
GRADLAB_OUT_POLYNOMIAL(special_hermite_polynomial_h)
GRADLAB_OUT_POLYNOMIAL(special_hermite_polynomial_he)
GRADLAB_OUT_POLYNOMIAL(special_laguerre_polynomial_l)
GRADLAB_OUT_POLYNOMIAL(special_legendre_polynomial_p)
#undef GRADLAB_OUT_POLYNOMIAL

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_UNARY_H_
