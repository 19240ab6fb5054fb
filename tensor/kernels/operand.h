// Operand: one input of a pointwise kernel, an array or a number, so that add(x, y), add(x, 2.5)
// and add(2.5, x) are one function; and the dtype that a set of operands is computed in.
//
// Invariant: an Operand borrows its array. It lives no longer than the call whose argument it is.
#ifndef GRADLAB_TENSOR_KERNELS_OPERAND_H_
#define GRADLAB_TENSOR_KERNELS_OPERAND_H_

#include <type_traits>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

class Operand {
 public:
  Operand(const Array& array) : array_(&array) {}
  Operand(const Scalar& scalar) : scalar_(scalar) {}
  template <class T>
  requires std::is_arithmetic_v<T> Operand(T value) : scalar_(value) {}

  bool is_array() const { return array_ != nullptr; }
  // Only when is_array().
  const Array& array() const { return *array_; }
  // Only when not is_array().
  const Scalar& scalar() const { return scalar_; }

  // The shape of the array; a number has no dimensions.
  IntArrayRef sizes() const { return array_ ? array_->sizes() : IntArrayRef(); }
  int64_t dim() const { return array_ ? array_->dim() : 0; }
  // The array's dtype; for a number the default dtype, Long or Bool by its kind.
  ScalarType dtype() const {
    if (array_) return array_->dtype();
    return scalar_.isFloatingPoint() ? get_default_dtype() : scalar_.type();
  }

 private:
  const Array* array_ = nullptr;
  Scalar scalar_;
};

// The dtype an operation on these operands is computed in, and that its result has. Operands count
// in three categories: arrays with dimensions, 0-dim arrays, numbers. A lower category matters only
// when its kind (bool < integer < floating) is higher than that of all categories above it.
ScalarType result_type(ArrayRef<const Operand*> operands);

namespace internal {
ScalarType mixed_result_type(const Operand& a, const Operand& b);
}  // namespace internal

inline ScalarType result_type(const Operand& a, const Operand& b) {
  if (a.is_array() && b.is_array()) {
    if (a.array().dtype() == b.array().dtype()) return a.array().dtype();
  } else if (a.is_array() && a.dim() > 0 && is_floating_point(a.array().dtype())) {
    return a.array().dtype();  // not a question of the number's kind
  }
  return internal::mixed_result_type(a, b);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_OPERAND_H_
