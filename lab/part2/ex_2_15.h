// Exercise 2.15: loops and branches in a function that is differentiated.
#ifndef GRADLAB_LAB_PART2_EX_2_15_H_
#define GRADLAB_LAB_PART2_EX_2_15_H_

#include <cstdint>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_15 {
using namespace gradlab;

// b = 2 a; as long as |b| < 1000, b is doubled; the result is b if it is positive, else 100 b.
// Every doubling, and the factor 100, is one recorded operation on a tensor, and no other operation
// is in the graph of the result. `a` has one element; the result has its shape and dtype. Throws
// ValueError if a is 0, which no doubling ever moves.
Tensor doubling(const Tensor& a);

// How many operations lie between y and its leaves: the nodes that can be reached from y.grad_fn(),
// each counted once. A node without next edges stands for a leaf and does not count. 0 if y has no
// grad_fn.
int64_t graph_length(const Tensor& y);

LAB_CONTRACT(doubling, graph_length)

}  // namespace ex_2_15

#endif  // GRADLAB_LAB_PART2_EX_2_15_H_
