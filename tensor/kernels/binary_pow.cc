#include <cmath>
#include <type_traits>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

// By squaring, wrapping around. A negative exponent leaves a fraction of which the integer part
// remains.
template <class T>
T integer_power(T base, T exponent) {
  if constexpr (std::is_signed_v<T>) {
    if (exponent < 0) {
      if (base == 1) return 1;
      if (base == T(-1)) return exponent % 2 != 0 ? T(-1) : T(1);
      return 0;
    }
  }
  T result = 1;
  while (exponent != 0) {
    if (exponent & 1) result = wrapping_mul(result, base);
    exponent = static_cast<T>(exponent / 2);
    base = wrapping_mul(base, base);
  }
  return result;
}

struct Pow {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::pow(a, b);
    else
      return integer_power(a, b);
  }
};

// Powers with one exponent for all elements.
template <class T>
struct IntegerPow {
  T exponent;
  T operator()(T a) const { return integer_power(a, exponent); }
};
struct One {
  template <class T>
  T operator()(T) const {
    return T(1);
  }
};
struct Same {
  template <class T>
  T operator()(T a) const {
    return a;
  }
};
struct Square {
  template <class T>
  T operator()(T a) const {
    return wrapping_mul(a, a);
  }
};
struct Cube {
  template <class T>
  T operator()(T a) const {
    return wrapping_mul(wrapping_mul(a, a), a);
  }
};
struct Sqrt {
  template <class T>
  T operator()(T a) const {
    return std::sqrt(a);
  }
};
struct InverseSqrt {
  template <class T>
  T operator()(T a) const {
    return T(1) / std::sqrt(a);
  }
};
struct Inverse {
  template <class T>
  T operator()(T a) const {
    return T(1) / a;
  }
};
struct InverseSquare {
  template <class T>
  T operator()(T a) const {
    return T(1) / (a * a);
  }
};
// The exponent keeps its 53 bits next to floats, as PyTorch's does.
struct FloatingPow {
  double exponent;
  template <class T>
  T operator()(T a) const {
    return static_cast<T>(std::pow(static_cast<double>(a), exponent));
  }
};

// PyTorch's short cuts; sqrt differs from pow at -0.0 and -inf.
template <class T>
Array floating_pow(const Array& a, double exponent, const Array* into) {
  if (exponent == 0.5) return unary<T, T>(a, Sqrt(), into);
  if (exponent == -0.5) return unary<T, T>(a, InverseSqrt(), into);
  if (exponent == -1) return unary<T, T>(a, Inverse(), into);
  if (exponent == -2) return unary<T, T>(a, InverseSquare(), into);
  return unary<T, T>(a, FloatingPow{exponent}, into);
}

Array pow_number(const Array& a, const Scalar& exponent, const Array* into) {
  const bool negative = !exponent.isFloatingPoint() && exponent.toLong() < 0;
  GRADLAB_CHECK(!negative || is_floating_point(a.dtype()),
                "Integers to negative integer powers are not allowed.");
  const ScalarType t = result_type(a, exponent);
  GRADLAB_CHECK(!into || into->dtype() == t, "Found dtype ", into->dtype(), " but expected ", t);
  return compute_numeric(t, "pow", [&]<class T>() {
    if (exponent.equal(0)) return unary<T, T>(a, One(), into);
    if (exponent.equal(1)) return unary<T, T>(a, Same(), into);
    if (exponent.equal(2)) return unary<T, T>(a, Square(), into);
    if (exponent.equal(3)) return unary<T, T>(a, Cube(), into);
    if constexpr (std::is_floating_point_v<T>) {
      return floating_pow<T>(a, exponent.toDouble(), into);
    } else {
      return unary<T, T>(a, IntegerPow<T>{checked<T>(exponent)}, into);
    }
  });
}

}  // namespace

Array pow(const Operand& a, const Operand& b, const Array* into) {
  if (a.is_array() && !b.is_array()) return pow_number(a.array(), b.scalar(), into);
  return compute_numeric(result_type(a, b), "pow",
                          [&]<class T>() { return binary<T, T>(a, b, Pow(), into); });
}

}  // namespace gradlab::kernels
