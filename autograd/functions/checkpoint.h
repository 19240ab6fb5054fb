// Checkpointing: a part of the forward pass keeps none of its intermediate values and computes them
// again when the backward pass needs them: less memory for one more forward pass of that part.
//
//   Tensor y = autograd::checkpoint([&](const Tensor& x) { return block->forward(x); }, x);
//
// The function must compute the same when it is called again. It is kept by the graph, and so is
// what it captures.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_CHECKPOINT_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_CHECKPOINT_H_

#include <functional>
#include <vector>

#include "gradlab/autograd/functions/list_function.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

// The names of PyTorch's keyword arguments.
struct CheckpointOptions {
  // false: the graph is the usual one, and its first saved value that is read makes the function
  // run again, only as far as needed. Works with grad(), retain_graph and create_graph. true: the
  // part is one node, whose rule runs the function and a backward pass of its own; only for a plain
  // backward(), and only inputs that require grad lead to it. Else throws "Checkpointing is not
  // compatible with .grad() or when an `inputs` parameter is passed to .backward(). ...".
  bool use_reentrant = false;
  // Whether the default generator is set back for the second run, so that dropout drops the same.
  bool preserve_rng_state = true;
};

// When the second run does not save what the first did, the backward pass throws
// "torch.utils.checkpoint: ..."; when an input was written to in between, an error too.
variable_list checkpoint(const ListFunction& function, const variable_list& inputs,
                         const CheckpointOptions& options = {});
Tensor checkpoint(const std::function<Tensor(const Tensor&)>& function, const Tensor& input,
                  const CheckpointOptions& options = {});

// Applies the functions one after another, in `segments` checkpoints of equal length; the last
// segment, which takes what is left over, is not checkpointed.
Tensor checkpoint_sequential(const std::vector<std::function<Tensor(const Tensor&)>>& functions,
                             int64_t segments, const Tensor& input,
                             const CheckpointOptions& options = {});

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_CHECKPOINT_H_
