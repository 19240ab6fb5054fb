// Windows that begin at random places.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/pool_planes.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Where the windows begin along one dimension.
template <class T>
std::vector<int64_t> starts(T sample, int64_t size, int64_t kernel, int64_t count) {
  std::vector<int64_t> result(count, size - kernel);
  const T step = count > 1 ? static_cast<T>(size - kernel) / static_cast<T>(count - 1) : 0;
  const auto skipped = static_cast<int64_t>(sample * step);
  for (int64_t i = 0; i + 1 < count; ++i) {
    const auto place = static_cast<int64_t>((static_cast<T>(i) + sample) * step) - skipped;
    result[i] = std::min(place, size - kernel);
  }
  return result;
}

}  // namespace

ValuesIndices fractional_max_pool(const Array& given, const Array& samples, IntArrayRef kernel,
                                  IntArrayRef space) {
  const Array x = contiguous(given);
  const size_t dims = kernel.size();
  const std::vector<int64_t> sizes = with_space(x.sizes(), space);
  Array values = Array::empty(sizes, x.dtype()), indices = Array::empty(sizes, kLong);
  // Dimensions that are not there have one window with one element.
  std::array<int64_t, kMaxPoolDims> size = {1, 1, 1}, window = {1, 1, 1}, count = {1, 1, 1};
  const size_t missing = kMaxPoolDims - dims;
  for (size_t d = 0; d < dims; ++d) {
    size[missing + d] = x.size(static_cast<int64_t>(d) + 1);
    window[missing + d] = kernel[d];
    count[missing + d] = space[d];
  }
  const int64_t volume = size[0] * size[1] * size[2], outputs = count[0] * count[1] * count[2];
  const int64_t grain = pool_grain(outputs * window[0] * window[1] * window[2]);
  dispatch_floating(x.dtype(), "fractional_max_pool", [&]<class T>() {
    const T* sample = samples.data<T>();
    const auto columns = static_cast<int64_t>(dims);
    for (int64_t i = 0; i < samples.numel(); ++i) {
      GRADLAB_CHECK(sample[i] >= 0 && sample[i] <= 1,
                    "fractional_max_pool: random samples must lie in [0, 1], but got ", sample[i]);
    }
    parallel_for(0, x.size(0), grain, [&](int64_t first, int64_t last) {
      for (int64_t p = first; p < last; ++p) {
        std::array<std::vector<int64_t>, kMaxPoolDims> begin = {{{0}, {0}, {0}}};
        for (size_t d = 0; d < dims; ++d) {
          const T u = sample[p * columns + static_cast<int64_t>(d)];
          begin[missing + d] =
              starts<T>(u, size[missing + d], window[missing + d], count[missing + d]);
        }
        const T* plane = x.data<T>() + p * volume;
        int64_t out = p * outputs;
        for (const int64_t z : begin[0]) {
          for (const int64_t y : begin[1]) {
            for (const int64_t column : begin[2]) {
              int64_t best = (z * size[1] + y) * size[2] + column;
              for (int64_t i = 0; i < window[0]; ++i) {
                for (int64_t j = 0; j < window[1]; ++j) {
                  const int64_t row = ((z + i) * size[1] + y + j) * size[2] + column;
                  for (int64_t at = row; at < row + window[2]; ++at) {
                    if (plane[at] > plane[best] || std::isnan(plane[at])) best = at;
                  }
                }
              }
              values.data<T>()[out] = plane[best];
              indices.data<int64_t>()[out++] = best;
            }
          }
        }
      }
    });
  });
  return {values, indices};
}

}  // namespace gradlab::kernels
