// What the tests of kernels share: arrays from values, in several memory layouts; errors; ulps.
#ifndef GRADLAB_TENSOR_KERNELS_TEST_ARRAYS_H_
#define GRADLAB_TENSOR_KERNELS_TEST_ARRAYS_H_

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"

namespace gradlab::kernels {

// A row-major array of the values' C++ type.
template <class T>
Array array_of(const std::vector<T>& values, IntArrayRef sizes) {
  Array a = Array::empty(sizes, dtype_of<T>());
  for (size_t i = 0; i < values.size(); ++i) a.data<T>()[i] = values[i];
  return a;
}
template <class T>
Array array_of(const std::vector<T>& values) {
  return array_of(values, IntArrayRef(static_cast<int64_t>(values.size())));
}

// Address of the element at a row-major index, by division: the definition the kernels are
// compared with.
template <class T>
T& element(const Array& a, int64_t index) {
  int64_t at = 0;
  for (int64_t d = a.dim() - 1; d >= 0; --d) {
    at += index % a.sizes()[d] * a.strides()[d];
    index /= a.sizes()[d];
  }
  return a.data<T>()[at];
}

// All elements in row-major order.
template <class T>
std::vector<T> values_of(const Array& a) {
  std::vector<T> v;
  for (int64_t i = 0; i < a.numel(); ++i) v.push_back(element<T>(a, i));
  return v;
}

// The same elements in other places.
enum class Layout { kRowMajor, kReversedDimensions, kStepped, kOffset };
inline constexpr Layout kLayouts[] = {Layout::kRowMajor, Layout::kReversedDimensions,
                                      Layout::kStepped, Layout::kOffset};

// An uninitialised array of this layout.
inline Array empty_in(Layout layout, IntArrayRef sizes, ScalarType dtype) {
  std::vector<int64_t> larger = sizes.vec();
  std::vector<int64_t> order(sizes.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int64_t>(order.size() - 1 - i);
  switch (layout) {
    case Layout::kRowMajor:
      break;
    case Layout::kReversedDimensions:
      for (size_t i = 0; i < order.size(); ++i) larger[i] = sizes[order[i]];
      return Array::empty(larger, dtype).permute(order);
    case Layout::kStepped: {
      for (int64_t& n : larger) n = 2 * n + 1;
      Array a = Array::empty(larger, dtype);
      for (size_t i = 0; i < larger.size(); ++i) a = a.slice(i, 1, larger[i], 2);
      return a;
    }
    case Layout::kOffset: {
      for (int64_t& n : larger) n += 1;
      Array a = Array::empty(larger, dtype);
      for (size_t i = 0; i < larger.size(); ++i) a = a.slice(i, 1, larger[i]);
      return a;
    }
  }
  return Array::empty(sizes, dtype);
}

// A copy of `a`, made without any kernel.
inline Array in_layout(Layout layout, const Array& a) {
  Array copy = empty_in(layout, a.sizes(), a.dtype());
  dispatch_all(a.dtype(), "in_layout", [&]<class T>() {
    for (int64_t i = 0; i < a.numel(); ++i) element<T>(copy, i) = element<T>(a, i);
  });
  return copy;
}

// The text of the error that a call throws.
template <class Fn>
std::string message_of(const Fn& fn) {
  try {
    fn();
  } catch (const Error& e) {
    return e.what();
  }
  return "nothing thrown";
}

// Representable numbers between two, 0 for equal ones and for two NaNs. Zeros of different sign are
// not equal here.
template <class T>
double ulps_apart(T a, T b) {
  if (std::isnan(a) && std::isnan(b)) return 0;
  if (std::isnan(a) || std::isnan(b) || std::isinf(a) || std::isinf(b) || a == 0 || b == 0) {
    const bool same = a == b && std::signbit(a) == std::signbit(b);
    if (same || std::isnan(a) || std::isnan(b) || std::isinf(a) || std::isinf(b)) {
      return same ? 0 : HUGE_VAL;
    }
    if (a == b) return HUGE_VAL;
  }
  const T size = std::fmax(std::fabs(a), std::fabs(b));
  return std::fabs(a - b) / (size - std::nextafter(size, T(0)));
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_TEST_ARRAYS_H_
