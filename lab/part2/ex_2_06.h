// Exercise 2.06: retain_graph.
#ifndef GRADLAB_LAB_PART2_EX_2_06_H_
#define GRADLAB_LAB_PART2_EX_2_06_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_06 {
using namespace gradlab;

// A function of one number, made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// x.grad after the first and after the second backward pass.
struct TwoSweeps {
  Tensor first;
  Tensor second;
};

// Two backward passes through one graph of f(x), recorded once. `x` is a leaf with
// requires_grad() and no gradient yet. When this returns, the graph keeps nothing saved.
TwoSweeps twice_retained(const Function& f, Tensor x);

// What x.grad is after two passes through y = 3 * u, u = x * x, if every gradient is done by hand:
// a number, without tensors.
double two_sweeps_by_hand(double x);

LAB_CONTRACT(twice_retained, two_sweeps_by_hand)

}  // namespace ex_2_06

#endif  // GRADLAB_LAB_PART2_EX_2_06_H_
