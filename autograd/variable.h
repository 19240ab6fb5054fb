// What libtorch's variable.h offers below the level of Tensor: variables from data, and the parts
// of a tensor that autograd keeps (torch::autograd::impl).
#ifndef GRADLAB_AUTOGRAD_VARIABLE_H_
#define GRADLAB_AUTOGRAD_VARIABLE_H_

#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_impl.h"
#include "gradlab/autograd/view_meta.h"

namespace gradlab::autograd {

// Where libtorch has them.
using gradlab::AutogradMeta;
using gradlab::AutoGradMode;
using gradlab::CreationMeta;
using gradlab::DifferentiableViewMeta;
using gradlab::Edge;
using gradlab::FunctionPostHook;
using gradlab::FunctionPreHook;
using gradlab::GradMode;
using gradlab::Node;
using gradlab::Variable;
using edge_list = std::vector<Edge>;

// A leaf with the values of `data`, sharing its memory but not its version; undefined for an
// undefined tensor.
inline Variable make_variable(const Tensor& data, bool requires_grad = false,
                              bool /* allow_tensor_metadata_change */ = true) {
  if (!data.defined()) return Variable();
  Variable v = data.variable_data();
  if (requires_grad) v.set_requires_grad(true);
  return v;
}

namespace impl {

inline Edge gradient_edge(const Variable& v) { return gradlab::gradient_edge(*v.impl()); }
// Null for a tensor that does not require grad and for one that is no leaf.
inline Ref<Node> grad_accumulator(const Variable& v) {
  return v.is_leaf() ? gradient_edge(v).node : Ref<Node>();
}
inline AutogradMeta* get_autograd_meta(const Variable& v) {
  return static_cast<AutogradMeta*>(v.impl()->autograd_meta());
}
// Null for what is no view.
inline DifferentiableViewMeta* get_view_autograd_meta(const Variable& v) {
  return v.impl()->has_bw_view() ? v.impl() : nullptr;
}
inline VariableVersion version_counter(const Variable& v) { return v.impl()->version_counter(); }
inline void bump_version(const Variable& v) { v.impl()->bump_version(); }

}  // namespace impl
}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_VARIABLE_H_
