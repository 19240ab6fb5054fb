#include "gradlab/tensor/kernels/copy.h"

#include <algorithm>
#include <cstring>

#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/convert_loop.h"
#include "gradlab/tensor/kernels/loop.h"
#include "gradlab/tensor/kernels/overlap.h"
#include "gradlab/tensor/parallel.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab::kernels {
namespace {

// A new array with the values of `a`, in its memory order as far as it is dense.
Array converted(const Array& a, ScalarType dtype) {
  const BlockLoop loop = conversion_loop(a.dtype(), dtype);
  Array out;
  if (a.is_contiguous()) {
    out = Array::empty(a.sizes(), dtype);
    char* const data[] = {static_cast<char*>(out.raw_data()), static_cast<char*>(a.raw_data())};
    const int64_t stride0[] = {out.itemsize(), a.itemsize()};
    const int64_t stride1[] = {0, 0};
    if (a.numel() <= kSmall) {
      loop(nullptr, {data, stride0, stride1, a.numel(), 1});
      return out;
    }
    walk(LoopPlan(out, LoopInput::of(a)), loop, nullptr);
    return out;
  }
  const LoopPlan plan(&out, a.sizes(), dtype, LoopInput::of(a));
  walk(plan, loop, nullptr);
  return out;
}

// The memory of a dense array as one dimension. memset() has better instructions than a loop.
template <class T>
void fill_memory(const Array& a, T value) {
  static constexpr char kZero[sizeof(T)] = {};
  const bool zero = std::memcmp(&value, kZero, sizeof(T)) == 0;
  T* const data = a.data<T>();
  parallel_for(0, a.numel(), parallel_grain(), [=](int64_t first, int64_t last) {
    if (zero) {
      std::memset(data + first, 0, (last - first) * sizeof(T));
    } else {
      std::fill(data + first, data + last, value);
    }
  });
}

}  // namespace

void copy_into(const Array& dst, const Array& src) {
  check_writable(dst);
  GRADLAB_CHECK(is_expandable_to(src.sizes(), dst.sizes()), "output with shape ", dst.sizes(),
                " doesn't match the broadcast shape ",
                IntArrayRef(broadcast_sizes(dst.sizes(), src.sizes())));
  if (dst.numel() == 0) return;
  Array source = src;
  switch (shared_memory(dst, src)) {
    case SharedMemory::kSameView:
      return;
    case SharedMemory::kSome:
      source = clone(src);
      break;
    case SharedMemory::kNone:
      break;
  }
  walk(LoopPlan(dst, LoopInput::of(source)), conversion_loop(src.dtype(), dst.dtype()), nullptr);
}

Array cast(const Array& a, ScalarType dtype) {
  return a.dtype() == dtype ? a : converted(a, dtype);
}

Array clone(const Array& a) { return converted(a, a.dtype()); }

Array contiguous(const Array& a) {
  if (a.is_contiguous()) return a;
  const Array out = Array::empty(a.sizes(), a.dtype());
  walk(LoopPlan(out, LoopInput::of(a)), conversion_loop(a.dtype(), a.dtype()), nullptr);
  return out;
}

Array reshape(const Array& a, IntArrayRef sizes) {
  const SizeVector to = inferred_sizes(sizes, a.numel());
  return a.can_view(to) ? a.view(to) : contiguous(a).view(to);
}

void fill(const Array& a, Scalar value) {
  dispatch_all_and_reduced(a.dtype(), "fill_", [&]<class T>() {
    T v = checked<T>(value);
    if (a.is_non_overlapping_and_dense()) {
      fill_memory(a, v);
    } else {
      walk(LoopPlan(a, LoopInput::value(&v)), conversion_loop(a.dtype(), a.dtype()), nullptr);
    }
  });
}

Array full(IntArrayRef sizes, Scalar value, ScalarType dtype) {
  return dispatch_all_and_reduced(dtype, "fill_", [&]<class T>() {
    const T v = checked<T>(value);
    Array a = Array::empty(sizes, dtype);
    fill_memory(a, v);
    return a;
  });
}

double element_as_double(const Array& a, int64_t linear_index) {
  int64_t at = 0;
  for (int64_t i = a.dim() - 1; i >= 0; --i) {
    const int64_t n = a.sizes()[i];
    at += linear_index % n * a.strides()[i];
    linear_index /= n;
  }
  return dispatch_all_and_reduced(a.dtype(), "element_as_double",
                      [&]<class T>() { return static_cast<double>(a.data<T>()[at]); });
}

Scalar item(const Array& a) {
  GRADLAB_CHECK(a.numel() == 1, "a Tensor with ", a.numel(),
                " elements cannot be converted to Scalar");
  return dispatch_all_and_reduced(a.dtype(), "item",
                                  [&]<class T>() { return Scalar(*a.data<T>()); });
}

}  // namespace gradlab::kernels
