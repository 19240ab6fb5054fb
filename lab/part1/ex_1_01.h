// Exercise 1.01: creating tensors.
#ifndef GRADLAB_LAB_PART1_EX_1_01_H_
#define GRADLAB_LAB_PART1_EX_1_01_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_01 {
using namespace gradlab;

// [a, b, c] as float32, the dtype that gradients need.
Tensor from_list(int64_t a, int64_t b, int64_t c);

// A table of zeros, shape [rows, columns], float32.
Tensor zero_table(int64_t rows, int64_t columns);

// Ones to count with, shape [rows, columns], int64.
Tensor ones_to_count(int64_t rows, int64_t columns);

// `value` everywhere, shape [rows, columns], float32.
Tensor constant(int64_t rows, int64_t columns, int64_t value);

// 0, step, 2 * step, ... as long as they are less than `end`: int64. step and end are positive.
Tensor multiples(int64_t step, int64_t end);

// start, start - 1, ..., 1, 0: int64. start is not negative.
Tensor countdown(int64_t start);

// `count` numbers (2 or more) at equal distances, the first is `low`, the last is `high`: float32.
Tensor evenly(double low, double high, int64_t count);

LAB_CONTRACT(from_list, zero_table, ones_to_count, constant, multiples, countdown, evenly)

}  // namespace ex_1_01

#endif  // GRADLAB_LAB_PART1_EX_1_01_H_
