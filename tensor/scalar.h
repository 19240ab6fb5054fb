// Scalar: one number of any kind, as an argument of an operation: x * 2, full({3}, 1.5).
//
// Holds a double, an int64 or a bool and remembers which: an integer Scalar does not turn an
// integer tensor into a floating one, a floating Scalar does (PyTorch's promotion).
#ifndef GRADLAB_TENSOR_SCALAR_H_
#define GRADLAB_TENSOR_SCALAR_H_

#include <cstdint>
#include <limits>
#include <ostream>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/half.h"

namespace gradlab {

class Scalar {
 public:
  Scalar() : Scalar(int64_t{0}) {}
  template <class T>
  requires(std::is_arithmetic_v<T> || ReducedFloat<T>) Scalar(T v) {
    if constexpr (std::is_same_v<T, bool>) {
      kind_ = ScalarType::Bool;
      i_ = v;
    } else if constexpr (std::is_integral_v<T>) {
      kind_ = ScalarType::Long;
      i_ = static_cast<int64_t>(v);
    } else {
      kind_ = ScalarType::Double;
      d_ = static_cast<double>(v);
    }
  }

  // Double, Long or Bool.
  ScalarType type() const { return kind_; }
  bool isFloatingPoint() const { return kind_ == ScalarType::Double; }
  bool isIntegral(bool include_bool) const { return is_integral(kind_, include_bool); }
  bool isBoolean() const { return kind_ == ScalarType::Bool; }
  bool isComplex() const { return false; }

  // The value as T: floating numbers lose their fraction, any number but zero is true. Throws
  // "value cannot be converted to type int8_t without overflow" when a T has no such value.
  template <class T>
  T to() const {
    if (__builtin_expect(overflows<T>(), 0)) throw_overflow(dtype_of<T>());
    if (kind_ != ScalarType::Double) return static_cast<T>(i_);
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
      // 2^63 is let through, and becomes what x86's conversion makes of it.
      return static_cast<T>(d_ < 0x1p63 ? static_cast<int64_t>(d_)
                                        : std::numeric_limits<int64_t>::min());
    } else {
      return static_cast<T>(d_);
    }
  }
  double toDouble() const { return to<double>(); }
  float toFloat() const { return to<float>(); }
  Half toHalf() const { return to<Half>(); }
  BFloat16 toBFloat16() const { return to<BFloat16>(); }
  int64_t toLong() const { return to<int64_t>(); }
  int toInt() const { return to<int32_t>(); }
  int16_t toShort() const { return to<int16_t>(); }
  int8_t toChar() const { return to<int8_t>(); }
  uint8_t toByte() const { return to<uint8_t>(); }
  bool toBool() const { return to<bool>(); }

  Scalar operator-() const;
  // Whether the value is exactly that of `v`.
  template <class T>
  requires std::is_arithmetic_v<T>
  bool equal(T v) const {
    return kind_ == ScalarType::Double ? d_ == static_cast<double>(v) : equals(v);
  }

 private:
  // Whether a T has no value for the number. Negative integers do wrap to unsigned, down to -max.
  template <class T>
  bool overflows() const {
    using Limits = std::numeric_limits<T>;
    constexpr bool kIntegral = std::is_integral_v<T>;
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>) return false;
    if (kind_ == ScalarType::Double) {
      if (!kIntegral && (d_ != d_ || d_ - d_ != 0)) return false;  // NaN, infinite
      return !(d_ >= static_cast<double>(Limits::lowest()) &&
               d_ <= static_cast<double>(Limits::max()));
    }
    if constexpr (kIntegral && sizeof(T) < 8) {
      constexpr int64_t kMax = static_cast<int64_t>(Limits::max());
      return i_ < (std::is_signed_v<T> ? static_cast<int64_t>(Limits::lowest()) : -kMax) ||
             i_ > kMax;
    } else if constexpr (ReducedFloat<T>) {
      return static_cast<double>(i_) < static_cast<double>(Limits::lowest()) ||
             static_cast<double>(i_) > static_cast<double>(Limits::max());
    }
    return false;
  }
  [[noreturn]] static void throw_overflow(ScalarType to);

  template <class T>
  bool equals(T v) const {
    if constexpr (std::is_floating_point_v<T>) return static_cast<T>(i_) == v;
    return i_ == static_cast<int64_t>(v);
  }

  ScalarType kind_;
  union {
    double d_;
    int64_t i_;
  };
};

// As libtorch writes it: 2.5, 3, true.
std::ostream& operator<<(std::ostream& os, const Scalar& s);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_SCALAR_H_
