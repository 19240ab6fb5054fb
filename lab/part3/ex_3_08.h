// Exercise 3.08: SGD by hand.
#ifndef GRADLAB_LAB_PART3_EX_3_08_H_
#define GRADLAB_LAB_PART3_EX_3_08_H_

#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_08 {
using namespace gradlab;

// An optimizer without its step: what it moves, its settings, and what it remembers.
struct Sgd {
  // Leaves with requires_grad(); some may have no gradient.
  std::vector<Tensor> parameters;
  double lr = 0.1;
  double momentum = 0;      // 0: none
  double weight_decay = 0;  // 0: none
  // One for each parameter, undefined until its first step with momentum.
  std::vector<Tensor> buffers;
};

// One step of SGD as PyTorch makes it: moves the parameters in place, in their own memory, and
// writes the buffers. Gradients stay as they are; nothing is recorded.
void step(Sgd& optimizer);

LAB_CONTRACT(step)

}  // namespace ex_3_08

#endif  // GRADLAB_LAB_PART3_EX_3_08_H_
