// Compiled once per level; see math_table.h for what such a file may define.
#include "gradlab/tensor/kernels/simd/softmax_loops.h"

#include <cstdint>

#include "gradlab/tensor/kernels/simd/rows.h"
#include "gradlab/tensor/kernels/simd/vec.h"
#include "gradlab/tensor/kernels/simd/vec_math.h"

namespace gradlab::kernels::simd {
namespace {

template <class T>
constexpr T kMinusInf = -__builtin_inf();

float log_of(float x) { return __builtin_logf(x); }
double log_of(double x) { return __builtin_log(x); }

template <class T>
GRADLAB_INLINE T largest_lane(const Vec<T>& v) {
  T lane[kLanesOf<T>];
  store(lane, v);
  for (int half = kLanesOf<T> / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; ++j) keep_larger(lane[j], lane[j + half]);
  }
  return lane[0];
}

// Of four vectors at a time: each comparison waits for the one before.
template <class T>
T largest(const T* x, int64_t n) {
  constexpr int kChains = 4;
  constexpr int64_t kStep = kChains * kLanesOf<T>;
  Vec<T> best[kChains], v;
  for (Vec<T>& b : best) b = Vec<T>::all(kMinusInf<T>);
  int64_t done = 0;
  for (; done + kStep <= n; done += kStep) {
    for (int c = 0; c < kChains; ++c) {
      load(v, x + done + c * kLanesOf<T>);
      keep_larger(best[c], v);
    }
  }
  for_each_vec<T>(n - done, [&](int64_t i, auto count) {
    get_lanes<T>(v, x + done + i, count, kMinusInf<T>);
    keep_larger(best[0], v);
  });
  for (int c = 1; c < kChains; ++c) keep_larger(best[0], best[c]);
  return largest_lane(best[0]);
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
    v -= Vec<T>::all(log_of(sum));
    store_part(y, v, n);
  } else {
    e /= Vec<T>::all(sum);
    store_part(y, e, n);
  }
}

// v = the gradient of the input for the gradient v of the result y and the sum over the row that
// backward_row speaks of; y is used up.
template <class T, bool kLog>
GRADLAB_INLINE void input_gradient(Vec<T>& v, Vec<T>& y, const Vec<T>& sum) {
  if constexpr (kLog) {
    exp_in_place(y);
    y *= sum;
    v -= y;
  } else {
    v -= sum;
    v *= y;
  }
}

// Rows of n <= kLanes elements, read as columns: lane r of vector k is element k of row r. One row
// after another, the 32 rows of two classes made a training step take 22.6 us instead of 15.7
// (benchmarks: BM_SimpleModelStep).
template <class T>
class ShortRows {
 public:
  static constexpr int kLanes = kLanesOf<T>;
  // A row by itself takes one vector, whatever its length, this takes n for all rows.
  static bool pays(int64_t rows, int64_t n) { return n <= kLanes && rows > n; }

  void get(const T* x, int64_t rows, int64_t n) {
    for (int64_t k = 0; k < n; ++k) {
      for (int64_t r = 0; r < rows; ++r) at_[k][r] = x[r * n + k];
      for (int64_t r = rows; r < kLanes; ++r) at_[k][r] = 0;
    }
  }
  void put(T* y, int64_t rows, int64_t n) const {
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t k = 0; k < n; ++k) y[r * n + k] = at_[k][r];
    }
  }
  GRADLAB_INLINE void get(Vec<T>& v, int64_t k) const { load(v, at_[k]); }
  GRADLAB_INLINE void set(int64_t k, const Vec<T>& v) { store(at_[k], v); }

  // out[r] = the sum of row r in the order of sum_of_lanes: absent lanes are 0 and change nothing.
  void sums(int64_t n, T* out) const {
    double sum[kLanes][kLanes];
    for (int64_t k = 0; k < n; ++k) {
      for (int r = 0; r < kLanes; ++r) sum[k][r] = at_[k][r];
    }
    for (int64_t half = kLanes / 2; half > 0; half /= 2) {
      for (int64_t k = 0; k < half && k + half < n; ++k) {
        for (int r = 0; r < kLanes; ++r) sum[k][r] += sum[k + half][r];
      }
    }
    for (int r = 0; r < kLanes; ++r) out[r] = static_cast<T>(sum[0][r]);
  }

 private:
  T at_[kLanes][kLanes];
};

// rows <= kLanes rows; the same operations as softmax_short_row's.
template <class T, bool kLog>
void softmax_short_rows(const T* x, T* y, int64_t rows, int64_t n) {
  ShortRows<T> in, e;
  in.get(x, rows, n);
  Vec<T> max = Vec<T>::all(kMinusInf<T>), v, w;
  for (int64_t k = 0; k < n; ++k) {
    in.get(v, k);
    keep_larger(max, v);
  }
  for (int64_t k = 0; k < n; ++k) {
    in.get(v, k);
    v -= max;
    in.set(k, v);
    exp_in_place(v);
    e.set(k, v);
  }
  T sum[kLanesOf<T>];
  e.sums(n, sum);
  for (int64_t r = 0; r < rows && kLog; ++r) sum[r] = log_of(sum[r]);
  load(w, sum);
  ShortRows<T>& out = kLog ? in : e;
  for (int64_t k = 0; k < n; ++k) {
    out.get(v, k);
    if constexpr (kLog) {
      v -= w;
    } else {
      v /= w;
    }
    out.set(k, v);
  }
  out.put(y, rows, n);
}

template <class T, bool kLog>
void backward_short_rows(const T* g, const T* y, T* out, int64_t rows, int64_t n) {
  ShortRows<T> gradient, result, terms;
  gradient.get(g, rows, n);
  result.get(y, rows, n);
  Vec<T> v, w, s;
  for (int64_t k = 0; k < n; ++k) {
    gradient.get(v, k);
    if constexpr (!kLog) {
      result.get(w, k);
      v *= w;
    }
    terms.set(k, v);
  }
  T sum[kLanesOf<T>];
  terms.sums(n, sum);
  load(s, sum);
  for (int64_t k = 0; k < n; ++k) {
    gradient.get(v, k);
    result.get(w, k);
    input_gradient<T, kLog>(v, w, s);
    gradient.set(k, v);
  }
  gradient.put(out, rows, n);
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
  const T sum = static_cast<T>(exps.total()), log_sum = log_of(sum), reciprocal = 1 / sum;
  for_each_vec<T>(n, [&](int64_t i, auto count) {
    Vec<T> v;
    get_lanes<T>(v, (kLog ? x : y) + i, count, T{0});
    if constexpr (kLog) {
      v -= Vec<T>::all(max);
      v -= Vec<T>::all(log_sum);
    } else {
      divide(v, sum, reciprocal);
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
    const int64_t width = inner - from < kStrip ? inner - from : kStrip;
    for (int64_t j = 0; j < kStrip; ++j) max[j] = kMinusInf<T>, sum[j] = 0;
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
    for (int64_t j = 0; j < width && kLog; ++j) sum[j] = log_of(sum[j]);
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
    input_gradient<T, kLog>(v, w, Vec<T>::all(sum));
    set_lanes<T>(out + i, v, count);
  });
}

template <class T, bool kLog>
void backward_columns(const T* g, const T* y, T* out, int64_t n, int64_t inner) {
  constexpr int64_t kStrip = 16 * kLanesOf<T>;
  T sum[kStrip];
  for (int64_t from = 0; from < inner; from += kStrip) {
    const int64_t width = inner - from < kStrip ? inner - from : kStrip;
    for (int64_t j = 0; j < kStrip; ++j) sum[j] = 0;
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
        input_gradient<T, kLog>(v, w, s);
        set_lanes<T>(out + at + j, v, count);
      });
    }
  }
}

// Calls op(first row, rows) for bunches of short rows; returns how many rows that were.
template <class T, class Op>
int64_t for_short_rows(const SoftmaxShape& shape, const Op& op) {
  int64_t i = 0;
  if (shape.inner > 1) return i;
  while (i < shape.outer) {
    const int64_t left = shape.outer - i, rows = left < kLanesOf<T> ? left : kLanesOf<T>;
    if (!ShortRows<T>::pays(rows, shape.n)) break;
    op(i, rows);
    i += rows;
  }
  return i;
}

template <class T, bool kLog>
void forward(const T* x, T* y, const SoftmaxShape& shape) {
  const int64_t n = shape.n, slice = n * shape.inner;
  const int64_t done = for_short_rows<T>(shape, [&](int64_t i, int64_t rows) {
    softmax_short_rows<T, kLog>(x + i * n, y + i * n, rows, n);
  });
  for (int64_t at = done * slice; at < shape.outer * slice; at += slice) {
    if (shape.inner > 1) {
      softmax_columns<T, kLog>(x + at, y + at, n, shape.inner);
    } else if (n <= kLanesOf<T>) {
      softmax_short_row<T, kLog>(x + at, y + at, n);
    } else {
      softmax_row<T, kLog>(x + at, y + at, n);
    }
  }
}

template <class T, bool kLog>
void backward(const T* g, const T* y, T* out, const SoftmaxShape& shape) {
  const int64_t n = shape.n, slice = n * shape.inner;
  const int64_t done = for_short_rows<T>(shape, [&](int64_t i, int64_t rows) {
    backward_short_rows<T, kLog>(g + i * n, y + i * n, out + i * n, rows, n);
  });
  for (int64_t at = done * slice; at < shape.outer * slice; at += slice) {
    if (shape.inner > 1) {
      backward_columns<T, kLog>(g + at, y + at, out + at, n, shape.inner);
    } else {
      backward_row<T, kLog>(g + at, y + at, out + at, n);
    }
  }
}

template <class T>
constexpr SoftmaxLoops<T> kLoops = {forward<T, false>, forward<T, true>, backward<T, false>,
                                    backward<T, true>};

}  // namespace

const SoftmaxTable GRADLAB_AT_LEVEL(kSoftmax) = {kLoops<float>, kLoops<double>};

}  // namespace gradlab::kernels::simd
