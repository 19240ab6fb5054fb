// Tape: how an operation records itself. Written in one place with its backward rule:
//
//   Tensor mul(const Tensor& a, const Tensor& b) {
//     Tensor out(kernels::mul(a.array(), b.array()));
//     if (Tape tape(a, b); tape) {  // grad mode is on and an input needs a gradient
//       tape.record("MulBackward0", out,
//                   [a = tape.save_if(tape.needs(1), a),
//                    b = tape.save_if(tape.needs(0), b)](const Tensor& g, Backward& bw) {
//                     if (bw.needs(0)) bw.grad(0) = g * bw.saved(b);
//                     if (bw.needs(1)) bw.grad(1) = g * bw.saved(a);
//                   });
//     }
//     return out;
//   }
//
// The captures of the rule are the memory that the graph keeps; freeing it means destroying the
// rule. Rules are written on Tensors, so that with create_graph they record in turn. A rule for one
// output takes (const Tensor& g, Backward&) and is not called when g is undefined; one for several
// takes (Backward&) and reads bw.incoming(i), each of which may be undefined.
#ifndef GRADLAB_AUTOGRAD_GRAPH_TAPE_H_
#define GRADLAB_AUTOGRAD_GRAPH_TAPE_H_

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_tensor.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// The node of a recorded operation: edges and rule in one allocation.
template <class Rule, class Edges>
class OpNode final : public Node {
 public:
  using Node::kSavesNothing;

  // `saved_bytes`: of the values that the rule keeps.
  OpNode(const char* name, Edges edges, Rule&& rule, int64_t saved_bytes)
      : Node(name, next_sequence_nr()), edges_(std::move(edges)), rule_(std::move(rule)) {
    set_edges(edges_.data(), static_cast<uint32_t>(edges_.size()));
    set_saved_bytes(saved_bytes);
  }
  ~OpNode() override {
    if (!saved_are_gone()) rule_.~Rule();
  }

  using Node::set_input;
  using Node::set_inputs;

 private:
  void run(Backward& backward) override {
    if constexpr (std::is_invocable_v<Rule&, const Tensor&, Backward&>) {
      if (const Tensor& g = backward.incoming(0); g.defined()) rule_(g, backward);
    } else {
      rule_(backward);
    }
  }
  void free_saved() override { rule_.~Rule(); }

  Edges edges_;
  union {
    Rule rule_;
  };
};

// N inputs; kDynamic for a list whose length is known at run time.
template <int N>
class Tape {
 public:
  static constexpr int kDynamic = -1;
  static constexpr int64_t kSavesNothing = -1;  // Node's
  using Inputs = std::conditional_t<N == kDynamic, std::vector<TensorImpl*>,
                                    std::array<TensorImpl*, static_cast<size_t>(N < 0 ? 0 : N)>>;
  using Edges = std::conditional_t<N == kDynamic, std::vector<Edge>,
                                   std::array<Edge, static_cast<size_t>(N < 0 ? 0 : N)>>;

  // The differentiable inputs, in the order of the gradients; undefined ones are allowed.
  template <class... T>
  requires(std::is_base_of_v<Tensor, T>&&...) explicit Tape(const T&... inputs)
      : inputs_{inputs.impl()...} {
    on_ = GradMode::is_enabled() && (wants_grad(inputs) || ...) && !InferenceMode::is_enabled();
  }
  explicit Tape(TensorList inputs) requires(N == kDynamic) {
    if (!GradMode::is_enabled() || InferenceMode::is_enabled()) return;
    for (const Tensor& t : inputs) {
      on_ |= wants_grad(t);
      inputs_.push_back(t.impl());
    }
  }

  // Whether the operation is to be recorded.
  explicit operator bool() const { return on_; }
  // Whether input i needs a gradient.
  bool needs(int i) const { return inputs_[i] != nullptr && inputs_[i]->requires_grad(); }

  // Saves an input, or a tensor without history, for the rule.
  SavedTensor save(const Tensor& t) {
    if (__builtin_expect(t.is_inference(), 0)) throw_inference_saved();
    count_saved(t.array());
    for (size_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i] == t.impl() && t.requires_grad()) {
        return SavedTensor(t.array(), SavedTensor::Role::kInput, static_cast<uint32_t>(i), 0, &t);
      }
    }
    return SavedTensor(t.array(), SavedTensor::Role::kConstant, 0, 0, &t);
  }
  SavedTensor save_if(bool needed, const Tensor& t) { return needed ? save(t) : SavedTensor(); }
  // Saves output `index` of the operation.
  SavedTensor save_output(const Tensor& out, uint32_t index = 0) {
    count_saved(out.array());
    return SavedTensor(out.array(), SavedTensor::Role::kOutput, index);
  }
  // The same for one that may have been written in place: that write is counted afterwards.
  SavedTensor save_output(const Output& out) {
    count_saved(out.array());
    return SavedTensor(out.array(), SavedTensor::Role::kOutput, 0, out.in_place() ? 1 : 0);
  }
  SavedTensor save_if_output(bool needed, const Output& out) {
    return needed ? save_output(out) : SavedTensor();
  }
  // A number that PyTorch keeps as a tensor: the graph can be used only once, as there.
  Scalar save(const Scalar& s) {
    saved_bytes_ = std::max<int64_t>(saved_bytes_, 0);
    return s;
  }

  // Makes `rule` the history of a new tensor. Integer results have none.
  template <class Rule>
  void record(const char* name, Tensor& out, Rule&& rule) {
    if (!is_floating_point(out.dtype())) return;
    auto* node = make_node(name, std::forward<Rule>(rule));
    node->set_input(out.array());
    set_history(*out.impl(), Ref<Node>::adopt(node), 0);
  }
  // The same for a tensor that may have been written in place.
  template <class Rule>
  void record(const char* name, Output& out, Rule&& rule) {
    LocationScope scope(out.location());
    if (!out.in_place()) return record(name, static_cast<Tensor&>(out), std::forward<Rule>(rule));
    if (!is_floating_point(out.dtype())) return;
    auto* node = make_node(name, std::forward<Rule>(rule));
    node->set_input(out.array());
    rebase_history(*out.impl(), Ref<Node>::adopt(node));
  }
  // Several outputs; those that are not floating have no history.
  template <class Rule>
  void record(const char* name, ArrayRef<Tensor*> outs, Rule&& rule) {
    std::vector<const Array*> arrays;
    for (const Tensor* t : outs) arrays.push_back(&t->array());
    auto* node = make_node(name, std::forward<Rule>(rule));
    node->set_inputs(arrays);
    Ref<Node> ref = Ref<Node>::adopt(node);
    for (size_t i = 0; i < outs.size(); ++i) {
      if (is_floating_point(outs[i]->dtype())) {
        set_history(*outs[i]->impl(), ref, static_cast<uint32_t>(i));
      }
    }
  }

 private:
  // An inference tensor makes nothing be recorded, not even one that requires a gradient.
  static bool wants_grad(const Tensor& t) { return t.requires_grad() && !t.is_inference(); }

  template <class Rule>
  auto* make_node(const char* name, Rule&& rule) {
    using Node = OpNode<std::decay_t<Rule>, Edges>;
    Edges edges;
    if constexpr (N == kDynamic) edges.resize(inputs_.size());
    for (size_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i] != nullptr) edges[i] = gradient_edge(*inputs_[i]);
    }
    return new Node(name, std::move(edges), std::forward<Rule>(rule), saved_bytes_);
  }

  void count_saved(const Array& a) {
    saved_bytes_ = std::max<int64_t>(saved_bytes_, 0) + a.numel() * a.itemsize();
  }

  Inputs inputs_;
  bool on_ = false;
  int64_t saved_bytes_ = kSavesNothing;
};

template <class... T>
requires(std::is_base_of_v<Tensor, T>&&...) Tape(const T&...)
->Tape<static_cast<int>(sizeof...(T))>;
Tape(TensorList)->Tape<-1>;
Tape(const std::vector<Tensor>&)->Tape<-1>;

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_TAPE_H_
