#include <algorithm>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/softmax.h"
#include "gradlab/tensor/kernels/softmax_rows.h"
#include "gradlab/tensor/kernels/vec.h"
#include "gradlab/tensor/kernels/vec_math.h"

namespace gradlab::kernels {
namespace {

// The sum over a row that the backward formulas need: of g, or of g * y.
template <class T, bool kLog>
void backward_row(const T* g, const T* y, T* out, int64_t n) {
  BlockSum<T> terms;
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v, w;
    get_lanes<T>(v, g + i, count, T{0});
    if constexpr (!kLog) {
      get_lanes<T>(w, y + i, count, T{0});
      v *= w;
    }
    terms.add(v);
  });
  const T sum = static_cast<T>(terms.total());
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v, w;
    get_lanes<T>(v, g + i, count, T{0});
    get_lanes<T>(w, y + i, count, T{0});
    if constexpr (kLog) {
      exp_in_place(w);
      w *= Vec<T>::all(sum);
      v -= w;
    } else {
      v -= Vec<T>::all(sum);
      v *= w;
    }
    set_lanes<T>(out + i, v, count);
  });
}

template <class T, bool kLog>
void backward_columns(const T* g, const T* y, T* out, int64_t n, int64_t inner) {
  constexpr int64_t kStrip = 16 * kLanesOf<T>;
  T sum[kStrip];
  for (int64_t from = 0; from < inner; from += kStrip) {
    const int64_t width = std::min(kStrip, inner - from);
    std::fill_n(sum, kStrip, T{0});
    Vec<T> v, w, s;
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get_lanes<T>(v, g + at + j, count, T{0});
        if constexpr (!kLog) {
          get_lanes<T>(w, y + at + j, count, T{0});
          v *= w;
        }
        load(s, sum + j);
        s += v;
        store(sum + j, s);
      });
    }
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get_lanes<T>(v, g + at + j, count, T{0});
        get_lanes<T>(w, y + at + j, count, T{0});
        load(s, sum + j);
        if constexpr (kLog) {
          exp_in_place(w);
          w *= s;
          v -= w;
        } else {
          v -= s;
          v *= w;
        }
        set_lanes<T>(out + at + j, v, count);
      });
    }
  }
}

template <bool kLog>
Array backward(const Array& grad, const Array& result, int64_t dim) {
  GRADLAB_CHECK(grad.sizes() == result.sizes() && grad.dtype() == result.dtype(),
                "softmax_backward: gradient and result must agree; ", grad.dtype(), grad.sizes(),
                " and ", result.dtype(), result.sizes());
  const SoftmaxShape shape(result, dim);
  const Array g = contiguous(grad), y = contiguous(result);
  Array out = Array::empty(y.sizes(), y.dtype());
  dispatch_floating(y.dtype(), "softmax_backward_kernel_impl", [&]<class T>() {
    if (y.numel() == 0) return;
    for (int64_t i = 0; i < shape.outer; ++i) {
      const int64_t at = i * shape.n * shape.inner;
      const T* gp = g.data<T>() + at;
      const T* yp = y.data<T>() + at;
      T* op = out.data<T>() + at;
      if (shape.inner == 1) {
        backward_row<T, kLog>(gp, yp, op, shape.n);
      } else {
        backward_columns<T, kLog>(gp, yp, op, shape.n, shape.inner);
      }
    }
  });
  return out;
}

}  // namespace

Array softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<false>(g, y, dim);
}
Array log_softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<true>(g, y, dim);
}

}  // namespace gradlab::kernels
