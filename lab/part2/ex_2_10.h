// Exercise 2.10: writes in place, and the versions that notice them.
#ifndef GRADLAB_LAB_PART2_EX_2_10_H_
#define GRADLAB_LAB_PART2_EX_2_10_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_10 {
using namespace gradlab;

// A loss: computes one number from parameters that the caller knows.
using Loss = std::function<Tensor()>;

// exp(x) + 1, with the right gradient. `x` is unchanged.
Tensor exp_plus_one(const Tensor& x);

// sigmoid(x) with zeros in row 0 (in element 0 of a vector): they do not depend on x. `x`, of one
// dimension or more, is unchanged.
Tensor first_row_zeroed(const Tensor& x);

// Adds `by` to every element of `w` in its own memory: without recording, but so that the version
// of `w` counts the write. `w` is a leaf with requires_grad() and stays one.
void shift_leaf(Tensor w, double by);

// Two steps of training: in each, the gradients are cleared, the loss is computed from the
// parameters as they are then, and the optimizer makes one step.
void two_steps(const Loss& loss, optim::Optimizer& optimizer);

// Whether each of these programs throws. x = [1, 2] is a leaf with requires_grad().
struct Throws {
  bool exp;           // y = x.exp();      y.add_(1);       y.sum().backward();
  bool relu;          // y = x.relu();     y.add_(1);       y.sum().backward();
  bool doubled;       // y = x * 2;        y.add_(1);       y.sum().backward();
  bool factor;        // y = x * 2;        z = y * y;       y.add_(1);   z.sum().backward();
  bool summand;       // y = x * 2;        z = y.sum();     y.add_(1);   z.backward();
  bool view;          // y = x.sigmoid();  y[0].zero_();    y.sum().backward();
  bool leaf;          // x.add_(1);
  bool leaf_no_grad;  // NoGradGuard no_grad;  x.add_(1);
  bool step;          // z = (x * x).sum();  z.backward({}, true);  optimizer.step();  z.backward();
};

Throws throws();

LAB_CONTRACT(exp_plus_one, first_row_zeroed, shift_leaf, two_steps, throws)

}  // namespace ex_2_10

#endif  // GRADLAB_LAB_PART2_EX_2_10_H_
