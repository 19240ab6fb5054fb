// Exercise 1.09: broadcasting.
#ifndef GRADLAB_LAB_PART1_EX_1_09_H_
#define GRADLAB_LAB_PART1_EX_1_09_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_09 {
using namespace gradlab;

// The shape of a + b for tensors of the shapes `a` and `b`. Throws ValueError when they do not fit.
// A plain computation with numbers.
std::vector<int64_t> broadcast_shape(const std::vector<int64_t>& a, const std::vector<int64_t>& b);

// column [n] and row [m], both with one axis: [n, m], element [i, j] being column[i] + row[j].
Tensor outer_sum(const Tensor& column, const Tensor& row);

// The mean of (prediction - target)^2 over the samples, without axes. Both have N elements in the
// same order, in shape [N] or [N, 1]. Any error if their numbers of elements differ.
Tensor mse(const Tensor& prediction, const Tensor& target);

LAB_CONTRACT(broadcast_shape, outer_sum, mse)

}  // namespace ex_1_09

#endif  // GRADLAB_LAB_PART1_EX_1_09_H_
