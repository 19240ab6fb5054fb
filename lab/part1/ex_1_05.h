// Exercise 1.05: view or copy?
#ifndef GRADLAB_LAB_PART1_EX_1_05_H_
#define GRADLAB_LAB_PART1_EX_1_05_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_05 {
using namespace gradlab;

// Writes `value` into all elements of row r of t, which may have any dtype; nothing else changes. A
// negative r counts from the end.
void fill_row_in_place(const Tensor& t, int64_t r, double value);

// Row r of t as a view: whoever writes into the result writes into t.
Tensor row_view(const Tensor& t, int64_t r);

// Row r of t in memory of its own: whoever writes into the result does not change t.
Tensor independent_row(const Tensor& t, int64_t r);

// Whether a and b lie in the same block of memory (the same storage), if need be at different
// places of it.
bool share_memory(const Tensor& a, const Tensor& b);

// The numbers of x, not tracked by autograd (requires_grad() is false), in memory of their own.
Tensor untracked_copy(const Tensor& x);

LAB_CONTRACT(fill_row_in_place, row_view, independent_row, share_memory, untracked_copy)

}  // namespace ex_1_05

#endif  // GRADLAB_LAB_PART1_EX_1_05_H_
