// Exercise 1.04: indexing and slicing.
#ifndef GRADLAB_LAB_PART1_EX_1_04_H_
#define GRADLAB_LAB_PART1_EX_1_04_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_04 {
using namespace gradlab;
using namespace gradlab::indexing;  // Slice, None

// m is a table, shape [rows, columns]. Indices below 0 count from the end, -1 is the last; an index
// outside the table throws IndexError.

// Row i: shape [columns].
Tensor row(const Tensor& m, int64_t i);

// Column j: shape [rows].
Tensor column(const Tensor& m, int64_t j);

// Python's m[top:bottom, left:right]: the ends are excluded, and what lies beyond the table is
// simply not there.
Tensor block(const Tensor& m, int64_t top, int64_t bottom, int64_t left, int64_t right);

// Every second element of the last row: its columns 0, 2, 4, ...
Tensor every_second_of_last_row(const Tensor& m);

// All elements greater than `limit`, row by row, as a list: shape [how many].
Tensor greater_than(const Tensor& m, double limit);

LAB_CONTRACT(row, column, block, every_second_of_last_row, greater_than)

}  // namespace ex_1_04

#endif  // GRADLAB_LAB_PART1_EX_1_04_H_
