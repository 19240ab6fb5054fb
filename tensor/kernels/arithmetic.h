// Arithmetic on elements that is defined for every value: integers wrap around, bools are logic.
#ifndef GRADLAB_TENSOR_KERNELS_ARITHMETIC_H_
#define GRADLAB_TENSOR_KERNELS_ARITHMETIC_H_

#include <cstdint>
#include <type_traits>

#include "gradlab/tensor/dtype.h"

namespace gradlab::kernels {

// Unsigned, and not promoted to int by C++ (uint16 * uint16 may overflow an int).
template <class T>
using Wrapping = std::conditional_t<sizeof(T) == 8, uint64_t, uint32_t>;

template <class T>
inline T wrapping_add(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) return a || b;
  if constexpr (std::is_floating_point_v<T>) return a + b;
  return static_cast<T>(static_cast<Wrapping<T>>(a) + static_cast<Wrapping<T>>(b));
}
template <class T>
inline T wrapping_sub(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return a - b;
  return static_cast<T>(static_cast<Wrapping<T>>(a) - static_cast<Wrapping<T>>(b));
}
template <class T>
inline T wrapping_mul(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) return a && b;
  if constexpr (std::is_floating_point_v<T>) return a * b;
  return static_cast<T>(static_cast<Wrapping<T>>(a) * static_cast<Wrapping<T>>(b));
}
template <class T>
inline T wrapping_neg(T a) {
  if constexpr (std::is_floating_point_v<T>) return -a;
  return static_cast<T>(Wrapping<T>{0} - static_cast<Wrapping<T>>(a));
}

// The dtype of functions whose results are not integers.
inline ScalarType floating_type(ScalarType t) {
  return is_integral(t, /*include_bool=*/true) ? get_default_dtype() : t;
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_ARITHMETIC_H_
