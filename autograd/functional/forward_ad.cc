#include "gradlab/autograd/functional/forward_ad.h"

#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd::forward_ad {
namespace {

// A tensor that stands for the node of a make_dual, and its tangent.
struct Dual {
  Tensor input;
  Tensor tangent;
};
// The level of this thread. It owns the nodes, so that no other node has their addresses.
struct Level {
  std::unordered_map<const Node*, Dual> duals;
  // The nodes of unpacked primals, through which no tangent goes.
  std::unordered_map<const Node*, Ref<Node>> barriers;
};
thread_local std::optional<Level> current;
// True while a tangent is computed.
constinit thread_local bool computing = false;

// `t` as a tensor of its own whose history is a node that passes its gradient on.
template <class Rule>
Tensor wrapped(const char* name, const Tensor& t, Rule rule) {
  using Made = OpNode<Rule, std::array<Edge, 1>>;
  auto* node = new Made(name, {gradient_edge(*t.impl())}, std::move(rule), Made::kSavesNothing);
  node->set_input(t.array());
  Tensor result{Array(t.array())};
  set_history(*result.impl(), Ref<Node>::adopt(node), 0);
  return result;
}

// What the history of a tensor leads to.
struct Origins {
  std::vector<const Dual*> duals;
  bool leaves = false;  // leaves that require grad
};
Origins origins_of(const Tensor& t) {
  Origins origins;
  if (!t.requires_grad()) return origins;
  std::unordered_set<const Node*> seen;
  std::vector<const Node*> stack;
  auto visit = [&](const Node* node) {
    if (node != nullptr && seen.insert(node).second) stack.push_back(node);
  };
  visit(gradient_edge(*t.impl()).function.get());
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (const auto it = current->duals.find(node); it != current->duals.end()) {
      origins.duals.push_back(&it->second);
    }
    if (current->barriers.count(node) != 0) {
      origins.leaves = true;
      continue;
    }
    origins.leaves |= dynamic_cast<const AccumulateGrad*>(node) != nullptr;
    for (uint32_t i = 0; i < node->num_edges(); ++i) visit(node->edge(i).function.get());
  }
  return origins;
}

// Note [Forward mode by reverse mode]
Tensor tangent_of(const Tensor& y, const Origins& origins) {
  bool with_history = origins.leaves;
  variable_list inputs, tangents;
  for (const Dual* dual : origins.duals) {
    inputs.push_back(dual->input);
    tangents.push_back(dual->tangent);
    with_history |= dual->tangent.requires_grad();
  }
  with_history &= GradMode::is_enabled();
  AutoGradMode enable(true);
  const Tensor u = zeros_like(y).requires_grad_();
  const bool before = std::exchange(computing, true);
  variable_list products, directions;
  try {
    const variable_list grads = grad({y}, inputs, {u}, /*retain_graph=*/true,
                                     /*create_graph=*/true, /*allow_unused=*/true);
    for (size_t i = 0; i < grads.size(); ++i) {
      if (!grads[i].defined() || !grads[i].requires_grad()) continue;
      products.push_back(grads[i]);
      directions.push_back(tangents[i]);
    }
  } catch (...) {
    computing = before;
    throw;
  }
  computing = before;
  Tensor tangent;
  if (!products.empty()) {
    tangent = grad(products, {u}, directions, /*retain_graph=*/with_history,
                   /*create_graph=*/with_history, /*allow_unused=*/true)[0];
  }
  if (!tangent.defined()) return zeros_like(y.detach());  // y is constant where it is
  return with_history ? tangent : tangent.detach();
}

void check_floating(const char* what, const Tensor& t) {
  GRADLAB_CHECK_VALUE(t.is_floating_point(), "Expected ", what,
                      " to be floating point or complex, but got: torch.",
                      python_dtype_name(t.dtype()));
}

}  // namespace

int64_t enter_dual_level() {
  GRADLAB_CHECK(!current, "Nested forward mode AD is not supported at the moment");
  current.emplace();
  return 0;
}

void exit_dual_level(int64_t level) {
  GRADLAB_CHECK(current, "Dual level must be a positive number.");
  GRADLAB_CHECK(
      level == -1 || level == 0,
      "Trying to exit a forward AD level that was not the last one that was created. This "
      "is not supported.");
  current.reset();
}

Tensor make_dual(const Tensor& primal, const Tensor& tangent) {
  GRADLAB_CHECK(current,
                "Trying to create a dual Tensor for forward AD but no level exists, make sure to "
                "enter_dual_level() first.");
  check_floating("primal", primal);
  check_floating("tangent", tangent);
  GRADLAB_CHECK(primal.sizes() == tangent.sizes(),
                "Trying to set a forward gradient that has a different size than that of the "
                "original Tensor, this is not supported. Tensor is of size ",
                primal.sizes(), " while the given forward gradient is of size ", tangent.sizes(),
                ".");
  GRADLAB_CHECK(GradMode::is_enabled(),
                "make_dual: forward mode needs a graph, but grad mode is off");
  GRADLAB_CHECK(origins_of(primal).duals.empty(),
                "Making a dual Tensor based on a Tensor that already has a forward gradient at the "
                "same level 0 is not supported.");
  Tensor dual = wrapped("MakeDual", primal, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  Dual entry{Tensor(Array(primal.array())), tangent};
  set_history(*entry.input.impl(), dual.grad_fn(), 0);
  current->duals.emplace(dual.grad_fn().get(), std::move(entry));
  return dual;
}

UnpackedDualTensor unpack_dual(const Tensor& tensor) {
  if (!current || !tensor.requires_grad()) return {tensor, Tensor()};
  if (const auto it = current->duals.find(tensor.grad_fn().get()); it != current->duals.end()) {
    const Dual& dual = it->second;
    const Edge& edge = tensor.grad_fn()->edge(0);
    Tensor primal = tensor.detach();
    if (edge.defined()) set_history(*primal.impl(), edge.function, edge.input_nr);
    return {primal, dual.tangent};
  }
  const Origins origins = origins_of(tensor);
  if (origins.duals.empty()) return {tensor, Tensor()};
  Tensor tangent = tangent_of(tensor, origins);
  if (!origins.leaves || !GradMode::is_enabled()) return {tensor.detach(), std::move(tangent)};
  Tensor primal = wrapped("UnpackDual", tensor, [](const Tensor& g, Backward& bw) {
    if (!computing) bw.grad(0) = g;
  });
  current->barriers.emplace(primal.grad_fn().get(), primal.grad_fn());
  return {std::move(primal), std::move(tangent)};
}

}  // namespace gradlab::autograd::forward_ad
