// Exercise 3.09: Adam by hand.
#ifndef GRADLAB_LAB_PART3_EX_3_09_H_
#define GRADLAB_LAB_PART3_EX_3_09_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_09 {
using namespace gradlab;

// What Adam remembers of one parameter: how many steps it has made, and the running means of its
// gradient and of the square of its gradient.
struct State {
  int64_t steps = 0;
  Tensor m, v;
};

// An optimizer without its step.
struct Adam {
  // Leaves with requires_grad(); some may have no gradient.
  std::vector<Tensor> parameters;
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  double weight_decay = 0;
  // Whether weight decay acts on the parameter itself (AdamW) or is added to the gradient (Adam).
  bool decoupled = false;
  // One for each parameter, as make_states made them.
  std::vector<State> states;
};

// The states before the first step: 0 steps, m and v zeros of the parameter's shape and dtype, each
// a tensor with memory of its own and without requires_grad.
std::vector<State> make_states(const std::vector<Tensor>& parameters);

// One step of Adam or AdamW as PyTorch makes it: moves the parameters in place and writes the
// states. Gradients stay as they are; nothing is recorded.
void step(Adam& optimizer);

LAB_CONTRACT(make_states, step)

}  // namespace ex_3_09

#endif  // GRADLAB_LAB_PART3_EX_3_09_H_
