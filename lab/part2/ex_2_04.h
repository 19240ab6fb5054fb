// Exercise 2.04: accumulation and fan-out.
#ifndef GRADLAB_LAB_PART2_EX_2_04_H_
#define GRADLAB_LAB_PART2_EX_2_04_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_04 {
using namespace gradlab;

// A function of one tensor whose result is one number, made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// Adds `contribution`, of any shape, to what `slot` holds. An undefined slot holds nothing yet and
// counts as zero. Afterwards `slot` has memory of its own, and `contribution` is unchanged. Neither
// has a history.
void accumulate(Tensor& slot, const Tensor& contribution);

// The gradient that reaches x from y = x * x + x when `g` reaches y, by hand: no tensor here has a
// history. `g` has the shape of `x`, and so has the result.
Tensor sweep(const Tensor& x, const Tensor& g);

// Afterwards x.grad() is undefined, whether x had a gradient or not.
void reset_grad(Tensor x);

// The gradient of f at x alone, whatever x.grad() held before: a copy with memory of its own.
// x.grad() holds the same numbers afterwards. `x` is a leaf with requires_grad().
Tensor fresh_grad(const Function& f, Tensor x);

LAB_CONTRACT(accumulate, sweep, reset_grad, fresh_grad)

}  // namespace ex_2_04

#endif  // GRADLAB_LAB_PART2_EX_2_04_H_
