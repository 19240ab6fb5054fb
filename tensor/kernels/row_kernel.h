// Pointwise kernels whose functor computes rows instead of elements: for one argument
// `void operator()(R* out, const R* a, int64_t n) const`, for two (R* out, const R* a, const R* b,
// int64_t n). Elements that are not next to each other pass through buffers, so that all get the
// values of the row, whatever the layout. (A functor of elements with a `row`, see inner.h, cannot
// have numbers and has one argument.)
#ifndef GRADLAB_TENSOR_KERNELS_ROW_KERNEL_H_
#define GRADLAB_TENSOR_KERNELS_ROW_KERNEL_H_

#include <algorithm>
#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/loop.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {

namespace internal {

inline constexpr int64_t kRowChunk = 256;

// The next `count` elements of an input, `stride` bytes apart, as a row.
template <class T>
const T* as_row(const char* from, int64_t stride, int64_t count, T* buffer) {
  if (stride == sizeof(T)) return reinterpret_cast<const T*>(from);
  for (int64_t i = 0; i < count; ++i) {
    buffer[i] = *reinterpret_cast<const T*>(from + i * stride);
  }
  return buffer;
}

// A row of `inputs` inputs: Block's pointers and strides, the output's first.
template <class T, int inputs, class Op>
void run_row(const Op& op, char* const* data, const int64_t* stride, int64_t n) {
  T in[inputs][kRowChunk], result[kRowChunk];
  bool dense = true;
  for (int k = 0; k <= inputs; ++k) dense = dense && stride[k] == sizeof(T);
  const int64_t step = dense ? n : kRowChunk;
  for (int64_t begin = 0; begin < n; begin += step) {
    const int64_t count = std::min(step, n - begin);
    char* to = data[0] + begin * stride[0];
    T* out = stride[0] == sizeof(T) ? reinterpret_cast<T*>(to) : result;
    const T* a = as_row(data[1] + begin * stride[1], stride[1], count, in[0]);
    if constexpr (inputs == 1) {
      op(out, a, count);
    } else {
      op(out, a, as_row(data[2] + begin * stride[2], stride[2], count, in[1]), count);
    }
    if (out != result) continue;
    for (int64_t i = 0; i < count; ++i, to += stride[0]) *reinterpret_cast<T*>(to) = result[i];
  }
}

template <class T, int inputs, class Op>
void row_block(const void* functor, const Block& k) {
  char* data[inputs + 1];
  for (int64_t row = 0; row < k.n1; ++row) {
    for (int i = 0; i <= inputs; ++i) data[i] = k.data[i] + row * k.stride1[i];
    run_row<T, inputs>(*static_cast<const Op*>(functor), data, k.stride0, k.n0);
  }
}

}  // namespace internal

template <class T, class Op>
Array unary_rows(const Array& a, const Op& op, const Array* into) {
  constexpr ScalarType kType = dtype_of<T>();
  const Operand x(a);
  if (internal::small_and_dense(x, kType) && internal::writes_simply(into, kType, a) &&
      (into == nullptr || internal::same_or_apart(*into, x))) {
    Array out = internal::output(into, a, kType);
    op(out.data<T>(), a.data<T>(), a.numel());
    return out;
  }
  const PointwiseInput inputs[] = {{&x, kType}};
  return run_pointwise(inputs, kType, into, &internal::row_block<T, 1, Op>, &op);
}

template <class T, class Op>
Array binary_rows(const Array& a, const Array& b, const Op& op, const Array* into) {
  constexpr ScalarType kType = dtype_of<T>();
  const Operand x(a), y(b);
  if (into == nullptr && internal::small_and_dense(x, kType) &&
      internal::small_and_dense(y, kType) && internal::same_sizes(a.sizes(), b.sizes())) {
    Array out = Array::empty(a.sizes(), kType);
    op(out.data<T>(), a.data<T>(), b.data<T>(), a.numel());
    return out;
  }
  const PointwiseInput inputs[] = {{&x, kType}, {&y, kType}};
  return run_pointwise(inputs, kType, into, &internal::row_block<T, 2, Op>, &op);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_ROW_KERNEL_H_
