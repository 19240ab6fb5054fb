#include "gradlab/tensor/kernels/factory.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab::kernels {
namespace {

// ceil((end - start) / step), exactly: the bounds may be as far apart as int64 reaches.
double exact_length(int64_t start, int64_t end, int64_t step) {
  const uint64_t distance = step > 0 ? static_cast<uint64_t>(end) - static_cast<uint64_t>(start)
                                     : static_cast<uint64_t>(start) - static_cast<uint64_t>(end);
  const uint64_t stride = step > 0 ? static_cast<uint64_t>(step) : -static_cast<uint64_t>(step);
  return static_cast<double>(distance / stride + (distance % stride != 0));
}

// from, from + by, from + 2 by, ...: `n` numbers.
template <class T, class Wide>
Array progression(Wide from, Wide by, int64_t n, ScalarType dtype) {
  Array out = Array::empty({n}, dtype);
  T* p = out.data<T>();
  for (int64_t i = 0; i < n; ++i) {
    // Unsigned, since the numbers may leave the dtype.
    if constexpr (std::is_integral_v<T>) {
      p[i] = static_cast<T>(static_cast<uint64_t>(from) +
                            static_cast<uint64_t>(by) * static_cast<uint64_t>(i));
    } else {
      p[i] = static_cast<T>(from + by * static_cast<double>(i));
    }
  }
  return out;
}

template <class T>
Array arange_of(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype) {
  // Integers count in int64, floats in double.
  using Wide = std::conditional_t<std::is_integral_v<T>, int64_t, double>;
  const double from_d = start.toDouble(), to_d = end.toDouble();
  const Wide from = wrapped<Wide>(start), to = wrapped<Wide>(end), by = wrapped<Wide>(step);
  GRADLAB_CHECK(by > 0 || by < 0, "step must be nonzero");
  GRADLAB_CHECK(std::isfinite(from_d) && std::isfinite(to_d), "unsupported range: ", from_d, " -> ",
                to_d);
  GRADLAB_CHECK(by > 0 ? to >= from : to <= from,
                "upper bound and larger bound inconsistent with step sign");
  double length;
  if constexpr (std::is_same_v<T, int64_t>) {
    length = exact_length(from, to, by);
  } else {
    length = std::ceil((to_d - from_d) / step.toDouble());
  }
  GRADLAB_CHECK(length >= 0 && length < 9223372036854775808.0, "invalid size, possible overflow?");
  return progression<T>(from, by, static_cast<int64_t>(length), dtype);
}

template <class T>
Array range_of(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype) {
  using Wide = std::conditional_t<std::is_integral_v<T>, int64_t, double>;
  const double from_d = start.toDouble(), to_d = end.toDouble(), by_d = step.toDouble();
  GRADLAB_CHECK(by_d > 0 || by_d < 0, "step must be nonzero");
  GRADLAB_CHECK(std::isfinite(from_d) && std::isfinite(to_d), "unsupported range: ", from_d, " -> ",
                to_d);
  GRADLAB_CHECK(by_d > 0 ? to_d >= from_d : to_d <= from_d,
                "upper bound and lower bound inconsistent with step sign");
  const Wide from = wrapped<Wide>(start), by = wrapped<Wide>(step);
  const double length = std::floor((to_d - from_d) / by_d) + 1;
  GRADLAB_CHECK(length < 9223372036854775808.0, "invalid size, possible overflow?");
  return progression<T>(from, by, static_cast<int64_t>(length), dtype);
}

// Calls set(i, x) with the numbers of a linspace. Integers step in double and are truncated.
template <class T, class Set>
void linspace_values(const Scalar& start, const Scalar& end, int64_t steps, const Set& set) {
  using Step = std::conditional_t<std::is_integral_v<T>, double, T>;
  const Step first = static_cast<Step>(wrapped<T>(start)),
             last = static_cast<Step>(wrapped<T>(end));
  const Step step = (last - first) / static_cast<Step>(steps - 1);
  const int64_t half = steps / 2;
  if (steps == 1) {
    set(0, first);
    return;
  }
  for (int64_t i = 0; i < steps; ++i) {
    set(i, i < half ? first + step * static_cast<Step>(i)
                    : last - step * static_cast<Step>(steps - i - 1));
  }
}

// Zeroes what is on the wrong side of the diagonal of each matrix.
Array triangle(const Array& a, int64_t k, bool lower) {
  wrap_dim(-2, a.dim());  // throws PyTorch's text for fewer than two dimensions
  Array out = Array::empty(a.sizes(), a.dtype());
  copy_into(out, a);
  const int64_t rows = a.size(-2), cols = a.size(-1), itemsize = a.itemsize();
  char* p = static_cast<char*>(out.raw_data());
  const int64_t total = a.numel() == 0 ? 0 : a.numel() / cols;
  for (int64_t i = 0; i < total; ++i, p += cols * itemsize) {
    const int64_t row = i % rows;
    // The first column above the diagonal; k is clamped so that no sum overflows.
    const int64_t shift = std::clamp(k, -rows - 1, cols + 1);
    const int64_t cut = std::clamp<int64_t>(row + shift + (lower ? 1 : 0), 0, cols);
    if (lower) {
      std::fill(p + cut * itemsize, p + cols * itemsize, 0);
    } else {
      std::fill(p, p + cut * itemsize, 0);
    }
  }
  return out;
}

}  // namespace

Array arange(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype) {
  if (is_reduced_floating_point(dtype)) return cast(arange(start, end, step, kFloat), dtype);
  return dispatch_numeric(dtype, "arange_cpu",
                          [&]<class T>() { return arange_of<T>(start, end, step, dtype); });
}

Array range(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype) {
  return dispatch_numeric(dtype, "range_cpu",
                          [&]<class T>() { return range_of<T>(start, end, step, dtype); });
}

Array linspace(const Scalar& start, const Scalar& end, int64_t steps, ScalarType dtype) {
  GRADLAB_CHECK(steps >= 0, "number of steps must be non-negative");
  if (is_reduced_floating_point(dtype)) return cast(linspace(start, end, steps, kFloat), dtype);
  return dispatch_numeric(dtype, "linspace_cpu", [&]<class T>() {
    Array out = Array::empty({steps}, dtype);
    T* p = out.data<T>();
    linspace_values<T>(start, end, steps, [&](int64_t i, auto x) { p[i] = convert<T>(x); });
    return out;
  });
}

Array logspace(const Scalar& start, const Scalar& end, int64_t steps, double base,
               ScalarType dtype) {
  GRADLAB_CHECK(steps >= 0, "number of steps must be non-negative");
  if (is_reduced_floating_point(dtype)) {
    return cast(logspace(start, end, steps, base, kFloat), dtype);
  }
  return dispatch_numeric(dtype, "logspace_cpu", [&]<class T>() {
    Array out = Array::empty({steps}, dtype);
    T* p = out.data<T>();
    linspace_values<T>(start, end, steps, [&](int64_t i, auto x) {
      p[i] = convert<T>(std::pow(static_cast<decltype(x)>(base), x));
    });
    return out;
  });
}

Array eye(int64_t n, int64_t m, ScalarType dtype) {
  GRADLAB_CHECK(n >= 0, "n must be greater or equal to 0, got ", n);
  GRADLAB_CHECK(m >= 0, "m must be greater or equal to 0, got ", m);
  Array out = full({n, m}, 0, dtype);
  dispatch_all_and_reduced(dtype, "eye", [&]<class T>() {
    for (int64_t i = 0; i < std::min(n, m); ++i) out.data<T>()[i * m + i] = T{1};
  });
  return out;
}

Array tril(const Array& a, int64_t k) { return triangle(a, k, true); }
Array triu(const Array& a, int64_t k) { return triangle(a, k, false); }

}  // namespace gradlab::kernels
