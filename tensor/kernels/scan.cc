#include <algorithm>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_plan.h"

namespace gradlab::kernels {
namespace {

struct Plus {
  static constexpr int kIdentity = 0;
  template <class A>
  static A apply(A a, A b) {
    return a + b;
  }
};
struct Times {
  static constexpr int kIdentity = 1;
  template <class A>
  static A apply(A a, A b) {
    return a * b;
  }
};

// Running results are kept in double, or without sign, where overflow wraps around.
template <class Op, class T>
void scan(const LoopNest& nest, int64_t n, int64_t step, int64_t out_step, const T* in, T* out) {
  using A = std::conditional_t<std::is_floating_point_v<T>, double, uint64_t>;
  const int64_t cols = nest.inner_size(), col = nest.inner_stride(),
                out_col = nest.inner_out_stride();
  // Side by side when that is the order in memory, a strip at a time; else one after another.
  constexpr int64_t kStrip = 256;
  const int64_t strip = col < step ? kStrip : 1;
  A running[kStrip];
  Odometer outer(nest, 1);
  do {
    for (int64_t from = 0; from < cols; from += strip) {
      const int64_t width = std::min(strip, cols - from);
      const T* p = in + outer.in() + from * col;
      T* q = out + outer.out() + from * out_col;
      std::fill_n(running, width, A{Op::kIdentity});
      for (int64_t i = 0; i < n; ++i, p += step, q += out_step) {
        for (int64_t j = 0; j < width; ++j) {
          running[j] = Op::apply(running[j], static_cast<A>(p[j * col]));
          q[j * out_col] = static_cast<T>(running[j]);
        }
      }
    }
  } while (outer.next());
}

template <class Op>
Array cumulative(const char* name, const Array& input, int64_t dim, ScalarType dtype) {
  const int64_t d = input.wrap_dim(dim);
  GRADLAB_CHECK(input.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  if (dtype == ScalarType::Undefined) {
    dtype = is_integral(input.dtype(), true) ? kLong : input.dtype();
  }
  const Array a = cast(input, dtype);
  Array out = Array::empty(a.sizes(), dtype);
  if (a.numel() == 0) return out;
  LoopNest nest;
  for (int64_t i = 0; i < a.dim(); ++i) {
    if (i != d) nest.add(a.sizes()[i], a.strides()[i], out.strides()[i]);
  }
  nest.sort_and_merge();
  const bool scalar = a.dim() == 0;
  const int64_t n = scalar ? 1 : a.size(d), step = scalar ? 1 : a.stride(d);
  dispatch_numeric(dtype, name, [&]<class T>() {
    scan<Op, T>(nest, n, step, scalar ? 1 : out.stride(d), a.data<T>(), out.data<T>());
  });
  return out;
}

}  // namespace

Array cumsum(const Array& a, int64_t dim, ScalarType dtype) {
  return cumulative<Plus>("cumsum_out_cpu", a, dim, dtype);
}
Array cumprod(const Array& a, int64_t dim, ScalarType dtype) {
  return cumulative<Times>("cumprod_out_cpu", a, dim, dtype);
}

}  // namespace gradlab::kernels
