// Hooks on the gradients of several tensors at once (Python's register_multi_grad_hook).
#ifndef GRADLAB_AUTOGRAD_GRAPH_MULTI_GRAD_HOOK_H_
#define GRADLAB_AUTOGRAD_GRAPH_MULTI_GRAD_HOOK_H_

#include <functional>

#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

using gradlab::RemovableHandle;

// Calls `hook` once in every backward pass that computes the gradient of some of the tensors, when
// all of those have been computed: with the gradient of each tensor, undefined for those that the
// pass does not compute. Mode "all" of PyTorch.
RemovableHandle register_multi_grad_hook(const variable_list& tensors,
                                         std::function<void(const variable_list&)> hook);

// Calls `hook` once in every such pass, with the first of the gradients. Mode "any" of PyTorch.
RemovableHandle register_any_grad_hook(const variable_list& tensors,
                                       std::function<void(const Tensor&)> hook);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_GRAPH_MULTI_GRAD_HOOK_H_
