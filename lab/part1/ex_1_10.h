// Exercise 1.10: reductions.
#ifndef GRADLAB_LAB_PART1_EX_1_10_H_
#define GRADLAB_LAB_PART1_EX_1_10_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_10 {
using namespace gradlab;

// In all of these `m` is a matrix [rows, columns] and stays as it is.

// The sum of each column: [columns], in the dtype of `m`.
Tensor column_sums(const Tensor& m);

// The sum of each row, as a column: [rows, 1], in the dtype of `m`.
Tensor row_sums(const Tensor& m);

// Each row divided by its sum: [rows, columns].
Tensor row_normalise(const Tensor& m);

// The unbiased variance of all elements of `t`, of any shape with two elements or more: a tensor
// without axes. Floating point only.
Tensor variance(const Tensor& t);

// For each row the number of the column with its largest element: [rows], int64.
Tensor best_columns(const Tensor& m);

LAB_CONTRACT(column_sums, row_sums, row_normalise, variance, best_columns)

}  // namespace ex_1_10

#endif  // GRADLAB_LAB_PART1_EX_1_10_H_
