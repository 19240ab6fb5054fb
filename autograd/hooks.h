// NodeHooks: functions of the user's that run on the gradients a node receives, before it runs.
#ifndef GRADLAB_AUTOGRAD_HOOKS_H_
#define GRADLAB_AUTOGRAD_HOOKS_H_

#include <functional>
#include <vector>

#include "gradlab/autograd/grad_slot.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

struct NodeHooks {
  struct TensorHook {
    uint32_t input_nr;
    unsigned handle;
    std::function<Tensor(const Tensor&)> fn;  // undefined result: keep the gradient
  };
  struct RetainedGrad {
    uint32_t input_nr;
    Ref<GradSlot> slot;
  };

  // Run in order of registration; each sees what the one before returned.
  std::vector<TensorHook> tensor_hooks;
  // Stores what the tensor hooks made of the gradient.
  std::vector<RetainedGrad> retained;
  unsigned next_handle = 0;

  // Applies all of them to the gradients `incoming` that the node received.
  void apply(Tensor* incoming) const;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_HOOKS_H_
