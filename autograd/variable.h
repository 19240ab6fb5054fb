// What libtorch's variable.h offers below the level of Tensor: variables from data, and the parts
// of a tensor that autograd keeps (torch::autograd::impl).
#ifndef GRADLAB_AUTOGRAD_VARIABLE_H_
#define GRADLAB_AUTOGRAD_VARIABLE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/copy_slices.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_variable.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_impl.h"
#include "gradlab/autograd/view_meta.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

// What a view knows of the tensor whose memory it shows.
struct ViewInfo {
  Tensor base_;

  bool has_view_fn() const { return false; }
};
inline ViewInfo DifferentiableViewMeta::get_backward_view() const {
  GRADLAB_CHECK(has_bw_view(), "backward view info can only exist for backward views.");
  return {Tensor(base)};
}

}  // namespace gradlab

namespace gradlab::autograd {

// Where libtorch has them.
using gradlab::AccumulateGrad;
using gradlab::AutogradMeta;
using gradlab::AutoGradMode;
using gradlab::CopySlices;
using gradlab::CppFunctionPreHook;
using gradlab::CreationMeta;
using gradlab::deleteNode;
using gradlab::DifferentiableViewMeta;
using gradlab::Edge;
using gradlab::edge_list;
using gradlab::FunctionPostHook;
using gradlab::FunctionPreHook;
using gradlab::GradMode;
using gradlab::hooks_list;
using gradlab::IndexRange;
using gradlab::Node;
using gradlab::SavedVariable;
using gradlab::SavedVariableHooks;
using gradlab::TraceableFunction;
using gradlab::Variable;
using gradlab::variable_list;
using gradlab::ViewInfo;
using InputMetadata = GradientShape;
using tensor_list = std::vector<Tensor>;

// A leaf with the values of `data`, sharing its memory but not its version; undefined for an
// undefined tensor.
inline Variable make_variable(const Tensor& data, bool requires_grad = false,
                              bool /* allow_tensor_metadata_change */ = true) {
  if (!data.defined()) return Variable();
  Variable v = data.variable_data();
  if (requires_grad) v.set_requires_grad(true);
  return v;
}

// The same with this edge as its history, unless it is empty.
Variable make_variable(const Tensor& data, Edge gradient_edge,
                       bool allow_tensor_metadata_change = true);

namespace impl {

inline Edge gradient_edge(const Variable& v) { return gradlab::gradient_edge(*v.impl()); }
// Makes the edge's input the history of the variable: an output of that node.
void set_gradient_edge(const Variable& v, Edge edge);
// Null for a tensor that does not require grad and for one that is no leaf.
inline NodePtr grad_accumulator(const Variable& v) {
  return v.is_leaf() ? gradient_edge(v).function : NodePtr();
}
// The same, but null for a leaf that no operation has used yet.
NodePtr try_get_grad_accumulator(const Variable& v);
// The node that made the variable, without a look at what was written to its base meanwhile.
inline Node* grad_fn_unsafe(const Variable& v) { return v.impl()->grad_fn.get(); }
// After an in-place write by the edge's node: makes its input the history of the variable, and of
// the base of a view.
void rebase_history(const Variable& v, Edge edge);
// A hook of the tensor's gradient, which receives and returns a list of one.
void add_hook(const Variable& v, std::shared_ptr<FunctionPreHook> hook);
// The hooks of the tensor's gradient as objects: those of add_hook, and one for all functions of
// register_hook.
std::vector<std::shared_ptr<FunctionPreHook>> hooks(const Variable& v);
// Takes all of them away.
void clear_hooks(const Variable& v);
// Makes the place where the hooks of a tensor that requires grad are kept, as register_hook() does.
void create_cpp_hook(const Variable& v);
// Null for a tensor that autograd knows nothing of: no view, no history, no .grad, no name.
inline AutogradMeta* get_autograd_meta(const Variable& v) {
  return static_cast<AutogradMeta*>(v.impl()->autograd_meta());
}
// The same, never null.
AutogradMeta* materialize_autograd_meta(const Variable& v);
// Null for what is no view.
inline DifferentiableViewMeta* get_view_autograd_meta(const Variable& v) {
  return v.impl()->has_bw_view() ? v.impl() : nullptr;
}
inline VariableVersion version_counter(const Variable& v) { return v.impl()->version_counter(); }
inline void bump_version(const Variable& v) { v.impl()->bump_version(); }
// Gives the tensor the number of the counter, which is then its own: it no longer counts the writes
// of tensors that share its memory, nor, as in libtorch, those of the tensor that the counter came
// from. Does nothing for the counter of its own memory. Throws for an inference tensor.
void set_version_counter(const Variable& v, const VariableVersion& counter);
// A name for the tensor, for programs that look for it (Tensor::name).
void set_name(const Variable& v, const std::string& name);

}  // namespace impl

// --- For operations whose node is a class of the user's (Note [Nodes of the user's]) ---

inline bool isDifferentiableType(ScalarType t) { return is_floating_point(t); }

namespace internal {
// Calls visit(tensor) for what the argument holds: a tensor, the elements of a list, what is in an
// optional (an undefined tensor for an empty one); not at all for anything else.
template <class T, class Visit>
void visit_tensors(const T& argument, const Visit& visit) {
  if constexpr (std::is_base_of_v<Tensor, T>) {
    visit(argument);
  } else if constexpr (std::is_same_v<T, std::optional<Tensor>>) {
    visit(argument.value_or(Tensor()));
  } else if constexpr (std::is_convertible_v<const T&, TensorList>) {
    for (const Tensor& t : TensorList(argument)) visit(t);
  }
}
}  // namespace internal

// Where the gradients of the arguments go: an edge for every tensor, optional tensor and element of
// a list; other arguments count for nothing.
template <class... T>
edge_list collect_next_edges(const T&... arguments) {
  edge_list edges;
  const auto visit = [&](const Tensor& t) {
    edges.push_back(t.defined() ? impl::gradient_edge(t) : Edge());
  };
  (internal::visit_tensors(arguments, visit), ...);
  return edges;
}
// Whether one of the arguments requires grad; and grad mode is on.
template <class... T>
bool any_variable_requires_grad(const T&... arguments) {
  bool any = false;
  (internal::visit_tensors(arguments, [&](const Tensor& t) { any |= t.requires_grad(); }), ...);
  return any;
}
inline bool any_variable_requires_grad(const variable_list& variables) {
  return any_variable_requires_grad(TensorList(variables));
}
template <class... T>
bool compute_requires_grad(const T&... arguments) {
  return GradMode::is_enabled() && any_variable_requires_grad(arguments...);
}

// The tensors among the arguments, in order; undefined ones too.
template <class... T>
variable_list flatten_tensor_args(const T&... arguments) {
  variable_list tensors;
  (internal::visit_tensors(arguments, [&](const Tensor& t) { tensors.push_back(t); }), ...);
  return tensors;
}

// What an operation that writes in place checks: throws when the tensor may not be written while
// `requires_grad`, whether the operation is to be recorded.
void check_inplace(const Tensor& tensor, bool requires_grad);
void check_inplace(TensorList tensors, bool requires_grad);
// "name(): functions with out=... arguments don't support automatic differentiation, but one of the
// arguments requires grad."
[[noreturn]] void throw_error_out_requires_grad(const char* name);
inline void increment_version(const Tensor& t) { impl::bump_version(t); }

// Make the variables the next outputs of the node.
void create_gradient_edge(const Variable& v, NodePtr function);
void set_history(const Variable& v, const NodePtr& grad_fn);
void set_history(const variable_list& variables, const NodePtr& grad_fn);
// The same for variables that the operation wrote in place. Nothing for a null node.
void rebase_history(const Variable& v, NodePtr grad_fn);
void rebase_history(const variable_list& variables, const NodePtr& grad_fn);

// Tensors with the values of `outputs`; if grad mode is on and one of the inputs requires grad,
// with the node that `make` makes as their history.
variable_list wrap_outputs(const variable_list& inputs, variable_list&& outputs,
                           const std::function<std::shared_ptr<Node>(edge_list&&)>& make);
// Throws unless there are `args` inputs, the first `required_args` (by default all) of them
// defined.
void check_input_variables(const char* name, const variable_list& inputs, int args,
                           int required_args = -1, bool allow_undefined = false);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_VARIABLE_H_
