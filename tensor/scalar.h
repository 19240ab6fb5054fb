// Scalar: one number of any kind, as an argument of an operation: x * 2, full({3}, 1.5).
//
// Holds a double, an int64 or a bool and remembers which: an integer Scalar does not turn an
// integer tensor into a floating one, a floating Scalar does (PyTorch's promotion).
#ifndef GRADLAB_TENSOR_SCALAR_H_
#define GRADLAB_TENSOR_SCALAR_H_

#include <cstdint>
#include <ostream>
#include <type_traits>

#include "gradlab/tensor/dtype.h"

namespace gradlab {

class Scalar {
 public:
  Scalar() : Scalar(int64_t{0}) {}
  template <class T>
    requires std::is_arithmetic_v<T>
  Scalar(T v) {
    if constexpr (std::is_same_v<T, bool>) {
      kind_ = ScalarType::Bool;
      i_ = v;
    } else if constexpr (std::is_floating_point_v<T>) {
      kind_ = ScalarType::Double;
      d_ = static_cast<double>(v);
    } else {
      kind_ = ScalarType::Long;
      i_ = static_cast<int64_t>(v);
    }
  }

  // Double, Long or Bool.
  ScalarType type() const { return kind_; }
  bool isFloatingPoint() const { return kind_ == ScalarType::Double; }
  bool isIntegral(bool include_bool) const { return is_integral(kind_, include_bool); }
  bool isBoolean() const { return kind_ == ScalarType::Bool; }

  // The value as T, by a C++ conversion.
  template <class T>
  T to() const {
    return kind_ == ScalarType::Double ? static_cast<T>(d_) : static_cast<T>(i_);
  }
  double toDouble() const { return to<double>(); }
  float toFloat() const { return to<float>(); }
  int64_t toLong() const { return to<int64_t>(); }
  int toInt() const { return to<int>(); }
  bool toBool() const { return to<bool>(); }

  Scalar operator-() const {
    return kind_ == ScalarType::Double ? Scalar(-d_) : Scalar(-i_);
  }
  // Whether the value is exactly that of `v`.
  bool equal(double v) const { return to<double>() == v; }

 private:
  ScalarType kind_;
  union {
    double d_;
    int64_t i_;
  };
};

inline std::ostream& operator<<(std::ostream& os, const Scalar& s) {
  if (s.isFloatingPoint()) return os << s.toDouble();
  if (s.isBoolean()) return os << (s.toBool() ? "true" : "false");
  return os << s.toLong();
}

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_SCALAR_H_
