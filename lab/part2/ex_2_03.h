// Exercise 2.03: vectors need a direction.
#ifndef GRADLAB_LAB_PART2_EX_2_03_H_
#define GRADLAB_LAB_PART2_EX_2_03_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_03 {
using namespace gradlab;

using Function = std::function<Tensor(const Tensor&)>;

// For y = x * x (element by element): the gradient of the sum of v * y, which backward(v) gives, in
// the shape of `x`. `x` and its gradient stay as they are, whether it requires one or not. Throws,
// as backward(v) does, unless `v` has the shape of y.
Tensor vjp(const Tensor& x, const Tensor& v);

// For a function from [n] numbers to [m] numbers: the matrix [m, n] of all derivatives, element
// [i, j] being that of y[i] by x[j]. `x` and its gradient stay as they are.
Tensor jacobian(const Function& f, const Tensor& x);

LAB_CONTRACT(vjp, jacobian)

}  // namespace ex_2_03

#endif  // GRADLAB_LAB_PART2_EX_2_03_H_
