// Compiled once per level; see math_table.h for what such a file may define.
#include "gradlab/tensor/kernels/simd/layer_norm_loops.h"

#include <cstdint>

#include "gradlab/tensor/kernels/simd/rows.h"
#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels::simd {
namespace {

// v = (x - mean) * rstd in all lanes.
template <class T, class Count>
GRADLAB_INLINE void normalized(Vec<T>& v, const T* x, Count count, T mean, T rstd) {
  get_lanes<T>(v, x, count, mean);
  v -= Vec<T>::all(mean);
  v *= Vec<T>::all(rstd);
}

template <class T>
void forward(const LayerNormRows<T>& in, const T* bias, double eps, T* y) {
  const int64_t n = in.n;
  const T* x = in.x;
  for (int64_t row = 0; row < in.rows; ++row, x += n, y += n) {
    BlockSum<T> sum, squares;
    for_each_vec<T>(n, [&](int64_t i, auto count) {
      Vec<T> v;
      get_lanes<T>(v, x + i, count, T{0});
      sum.add(v);
    });
    const T mean = static_cast<T>(sum.total() / static_cast<double>(n));
    // A second pass: the sum of squares minus the square of the sum would cancel.
    for_each_vec<T>(n, [&](int64_t i, auto count) {
      Vec<T> v;
      normalized<T>(v, x + i, count, mean, T{1});
      v *= v;
      squares.add(v);
    });
    const double variance = squares.total() / static_cast<double>(n);
    const T rstd = static_cast<T>(1 / __builtin_sqrt(variance + eps));
    in.mean[row] = mean;
    in.rstd[row] = rstd;
    for_each_vec<T>(n, [&](int64_t i, auto count) {
      Vec<T> v, w;
      normalized<T>(v, x + i, count, mean, rstd);
      if (in.weight != nullptr) {
        get_lanes<T>(w, in.weight + i, count, T{0});
        v *= w;
      }
      if (bias != nullptr) {
        get_lanes<T>(w, bias + i, count, T{0});
        v += w;
      }
      set_lanes<T>(y + i, v, count);
    });
  }
}

template <class T, class Count>
GRADLAB_INLINE void add_to(T* sum, const Vec<T>& v, Count count) {
  Vec<T> s;
  get_lanes<T>(s, sum, count, T{0});
  s += v;
  set_lanes<T>(sum, s, count);
}

// With xhat = (x - mean) * rstd and h = g * weight:
// dx = rstd * (h - mean(h) - xhat * mean(h * xhat)), dweight = sum of g * xhat, dbias = sum of g.
template <class T>
void backward(const LayerNormRows<T>& in, const T* g, T* dx, T* dweight, T* dbias) {
  const int64_t n = in.n;
  const T* x = in.x;
  const auto count_of = static_cast<double>(n);
  for (int64_t row = 0; row < in.rows; ++row, x += n, g += n) {
    const T mean = in.mean[row], rstd = in.rstd[row];
    BlockSum<T> sum_h, sum_hx;
    for_each_vec<T>(n, [&](int64_t i, auto count) {
      Vec<T> xhat, h, w;
      normalized<T>(xhat, x + i, count, mean, rstd);
      get_lanes<T>(h, g + i, count, T{0});
      if (dbias != nullptr) add_to<T>(dbias + i, h, count);
      if (dweight != nullptr) {
        w = h;
        w *= xhat;
        add_to<T>(dweight + i, w, count);
      }
      if (in.weight != nullptr) {
        get_lanes<T>(w, in.weight + i, count, T{0});
        h *= w;
      }
      sum_h.add(h);
      h *= xhat;
      sum_hx.add(h);
    });
    if (dx == nullptr) continue;
    const T mean_h = static_cast<T>(sum_h.total() / count_of);
    const T mean_hx = static_cast<T>(sum_hx.total() / count_of);
    for_each_vec<T>(n, [&](int64_t i, auto count) {
      Vec<T> xhat, h, w;
      normalized<T>(xhat, x + i, count, mean, rstd);
      get_lanes<T>(h, g + i, count, T{0});
      if (in.weight != nullptr) {
        get_lanes<T>(w, in.weight + i, count, T{0});
        h *= w;
      }
      xhat *= Vec<T>::all(mean_hx);
      h -= Vec<T>::all(mean_h);
      h -= xhat;
      h *= Vec<T>::all(rstd);
      set_lanes<T>(dx + i, h, count);
    });
    dx += n;
  }
}

template <class T>
constexpr LayerNormLoops<T> kLoops = {forward<T>, backward<T>};

}  // namespace

const LayerNormTable GRADLAB_AT_LEVEL(kLayerNorm) = {kLoops<float>, kLoops<double>};

}  // namespace gradlab::kernels::simd
