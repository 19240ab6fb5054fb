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
  GRADLAB_CHECK(v.requires_grad(),
                "cannot register a hook on a tensor that doesn't require gradient");
  const Edge edge = gradient_edge(v);
  if (!edge.defined()) return;
  edge.function->mutable_hooks().add_tensor_hook(edge.input_nr, TensorPreHook{std::move(hook)});
}

std::vector<std::shared_ptr<FunctionPreHook>> impl::hooks(const Variable& v) {
  const Edge edge = gradient_edge(v);
  if (!edge.defined() || edge.function->hooks() == nullptr) return {};
  return edge.function->hooks()->tensor_hook_objects(edge.input_nr);
}

void impl::clear_hooks(const Variable& v) {
  const Edge edge = gradient_edge(v);
  if (!edge.defined() || edge.function->hooks() == nullptr) return;
  edge.function->hooks()->clear_tensor_hooks(edge.input_nr);
}

void impl::create_cpp_hook(const Variable& v) {
  if (const Edge edge = gradient_edge(v); edge.defined()) edge.function->mutable_hooks();
}

AutogradMeta* impl::materialize_autograd_meta(const Variable& v) {
  v.impl()->mutable_grad_slot();
  return get_autograd_meta(v);
}

void impl::set_version_counter(const Variable& v, const VariableVersion& counter) {
  TensorImpl& t = *v.impl();
  if (t.inference) throw_inference_write();
  const Array& a = t.array;
  if (counter.storage().get() == a.storage().get()) return;
  Ref<Storage> storage = Storage::alias(a.storage());
  storage->set_version(counter.current_version());
  t.array =
      Array::view_of(std::move(storage), a.storage_offset(), a.sizes(), a.strides(), a.dtype());
}

void impl::set_name(const Variable& v, const std::string& name) {
  v.impl()->mutable_grad_slot().set_name(name);
}

void check_inplace(const Tensor& tensor, bool requires_grad) {
  check_in_place(*tensor.impl(), requires_grad);
}

void check_inplace(TensorList tensors, bool requires_grad) {
  for (const Tensor& t : tensors) check_inplace(t, requires_grad);
}

void throw_error_out_requires_grad(const char* name) {
  GRADLAB_THROW(Error, name,
                "(): functions with out=... arguments don't support automatic differentiation, but "
                "one of the arguments requires grad.");
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

void rebase_history(const Variable& v, NodePtr grad_fn) {
  if (!grad_fn || !v.defined()) return;
  const uint32_t input_nr = grad_fn->add_input_metadata(v);
  impl::rebase_history(v, {std::move(grad_fn), input_nr});
}

void rebase_history(const variable_list& variables, const NodePtr& grad_fn) {
  if (!grad_fn) return;
  for (const Variable& v : variables) {
    if (v.defined()) {
      rebase_history(v, grad_fn);
    } else {
      grad_fn->add_input_metadata(Node::undefined_input());
    }
  }
}

variable_list wrap_outputs(const variable_list& inputs, variable_list&& outputs,
                           const std::function<std::shared_ptr<Node>(edge_list&&)>& make) {
  variable_list results;
  for (const Tensor& t : outputs) results.push_back(make_variable(t));
  if (compute_requires_grad(inputs)) set_history(results, make(collect_next_edges(inputs)));
  return results;
}

void check_input_variables(const char* name, const variable_list& inputs, int args,
                           int required_args, bool allow_undefined) {
  if (required_args == -1) required_args = args;
  GRADLAB_CHECK(inputs.size() == static_cast<size_t>(args), name, ": expected ", args,
                " arguments (got ", inputs.size(), ")");
  for (int i = 0; i < required_args; ++i) {
    GRADLAB_CHECK(allow_undefined || inputs[static_cast<size_t>(i)].defined(), name,
                  ": expected Tensor at argument ", i, " (got None)");
  }
}

}  // namespace gradlab::autograd
