#include "gradlab/autograd/variable.h"

#include <atomic>
#include <utility>

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/ref.h"

namespace gradlab::autograd {

Variable make_variable(const Tensor& data, Edge gradient_edge, bool) {
  Variable v = make_variable(data);
  if (v.defined() && gradient_edge.defined()) impl::set_gradient_edge(v, std::move(gradient_edge));
  return v;
}

void impl::set_gradient_edge(const Variable& v, Edge edge) {
  GRADLAB_CHECK(isDifferentiableType(v.scalar_type()),
                "only Tensors of floating point dtype can have a history");
  GRADLAB_CHECK(!edge.defined() || edge.input_nr < edge.function->num_inputs(),
                "there is no input ", edge.input_nr, " of ", edge.function->name(), ", which has ",
                edge.function->num_inputs());
  TensorImpl& t = *v.impl();
  gradlab::set_history(t, std::move(edge.function), edge.input_nr);
  // A view keeps this history until its memory is written to.
  t.set_attr_version(t.array.version());
}

NodePtr impl::try_get_grad_accumulator(const Variable& v) {
  return Ref<Node>(v.impl()->accumulator.load(std::memory_order_acquire));
}

void impl::rebase_history(const Variable& v, Edge edge) {
  GRADLAB_CHECK(edge.defined(), "rebase_history: the edge leads nowhere");
  GRADLAB_CHECK(!v.is_view() || edge.input_nr == 0,
                "rebase_history: the history of a view must be the only output of its node");
  gradlab::rebase_history(*v.impl(), std::move(edge.function), edge.input_nr);
}

void impl::add_hook(const Variable& v, std::shared_ptr<FunctionPreHook> hook) {
  v.register_hook([hook = std::move(hook)](const Tensor& gradient) {
    const variable_list results = (*hook)({gradient});
    GRADLAB_CHECK(results.size() <= 1, "hook has returned an incorrect number of values (got ",
                  results.size(), ", but expected 1)");
    return results.empty() ? Tensor() : results[0];
  });
}

void create_gradient_edge(const Variable& v, NodePtr function) {
  const uint32_t input_nr = function->add_input_metadata(v);
  impl::set_gradient_edge(v, {std::move(function), input_nr});
}

void set_history(const Variable& v, const NodePtr& grad_fn) {
  GRADLAB_CHECK(grad_fn, "set_history: the node must not be null");
  if (v.defined()) {
    create_gradient_edge(v, grad_fn);
  } else {
    grad_fn->add_input_metadata(Node::undefined_input());
  }
}

void set_history(const variable_list& variables, const NodePtr& grad_fn) {
  for (const Variable& v : variables) set_history(v, grad_fn);
}

}  // namespace gradlab::autograd
