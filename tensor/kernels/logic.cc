// Logical and bitwise kernels, and the tests for special values.
#include <cmath>
#include <type_traits>

#include "gradlab/tensor/kernels/compare.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

struct LogicalAnd {
  template <class T>
  bool operator()(T a, T b) const {
    return (a != 0) & (b != 0);
  }
};
struct LogicalOr {
  template <class T>
  bool operator()(T a, T b) const {
    return (a != 0) | (b != 0);
  }
};
struct LogicalXor {
  template <class T>
  bool operator()(T a, T b) const {
    return (a != 0) != (b != 0);
  }
};
struct LogicalNot {
  template <class T>
  bool operator()(T a) const {
    return a == 0;
  }
};

struct BitAnd {
  template <class T>
  T operator()(T a, T b) const {
    return a & b;
  }
};
struct BitOr {
  template <class T>
  T operator()(T a, T b) const {
    return a | b;
  }
};
struct BitXor {
  template <class T>
  T operator()(T a, T b) const {
    return a ^ b;
  }
};
struct BitNot {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_same_v<T, bool>)
      return !a;
    else
      return ~a;
  }
};

// Shifts are defined for every count: by all bits or more, or by a negative count, nothing is left
// of the number but, to the right, its sign.
struct LeftShift {
  template <class T>
  T operator()(T a, T b) const {
    if (!in_range(b)) return 0;
    return static_cast<T>(static_cast<std::make_unsigned_t<T>>(a) << b);
  }
  template <class T>
  static bool in_range(T b) {
    return b >= 0 && b < static_cast<T>(8 * sizeof(T));
  }
};
struct RightShift {
  template <class T>
  T operator()(T a, T b) const {
    constexpr T kMost = static_cast<T>(8 * sizeof(T) - std::is_signed_v<T>);
    if (!LeftShift::in_range(b)) return std::is_signed_v<T> ? static_cast<T>(a >> kMost) : T(0);
    return static_cast<T>(a >> b);
  }
};

struct IsNan {
  template <class T>
  bool operator()(T a) const {
    return a != a;
  }
};
struct IsInf {
  template <class T>
  bool operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::isinf(a);
    else
      return false;
  }
};
template <int kSign>
struct IsSignedInf {
  template <class T>
  bool operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::isinf(a) && (a > 0) == (kSign > 0);
    else
      return false;
  }
};
struct SignBit {
  template <class T>
  bool operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::signbit(a);
    else if constexpr (std::is_unsigned_v<T>)
      return false;
    else
      return a < 0;
  }
};
struct IsFinite {
  template <class T>
  bool operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::isfinite(a);
    else
      return true;
  }
};

template <class Op>
Array logical(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return compute_all(result_type(a, b), name,
                      [&]<class T>() { return binary<bool, T>(a, b, Op(), into); });
}
template <class Op>
Array test(const char* name, const Array& a, const Array* into) {
  return compute_all(a.dtype(), name, [&]<class T>() { return unary<bool, T>(a, Op(), into); });
}

template <class Fn>
auto dispatch_bits(ScalarType t, const char* name, Fn&& fn) {
  if (t == ScalarType::Bool) return fn.template operator()<bool>();
  return dispatch_integral(t, name, fn);
}
template <class Op>
Array bitwise(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return dispatch_bits(result_type(a, b), name,
                       [&]<class T>() { return binary<T, T>(a, b, Op(), into); });
}

}  // namespace

Array logical_and(const Operand& a, const Operand& b, const Array* into) {
  return logical<LogicalAnd>("logical_and_cpu", a, b, into);
}
Array logical_or(const Operand& a, const Operand& b, const Array* into) {
  return logical<LogicalOr>("logical_or_cpu", a, b, into);
}
Array logical_xor(const Operand& a, const Operand& b, const Array* into) {
  return logical<LogicalXor>("logical_xor_cpu", a, b, into);
}
Array logical_not(const Array& a, const Array* into) {
  return test<LogicalNot>("logical_not_cpu", a, into);
}

Array bitwise_and(const Operand& a, const Operand& b, const Array* into) {
  return bitwise<BitAnd>("bitwise_and_cpu", a, b, into);
}
Array bitwise_or(const Operand& a, const Operand& b, const Array* into) {
  return bitwise<BitOr>("bitwise_or_cpu", a, b, into);
}
Array bitwise_xor(const Operand& a, const Operand& b, const Array* into) {
  return bitwise<BitXor>("bitwise_xor_cpu", a, b, into);
}
Array bitwise_not(const Array& a, const Array* into) {
  return dispatch_bits(a.dtype(), "bitwise_not_cpu",
                       [&]<class T>() { return unary<T, T>(a, BitNot(), into); });
}

Array bitwise_left_shift(const Operand& a, const Operand& b, const Array* into) {
  return dispatch_integral(result_type(a, b), "lshift_cpu",
                           [&]<class T>() { return binary<T, T>(a, b, LeftShift(), into); });
}
Array bitwise_right_shift(const Operand& a, const Operand& b, const Array* into) {
  return dispatch_integral(result_type(a, b), "rshift_cpu",
                           [&]<class T>() { return binary<T, T>(a, b, RightShift(), into); });
}

Array isnan(const Array& a, const Array* into) { return test<IsNan>("isnan", a, into); }
Array isinf(const Array& a, const Array* into) { return test<IsInf>("isinf", a, into); }
Array isposinf(const Array& a, const Array* into) {
  return test<IsSignedInf<1>>("isposinf", a, into);
}
Array isneginf(const Array& a, const Array* into) {
  return test<IsSignedInf<-1>>("isneginf", a, into);
}
Array signbit(const Array& a, const Array* into) { return test<SignBit>("signbit_cpu", a, into); }
Array isfinite(const Array& a, const Array* into) { return test<IsFinite>("isfinite", a, into); }

}  // namespace gradlab::kernels
