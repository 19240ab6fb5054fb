// PyTorch's second names of operations, as functions; the methods of these names are in tensor.h.
#ifndef GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

#define GRADLAB_UNARY_NAME(alias) \
  inline Tensor alias(const Tensor& x, Location at = Location::here()) { return x.alias(at); }
#define GRADLAB_BINARY_NAME(alias)                                                        \
  inline Tensor alias(const Tensor& a, const Tensor& b, Location at = Location::here()) { \
    return a.alias(b, at);                                                                \
  }
#define GRADLAB_BINARY_NAMES(alias)                                                       \
  GRADLAB_BINARY_NAME(alias)                                                              \
  inline Tensor alias(const Tensor& a, const Scalar& b, Location at = Location::here()) { \
    return a.alias(b, at);                                                                \
  }
GRADLAB_UNARY_NAME(absolute)
GRADLAB_UNARY_NAME(negative)
GRADLAB_UNARY_NAME(fix)
GRADLAB_UNARY_NAME(arcsin)
GRADLAB_UNARY_NAME(arccos)
GRADLAB_UNARY_NAME(arctan)
GRADLAB_UNARY_NAME(arcsinh)
GRADLAB_UNARY_NAME(arccosh)
GRADLAB_UNARY_NAME(arctanh)
GRADLAB_BINARY_NAME(arctan2)
GRADLAB_BINARY_NAMES(multiply)
GRADLAB_BINARY_NAMES(divide)
GRADLAB_BINARY_NAMES(true_divide)
GRADLAB_BINARY_NAMES(subtract)
GRADLAB_BINARY_NAMES(not_equal)
GRADLAB_BINARY_NAMES(less)
GRADLAB_BINARY_NAMES(less_equal)
GRADLAB_BINARY_NAMES(greater)
GRADLAB_BINARY_NAMES(greater_equal)
#undef GRADLAB_UNARY_NAME
#undef GRADLAB_BINARY_NAME
#undef GRADLAB_BINARY_NAMES

inline Tensor subtract(const Tensor& a, const Tensor& b, const Scalar& alpha,
                       Location at = Location::here()) {
  return a.subtract(b, alpha, at);
}
inline Tensor subtract(const Tensor& a, const Scalar& b, const Scalar& alpha,
                       Location at = Location::here()) {
  return a.subtract(b, alpha, at);
}
inline Tensor divide(const Tensor& a, const Tensor& b,
                     std::optional<std::string_view> rounding_mode,
                     Location at = Location::here()) {
  return a.divide(b, rounding_mode, at);
}
inline Tensor divide(const Tensor& a, const Scalar& b,
                     std::optional<std::string_view> rounding_mode,
                     Location at = Location::here()) {
  return a.divide(b, rounding_mode, at);
}
inline Tensor clip(const Tensor& x, const std::optional<Scalar>& min,
                   const std::optional<Scalar>& max = std::nullopt,
                   Location at = Location::here()) {
  return x.clip(min, max, at);
}
inline Tensor clip(const Tensor& x, const std::optional<Tensor>& min,
                   const std::optional<Tensor>& max = {}, Location at = Location::here()) {
  return x.clip(min, max, at);
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_
