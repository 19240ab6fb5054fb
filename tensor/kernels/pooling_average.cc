#include <algorithm>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/pool_planes.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

template <class T>
T divide(T sum, const PoolWindow& d, const PoolWindow& h, const PoolWindow& w,
         PoolDivision division) {
  if (division == PoolDivision::kByProduct) {
    return sum / static_cast<T>(d.divisor * h.divisor * w.divisor);
  }
  return sum / static_cast<T>(d.divisor) / static_cast<T>(h.divisor) / static_cast<T>(w.divisor);
}

template <class T>
void averages_of_row(const PoolWindows& windows, const PoolPlanes& in, const T* plane,
                     const PoolWindow& d, const PoolWindow& h, PoolDivision division, T* out) {
  const int64_t n = in.inner;
  for (const PoolWindow& w : windows.along[2]) {
    const bool none = is_empty(d) || is_empty(h) || is_empty(w);
    if (n == 1) {
      T sum = 0;
      for_each_in_window(d, h, w, in.space, [&](int64_t p) { sum += plane[p]; });
      *out = none ? T{0} : divide(sum, d, h, w, division);
    } else {
      std::fill(out, out + n, T{0});
      for_each_in_window(d, h, w, in.space, [&](int64_t p) {
        const T* v = plane + p * n;
        for (int64_t i = 0; i < n; ++i) out[i] += v[i];
      });
      for (int64_t i = 0; i < n && !none; ++i) out[i] = divide(out[i], d, h, w, division);
    }
    out += n;
  }
}

// All windows of one outer index, in order.
template <class T>
void share_among_windows(const PoolWindows& windows, const PoolPlanes& to, const T* g,
                         PoolDivision division, T* out) {
  const int64_t n = to.inner;
  std::vector<T> parts(static_cast<size_t>(n));
  for (const PoolWindow& d : windows.along[0]) {
    for (const PoolWindow& h : windows.along[1]) {
      for (const PoolWindow& w : windows.along[2]) {
        if (n == 1) {
          const T part = divide(*g, d, h, w, division);
          for_each_in_window(d, h, w, to.space, [&](int64_t p) { out[p] += part; });
        } else {
          T* part = parts.data();
          for (int64_t i = 0; i < n; ++i) part[i] = divide(g[i], d, h, w, division);
          for_each_in_window(d, h, w, to.space, [&](int64_t p) {
            for (int64_t i = 0; i < n; ++i) out[p * n + i] += part[i];
          });
        }
        g += n;
      }
    }
  }
}

}  // namespace

Array average_pool(const Array& given, const PoolWindows& windows, PoolDivision division,
                   MemoryFormat format) {
  if (is_reduced(given)) {
    return rounded(average_pool(widened(given), windows, division, format), given.dtype());
  }
  const Array x = in_format(given, format);
  Array out =
      empty_in_format(with_space(x.sizes(), pooled_space(windows)), format, x.dtype());
  if (out.numel() == 0) return out;
  const PoolPlanes in(x.sizes(), windows.dims, format);
  const auto heights = static_cast<int64_t>(windows.along[1].size());
  const int64_t rows = static_cast<int64_t>(windows.along[0].size()) * heights;
  const int64_t row_size = static_cast<int64_t>(windows.along[2].size()) * in.inner;
  const auto run = [&]<class T>() {
    parallel_for(0, in.outer * rows, pool_grain(row_size * largest_window(windows)),
                 [&](int64_t first, int64_t last) {
                   for (int64_t r = first; r < last; ++r) {
                     const int64_t plane = r / rows, row = r % rows;
                     averages_of_row(windows, in, x.data<T>() + plane * in.volume() * in.inner,
                                     windows.along[0][static_cast<size_t>(row / heights)],
                                     windows.along[1][static_cast<size_t>(row % heights)],
                                     division, out.data<T>() + r * row_size);
                   }
                 });
  };
  if (x.dtype() == ScalarType::Long) {
    run.template operator()<int64_t>();
  } else {
    dispatch_floating(x.dtype(), "avg_pool", run);
  }
  return out;
}

Array average_pool_backward(const Array& given, const PoolWindows& windows, PoolDivision division,
                            IntArrayRef space, MemoryFormat format) {
  if (is_reduced(given)) {
    return rounded(average_pool_backward(widened(given), windows, division, space, format),
                   given.dtype());
  }
  const Array g = in_format(given, format);
  Array out = empty_in_format(with_space(g.sizes(), space), format, g.dtype());
  fill(out, 0);
  const PoolPlanes to(out.sizes(), windows.dims, format);
  const int64_t pooled = to.outer == 0 ? 0 : g.numel() / to.outer;
  dispatch_floating(g.dtype(), "avg_pool_backward", [&]<class T>() {
    parallel_for(0, to.outer, pool_grain(pooled * largest_window(windows)),
                 [&](int64_t first, int64_t last) {
                   for (int64_t o = first; o < last; ++o) {
                     share_among_windows(windows, to, g.data<T>() + o * pooled, division,
                                         out.data<T>() + o * to.volume() * to.inner);
                   }
                 });
  });
  return out;
}

}  // namespace gradlab::kernels
