// Exercise 1.08: strides.
#ifndef GRADLAB_LAB_PART1_EX_1_08_H_
#define GRADLAB_LAB_PART1_EX_1_08_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_08 {
using namespace gradlab;

// The strides of a new tensor of this shape, counted in elements: [2, 3, 4] has [12, 4, 1], and []
// has []. All sizes are at least 1.
std::vector<int64_t> contiguous_strides(const std::vector<int64_t>& shape);

// Where the element `index` of a tensor lies in its storage, counted in elements. `index` is as
// long as `strides`, and valid.
int64_t address(const std::vector<int64_t>& strides, int64_t offset,
                const std::vector<int64_t>& index);

// The elements [0, 0], [1, 1], ... of the matrix `m`, as many as there are, on the storage of `m`
// and without a copy. Any layout.
Tensor main_diagonal(const Tensor& m);

LAB_CONTRACT(contiguous_strides, address, main_diagonal)

}  // namespace ex_1_08

#endif  // GRADLAB_LAB_PART1_EX_1_08_H_
