// libtorch's nodes that belong to no operation, for programs that build graphs by hand
// (Note [Nodes of the user's]): their only purpose is what their gradient does. Called as
// functions, DelayedError and UndefinedGrad give new tensors with the values of their inputs.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_

#include <string>
#include <utility>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

// Throws an Error with its message instead of giving gradients.
struct Error : public Node {
  explicit Error(std::string message) : msg(std::move(message)) {}
  Error(std::string message, edge_list&& next_edges)
      : Node(std::move(next_edges)), msg(std::move(message)) {}
  variable_list apply(variable_list&& inputs) override;
  std::string name() const override { return "Error"; }

  std::string msg;
};

// The same for an operation without a derivative: "derivative for f is not implemented".
struct NotImplemented : public Error {
  explicit NotImplemented(const std::string& forward_fn)
      : NotImplemented(forward_fn, edge_list()) {}
  NotImplemented(const std::string& forward_fn, edge_list&& next_edges)
      : Error("derivative for " + forward_fn + " is not implemented", std::move(next_edges)) {}
  std::string name() const override { return "NotImplemented"; }
};

// The gradients that reach its results throw an Error with this message.
struct DelayedError : public Node {
  DelayedError(std::string message, int num_inputs);
  variable_list apply(variable_list&& inputs) override;
  std::string name() const override { return "DelayedError"; }

  std::string msg;
};

// The gradients that reach its results go nowhere.
struct UndefinedGrad : public Node {
  UndefinedGrad() { add_input_metadata(undefined_input()); }
  variable_list apply(variable_list&& inputs) override;
  std::string name() const override { return "UndefinedGrad"; }
};

// No gradients, whatever it receives.
struct UndefinedGradBackward : public Node {
  using Node::Node;
  variable_list apply(variable_list&& inputs) override;
  std::string name() const override { return "UndefinedGradBackward"; }
};

// Gives its `outputs` to its edges, whatever it receives.
struct GraphRoot : public Node {
  GraphRoot(edge_list functions, variable_list inputs)
      : Node(std::move(functions)), outputs(std::move(inputs)) {
    for (const Tensor& t : outputs) add_input_metadata(t);
  }
  variable_list apply(variable_list&&) override { return outputs; }
  std::string name() const override { return "GraphRoot"; }

  variable_list outputs;
};

// Gives what it receives.
struct Identity : public Node {
  using Node::Node;
  variable_list apply(variable_list&& inputs) override { return std::move(inputs); }
  std::string name() const override { return "Identity"; }
};

// The values of `results`, which all require a gradient, and throw `message` when it is computed.
// Undefined ones stay undefined.
variable_list fail_when_differentiated(variable_list results, std::string message);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
