// PyTorch's names of special functions: special_erf and the like, and namespace special.
//
// They are the functions of ops/unary.h, ops/special.h, ops/activation.h and ops/reduce.h.
#ifndef GRADLAB_AUTOGRAD_OPS_SPECIAL_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_SPECIAL_NAMES_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// One function under both names.
#define GRADLAB_SPECIAL_UNARY(name, function)                                     \
  inline Tensor special_##name(const Tensor& x, Location at = Location::here()) { \
    return gradlab::function(x, at);                                              \
  }                                                                               \
  namespace special {                                                             \
  inline Tensor name(const Tensor& x, Location at = Location::here()) {           \
    return gradlab::function(x, at);                                              \
  }                                                                               \
  }
#define GRADLAB_SPECIAL_BINARY(name, function, A, B)                                     \
  inline Tensor special_##name(const A& a, const B& b, Location at = Location::here()) { \
    return gradlab::function(a, b, at);                                                  \
  }                                                                                      \
  namespace special {                                                                    \
  inline Tensor name(const A& a, const B& b, Location at = Location::here()) {           \
    return gradlab::function(a, b, at);                                                  \
  }                                                                                      \
  }
GRADLAB_SPECIAL_UNARY(digamma, digamma)
GRADLAB_SPECIAL_UNARY(psi, digamma)
GRADLAB_SPECIAL_UNARY(gammaln, lgamma)
GRADLAB_SPECIAL_UNARY(erf, erf)
GRADLAB_SPECIAL_UNARY(erfc, erfc)
GRADLAB_SPECIAL_UNARY(erfinv, erfinv)
GRADLAB_SPECIAL_UNARY(exp2, exp2)
GRADLAB_SPECIAL_UNARY(expm1, expm1)
GRADLAB_SPECIAL_UNARY(log1p, log1p)
GRADLAB_SPECIAL_UNARY(expit, sigmoid)
GRADLAB_SPECIAL_UNARY(i0, i0)
GRADLAB_SPECIAL_UNARY(sinc, sinc)
GRADLAB_SPECIAL_BINARY(gammainc, igamma, Tensor, Tensor)
GRADLAB_SPECIAL_BINARY(gammaincc, igammac, Tensor, Tensor)
GRADLAB_SPECIAL_BINARY(xlogy, xlogy, Tensor, Tensor)
GRADLAB_SPECIAL_BINARY(xlogy, xlogy, Tensor, Scalar)
GRADLAB_SPECIAL_BINARY(xlogy, xlogy, Scalar, Tensor)
#undef GRADLAB_SPECIAL_BINARY
#undef GRADLAB_SPECIAL_UNARY

inline Tensor special_logit(const Tensor& x, std::optional<double> eps = std::nullopt,
                            Location at = Location::here()) {
  return logit(x, eps, at);
}
// To so many decimals.
inline Tensor special_round(const Tensor& x, int64_t decimals = 0, Location at = Location::here()) {
  return decimals == 0 ? round(x, Into(at)) : round(x, decimals, at);
}
inline Tensor special_polygamma(int64_t n, const Tensor& x, Location at = Location::here()) {
  return polygamma(n, x, at);
}
inline Tensor special_multigammaln(const Tensor& x, int64_t p, Location at = Location::here()) {
  return mvlgamma(x, p, at);
}
inline Tensor special_logsumexp(const Tensor& t, IntArrayRef dim, bool keepdim = false,
                                Location at = Location::here()) {
  return logsumexp(t, dim, keepdim, at);
}
inline Tensor special_softmax(const Tensor& t, int64_t dim,
                              std::optional<ScalarType> dtype = std::nullopt,
                              Location at = Location::here()) {
  return t.softmax(dim, dtype, at);
}
inline Tensor special_log_softmax(const Tensor& t, int64_t dim,
                                  std::optional<ScalarType> dtype = std::nullopt,
                                  Location at = Location::here()) {
  return t.log_softmax(dim, dtype, at);
}

namespace special {

// The functions that have the prefix as their only other name.
#define GRADLAB_SPECIAL_UNARY(name)                                     \
  inline Tensor name(const Tensor& x, Location at = Location::here()) { \
    return special_##name(x, at);                                       \
  }
#define GRADLAB_SPECIAL_BINARY(name)                                                     \
  inline Tensor name(const Tensor& a, const Tensor& b, Location at = Location::here()) { \
    return special_##name(a, b, at);                                                     \
  }                                                                                      \
  inline Tensor name(const Tensor& a, const Scalar& b, Location at = Location::here()) { \
    return special_##name(a, b, at);                                                     \
  }                                                                                      \
  inline Tensor name(const Scalar& a, const Tensor& b, Location at = Location::here()) { \
    return special_##name(a, b, at);                                                     \
  }
GRADLAB_SPECIAL_UNARY(entr)
GRADLAB_SPECIAL_UNARY(erfcx)
GRADLAB_SPECIAL_UNARY(ndtr)
GRADLAB_SPECIAL_UNARY(ndtri)
GRADLAB_SPECIAL_UNARY(log_ndtr)
GRADLAB_SPECIAL_UNARY(i0e)
GRADLAB_SPECIAL_UNARY(i1)
GRADLAB_SPECIAL_UNARY(i1e)
GRADLAB_SPECIAL_BINARY(xlog1py)
GRADLAB_SPECIAL_BINARY(zeta)
#undef GRADLAB_SPECIAL_BINARY
#undef GRADLAB_SPECIAL_UNARY

inline Tensor logit(const Tensor& x, std::optional<double> eps = std::nullopt,
                    Location at = Location::here()) {
  return special_logit(x, eps, at);
}
inline Tensor round(const Tensor& x, int64_t decimals = 0, Location at = Location::here()) {
  return special_round(x, decimals, at);
}
inline Tensor polygamma(int64_t n, const Tensor& x, Location at = Location::here()) {
  return special_polygamma(n, x, at);
}
inline Tensor multigammaln(const Tensor& x, int64_t p, Location at = Location::here()) {
  return special_multigammaln(x, p, at);
}
inline Tensor logsumexp(const Tensor& t, IntArrayRef dim, bool keepdim = false,
                        Location at = Location::here()) {
  return special_logsumexp(t, dim, keepdim, at);
}
inline Tensor softmax(const Tensor& t, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                      Location at = Location::here()) {
  return special_softmax(t, dim, dtype, at);
}
inline Tensor log_softmax(const Tensor& t, int64_t dim,
                          std::optional<ScalarType> dtype = std::nullopt,
                          Location at = Location::here()) {
  return special_log_softmax(t, dim, dtype, at);
}

}  // namespace special
}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SPECIAL_NAMES_H_
