// Division with rounding, and remainders.
#include <cmath>
#include <type_traits>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

// a / b of integers towards zero, and its remainder. Where the quotient of the smallest integer by
// -1 does not fit, it wraps around. b is not 0.
template <class T>
T quotient(T a, T b) {
  if constexpr (std::is_signed_v<T>) {
    if (b == T(-1)) return wrapping_neg(a);
  }
  return static_cast<T>(a / b);
}
template <class T>
T modulus(T a, T b) {
  if constexpr (std::is_signed_v<T>) {
    if (b == T(-1)) return 0;
  }
  return static_cast<T>(a % b);
}

struct TruncDivide {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) return std::trunc(a / b);
    return quotient(a, b);
  }
};

// Python's floor division for floats: exact where a is a multiple of b, unlike floor(a / b).
template <class T>
T floor_quotient(T a, T b) {
  if (b == 0) return a / b;
  const T mod = std::fmod(a, b);
  T div = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) div -= T(1);
  if (div == 0) return std::copysign(T(0), a / b);
  T floordiv = std::floor(div);
  if (div - floordiv > T(0.5)) floordiv += T(1);
  return floordiv;
}

struct FloorDivide {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) {
      return floor_quotient(a, b);
    } else {
      const T q = quotient(a, b);
      const bool round_down = (a < 0) != (b < 0) && modulus(a, b) != 0;
      return static_cast<T>(q - round_down);
    }
  }
};

struct Fmod {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::fmod(a, b);
    else
      return modulus(a, b);
  }
};

struct Remainder {
  template <class T>
  T operator()(T a, T b) const {
    T mod = Fmod()(a, b);
    if (mod != 0 && (b < 0) != (mod < 0)) mod = static_cast<T>(mod + b);
    return mod;
  }
};

// Throws when an integer is about to be divided by zero.
template <class T>
void check_divisor(const Operand& a, const Operand& b) {
  if constexpr (std::is_integral_v<T>) {
    bool zero = false;
    if (!b.is_array()) {
      zero = wrapped<T>(b.scalar()) == 0;
    } else {
      const Array divisor = contiguous(cast(b.array(), dtype_of<T>()));
      const T* d = divisor.data<T>();
      for (int64_t i = 0; i < divisor.numel(); ++i) zero |= d[i] == 0;
    }
    const bool nothing_to_do = a.is_array() && a.array().numel() == 0;
    GRADLAB_CHECK(!zero || nothing_to_do, "ZeroDivisionError");
  }
}

template <class Op>
Array divide(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return compute_numeric(result_type(a, b), name, [&]<class T>() {
    check_divisor<T>(a, b);
    return binary<T, T>(a, b, Op(), into);
  });
}

}  // namespace

Array div_mode(const Operand& a, const Operand& b, std::string_view rounding_mode,
               const Array* into) {
  if (rounding_mode == "floor") return divide<FloorDivide>("div_floor_cpu", a, b, into);
  if (rounding_mode == "trunc") return divide<TruncDivide>("div_trunc_cpu", a, b, into);
  GRADLAB_THROW(Error,
                "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '",
                rounding_mode, "'");
}

Array floor_divide(const Operand& a, const Operand& b, const Array* into) {
  return divide<FloorDivide>("div_floor_cpu", a, b, into);
}

Array remainder(const Operand& a, const Operand& b, const Array* into) {
  return divide<Remainder>("remainder_cpu", a, b, into);
}

Array fmod(const Operand& a, const Operand& b, const Array* into) {
  return divide<Fmod>("fmod_cpu", a, b, into);
}

}  // namespace gradlab::kernels
