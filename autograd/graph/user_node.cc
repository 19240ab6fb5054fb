// The part of Node that only nodes of the user's need (Note [Nodes of the user's]).
#include <bit>
#include <string>
#include <typeinfo>
#include <utility>

#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/engine.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/type_name.h"

namespace gradlab {
namespace {

// A reference of the library's that a std::shared_ptr holds.
struct ReleaseNode {
  void operator()(Node* node) const { node->release(); }
};

void check_edge(const Edge& edge) {
  GRADLAB_CHECK(!edge.defined() || edge.input_nr < edge.function->num_inputs(), "an edge leads to ",
                "input ", edge.input_nr, " of ", edge.function->name(), ", which has ",
                edge.function->num_inputs());
}

}  // namespace

// --- Ownership ---

// A node that its std::shared_ptr will delete keeps that handle, in exchange for the reference that
// it was born with, until the library's last reference goes.
Ref<Node> NodePtr::of_shared(std::shared_ptr<Node> node) {
  if (!node) return Ref<Node>();
  Node* const p = node.get();
  if (std::get_deleter<ReleaseNode>(node) != nullptr ||
      std::get_deleter<void (*)(Node*)>(node) != nullptr || p->mutable_hooks().keeper) {
    return Ref<Node>(p);
  }
  p->mutable_hooks().keeper = std::move(node);
  return Ref<Node>::adopt(p);
}

NodePtr::operator std::shared_ptr<Node>() const {
  if (!*this) return nullptr;
  return std::shared_ptr<Node>(NodePtr(*this).leak(), ReleaseNode());
}

std::shared_ptr<Node> Node::shared_from_this() { return NodePtr(this); }

void deleteNode(Node* node) { node->release(); }

void Node::dispose() {
  if (hooks_ == nullptr || !hooks_->keeper) {
    delete this;
    return;
  }
  // Its handles in the program decide from now on.
  if (refs_.value() == 0) refs_.increment();
  const std::shared_ptr<Node> last = std::move(hooks_->keeper);
}

// --- Edges ---

Node::Node(uint64_t sequence_nr, edge_list&& next_edges)
    : Node(static_cast<const char*>(nullptr), sequence_nr) {
  set_next_edges(std::move(next_edges));
}

Node::Node(edge_list&& next_edges) : Node(next_sequence_nr(), std::move(next_edges)) {}

std::string Node::name() const {
  const char* literal = literal_name();
  return literal != nullptr ? literal : demangle(typeid(*this));
}

void Node::use_own_edges() {
  edge_list& own = mutable_hooks().edges;
  if (edges_ != own.data()) own.assign(edges_, edges_ + num_edges_);
  set_edges(own.data(), static_cast<uint32_t>(own.size()));
}

void Node::set_next_edges(edge_list&& next_edges) {
  for (const Edge& edge : next_edges) check_edge(edge);
  edge_list& own = mutable_hooks().edges;
  own = std::move(next_edges);
  set_edges(own.data(), static_cast<uint32_t>(own.size()));
}

void Node::set_next_edge(size_t i, Edge edge) {
  GRADLAB_CHECK(i < num_edges_, "Index out of range");
  check_edge(edge);
  use_own_edges();
  edges_[i] = std::move(edge);
}

void Node::add_next_edge(Edge edge) {
  check_edge(edge);
  use_own_edges();
  edge_list& own = mutable_hooks().edges;
  own.push_back(std::move(edge));
  set_edges(own.data(), static_cast<uint32_t>(own.size()));
}

bool Node::should_compute_output(size_t i) const {
  GRADLAB_CHECK(i < num_edges_, "Index out of range");
  return edges_[i].defined();
}

bool Node::task_should_compute_output(size_t i) const {
  if (!should_compute_output(i)) return false;
  Engine* engine = Engine::current();
  return engine == nullptr || engine->needs(edges_[i].function.get());
}

bool Node::should_compute_output(std::initializer_list<IndexRange> ranges) const {
  for (const IndexRange& range : ranges) {
    for (size_t i = range.first; i < range.second; ++i) {
      if (should_compute_output(i)) return true;
    }
  }
  return false;
}

bool Node::task_should_compute_output(std::initializer_list<IndexRange> ranges) const {
  for (const IndexRange& range : ranges) {
    for (size_t i = range.first; i < range.second; ++i) {
      if (task_should_compute_output(i)) return true;
    }
  }
  return false;
}

// --- Inputs ---

uint32_t Node::add_input_shape(GradientShape&& shape) {
  GRADLAB_CHECK(is_of_user(), name(), " describes its own inputs");
  const uint32_t i = num_inputs_;
  if (i == 0) {
    first_input_ = std::move(shape);
  } else {
    // Space for 1, 2, 4, 8 ... shapes after the first.
    if (std::has_single_bit(i)) {
      auto larger = std::make_unique<GradientShape[]>(size_t{2} * i);
      for (uint32_t k = 1; k < i; ++k) larger[k - 1] = std::move(more_inputs_[k - 1]);
      more_inputs_ = std::move(larger);
    }
    more_inputs_[i - 1] = std::move(shape);
  }
  num_inputs_ = i + 1;
  return i;
}

uint32_t Node::add_input_metadata(const Tensor& output) {
  return add_input_shape(output.defined() ? GradientShape(output.array()) : GradientShape());
}

uint32_t Node::add_input_metadata(const TensorOptions& options, IntArrayRef sizes, bool) {
  return add_input_shape(GradientShape(options.dtype(), sizes));
}

bool GradientShape::is_same_shape(const Tensor& gradient) const {
  return gradient.sizes() == sizes();
}

bool GradientShape::is_expandable_to_shape(const Tensor& gradient) const {
  return is_expandable_to(sizes(), gradient.sizes());
}

Tensor GradientShape::reduce_grad(const Tensor& gradient) const {
  return sum_to(gradient, sizes());
}

Tensor GradientShape::zeros_like() const { return zeros(sizes(), options()); }

// --- Running ---

std::vector<Tensor> Node::operator()(std::vector<Tensor>&& inputs) {
  return apply(std::move(inputs));
}

std::vector<Tensor> Node::apply(std::vector<Tensor>&& inputs) {
  GRADLAB_CHECK(!is_of_user(), "a class derived from Node must override apply()");
  GRADLAB_CHECK(inputs.size() == num_inputs_, name(), ": expected ", num_inputs_,
                " gradients, but got ", inputs.size());
  std::vector<Tensor> results(num_edges_);
  auto needed = std::make_unique<bool[]>(num_edges_);
  for (uint32_t i = 0; i < num_edges_; ++i) needed[i] = edges_[i].defined();
  if (inputs.empty()) inputs.emplace_back();
  Backward backward(*this, inputs.data(), results.data(), needed.get());
  execute(backward, /*release=*/false);
  return results;
}

void Node::run(Backward& backward) {
  std::vector<Tensor> gradients;
  for (uint32_t i = 0; i < num_inputs_; ++i) gradients.push_back(std::move(backward.incoming(i)));
  NoLocationScope users_code;
  std::vector<Tensor> results = apply(std::move(gradients));
  GRADLAB_CHECK(results.size() == num_edges_, "Function ", name(),
                " returned an invalid number of gradients - expected ", num_edges_, ", but got ",
                results.size());
  for (uint32_t i = 0; i < num_edges_; ++i) backward.grad(i) = std::move(results[i]);
}

}  // namespace gradlab
