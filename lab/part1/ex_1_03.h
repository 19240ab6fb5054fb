// Exercise 1.03: elementwise or matrix product, and division of whole numbers.
#ifndef GRADLAB_LAB_PART1_EX_1_03_H_
#define GRADLAB_LAB_PART1_EX_1_03_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_03 {
using namespace gradlab;

// The elementwise product of two tensors of the same shape and dtype, a new tensor.
Tensor hadamard(const Tensor& a, const Tensor& b);

// The matrix product of a, shape [n, k], and b, shape [k, m]: shape [n, m], a new tensor. Throws
// gradlab::Error when a has not as many columns as b has rows.
Tensor product(const Tensor& a, const Tensor& b);

// Three ways to divide, element by element.
struct Division {
  Tensor exact;    // with fractions: 3 / 2 is 1.5; float32
  Tensor rounded;  // rounded down to a whole number: -7 by 2 is -4; int64
  Tensor rest;     // i - rounded * j: -7 by 2 leaves 1; int64
};

// i divided by j, int64 tensors of the same shape; no element of j is 0. Both stay as they are.
Division safe_divide(const Tensor& i, const Tensor& j);

LAB_CONTRACT(hadamard, product, safe_divide)

}  // namespace ex_1_03

#endif  // GRADLAB_LAB_PART1_EX_1_03_H_
