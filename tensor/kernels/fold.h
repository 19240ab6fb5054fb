// Between images and the blocks that a sliding window sees of them.
#ifndef GRADLAB_TENSOR_KERNELS_FOLD_H_
#define GRADLAB_TENSOR_KERNELS_FOLD_H_

#include <array>
#include <cstdint>

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// The places of a window along one dimension: in block b, its element i is element
// b * stride - padding + i * dilation of the image, or a 0 outside of it.
struct BlockLine {
  int64_t kernel, dilation, padding, stride;
  int64_t count;  // of blocks
};
using BlockGrid = std::array<BlockLine, 2>;  // along height and width

// x [n, c, h, w] -> [n, c * kernel elements, blocks], all row-major.
Array unfold_blocks(const Array& x, const BlockGrid& grid);
// The images [n, c, h, w] to whose elements those of the blocks are added.
Array fold_blocks(const Array& blocks, int64_t h, int64_t w, const BlockGrid& grid);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_FOLD_H_
