#include "gradlab/autograd/autograd.h"

#include "absl/container/inlined_vector.h"
#include "gradlab/autograd/engine.h"
#include "gradlab/autograd/graph.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {
namespace {

// Nearly every pass starts from one tensor: no allocation for that.
template <class T>
using Few = absl::InlinedVector<T, 2>;
template <class T>
ArrayRef<T> list_of(const Few<T>& list) {
  return {list.data(), list.size()};
}

// The gradient to start from at each output.
Few<Tensor> make_grads(TensorList outputs, TensorList grad_outputs) {
  Few<Tensor> grads;
  GRADLAB_CHECK(grad_outputs.empty() || grad_outputs.size() == outputs.size(), "got ",
                outputs.size(), " tensors and ", grad_outputs.size(), " gradients");
  for (size_t i = 0; i < outputs.size(); ++i) {
    const Tensor& out = outputs[i];
    if (!grad_outputs.empty() && grad_outputs[i].defined()) {
      GRADLAB_CHECK(grad_outputs[i].sizes() == out.sizes(), "Mismatch in shape: grad_output[", i,
                    "] has a shape of ", grad_outputs[i].sizes(), " and output[", i,
                    "] has a shape of ", out.sizes(), ".");
      grads.push_back(grad_outputs[i]);
    } else if (out.requires_grad()) {
      GRADLAB_CHECK(out.numel() == 1, "grad can be implicitly created only for scalar outputs");
      grads.push_back(ones_like(out));
    } else {
      grads.emplace_back();  // refused below, with the better message
    }
  }
  return grads;
}

variable_list run(TensorList outputs, TensorList grad_outputs, bool retain_graph,
                  bool create_graph, TensorList inputs, bool accumulate, bool allow_unused) {
  const Few<Tensor> grads = make_grads(outputs, grad_outputs);
  Few<Edge> roots, targets;
  for (size_t i = 0; i < outputs.size(); ++i) {
    roots.push_back(outputs[i].defined() ? gradient_edge(*outputs[i].impl()) : Edge());
    GRADLAB_CHECK(roots.back().defined(), "element ", i,
                  " of tensors does not require grad and does not have a grad_fn");
  }
  for (const Tensor& input : inputs) {
    GRADLAB_CHECK(input.requires_grad(), "One of the differentiated Tensors does not require grad");
    if (accumulate) input.retain_grad();
    targets.push_back(gradient_edge(*input.impl()));
  }
  Engine engine({.keep_graph = retain_graph, .create_graph = create_graph, .accumulate = accumulate});
  variable_list results = engine.run(list_of(roots), list_of(grads), list_of(targets));
  if (!accumulate && !allow_unused) {
    for (const Tensor& result : results) {
      GRADLAB_CHECK(result.defined(),
                    "One of the differentiated Tensors appears to not have been used in the graph. "
                    "Set allow_unused=True if this is the desired behavior.");
    }
  }
  return results;
}

}  // namespace

void backward(const variable_list& tensors, const variable_list& grad_tensors,
              std::optional<bool> retain_graph, bool create_graph, const variable_list& inputs,
              Location at) {
  LocationScope scope(at);

  run(tensors, grad_tensors, retain_graph.value_or(create_graph), create_graph, inputs, true, true);
}

void backward_one(const Tensor& tensor, const Tensor& gradient, std::optional<bool> retain_graph,
                  bool create_graph, TensorList inputs, Location at) {
  LocationScope scope(at);

  run(TensorList(tensor), TensorList(gradient), retain_graph.value_or(create_graph), create_graph,
      inputs, true, true);
}

variable_list grad(const variable_list& outputs, const variable_list& inputs,
                   const variable_list& grad_outputs, std::optional<bool> retain_graph,
                   bool create_graph, bool allow_unused, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK_VALUE(!inputs.empty(), "grad requires non-empty inputs.");
  return run(outputs, grad_outputs, retain_graph.value_or(create_graph), create_graph, inputs,
             false, allow_unused);
}

}  // namespace gradlab::autograd
