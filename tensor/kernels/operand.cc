#include "gradlab/tensor/kernels/operand.h"

namespace gradlab::kernels {
namespace {

// What the categories have promoted to so far; Undefined where a category is empty.
struct Categories {
  ScalarType dimensioned = ScalarType::Undefined;
  ScalarType zero_dim = ScalarType::Undefined;
  ScalarType number = ScalarType::Undefined;

  void add(const Operand& x) {
    ScalarType& category = !x.is_array() ? number : x.dim() > 0 ? dimensioned : zero_dim;
    category = promote_types(category, x.dtype());
  }
  // A lower category counts only when its kind is higher.
  static ScalarType combine(ScalarType higher, ScalarType lower) {
    if (is_floating_point(higher)) return higher;
    if (higher == ScalarType::Bool || is_floating_point(lower)) return promote_types(higher, lower);
    return higher == ScalarType::Undefined ? lower : higher;
  }
  ScalarType result() const { return combine(dimensioned, combine(zero_dim, number)); }
};

}  // namespace

ScalarType result_type(ArrayRef<const Operand*> operands) {
  Categories c;
  for (const Operand* x : operands) c.add(*x);
  return c.result();
}

namespace internal {

ScalarType mixed_result_type(const Operand& a, const Operand& b) {
  Categories c;
  c.add(a);
  c.add(b);
  return c.result();
}

}  // namespace internal
}  // namespace gradlab::kernels
