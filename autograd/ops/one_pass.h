// Gradients of elementwise functions in one pass over memory.
#ifndef GRADLAB_AUTOGRAD_OPS_ONE_PASS_H_
#define GRADLAB_AUTOGRAD_OPS_ONE_PASS_H_

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// The gradient of x from that of the output: kernel(Array g, Array x, numbers...) when no history
// is wanted, else formula(), the same as operations.
template <class Kernel, class Formula, class... Numbers>
Tensor one_pass(Kernel kernel, const Tensor& g, const Tensor& x, Formula formula,
                Numbers... numbers) {
  if (!GradMode::is_enabled()) return Tensor(kernel(g.array(), x.array(), numbers...));
  return formula();
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_ONE_PASS_H_
