// c10's and ATen's small functions of numbers: products of sizes, checked arithmetic, the types
// that sums are taken in. Complex numbers are those of the standard library: for programs that name
// them, for there are no complex tensors.
#ifndef GRADLAB_TORCH_NUMBERS_H_
#define GRADLAB_TORCH_NUMBERS_H_

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <numeric>
#include <type_traits>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/parallel.h"
#include "gradlab/torch/c10.h"

namespace c10 {

// --- Products of sizes ---

// Of those from dimension k on, before it, and from k to before l; for l < k, from l to before k.
// Throw unless the dimensions exist.
template <class Sizes>
int64_t numelements_from_dim(int k, const Sizes& sizes) {
  if (k > static_cast<int>(sizes.size())) return 1;
  return multiply_integers(sizes.begin() + k, sizes.end());
}
template <class Sizes>
int64_t numelements_to_dim(int k, const Sizes& sizes) {
  GRADLAB_CHECK(k >= 0 && static_cast<size_t>(k) <= sizes.size(), "there is no dimension ", k);
  return multiply_integers(sizes.begin(), sizes.begin() + k);
}
template <class Sizes>
int64_t numelements_between_dim(int k, int l, const Sizes& sizes) {
  GRADLAB_CHECK(k >= 0 && l >= 0, "there is no negative dimension");
  if (k > l) std::swap(k, l);
  GRADLAB_CHECK(static_cast<size_t>(l) < sizes.size(), "there is no dimension ", l);
  return multiply_integers(sizes.begin() + k, sizes.begin() + l);
}

// --- Arithmetic ---

// Whether the result does not fit; *out is then what is left of it.
inline bool add_overflows(uint64_t a, uint64_t b, uint64_t* out) {
  return __builtin_add_overflow(a, b, out);
}
inline bool mul_overflows(uint64_t a, uint64_t b, uint64_t* out) {
  return __builtin_mul_overflow(a, b, out);
}
inline bool mul_overflows(int64_t a, int64_t b, int64_t* out) {
  return __builtin_mul_overflow(a, b, out);
}

// -1, 0 or 1; and whether exactly one of the two is negative.
template <class T>
constexpr int signum(const T& x) {
  return (T(0) < x) - (x < T(0));
}
template <class T>
constexpr bool is_negative(const T& x) {
  return x < T(0);
}
template <class T, class U>
constexpr bool signs_differ(const T& a, const U& b) {
  return is_negative(a) != is_negative(b);
}

// The size of the first with the sign of the second.
template <class T>
T copysign(const T& a, const T& b) {
  return static_cast<T>(std::copysign(static_cast<double>(a), static_cast<double>(b)));
}

// The value as another type, as a C++ cast makes it.
template <class To, class From>
To convert(From value) {
  return static_cast<To>(value);
}

// --- Complex numbers ---

template <class T>
using complex = std::complex<T>;
template <class T>
struct is_complex : std::false_type {};
template <class T>
struct is_complex<std::complex<T>> : std::true_type {};
// The type of the parts, or the type itself.
template <class T>
struct scalar_value_type {
  using type = T;
};
template <class T>
struct scalar_value_type<std::complex<T>> {
  using type = T;
};

using SymInt = int64_t;
using SymIntArrayRef = gradlab::IntArrayRef;

}  // namespace c10

namespace at {

// The type that a kernel adds up values of type T in (on the CPU), and the one it computes in.
template <class T, bool is_cuda = false>
struct AccumulateType {
  using type = std::conditional_t<std::is_floating_point_v<T>, double, T>;
};
template <>
struct AccumulateType<gradlab::Half> {
  using type = float;
};
template <>
struct AccumulateType<gradlab::BFloat16> {
  using type = float;
};
template <>
struct AccumulateType<bool> {
  using type = bool;
};
template <class T>
requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) struct AccumulateType<T> {
  using type = int64_t;
};
template <class T, bool is_cuda = false>
using acc_type = typename AccumulateType<T, is_cuda>::type;

template <class T>
struct OpMathType {
  using type = T;
};
template <>
struct OpMathType<gradlab::Half> {
  using type = float;
};
template <>
struct OpMathType<gradlab::BFloat16> {
  using type = float;
};
template <class T>
using opmath_type = typename OpMathType<T>::type;

// `combine` of f(first, last, identity) over ranges of at most `grain` indices that make up
// [begin, end), in order: the same for every number of threads.
template <class T, class F, class Combine>
T parallel_reduce(int64_t begin, int64_t end, int64_t grain, const T identity, const F& f,
                  const Combine& combine) {
  if (begin >= end) return identity;
  grain = std::max<int64_t>(grain, 1);
  const int64_t parts = (end - begin + grain - 1) / grain;
  const auto results = std::make_unique<T[]>(static_cast<size_t>(parts));
  gradlab::parallel_for(0, parts, 1, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; ++i) {
      const int64_t from = begin + i * grain;
      results[static_cast<size_t>(i)] = f(from, std::min(from + grain, end), identity);
    }
  });
  return std::accumulate(results.get(), results.get() + parts, identity, combine);
}

}  // namespace at

#endif  // GRADLAB_TORCH_NUMBERS_H_
