// Exercise 2.16: slopes where there are none, and NaN out of branches that were not taken.
#ifndef GRADLAB_LAB_PART2_EX_2_16_H_
#define GRADLAB_LAB_PART2_EX_2_16_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_16 {
using namespace gradlab;

// A function made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// The gradient of f(x).sum() by x, as autograd computes it. `x` itself is left as it is.
Tensor slope(const Function& f, const Tensor& x);

// sqrt(x) where x is positive, 0 elsewhere, element by element; x's shape and dtype. The gradient
// is 1 / (2 sqrt(x)) where x is positive, and 0 elsewhere.
Tensor safe_sqrt(const Tensor& x);

// The lengths of the rows of x: of [n, d] the tensor [n] of the square roots of the sums of
// squares. The gradient of a row of zeros is zeros.
Tensor lengths(const Tensor& x);

LAB_CONTRACT(slope, safe_sqrt, lengths)

}  // namespace ex_2_16

#endif  // GRADLAB_LAB_PART2_EX_2_16_H_
