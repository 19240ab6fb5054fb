// lerp, addcmul, addcdiv.
#include <cmath>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab::kernels {
namespace {

struct Lerp {
  template <class T>
  T operator()(T a, T b, T weight) const {
    return std::fabs(weight) < T(0.5) ? a + weight * (b - a) : b - (b - a) * (T(1) - weight);
  }
};
template <class T>
struct AddProduct {
  T value;
  T operator()(T a, T t1, T t2) const {
    return wrapping_add(a, wrapping_mul(wrapping_mul(value, t1), t2));
  }
};
template <class T>
struct AddQuotient {
  T value;
  T operator()(T a, T t1, T t2) const { return a + value * t1 / t2; }
};

void check_same_dtype(ScalarType expected, ScalarType t, const char* argument) {
  GRADLAB_CHECK(t == expected, "expected dtype ", TypeMeta(expected), " for `", argument,
                "` but got dtype ", TypeMeta(t));
}

ScalarType result_type_of(const Operand& a, const Operand& b, const Operand& c) {
  const Operand* const operands[] = {&a, &b, &c};
  return result_type(operands);
}

}  // namespace

Array lerp(const Array& a, const Array& b, const Operand& weight, const Array* into) {
  check_same_dtype(a.dtype(), b.dtype(), "end");
  if (weight.is_array()) check_same_dtype(a.dtype(), weight.dtype(), "weight");
  const char* name = weight.is_array() ? "lerp_kernel_tensor" : "lerp_kernel_scalar";
  return compute_floating(a.dtype(), name, [&]<class T>() {
    if (!weight.is_array()) checked<T>(weight.scalar());
    return ternary<T, T, T, T>(a, b, weight, Lerp(), into);
  });
}

Array addcmul(const Array& a, const Array& t1, const Array& t2, Scalar value, const Array* into) {
  return compute_numeric(result_type_of(a, t1, t2), "addcmul_cpu_out", [&]<class T>() {
    return ternary<T, T, T, T>(a, t1, t2, AddProduct<T>{checked<T>(value)}, into);
  });
}

Array addcdiv(const Array& a, const Array& t1, const Array& t2, Scalar value, const Array* into) {
  GRADLAB_CHECK(
      is_floating_point(t1.dtype()) || is_floating_point(t2.dtype()),
      "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will "
      "perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be "
      "implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer "
      "inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv "
      "behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all "
      "dtypes.");
  return compute_floating(result_type_of(a, t1, t2), "addcdiv_cpu_out", [&]<class T>() {
    return ternary<T, T, T, T>(a, t1, t2, AddQuotient<T>{checked<T>(value)}, into);
  });
}

}  // namespace gradlab::kernels
