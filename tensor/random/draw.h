// Single draws from a generator whose lock is held, and what the fills check first.
#ifndef GRADLAB_TENSOR_RANDOM_DRAW_H_
#define GRADLAB_TENSOR_RANDOM_DRAW_H_

#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <type_traits>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::internal {

// What a T is computed in: a reduced type in float.
template <class T>
using Computed = std::conditional_t<ReducedFloat<T>, float, T>;
template <class T>
inline constexpr bool kFloating = std::is_floating_point_v<T> || ReducedFloat<T>;

// A number of [0, 1) from as many low bits of a word as a T has digits, or the low 53 of two.
template <class T>
Computed<T> draw_unit(GeneratorState& g) {
  if constexpr (std::is_same_v<T, double>) {
    return static_cast<double>(g.random64() & ((uint64_t{1} << 53) - 1)) * 0x1p-53;
  } else {
    constexpr uint32_t kRange = uint32_t{1} << std::numeric_limits<T>::digits;
    return static_cast<float>(g.random() & (kRange - 1)) * (1.0f / static_cast<float>(kRange));
  }
}

// dispatch_floating() with the reduced types, for what is drawn one number at a time.
template <class Fn>
auto dispatch_drawn(ScalarType t, const char* op, Fn&& fn) {
  if (t == ScalarType::Half) return fn.template operator()<Half>();
  if (t == ScalarType::BFloat16) return fn.template operator()<BFloat16>();
  return dispatch_floating(t, op, fn);
}
// The same with the integers.
template <class Fn>
auto dispatch_drawn_numeric(ScalarType t, const char* op, Fn&& fn) {
  if (is_floating_point(t)) return dispatch_drawn(t, op, fn);
  return dispatch_integral(t, op, fn);
}

// A standard normal number: the one that waits, or the first of a new pair (G. Box, M. Muller: A
// note on the generation of random normal deviates, 1958).
inline double draw_normal(GeneratorState& g) {
  if (g.next_double_normal) {
    const double waiting = *g.next_double_normal;
    g.next_double_normal.reset();
    return waiting;
  }
  const double u1 = draw_unit<double>(g);
  const double u2 = draw_unit<double>(g);
  // log1p(-u2) would differ in the last bit; 1 - u2 is exact.
  const double radius = std::sqrt(-2.0 * std::log(1.0 - u2));
  const double angle = 2.0 * std::numbers::pi * u1;
  g.next_double_normal = radius * std::sin(angle);
  return radius * std::cos(angle);
}

// A double as T: what x86's conversion to 32 or 64 bits gives, also for numbers that do not fit.
template <class T>
T convert_double(double v) {
  if constexpr (kFloating<T>) {
    return static_cast<T>(v);
  } else {
    using Wide = std::conditional_t<sizeof(T) == 8, int64_t, int32_t>;
    constexpr double kLimit = sizeof(Wide) == 8 ? 0x1p63 : 0x1p31;
    const bool fits = v > (sizeof(Wide) == 8 ? -0x1p63 : -0x1p31 - 1) && v < kLimit;
    return static_cast<T>(fits ? static_cast<Wide>(v) : std::numeric_limits<Wide>::min());
  }
}

inline void check_no_internal_overlap(const Array& a) {
  GRADLAB_CHECK(!a.has_internal_overlap(),
                "unsupported operation: more than one element of the written-to tensor refers to a "
                "single memory location. Please clone() the tensor before performing the "
                "operation.");
}

}  // namespace gradlab::internal

#endif  // GRADLAB_TENSOR_RANDOM_DRAW_H_
