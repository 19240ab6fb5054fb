// Exercise 1.06: view, reshape, contiguous.
#ifndef GRADLAB_LAB_PART1_EX_1_06_H_
#define GRADLAB_LAB_PART1_EX_1_06_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_06 {
using namespace gradlab;

// All elements of t, row by row, as a list of shape [t.numel()] in the memory of t. Throws
// gradlab::Error when there is no such view; never copies.
Tensor flatten_no_copy(const Tensor& t);

// All elements of t, row by row, as a list of shape [t.numel()], for every t. In the memory of t if
// t is contiguous.
Tensor flatten_any(const Tensor& t);

// The elements of t, row by row, as a table with this many columns in the memory of t. Throws
// gradlab::Error when the last row would not be full, or when there is no such view.
Tensor in_rows(const Tensor& t, int64_t columns);

LAB_CONTRACT(flatten_no_copy, flatten_any, in_rows)

}  // namespace ex_1_06

#endif  // GRADLAB_LAB_PART1_EX_1_06_H_
