// The planes of an array that pooling works on, as it lies in memory.
#ifndef GRADLAB_TENSOR_KERNELS_POOL_PLANES_H_
#define GRADLAB_TENSOR_KERNELS_POOL_PLANES_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {

// Elements [outer][depth][height][width][inner]: the channels are inner for channels-last formats,
// else they are outer and inner is 1.
struct PoolPlanes {
  int64_t outer = 1, inner = 1;
  std::array<int64_t, kMaxPoolDims> space = {1, 1, 1};

  PoolPlanes(IntArrayRef sizes, size_t dims, MemoryFormat format) {
    const size_t planes = sizes.size() - dims;
    for (size_t i = 0; i < sizes.size(); ++i) {
      if (i >= planes) {
        space[kMaxPoolDims - sizes.size() + i] = sizes[i];
      } else if (format != MemoryFormat::Contiguous && i == 1) {
        inner = sizes[i];
      } else {
        outer *= sizes[i];
      }
    }
  }

  // Elements of one plane.
  int64_t volume() const { return space[0] * space[1] * space[2]; }
};

// The sizes of an array whose planes change from the last `dims` of `sizes` to `space`.
inline std::vector<int64_t> with_space(IntArrayRef sizes, IntArrayRef space) {
  std::vector<int64_t> result = sizes.vec();
  std::copy(space.begin(), space.end(), result.end() - static_cast<int64_t>(space.size()));
  return result;
}

inline std::vector<int64_t> pooled_space(const PoolWindows& windows) {
  std::vector<int64_t> space;
  for (size_t d = kMaxPoolDims - windows.dims; d < kMaxPoolDims; ++d) {
    space.push_back(static_cast<int64_t>(windows.along[d].size()));
  }
  return space;
}

// Indices for one thread, when each is about so much work.
inline int64_t pool_grain(int64_t work) {
  return parallel_grain() / std::max<int64_t>(work, 1) + 1;
}

// The most elements that a window has.
inline int64_t largest_window(const PoolWindows& windows) {
  int64_t elements = 1;
  for (const PoolWindowList& along : windows.along) {
    int64_t most = 0;
    for (const PoolWindow& w : along) {
      most = std::max(most, (w.last - w.first + w.step - 1) / w.step);
    }
    elements *= most;
  }
  return elements;
}

// Calls f(p) for every element of a window, p its index in a plane of this size.
template <class F>
inline void for_each_in_window(const PoolWindow& d, const PoolWindow& h, const PoolWindow& w,
                               const std::array<int64_t, kMaxPoolDims>& space, const F& f) {
  for (int64_t i = d.first; i < d.last; i += d.step) {
    for (int64_t j = h.first; j < h.last; j += h.step) {
      const int64_t line = (i * space[1] + j) * space[2];
      for (int64_t k = w.first; k < w.last; k += w.step) f(line + k);
    }
  }
}

inline bool is_empty(const PoolWindow& w) { return w.first >= w.last; }

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_POOL_PLANES_H_
