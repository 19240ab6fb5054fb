// Exercise 3.06: zero_grad.
#ifndef GRADLAB_LAB_PART3_EX_3_06_H_
#define GRADLAB_LAB_PART3_EX_3_06_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_06 {
using namespace gradlab;

// In all functions `w` is a leaf of float64 with one element that requires_grad(). It may come with
// a gradient that somebody else left in w.grad().

// w.grad() after the backward pass of (w * x - target)^2, for each x of `xs` in turn. With `zero`
// each is the gradient of its own x alone; without, nothing is erased and they add up. w itself
// stays as it is.
std::vector<double> grads_over(Tensor w, const std::vector<double>& xs, double target, bool zero);

// The loss (w - goal)^2 before each of `steps` steps of optim::SGD({w}, lr), which move w. With
// `zero` each step uses its own gradient alone; without, nothing is ever erased.
std::vector<double> descend(Tensor w, double goal, double lr, int64_t steps, bool zero);

// Goes `epochs` times through the samples; for each one makes a step of optim::SGD({w}, lr) with
// the gradient of (w * xs[i] - ys[i])^2 alone. Returns w after each step.
std::vector<double> fit(Tensor w, const std::vector<double>& xs, const std::vector<double>& ys,
                        double lr, int64_t epochs);

LAB_CONTRACT(grads_over, descend, fit)

}  // namespace ex_3_06

#endif  // GRADLAB_LAB_PART3_EX_3_06_H_
