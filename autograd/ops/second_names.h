// PyTorch's second names of operations, as functions; the methods of these names are in tensor.h.
#ifndef GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/operand.h"
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
inline Tensor clip(const Tensor& x, Location at = Location::here()) {
  return x.clip(std::optional<Tensor>(), std::optional<Tensor>(), at);
}

inline Tensor concat(TensorList tensors, int64_t dim = 0, Location at = Location::here()) {
  return cat(tensors, dim, at);
}
inline Tensor concatenate(TensorList tensors, int64_t dim = 0, Location at = Location::here()) {
  return cat(tensors, dim, at);
}
inline const Tensor& resize_as_(const Tensor& t, const Tensor& other,
                                std::optional<MemoryFormat> memory_format = std::nullopt) {
  return t.resize_as_(other, memory_format);
}

// What the methods of these names say.
inline bool is_nonzero(const Tensor& t) { return t.is_nonzero(); }
inline bool is_signed(const Tensor& t) { return t.is_signed(); }
inline bool is_inference(const Tensor& t) { return t.is_inference(); }
inline bool is_conj(const Tensor& t) { return t.is_conj(); }
inline bool is_neg(const Tensor& t) { return t.is_neg(); }
inline bool is_distributed(const Tensor& t) { return t.is_distributed(); }
inline bool is_same_size(const Tensor& a, const Tensor& b) { return a.sizes() == b.sizes(); }
inline int64_t size(const Tensor& t, int64_t dim) { return t.size(dim); }
inline int64_t stride(const Tensor& t, int64_t dim) { return t.stride(dim); }
inline Tensor detach(const Tensor& t) { return t.detach(); }
inline const Tensor& as_strided_(const Tensor& t, IntArrayRef sizes, IntArrayRef strides,
                                 std::optional<int64_t> storage_offset = std::nullopt,
                                 Location at = Location::here()) {
  return t.as_strided_(sizes, strides, storage_offset, at);
}

// What Python's operators call.
#define GRADLAB_OPERATOR_NAME(alias, T) \
  inline Tensor alias(const Tensor& a, const T& b) { return a.alias(b); }
GRADLAB_OPERATOR_NAME(__and__, Tensor)
GRADLAB_OPERATOR_NAME(__and__, Scalar)
GRADLAB_OPERATOR_NAME(__or__, Tensor)
GRADLAB_OPERATOR_NAME(__or__, Scalar)
GRADLAB_OPERATOR_NAME(__xor__, Tensor)
GRADLAB_OPERATOR_NAME(__xor__, Scalar)
GRADLAB_OPERATOR_NAME(__lshift__, Tensor)
GRADLAB_OPERATOR_NAME(__lshift__, Scalar)
GRADLAB_OPERATOR_NAME(__rshift__, Tensor)
GRADLAB_OPERATOR_NAME(__rshift__, Scalar)
#undef GRADLAB_OPERATOR_NAME

// There are no complex numbers: the tensor itself.
inline Tensor conj(const Tensor& t) { return t; }
inline Tensor conj_physical(const Tensor& t) { return t; }
inline Tensor& conj_physical_(Tensor& t) { return t; }
inline Tensor resolve_conj(const Tensor& t) { return t; }
inline Tensor resolve_neg(const Tensor& t) { return t; }
inline Tensor real(const Tensor& t) { return t; }

// The dtype of arithmetic on these operands.
inline ScalarType result_type(const Tensor& a, const Tensor& b) {
  return kernels::result_type(a.array(), b.array());
}
inline ScalarType result_type(const Tensor& a, const Scalar& b) {
  return kernels::result_type(a.array(), b);
}
inline ScalarType result_type(const Scalar& a, const Tensor& b) {
  return kernels::result_type(a, b.array());
}
inline ScalarType result_type(const Scalar& a, const Scalar& b) {
  return kernels::result_type(a, b);
}

// nll_loss() for any number of dimensions, as that is.
inline Tensor nll_loss_nd(const Tensor& log_probs, const Tensor& target,
                          OptionalTensorRef weight = {}, int64_t reduction = Reduction::Mean,
                          int64_t ignore_index = -100, Location at = Location::here()) {
  return nll_loss(log_probs, target, weight, reduction, ignore_index, at);
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SECOND_NAMES_H_
