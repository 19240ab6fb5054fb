// Exercise 1.07: reshape is not transpose.
#ifndef GRADLAB_LAB_PART1_EX_1_07_H_
#define GRADLAB_LAB_PART1_EX_1_07_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_07 {
using namespace gradlab;

// `batch` [N, F], one sample per row, as [F, N]: one feature per row, element [f, n] being
// batch[n, f]. Any dtype and layout.
Tensor features_first(const Tensor& batch);

// The elements of the matrix `t` in reading order (row by row), cut into rows of `width`:
// [numel / width, width]. Any layout. Throws, as reshape does, when `width` does not divide their
// number.
Tensor regroup(const Tensor& t, int64_t width);

// `images` [N, C, H, W] as [N, H, W, C]: element [n, h, w, c] being images[n, c, h, w].
Tensor channels_last(const Tensor& images);

LAB_CONTRACT(features_first, regroup, channels_last)

}  // namespace ex_1_07

#endif  // GRADLAB_LAB_PART1_EX_1_07_H_
