// Conversions between element types, and from a Scalar, that are defined for every value.
//
// A C++ cast from floating to integer is undefined when the value does not fit. These give what
// x86's conversion instructions give, which is what PyTorch's kernels store.
#ifndef GRADLAB_TENSOR_KERNELS_CONVERT_H_
#define GRADLAB_TENSOR_KERNELS_CONVERT_H_

#include <cstdint>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/half.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// Floating to integer truncates. Out of range or NaN: the smallest int64 or, for all narrower
// types, the smallest int32 cut to its low bits. To bool: whether it is not zero. Half and BFloat16
// go through float.
template <class To, class From>
inline To convert(From v) {
  if constexpr (ReducedFloat<From>) {
    return convert<To>(static_cast<float>(v));
  } else if constexpr (ReducedFloat<To>) {
    return static_cast<To>(static_cast<float>(v));
  } else if constexpr (std::is_same_v<To, bool>) {
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

// The number as the value of an element. Throws "value cannot be converted to type int8_t without
// overflow".
template <class T>
inline T checked(const Scalar& s) {
  return s.to<T>();
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVERT_H_
