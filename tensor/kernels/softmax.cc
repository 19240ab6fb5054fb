#include "gradlab/tensor/kernels/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/softmax_rows.h"
#include "gradlab/tensor/kernels/vec.h"
#include "gradlab/tensor/kernels/vec_math.h"

namespace gradlab::kernels {
namespace {

template <class T>
GRADLAB_INLINE T largest_lane(const Vec<T>& v) {
  T lane[kLanesOf<T>];
  store(lane, v);
  for (int half = kLanesOf<T> / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; ++j) keep_larger(lane[j], lane[j + half]);
  }
  return lane[0];
}

template <class T>
constexpr T kMinusInf = -std::numeric_limits<T>::infinity();

template <class T>
T largest(const T* x, int64_t n) {
  Vec<T> best = Vec<T>::all(kMinusInf<T>);
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get_lanes<T>(v, x + i, count, kMinusInf<T>);
    keep_larger(best, v);
  });
  return largest_lane(best);
}

// A row that fits a vector stays in registers: most classifiers have few classes. The same
// operations as softmax_row's.
template <class T, bool kLog>
void softmax_short_row(const T* x, T* y, int64_t n) {
  Vec<T> v, e;
  load_part(v, x, n, kMinusInf<T>);
  v -= Vec<T>::all(largest_lane(v));
  e = v;
  exp_in_place(e);
  const T sum = static_cast<T>(sum_of_lanes(e));
  if constexpr (kLog) {
    v -= Vec<T>::all(std::log(sum));
    store_part(y, v, n);
  } else {
    e /= Vec<T>::all(sum);
    store_part(y, e, n);
  }
}

template <class T, bool kLog>
void softmax_row(const T* x, T* y, int64_t n) {
  const T max = largest(x, n);
  BlockSum<T> exps;
  // The lanes beyond the end must add nothing, which exp(-inf - max) does unless max is -inf or
  // NaN, and then the sum is NaN in any case.
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get_lanes<T>(v, x + i, count, kMinusInf<T>);
    v -= Vec<T>::all(max);
    exp_in_place(v);
    exps.add(v);
    if constexpr (!kLog) set_lanes<T>(y + i, v, count);
  });
  // Rounded before the logarithm, as PyTorch does: 1 + 1e-9 counts as 1.
  const T sum = static_cast<T>(exps.total()), log_sum = std::log(sum);
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get_lanes<T>(v, (kLog ? x : y) + i, count, T{0});
    if constexpr (kLog) {
      v -= Vec<T>::all(max);
      v -= Vec<T>::all(log_sum);
    } else {
      v /= Vec<T>::all(sum);
    }
    set_lanes<T>(y + i, v, count);
  });
}

// The columns of an [n, inner] matrix, a strip at a time. Whole vectors only, so that the strip's
// buffers are padded.
template <class T, bool kLog>
void softmax_columns(const T* x, T* y, int64_t n, int64_t inner) {
  constexpr int64_t kStrip = 16 * kLanesOf<T>;
  T max[kStrip], sum[kStrip];
  for (int64_t from = 0; from < inner; from += kStrip) {
    const int64_t width = std::min(kStrip, inner - from);
    std::fill_n(max, kStrip, kMinusInf<T>);
    std::fill_n(sum, kStrip, T{0});
    Vec<T> v, w;
    for (int64_t r = 0; r < n; ++r) {
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get_lanes<T>(v, x + r * inner + from + j, count, kMinusInf<T>);
        load(w, max + j);
        keep_larger(w, v);
        store(max + j, w);
      });
    }
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get_lanes<T>(v, x + at + j, count, kMinusInf<T>);
        load(w, max + j);
        v -= w;
        exp_in_place(v);
        if constexpr (!kLog) set_lanes<T>(y + at + j, v, count);
        load(w, sum + j);
        w += v;
        store(sum + j, w);
      });
    }
    for (int64_t j = 0; j < width && kLog; ++j) sum[j] = std::log(sum[j]);
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get_lanes<T>(v, (kLog ? x : y) + at + j, count, T{0});
        load(w, sum + j);
        if constexpr (kLog) {
          Vec<T> m;
          load(m, max + j);
          v -= m;
          v -= w;
        } else {
          v /= w;
        }
        set_lanes<T>(y + at + j, v, count);
      });
    }
  }
}

template <bool kLog>
Array forward(const Array& input, int64_t dim) {
  const SoftmaxShape shape(input, dim);
  const Array a = contiguous(input);
  Array out = Array::empty(a.sizes(), a.dtype());
  const char* name = shape.inner > 1 ? "softmax_kernel_impl"
                     : kLog          ? "log_softmax_lastdim_kernel_impl"
                                     : "softmax_lastdim_kernel_impl";
  dispatch_floating(a.dtype(), name, [&]<class T>() {
    if (a.numel() == 0) return;
    for (int64_t i = 0; i < shape.outer; ++i) {
      const T* x = a.data<T>() + i * shape.n * shape.inner;
      T* y = out.data<T>() + i * shape.n * shape.inner;
      if (shape.inner == 1) {
        (shape.n <= kLanesOf<T> ? softmax_short_row<T, kLog> : softmax_row<T, kLog>)(x, y, shape.n);
      } else {
        softmax_columns<T, kLog>(x, y, shape.n, shape.inner);
      }
    }
  });
  return out;
}

}  // namespace

Array softmax(const Array& a, int64_t dim) { return forward<false>(a, dim); }
Array log_softmax(const Array& a, int64_t dim) { return forward<true>(a, dim); }

}  // namespace gradlab::kernels
