// Exercise 2.12: an operation of one's own, with its backward rule.
#ifndef GRADLAB_LAB_PART2_EX_2_12_H_
#define GRADLAB_LAB_PART2_EX_2_12_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_12 {
using namespace gradlab;

// k * x * x, element by element, as one node of a class of your own (autograd::Function) that knows
// its derivative by x and can be differentiated again. k is a constant without gradient. The node
// keeps x through its context, so that a backward pass frees it.
Tensor scaled_square(const Tensor& x, double k);

// m + row for m of shape [n, d] and row of shape [d]: the row is added to each row of m. One node
// of a class of your own, which gives m a gradient of shape [n, d] and row one of shape [d].
Tensor add_row(const Tensor& m, const Tensor& row);

LAB_CONTRACT(scaled_square, add_row)

}  // namespace ex_2_12

#endif  // GRADLAB_LAB_PART2_EX_2_12_H_
