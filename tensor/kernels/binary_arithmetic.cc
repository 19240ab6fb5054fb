// add, sub, mul, div.
#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

struct Add {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_add(a, b);
  }
  Float4 operator()(Float4 a, Float4 b) const { return a + b; }
};
struct Sub {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_sub(a, b);
  }
  Float4 operator()(Float4 a, Float4 b) const { return a - b; }
};
struct Mul {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_mul(a, b);
  }
  Float4 operator()(Float4 a, Float4 b) const { return a * b; }
};
struct Div {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a, T b) const {
    return a / b;
  }
};
template <class T>
struct AddScaled {
  T alpha;
  T operator()(T a, T b) const { return wrapping_add(a, wrapping_mul(alpha, b)); }
};

bool is_one(const Scalar& s) { return !s.isFloatingPoint() ? s.toLong() == 1 : s.equal(1); }

Scalar negated(const Scalar& s) {
  return s.isFloatingPoint() ? Scalar(-s.toDouble()) : Scalar(wrapping_neg(s.toLong()));
}

void check_alpha(const Scalar& alpha, ScalarType result) {
  GRADLAB_CHECK(!alpha.isBoolean() || result == ScalarType::Bool,
                "Boolean alpha only supported for Boolean results.");
  GRADLAB_CHECK(!alpha.isFloatingPoint() || is_floating_point(result),
                "For integral input tensors, argument alpha must not be a floating point number.");
}

Array add_scaled(const Operand& a, const Operand& b, ScalarType t, const Scalar& alpha,
                 const Array* into) {
  return compute_all(t, "add_stub", [&]<class T>() {
    return binary<T, T>(a, b, AddScaled<T>{checked<T>(alpha)}, into);
  });
}

}  // namespace

Array add(const Operand& a, const Operand& b, Scalar alpha, const Array* into) {
  const ScalarType t = result_type(a, b);
  if (__builtin_expect(!is_one(alpha) || alpha.type() != ScalarType::Long, 0)) {
    check_alpha(alpha, t);
    if (!is_one(alpha)) return add_scaled(a, b, t, alpha, into);
  }
  return compute_all(t, "add_stub", [&]<class T>() { return binary<T, T>(a, b, Add(), into); });
}

Array sub(const Operand& a, const Operand& b, Scalar alpha, const Array* into) {
  const bool bool_a = a.dtype() == ScalarType::Bool, bool_b = b.dtype() == ScalarType::Bool;
  GRADLAB_CHECK(!bool_a || !bool_b,
                "Subtraction, the `-` operator, with two bool tensors is not supported. Use the "
                "`^` or `logical_xor()` operator instead.");
  GRADLAB_CHECK(!bool_a && !bool_b,
                "Subtraction, the `-` operator, with a bool tensor is not supported. If you are "
                "trying to invert a mask, use the `~` or `logical_not()` operator instead.");
  const ScalarType t = result_type(a, b);
  if (__builtin_expect(!is_one(alpha) || alpha.type() != ScalarType::Long, 0)) {
    check_alpha(alpha, t);
    if (!is_one(alpha)) return add_scaled(a, b, t, negated(alpha), into);
  }
  return compute_numeric(t, "sub", [&]<class T>() { return binary<T, T>(a, b, Sub(), into); });
}

Array mul(const Operand& a, const Operand& b, const Array* into) {
  return compute_all(result_type(a, b), "mul",
                      [&]<class T>() { return binary<T, T>(a, b, Mul(), into); });
}

Array div(const Operand& a, const Operand& b, const Array* into) {
  return compute_floating(floating_type(result_type(a, b)), "div_true",
                           [&]<class T>() { return binary<T, T>(a, b, Div(), into); });
}

}  // namespace gradlab::kernels
