// Exercise 2.02: backward against theory.
#ifndef GRADLAB_LAB_PART2_EX_2_02_H_
#define GRADLAB_LAB_PART2_EX_2_02_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_02 {
using namespace gradlab;

using Function = std::function<Tensor(const Tensor&)>;

// 3 * x^2 of every element, recorded when `x` requires a gradient. Any shape.
Tensor f(const Tensor& x);

// The derivative of 3 * x^2 at x, worked out on paper: numbers alone.
double theory(double x);

// The derivative of `g` at `at` as backward() gives it, in float64. `g` takes and gives a tensor
// without axes.
double slope(const Function& g, double at);

LAB_CONTRACT(f, theory, slope)

}  // namespace ex_2_02

#endif  // GRADLAB_LAB_PART2_EX_2_02_H_
