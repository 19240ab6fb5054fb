// Conversions between element types, and from a Scalar, that are defined for every value.
//
// A C++ cast from floating to integer is undefined when the value does not fit. These give what
// x86's conversion instructions give, which is what PyTorch's kernels store.
#ifndef GRADLAB_TENSOR_KERNELS_CONVERT_H_
#define GRADLAB_TENSOR_KERNELS_CONVERT_H_

#include <cstdint>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// Floating to integer truncates. Out of range or NaN: the smallest int64 or, for all narrower
// types, the smallest int32 cut to its low bits. To bool: whether it is not zero.
template <class To, class From>
inline To convert(From v) {
  if constexpr (std::is_same_v<To, bool>) {
    return v != From(0);
  } else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    using Wide = std::conditional_t<sizeof(To) == 8, int64_t, int32_t>;
    constexpr Wide kMin = std::numeric_limits<Wide>::min();
    // The largest value may not be a From; minus the smallest one, a power of two, always is. A
    // double just below -2^31 truncates to -2^31, which is also what it gets here.
    const bool fits = v >= From(kMin) && v < -From(kMin);
    return static_cast<To>(fits ? static_cast<Wide>(v) : kMin);
  } else {
    return static_cast<To>(v);
  }
}

// The number as an operand next to arrays of type T: integers wrap around.
template <class T>
inline T wrapped(const Scalar& s) {
  return s.isFloatingPoint() ? convert<T>(s.toDouble()) : convert<T>(s.toLong());
}

namespace internal {
// PyTorch's names of C++ types in this message.
[[noreturn]] void throw_scalar_overflow(ScalarType to);
// Whether a T has no value for the number. Negative integers do wrap to unsigned, down to -max.
template <class T>
bool overflows(const Scalar& s) {
  using Limits = std::numeric_limits<T>;
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>) return false;
  if (s.isFloatingPoint()) {
    const double v = s.toDouble();
    if (std::is_floating_point_v<T> && (v != v || v - v != 0)) return false;  // NaN, infinite
    return !(v >= static_cast<double>(Limits::lowest()) && v <= static_cast<double>(Limits::max()));
  }
  if constexpr (!std::is_floating_point_v<T> && sizeof(T) < 8) {
    const int64_t max = static_cast<int64_t>(Limits::max());
    const int64_t lowest = std::is_signed_v<T> ? static_cast<int64_t>(Limits::lowest()) : -max;
    return s.toLong() < lowest || s.toLong() > max;
  }
  return false;
}
}  // namespace internal

// The number as the value of an element. Throws "value cannot be converted to type int8_t without
// overflow".
template <class T>
inline T checked(const Scalar& s) {
  if (__builtin_expect(internal::overflows<T>(s), 0)) {
    internal::throw_scalar_overflow(dtype_of<T>());
  }
  return wrapped<T>(s);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVERT_H_
