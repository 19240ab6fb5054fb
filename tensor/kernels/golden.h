// What the recorded cases in golden/*.inc are written in: inputs, and checks against PyTorch's
// values and messages. For tests only. The inputs are the same as in tools/record_kernels.py.
#ifndef GRADLAB_TENSOR_KERNELS_GOLDEN_H_
#define GRADLAB_TENSOR_KERNELS_GOLDEN_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab::kernels {

using V = const Array&;
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInf = std::numeric_limits<double>::infinity();
inline constexpr std::nullopt_t kAll = std::nullopt;  // ":" in advanced indexing

inline Array from_values(const std::vector<double>& values, ScalarType dtype) {
  Array a = Array::empty({static_cast<int64_t>(values.size())}, dtype);
  dispatch_all(dtype, "from_values", [&]<class T>() {
    for (size_t i = 0; i < values.size(); ++i) a.data<T>()[i] = static_cast<T>(values[i]);
  });
  return a;
}
inline Array floats(const std::vector<double>& values) { return from_values(values, kFloat); }
inline Array ints(const std::vector<double>& values, ScalarType dtype = kLong) {
  return from_values(values, dtype);
}

// Numbers without pattern, with repetitions, that every dtype holds exactly.
inline Array x(const std::vector<int64_t>& sizes, ScalarType dtype = kFloat) {
  Array a = Array::empty(sizes, dtype);
  for (int64_t i = 0; i < a.numel(); ++i) {
    const int k = static_cast<int>((i * 37 + 11) % 23);
    dispatch_all(dtype, "x", [&]<class T>() {
      double value = is_floating_point(dtype) ? (k - 11) * 0.5 : k - 11;
      if (dtype == kByte) value = k;
      if (dtype == kBool) value = k % 3 == 0;
      a.data<T>()[i] = static_cast<T>(value);
    });
  }
  return a;
}

// The same values with the dimensions in opposite order in memory.
inline Array transposed(V a) {
  std::vector<int64_t> order;
  for (int64_t i = a.dim(); i-- > 0;) order.push_back(i);
  return contiguous(a.permute(order)).permute(order);
}
// The same values with a gap behind each, and not at the start of their storage.
inline Array stepped(V a) {
  if (a.dim() == 0) return a;
  std::vector<int64_t> sizes = a.sizes().vec();
  sizes.back() = 2 * sizes.back() + 1;
  Array wide = full(sizes, 77, a.dtype()).slice(-1, 1, sizes.back(), 2);
  copy_into(wide, a);
  return wide;
}
// A copy that keeps the strides.
inline Array copy(V a) {
  Array out = Array::empty_strided(a.sizes(), a.strides(), a.dtype());
  copy_into(out, a);
  return out;
}
// `a`, after `write` has written to it.
template <class Fn>
Array after(V a, const Fn& write) {
  write(a);
  return a;
}

// The size of numbers that a test's results are differences of, where it is not that of the
// results.
inline double golden_scale = 0;

// Whether two orders of the same few hundred operations explain the difference: some units in the
// last place of the element itself, and one of the largest element, which it may be a difference
// of. Integers must be equal.
inline bool agrees(double actual, double expected, double largest, ScalarType dtype) {
  if (std::isnan(expected)) return std::isnan(actual);
  if (actual == expected) return true;
  const double ulp = dtype == kFloat ? 1.2e-7 : dtype == kDouble ? 2.3e-16 : 0;
  return std::abs(actual - expected) <= ulp * (16 * std::abs(expected) + 2 * largest);
}

inline void check_array(V actual, ScalarType dtype, const std::vector<int64_t>& sizes,
                        const std::vector<double>& values, const std::string& where) {
  ASSERT_EQ(actual.dtype(), dtype) << where;
  ASSERT_EQ(actual.sizes().vec(), sizes) << where;
  ASSERT_EQ(actual.numel(), static_cast<int64_t>(values.size())) << where;
  double largest = golden_scale;
  for (double v : values) {
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  }
  for (int64_t i = 0; i < actual.numel(); ++i) {
    const double value = element_as_double(actual, i);
    EXPECT_TRUE(agrees(value, values[i], largest, dtype))
        << where << ": element " << i << " is " << value << ", expected " << values[i];
  }
}

template <class Fn>
void check(const Fn& fn, ScalarType dtype, const std::vector<int64_t>& sizes,
           const std::vector<double>& values, int line = __builtin_LINE()) {
  try {
    check_array(fn(), dtype, sizes, values, str("line ", line));
  } catch (const Error& e) {
    ADD_FAILURE() << "line " << line << ": " << e.what();
  }
}
template <class Fn>
void check_row_major(const std::vector<int64_t>& sizes, ScalarType dtype, const Fn& fn,
                     ScalarType result, const std::vector<int64_t>& result_sizes,
                     const std::vector<double>& values, int line = __builtin_LINE()) {
  check([&] { return fn(x(sizes, dtype)); }, result, result_sizes, values, line);
}
// For the input in three layouts.
template <class Fn>
void check_layouts(const std::vector<int64_t>& sizes, ScalarType dtype, const Fn& fn,
                   ScalarType result, const std::vector<int64_t>& result_sizes,
                   const std::vector<double>& values, int line = __builtin_LINE()) {
  const Array plain = x(sizes, dtype);
  const Array layouts[] = {plain, transposed(plain), stepped(plain)};
  const char* const names[] = {"row-major", "transposed", "stepped"};
  for (int i = 0; i < 3; ++i) {
    SCOPED_TRACE(names[i]);
    check([&] { return fn(layouts[i]); }, result, result_sizes, values, line);
  }
}

// Throws a Kind whose text begins with `text`.
template <class Kind, class Fn>
void check_error(const Fn& fn, const std::string& text, int line = __builtin_LINE()) {
  try {
    fn();
    ADD_FAILURE() << "line " << line << " should throw: " << text;
  } catch (const Error& e) {
    EXPECT_EQ(std::string(e.what()).substr(0, text.size()), text) << "line " << line;
    EXPECT_NE(dynamic_cast<const Kind*>(&e), nullptr) << "line " << line << ": the kind of error";
  }
}
template <class Kind, class Fn>
void check_error_row_major(const std::vector<int64_t>& sizes, ScalarType dtype, const Fn& fn,
                           const std::string& text, int line = __builtin_LINE()) {
  check_error<Kind>([&] { fn(x(sizes, dtype)); }, text, line);
}
template <class Kind, class Fn>
void check_error_layouts(const std::vector<int64_t>& sizes, ScalarType dtype, const Fn& fn,
                         const std::string& text, int line = __builtin_LINE()) {
  check_error_row_major<Kind>(sizes, dtype, fn, text, line);
  check_error<Kind>([&] { fn(transposed(x(sizes, dtype))); }, text, line);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_GOLDEN_H_
