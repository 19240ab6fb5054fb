#include "gradlab/tensor/kernels/fold.h"

#include <algorithm>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// The blocks first <= b < last whose element i lies inside an image of `size` elements.
struct Inside {
  int64_t first, last;

  Inside(const BlockLine& line, int64_t i, int64_t size) {
    const int64_t before = line.padding - i * line.dilation;  // of the first one's place
    first = before <= 0 ? 0 : std::min(line.count, (before - 1) / line.stride + 1);
    const int64_t room = size + before;
    last = room <= 0 ? first : std::min(line.count, (room - 1) / line.stride + 1);
  }
};

// Calls f(first element in the image, first one in the blocks, how many) for all rows of blocks of
// one plane; the elements are line.stride apart in the image and next to each other in the blocks.
template <class F>
void for_each_row(const BlockGrid& grid, int64_t h, int64_t w, const F& f) {
  const auto& [rows, columns] = grid;
  int64_t to = 0;
  for (int64_t i = 0; i < rows.kernel; ++i) {
    const Inside in_height(rows, i, h);
    for (int64_t j = 0; j < columns.kernel; ++j, to += rows.count * columns.count) {
      const Inside in_width(columns, j, w);
      if (in_width.first >= in_width.last) continue;
      for (int64_t y = in_height.first; y < in_height.last; ++y) {
        const int64_t row = y * rows.stride - rows.padding + i * rows.dilation;
        const int64_t column =
            in_width.first * columns.stride - columns.padding + j * columns.dilation;
        f(row * w + column, to + y * columns.count + in_width.first,
          in_width.last - in_width.first);
      }
    }
  }
}

int64_t elements_of(const BlockGrid& grid) {
  return grid[0].kernel * grid[1].kernel * grid[0].count * grid[1].count;
}

// Planes are shared among threads.
template <class F>
void for_each_plane(int64_t planes, const BlockGrid& grid, const F& f) {
  const int64_t grain = parallel_grain() / std::max<int64_t>(elements_of(grid), 1) + 1;
  parallel_for(0, planes, grain, [&](int64_t first, int64_t last) {
    for (int64_t p = first; p < last; ++p) f(p);
  });
}

}  // namespace

Array unfold_blocks(const Array& given, const BlockGrid& grid) {
  if (is_reduced(given)) return rounded(unfold_blocks(widened(given), grid), given.dtype());
  const Array x = contiguous(given);
  const int64_t n = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
  const int64_t step = grid[1].stride;
  Array out = full({n, c * grid[0].kernel * grid[1].kernel, grid[0].count * grid[1].count}, 0,
                   x.dtype());
  dispatch_floating(x.dtype(), "im2col_out_cpu", [&]<class T>() {
    for_each_plane(n * c, grid, [&](int64_t p) {
      const T* image = x.data<T>() + p * h * w;
      T* blocks = out.data<T>() + p * elements_of(grid);
      for_each_row(grid, h, w, [&](int64_t from, int64_t to, int64_t count) {
        if (step == 1) {
          std::copy_n(image + from, count, blocks + to);
        } else {
          for (int64_t k = 0; k < count; ++k) blocks[to + k] = image[from + k * step];
        }
      });
    });
  });
  return out;
}

Array fold_blocks(const Array& given, int64_t h, int64_t w, const BlockGrid& grid) {
  if (is_reduced(given)) {
    return rounded(fold_blocks(widened(given), h, w, grid), given.dtype());
  }
  const Array blocks = contiguous(given);
  const int64_t n = blocks.size(0);
  const int64_t c = blocks.size(1) / (grid[0].kernel * grid[1].kernel);
  const int64_t step = grid[1].stride;
  Array out = full({n, c, h, w}, 0, blocks.dtype());
  dispatch_floating(blocks.dtype(), "col2im_out_cpu", [&]<class T>() {
    for_each_plane(n * c, grid, [&](int64_t p) {
      T* image = out.data<T>() + p * h * w;
      const T* from = blocks.data<T>() + p * elements_of(grid);
      for_each_row(grid, h, w, [&](int64_t to, int64_t first, int64_t count) {
        for (int64_t k = 0; k < count; ++k) image[to + k * step] += from[first + k];
      });
    });
  });
  return out;
}

}  // namespace gradlab::kernels
