#include "gradlab/tensor/kernels/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/vec.h"
#include "gradlab/tensor/kernels/vec_math.h"

namespace gradlab::kernels {
namespace {

// A row-major array as [outer, n, inner], reduced along n.
struct Shape {
  int64_t outer = 1, n = 1, inner = 1;

  Shape(const Array& a, int64_t dim) {
    const int64_t d = a.wrap_dim(dim);
    for (int64_t i = 0; i < a.dim(); ++i) (i < d ? outer : i == d ? n : inner) *= a.sizes()[i];
  }
};

// Calls op(pointer offset, count) for whole vectors and then, with count < kLanesOf<T>, for what is
// left.
template <class T, class Op>
GRADLAB_INLINE void for_each_vec(int64_t n, const Op& op) {
  constexpr int64_t kLanes = kLanesOf<T>;
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) op(i, std::integral_constant<int64_t, kLanes>());
  if (i < n) op(i, n - i);
}
template <class T, class Count>
GRADLAB_INLINE void get(Vec<T>& v, const T* p, Count count, T fill) {
  if constexpr (std::is_same_v<Count, int64_t>) {
    load_part(v, p, count, fill);
  } else {
    load(v, p);
  }
}
template <class T, class Count>
GRADLAB_INLINE void set(T* p, const Vec<T>& v, Count count) {
  if constexpr (std::is_same_v<Count, int64_t>) {
    store_part(p, v, count);
  } else {
    store(p, v);
  }
}

// Adds vectors of T up in double, a block of vectors at a time.
template <class T>
class BlockSum {
 public:
  [[gnu::always_inline]] void add(const Vec<T>& v) {
    block_ += v;
    if (++count_ == 32) flush();
  }
  double total() {
    flush();
    return total_;
  }

 private:
  void flush() {
    T lane[kLanesOf<T>];
    store(lane, block_);
    for (T x : lane) total_ += x;
    block_ = Vec<T>::all(0);
    count_ = 0;
  }

  Vec<T> block_ = Vec<T>::all(0);
  int count_ = 0;
  double total_ = 0;
};

template <class T>
constexpr T kMinusInf = -std::numeric_limits<T>::infinity();

template <class T>
T largest(const T* x, int64_t n) {
  Vec<T> best = Vec<T>::all(kMinusInf<T>);
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get<T>(v, x + i, count, kMinusInf<T>);
    keep_larger(best, v);
  });
  T lane[kLanesOf<T>];
  store(lane, best);
  for (T x : lane) keep_larger(lane[0], x);
  return lane[0];
}

template <class T, bool kLog>
void softmax_row(const T* x, T* y, int64_t n) {
  const T max = largest(x, n);
  BlockSum<T> exps;
  // The lanes beyond the end must add nothing, which exp(-inf - max) does unless max is -inf or
  // NaN, and then the sum is NaN in any case.
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get<T>(v, x + i, count, kMinusInf<T>);
    v -= Vec<T>::all(max);
    exp_in_place(v);
    exps.add(v);
    if constexpr (!kLog) set<T>(y + i, v, count);
  });
  // Rounded before the logarithm, as PyTorch does: 1 + 1e-9 counts as 1.
  const T sum = static_cast<T>(exps.total()), log_sum = std::log(sum);
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get<T>(v, (kLog ? x : y) + i, count, T{0});
    if constexpr (kLog) {
      v -= Vec<T>::all(max);
      v -= Vec<T>::all(log_sum);
    } else {
      v /= Vec<T>::all(sum);
    }
    set<T>(y + i, v, count);
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
        get<T>(v, x + r * inner + from + j, count, kMinusInf<T>);
        load(w, max + j);
        keep_larger(w, v);
        store(max + j, w);
      });
    }
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get<T>(v, x + at + j, count, kMinusInf<T>);
        load(w, max + j);
        v -= w;
        exp_in_place(v);
        if constexpr (!kLog) set<T>(y + at + j, v, count);
        load(w, sum + j);
        w += v;
        store(sum + j, w);
      });
    }
    for (int64_t j = 0; j < width && kLog; ++j) sum[j] = std::log(sum[j]);
    for (int64_t r = 0; r < n; ++r) {
      const int64_t at = r * inner + from;
      for_each_vec<T>(width, [&](int64_t j, auto count) {
        get<T>(v, (kLog ? x : y) + at + j, count, T{0});
        load(w, sum + j);
        if constexpr (kLog) {
          Vec<T> m;
          load(m, max + j);
          v -= m;
          v -= w;
        } else {
          v /= w;
        }
        set<T>(y + at + j, v, count);
      });
    }
  }
}

template <bool kLog>
Array forward(const Array& input, int64_t dim) {
  const Shape shape(input, dim);
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
        softmax_row<T, kLog>(x, y, shape.n);
      } else {
        softmax_columns<T, kLog>(x, y, shape.n, shape.inner);
      }
    }
  });
  return out;
}

// The sum over a row that the backward formulas need: of g, or of g * y.
template <class T, bool kLog>
void backward_row(const T* g, const T* y, T* out, int64_t n) {
  BlockSum<T> terms;
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v, w;
    get<T>(v, g + i, count, T{0});
    if constexpr (!kLog) {
      get<T>(w, y + i, count, T{0});
      v *= w;
    }
    terms.add(v);
  });
  const T sum = static_cast<T>(terms.total());
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v, w;
    get<T>(v, g + i, count, T{0});
    get<T>(w, y + i, count, T{0});
    if constexpr (kLog) {
      exp_in_place(w);
      w *= Vec<T>::all(sum);
      v -= w;
    } else {
      v -= Vec<T>::all(sum);
      v *= w;
    }
    set<T>(out + i, v, count);
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
        get<T>(v, g + at + j, count, T{0});
        if constexpr (!kLog) {
          get<T>(w, y + at + j, count, T{0});
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
        get<T>(v, g + at + j, count, T{0});
        get<T>(w, y + at + j, count, T{0});
        load(s, sum + j);
        if constexpr (kLog) {
          exp_in_place(w);
          w *= s;
          v -= w;
        } else {
          v -= s;
          v *= w;
        }
        set<T>(out + at + j, v, count);
      });
    }
  }
}

template <bool kLog>
Array backward(const Array& grad, const Array& result, int64_t dim) {
  GRADLAB_CHECK(grad.sizes() == result.sizes() && grad.dtype() == result.dtype(),
                "softmax_backward: gradient and result must agree; ", grad.dtype(), grad.sizes(), " and ",
                result.dtype(), result.sizes());
  const Shape shape(result, dim);
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

Array softmax(const Array& a, int64_t dim) { return forward<false>(a, dim); }
Array log_softmax(const Array& a, int64_t dim) { return forward<true>(a, dim); }
Array softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<false>(g, y, dim);
}
Array log_softmax_backward(const Array& g, const Array& y, int64_t dim) {
  return backward<true>(g, y, dim);
}

}  // namespace gradlab::kernels
