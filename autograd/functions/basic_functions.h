// Functions whose only purpose is what their gradient does.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_

#include <string>
#include <utility>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

// The tensors themselves; the gradients that reach them go nowhere.
struct UndefinedGrad {
  variable_list apply(variable_list&& inputs);
  variable_list operator()(variable_list inputs) { return apply(std::move(inputs)); }
};

// The rule of UndefinedGrad as a node: no gradients, whatever it receives.
struct UndefinedGradBackward : public Node {
  using Node::Node;
  variable_list apply(variable_list&& inputs) override;
};

// The tensors themselves; a gradient that reaches them throws an Error with this message.
struct DelayedError {
  DelayedError(std::string message, int /* num_inputs */) : msg(std::move(message)) {}
  variable_list apply(variable_list&& inputs);
  variable_list operator()(variable_list inputs) { return apply(std::move(inputs)); }

  std::string msg;
};

// Nodes of libtorch's for programs that build graphs by hand (Note [Nodes of the user's]). The
// first gives its `outputs` to its edges, whatever it receives, the second what it receives.
struct GraphRoot : public Node {
  GraphRoot(edge_list functions, variable_list inputs)
      : Node(std::move(functions)), outputs(std::move(inputs)) {
    for (const Tensor& t : outputs) add_input_metadata(t);
  }
  variable_list apply(variable_list&&) override { return outputs; }

  variable_list outputs;
};
struct Identity : public Node {
  using Node::Node;
  variable_list apply(variable_list&& inputs) override { return std::move(inputs); }
};

// The values of `results`, which all require a gradient, and throw `message` when it is computed.
// Undefined ones stay undefined.
variable_list fail_when_differentiated(variable_list results, std::string message);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
