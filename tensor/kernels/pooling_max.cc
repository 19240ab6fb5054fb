#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/pool_planes.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Neighbouring windows of a row with equally many elements, each `stride` after the one before.
struct Run {
  int64_t size, first, stride, count, step;
};

std::vector<Run> runs_of(const PoolWindowList& windows) {
  std::vector<Run> runs;
  for (const PoolWindow& w : windows) {
    const int64_t count = std::max<int64_t>((w.last - w.first + w.step - 1) / w.step, 0);
    Run* last = runs.empty() || runs.back().count != count ? nullptr : &runs.back();
    if (last != nullptr && last->size == 1) last->stride = w.first - last->first;
    if (last != nullptr && w.first == last->first + last->size * last->stride) {
      ++last->size;
    } else {
      runs.push_back({1, w.first, 0, count, w.step});
    }
  }
  return runs;
}

struct MaxPool {
  const PoolWindows& windows;
  PoolPlanes in;
  std::vector<Run> runs = runs_of(windows.along[2]);

  int64_t rows() const {  // of outputs, of one plane
    return static_cast<int64_t>(windows.along[0].size() * windows.along[1].size());
  }
  int64_t columns() const { return static_cast<int64_t>(windows.along[2].size()); }
};

// v and its place where it is larger than the value, or NaN. In a form that becomes vector code: no
// branch, and T as wide as Place.
template <class T, class Place>
inline void keep_larger(T v, Place at, T& value, Place& place) {
  const bool wins = (v > value) | (v != v);
  value = wins ? v : value;
  place = wins ? at : place;
}

// The maxima of a run of windows, of which kStride is the stride, or 0 for another one.
template <int64_t kStride, class T, class Place>
void max_of_run(const MaxPool& pool, const Run& run, const T* plane, const PoolWindow& d,
                const PoolWindow& h, T* values, Place* places) {
  const auto& space = pool.in.space;
  const int64_t stride = kStride > 0 ? kStride : run.stride;
  for (int64_t i = d.first; i < d.last; i += d.step) {
    for (int64_t j = h.first; j < h.last; j += h.step) {
      for (int64_t k = 0; k < run.count; ++k) {
        const int64_t begin = (i * space[1] + j) * space[2] + run.first + k * run.step;
        for (int64_t o = 0; o < run.size; ++o) {
          keep_larger(plane[begin + o * stride], static_cast<Place>(begin + o * stride), values[o],
                      places[o]);
        }
      }
    }
  }
}

// The maxima of one row of outputs; `places` has room for one of them, or of all channels.
template <class T, class Place>
void max_of_row(const MaxPool& pool, const T* plane, const PoolWindow& d, const PoolWindow& h,
                T* values, int64_t* indices, std::vector<Place>& places) {
  constexpr T kLowest = -std::numeric_limits<T>::infinity();
  const int64_t n = pool.in.inner;
  const auto& space = pool.in.space;
  const auto first_of = [&](int64_t first, bool none) {
    none |= is_empty(d) || is_empty(h);
    return none ? -1 : (d.first * space[1] + h.first) * space[2] + first;
  };
  std::fill(values, values + pool.columns() * n, kLowest);
  if (n == 1) {
    for (const Run& run : pool.runs) {
      for (int64_t o = 0; o < run.size; ++o) {
        places[static_cast<size_t>(o)] =
            static_cast<Place>(first_of(run.first + o * run.stride, run.count == 0));
      }
      const auto maxima = run.stride == 1   ? max_of_run<1, T, Place>
                          : run.stride == 2 ? max_of_run<2, T, Place>
                                            : max_of_run<0, T, Place>;
      maxima(pool, run, plane, d, h, values, places.data());
      std::copy(places.begin(), places.begin() + run.size, indices);
      values += run.size;
      indices += run.size;
    }
    return;
  }
  for (const PoolWindow& w : pool.windows.along[2]) {
    std::fill(places.begin(), places.end(), static_cast<Place>(first_of(w.first, is_empty(w))));
    Place* place = places.data();
    for_each_in_window(d, h, w, space, [&](int64_t p) {
      const T* v = plane + p * n;
      for (int64_t i = 0; i < n; ++i) {
        keep_larger(v[i], static_cast<Place>(p), values[i], place[i]);
      }
    });
    std::copy(places.begin(), places.end(), indices);
    values += n;
    indices += n;
  }
}

// The maxima of the rows first..last-1 of all planes.
template <class T, class Place>
void max_of_rows(const MaxPool& pool, int64_t first, int64_t last, const T* x, T* values,
                 int64_t* indices) {
  const int64_t rows = pool.rows(), row_size = pool.columns() * pool.in.inner;
  const auto heights = static_cast<int64_t>(pool.windows.along[1].size());
  std::vector<Place> places(
      static_cast<size_t>(pool.in.inner == 1 ? pool.columns() : pool.in.inner));
  for (int64_t r = first; r < last; ++r) {
    const int64_t plane = r / rows, row = r % rows;
    max_of_row(pool, x + plane * pool.in.volume() * pool.in.inner,
               pool.windows.along[0][static_cast<size_t>(row / heights)],
               pool.windows.along[1][static_cast<size_t>(row % heights)], values + r * row_size,
               indices + r * row_size, places);
  }
}

}  // namespace

ValuesIndices max_pool(const Array& given, const PoolWindows& windows, MemoryFormat format) {
  if (is_reduced(given)) {
    ValuesIndices found = max_pool(widened(given), windows, format);
    return {rounded(found.values, given.dtype()), found.indices};
  }
  const Array x = in_format(given, format);
  const std::vector<int64_t> sizes = with_space(x.sizes(), pooled_space(windows));
  ValuesIndices out{empty_in_format(sizes, format, x.dtype()),
                    empty_in_format(sizes, format, ScalarType::Long)};
  if (out.values.numel() == 0) return out;
  const MaxPool pool{windows, PoolPlanes(x.sizes(), windows.dims, format)};
  const int64_t work = pool.columns() * pool.in.inner * largest_window(windows);
  const bool small = pool.in.volume() <= std::numeric_limits<int32_t>::max();
  dispatch_floating(x.dtype(), "max_pool", [&]<class T>() {
    using Narrow = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;
    const auto run = small ? max_of_rows<T, Narrow> : max_of_rows<T, int64_t>;
    parallel_for(0, pool.in.outer * pool.rows(), pool_grain(work),
                 [&](int64_t first, int64_t last) {
                   run(pool, first, last, x.data<T>(), out.values.data<T>(),
                       out.indices.data<int64_t>());
                 });
  });
  return out;
}

}  // namespace gradlab::kernels
