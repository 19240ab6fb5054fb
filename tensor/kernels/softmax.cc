#include "gradlab/tensor/kernels/softmax.h"

#include <algorithm>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/simd/level.h"
#include "gradlab/tensor/kernels/simd/softmax_loops.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

simd::SoftmaxShape shape_of(const Array& a, int64_t dim) {
  simd::SoftmaxShape shape{1, 1, 1};
  const int64_t d = a.wrap_dim(dim);
  for (int64_t i = 0; i < a.dim(); ++i) {
    (i < d ? shape.outer : i == d ? shape.n : shape.inner) *= a.sizes()[i];
  }
  return shape;
}

// Calls f(shape of some slices, offset of their first element) for all of them. Rows go in bunches
// of a fixed size, since short ones are computed side by side: threads may not change with which.
template <class F>
void for_slices(const simd::SoftmaxShape& shape, const F& f) {
  const int64_t bunch = shape.inner > 1 ? 1 : 16;  // a multiple of the lanes of both dtypes
  const int64_t slice = shape.n * shape.inner;
  parallel_for(0, (shape.outer + bunch - 1) / bunch, parallel_grain() / (bunch * slice) + 1,
               [&](int64_t first, int64_t last) {
                 const int64_t from = first * bunch, to = std::min(last * bunch, shape.outer);
                 f(simd::SoftmaxShape{to - from, shape.n, shape.inner}, from * slice);
               });
}

template <class T>
const simd::SoftmaxLoops<T>& loops() {
  static const simd::SoftmaxTable& table =
      simd::at(simd::level(), simd::kSoftmaxBaseline, simd::kSoftmaxAvx2, simd::kSoftmaxAvx512);
  if constexpr (std::is_same_v<T, float>) {
    return table.f;
  } else {
    return table.d;
  }
}

template <bool kLog>
Array forward(const Array& input, int64_t dim) {
  if (is_reduced(input)) return rounded(forward<kLog>(widened(input), dim), input.dtype());
  const simd::SoftmaxShape shape = shape_of(input, dim);
  const Array a = contiguous(input);
  Array out = Array::empty(a.sizes(), a.dtype());
  const char* name = shape.inner > 1 ? "softmax_kernel_impl"
                     : kLog          ? "log_softmax_lastdim_kernel_impl"
                                     : "softmax_lastdim_kernel_impl";
  dispatch_floating(a.dtype(), name, [&]<class T>() {
    if (a.numel() == 0) return;
    const auto loop = kLog ? loops<T>().log_softmax : loops<T>().softmax;
    for_slices(shape, [&](const simd::SoftmaxShape& part, int64_t at) {
      loop(a.data<T>() + at, out.data<T>() + at, part);
    });
  });
  return out;
}

template <bool kLog>
Array backward(const Array& grad, const Array& result, int64_t dim) {
  GRADLAB_CHECK(grad.sizes() == result.sizes() && grad.dtype() == result.dtype(),
                "softmax_backward: gradient and result must agree; ", grad.dtype(), grad.sizes(),
                " and ", result.dtype(), result.sizes());
  if (is_reduced(result)) {
    return rounded(backward<kLog>(widened(grad), widened(result), dim), result.dtype());
  }
  const simd::SoftmaxShape shape = shape_of(result, dim);
  const Array g = contiguous(grad), y = contiguous(result);
  Array out = Array::empty(y.sizes(), y.dtype());
  dispatch_floating(y.dtype(), "softmax_backward_kernel_impl", [&]<class T>() {
    if (y.numel() == 0) return;
    const auto loop = kLog ? loops<T>().log_softmax_backward : loops<T>().softmax_backward;
    for_slices(shape, [&](const simd::SoftmaxShape& part, int64_t at) {
      loop(g.data<T>() + at, y.data<T>() + at, out.data<T>() + at, part);
    });
  });
  return out;
}

}  // namespace

Array softmax(const Array& a, int64_t dim) { return forward<false>(a, dim); }
Array log_softmax(const Array& a, int64_t dim) { return forward<true>(a, dim); }
Array softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<false>(g, y, dim);
}
Array log_softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<true>(g, y, dim);
}

}  // namespace gradlab::kernels
