#include "gradlab/autograd/autograd.h"

#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "gradlab/autograd/graph/engine.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

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

variable_list run(TensorList outputs, TensorList grad_outputs, bool retain_graph, bool create_graph,
                  TensorList inputs, bool accumulate, bool allow_unused) {
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
  // PyTorch's words. The cycle exists here too, but dies with its leaf (grad_slot.h).
  if (__builtin_expect(accumulate && create_graph, 0)) {
    GRADLAB_WARN_ONCE(
        "Using backward() with create_graph=True will create a reference cycle between the "
        "parameter and its gradient which can cause a memory leak. We recommend using "
        "autograd.grad when creating the graph to avoid this. If you have to use this function, "
        "make sure to reset the .grad fields of your parameters to None after use to break the "
        "cycle and avoid the leak.");
  }
  Engine engine(
      {.keep_graph = retain_graph, .create_graph = create_graph, .accumulate = accumulate});
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

namespace {

void check_batched(const variable_list& outputs, const variable_list& grad_outputs) {
  for (size_t i = 0; i < grad_outputs.size() && i < outputs.size(); ++i) {
    const IntArrayRef got = grad_outputs[i].sizes();
    GRADLAB_CHECK(
        !got.empty() && got.slice(1) == outputs[i].sizes(),
        "If `is_grads_batched=True`, we interpret the first dimension of each grad_output "
        "as the batch dimension. The sizes of the remaining dimensions are expected to "
        "match the shape of corresponding output, but a mismatch was detected: grad_output[",
        i, "] has a shape of ", got, " and output[", i, "] has a shape of ", outputs[i].sizes(),
        ". If you only want some tensors in `grad_output` to be considered batched, "
        "consider using vmap.");
    GRADLAB_CHECK(got[0] == grad_outputs[0].size(0), "grad: the batches differ in size; ", got[0],
                  " and ", grad_outputs[0].size(0));
  }
}

// A pass for every gradient of the batch; the graph is freed, if at all, by the last one.
variable_list batched_grad(const variable_list& outputs, const variable_list& inputs,
                           const variable_list& grad_outputs, bool retain_graph, bool create_graph,
                           bool allow_unused) {
  check_batched(outputs, grad_outputs);
  const int64_t batch = grad_outputs.empty() ? 0 : grad_outputs[0].size(0);
  GRADLAB_CHECK(batch > 0, "grad: is_grads_batched needs at least one gradient");
  std::vector<variable_list> parts(inputs.size());
  for (int64_t b = 0; b < batch; ++b) {
    variable_list grads;
    for (const Tensor& g : grad_outputs) grads.push_back(g.select(0, b));
    const variable_list one = run(outputs, grads, retain_graph || b + 1 < batch, create_graph,
                                  inputs, false, allow_unused);
    for (size_t i = 0; i < inputs.size(); ++i) parts[i].push_back(one[i]);
  }
  variable_list results;
  for (const variable_list& part : parts) {
    results.push_back(part[0].defined() ? stack(part) : Tensor());
  }
  return results;
}

}  // namespace

variable_list grad(const variable_list& outputs, const variable_list& inputs,
                   const variable_list& grad_outputs, std::optional<bool> retain_graph,
                   bool create_graph, std::optional<bool> allow_unused, bool is_grads_batched,
                   bool materialize_grads, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK_VALUE(!materialize_grads || allow_unused.value_or(true),
                      "Expected allow_unused to be True or not passed when materialize_grads=True, "
                      "but got: allow_unused=False.");
  GRADLAB_CHECK_VALUE(!inputs.empty(), "grad requires non-empty inputs.");
  const bool unused = allow_unused.value_or(materialize_grads);
  const bool retain = retain_graph.value_or(create_graph);
  variable_list grads =
      is_grads_batched ? batched_grad(outputs, inputs, grad_outputs, retain, create_graph, unused)
                       : run(outputs, grad_outputs, retain, create_graph, inputs, false, unused);
  for (size_t i = 0; materialize_grads && i < grads.size(); ++i) {
    if (!grads[i].defined()) grads[i] = zeros_like(inputs[i]).requires_grad_(create_graph);
  }
  return grads;
}

void queue_callback(std::function<void()> callback) {
  Engine* engine = Engine::current();
  GRADLAB_CHECK(engine != nullptr, "Final callbacks can only be installed during backward pass.");
  engine->queue_callback(std::move(callback));
}

}  // namespace gradlab::autograd
