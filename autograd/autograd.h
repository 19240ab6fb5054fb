// torch::autograd::backward and grad: gradients of several tensors at once.
#ifndef GRADLAB_AUTOGRAD_AUTOGRAD_H_
#define GRADLAB_AUTOGRAD_AUTOGRAD_H_

#include <functional>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab::autograd {

using gradlab::Variable;
using gradlab::variable_list;

// Adds to the .grad of the leaves (or only of `inputs`, which may then be non-leaves too) the
// gradients of the sum of `tensors`, each weighted by its grad_tensors entry (1 for a tensor with
// one element). The graph is freed unless retain_graph, which defaults to create_graph; with
// create_graph the gradients have a history themselves.
void backward(const variable_list& tensors, const variable_list& grad_tensors = {},
              std::optional<bool> retain_graph = std::nullopt, bool create_graph = false,
              const variable_list& inputs = {}, Location at = Location::here());

// The same for one tensor, without lists; Tensor::backward.
void backward_one(const Tensor& tensor, const Tensor& gradient, std::optional<bool> retain_graph,
                  bool create_graph, TensorList inputs, Location at = Location::here());

// Returns the gradients with respect to `inputs` instead, and touches no .grad. An input that the
// outputs do not depend on throws, or with allow_unused gives an undefined tensor, or with
// materialize_grads, which implies allow_unused, zeros. With is_grads_batched the first dimension
// of every grad_output, and of every result, counts the gradients of a batch, each computed as if
// alone.
variable_list grad(const variable_list& outputs, const variable_list& inputs,
                   const variable_list& grad_outputs = {},
                   std::optional<bool> retain_graph = std::nullopt, bool create_graph = false,
                   std::optional<bool> allow_unused = std::nullopt, bool is_grads_batched = false,
                   bool materialize_grads = false, Location at = Location::here());

// Calls `callback` at the end of the backward pass that the calling thread runs just now, after all
// nodes. Throws outside of a pass.
void queue_callback(std::function<void()> callback);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_AUTOGRAD_H_
