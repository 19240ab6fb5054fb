// at::infer_size for a number of elements, in a header of its own as in libtorch: beside the one
// for two shapes, infer_size({2, 1}, {3}) would mean this one.
#ifndef GRADLAB_TORCH_INFER_SIZE_H_
#define GRADLAB_TORCH_INFER_SIZE_H_

#include <cstdint>
#include <vector>

#include "gradlab/torch/torch.h"

namespace at {

// The sizes of `numel` elements where one of them may be -1, to be found. Throws "shape '[4, -1]'
// is invalid for input of size 6".
inline std::vector<int64_t> infer_size(IntArrayRef shape, int64_t numel) {
  return gradlab::empty({numel}, kByte).view(shape).sizes().vec();
}

}  // namespace at

#endif  // GRADLAB_TORCH_INFER_SIZE_H_
