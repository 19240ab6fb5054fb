// Node: one recorded operation of the graph, with the rule that turns the gradients of its outputs
// into those of its inputs.
//
// Note [Ownership of the graph]
// A tensor owns the node that made it; a node owns the nodes of its inputs (its edges) and the
// values its rule needs (SavedTensor), never a Tensor. So a graph has no cycle of owners and dies
// with the last tensor that refers to it. Two ends need care: a saved *output* is kept without its
// history and gets it back from its own node when read (saved_tensor.h); the gradient of a leaf
// lives in its AccumulateGrad node, which gives it up when the leaf dies, so that a gradient with
// a history of its own (create_graph) does not keep itself alive (accumulate_grad.h).
//
// Note [Freeing is iterative]
// The last reference to a node may go while another node is being destroyed. Such a node is put on
// the thread's list and destroyed by the outermost release(), so a chain of any length is freed
// with constant stack.
//
// Note [Several passes at once]
// Two threads may run backward through one node. The saved values are only read by the rule, so the
// runs do not disturb each other; what a pass frees goes when the last running one is done with it
// (`uses_`), and a pass that comes later gets the error that the graph was freed.
//
// Note [Nodes of the user's]
// A program may derive from Node, as for libtorch, and override apply() (and release_variables() to
// free what it saved). Such a node gets its edges and the description of its inputs after it was
// made, and its name is that of its class. It lives in a std::shared_ptr, made by make_shared or
// with the deleter deleteNode: what the library refers to stays alive, whatever the program does.
#ifndef GRADLAB_AUTOGRAD_GRAPH_NODE_H_
#define GRADLAB_AUTOGRAD_GRAPH_NODE_H_

#include <atomic>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/gradient_shape.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

class Backward;
class Engine;
class Node;
class RemovableHandle;
class Tensor;
class TensorImpl;
class TensorOptions;
struct FunctionPostHook;
struct FunctionPreHook;
struct NodeHooks;
namespace autograd {
class AnomalyMetadata;
}

// A reference to a node, which is a std::shared_ptr as well where a program wants one.
class NodePtr : public Ref<Node> {
 public:
  using Ref<Node>::Ref;
  NodePtr(Ref<Node> node) : Ref<Node>(std::move(node)) {}
  template <std::derived_from<Node> N>
  NodePtr(const std::shared_ptr<N>& node) : Ref<Node>(of_shared(node)) {}
  operator std::shared_ptr<Node>() const;

 private:
  static Ref<Node> of_shared(std::shared_ptr<Node> node);
};
// The address, as of any pointer.
inline std::ostream& operator<<(std::ostream& os, const NodePtr& node) { return os << node.get(); }

// Where a gradient goes: input `input_nr` of `function`; nowhere if `function` is null.
struct Edge {
  Edge() = default;
  Edge(NodePtr node, uint32_t input) : function(std::move(node)), input_nr(input) {}

  NodePtr function;
  uint32_t input_nr = 0;

  bool defined() const { return static_cast<bool>(function); }
  bool is_valid() const { return defined(); }
  friend bool operator==(const Edge&, const Edge&) = default;
};

using edge_list = std::vector<Edge>;
// The half-open range [first, second).
using IndexRange = std::pair<size_t, size_t>;

// What one backward pass knows of a node. Kept in the node itself, so that the common pass needs no
// table; a second pass over the same node at the same time (another thread, or a backward within a
// backward) keeps its own in a hash map. See Engine.
struct NodeTask {
  int32_t dependencies = 0;  // edges through which a gradient may still arrive
  bool executes = true;      // false: only the gradients arriving here are wanted
  bool captures = false;     // some of them are results of the pass
  bool has_places = false;   // which of the two `gradients` is
  // The gradients that have arrived, owned: the TensorImpl of a node with one input, or the array
  // of num_inputs() Tensors of another. One pointer to void, for two of different types in one
  // place must not be exchanged through references.
  union {
    void* gradients = nullptr;
    Node* next_doomed;  // link of Note [Freeing is iterative]
  };
};

class Node : public Pooled {
 public:
  // For classes of the user's.
  explicit Node(edge_list&& next_edges = edge_list());
  explicit Node(uint64_t sequence_nr, edge_list&& next_edges = edge_list());
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // PyTorch's name: "MulBackward0". Of a node of the user's, its class.
  virtual std::string name() const;
  // The same without a copy; null for a node of the user's.
  const char* literal_name() const {
    return reinterpret_cast<const char*>(
        static_cast<uintptr_t>(name_and_thread_ & ((uint64_t{1} << kThreadShift) - 1)));
  }
  // Later-created nodes of a thread have higher numbers, and run first in a backward pass.
  uint64_t sequence_nr() const { return sequence_nr_; }
  // The thread that made the node, from 1 on; the 65536th is 1 again.
  uint64_t thread_id() const { return name_and_thread_ >> kThreadShift; }
  // The length of the longest path from here to a node without next edges: there is none from a
  // node to one whose number is not smaller. Found by a walk over all that the node leads to.
  uint64_t topological_nr() const;

  // Calls apply(): the gradients of the inputs of the operation for those of its outputs. Every one
  // that leads anywhere is computed; what is saved stays.
  std::vector<Tensor> operator()(std::vector<Tensor>&& inputs);

  // The inputs of the operation, as the destinations of the gradients that this node computes.
  uint32_t num_edges() const { return num_edges_; }
  const Edge& edge(uint32_t i) const { return edges_[i]; }
  // libtorch's names for the same.
  uint32_t num_outputs() const { return num_edges_; }
  const Edge& next_edge(size_t i) const { return edges_[i]; }
  ArrayRef<Edge> next_edges() const { return {edges_, num_edges_}; }
  void set_next_edges(edge_list&& next_edges);
  void set_next_edge(size_t i, Edge edge);
  void add_next_edge(Edge edge);
  // Whether there is a next edge i, or one in the ranges.
  bool should_compute_output(size_t i) const;
  bool should_compute_output(std::initializer_list<IndexRange> ranges) const;
  // Whether also the pass that runs just now wants the gradient.
  bool task_should_compute_output(size_t i) const;
  bool task_should_compute_output(std::initializer_list<IndexRange> ranges) const;

  // The outputs of the operation, as the gradients that this node receives.
  uint32_t num_inputs() const { return num_inputs_; }
  const GradientShape& input_shape(uint32_t i) const {
    return i == 0 ? first_input_ : more_inputs_[i - 1];
  }

  // Describe one more output of the operation, whose number they return; undefined_input, one that
  // no gradient reaches.
  struct undefined_input {};
  uint32_t add_input_metadata(const Tensor& output);
  uint32_t add_input_metadata(const TensorOptions& options, IntArrayRef sizes,
                              bool /* is_tensor_subclass */ = false);
  uint32_t add_input_metadata(undefined_input) { return add_input_shape(GradientShape()); }
  const GradientShape& input_metadata(size_t i) const {
    return input_shape(static_cast<uint32_t>(i));
  }
  void clear_input_metadata() { num_inputs_ = 0; }

  // Where the program asked for the operation, and for the backward pass that freed what it saved;
  // unknown if it did not say or has not happened (Note [Locations]).
  Location created_at() const { return created_at_; }
  Location freed_at() const { return freed_at_.load(std::memory_order_relaxed); }
  // Whether the saved values are gone.
  bool is_freed() const { return (uses_.load(std::memory_order_relaxed) & (kFreed | kGone)) != 0; }
  // Bytes of the values that the rule saved, until they are freed.
  int64_t saved_bytes() const { return is_freed() || !saves() ? 0 : saved_bytes_; }

  // Runs the rule: computes the gradients of the edges that backward.needs(). Throws "Trying to
  // backward through the graph a second time" when the saved values are gone. `release`: frees them
  // afterwards.
  virtual void execute(Backward& backward, bool release);

  // For a node of the user's: called around apply() by a pass that frees the graph.
  virtual void will_release_variables() {}
  virtual void release_variables() {}
  // What libtorch's tracer asks; nothing here does.
  virtual bool is_traceable() { return false; }
  virtual bool passes_state_transparently() { return false; }
  std::shared_ptr<Node> shared_from_this();
  std::shared_ptr<Node> getptr() { return shared_from_this(); }

  // Hooks of the node (hooks.h). The former receive the gradients of the outputs before the rule
  // runs, the latter those of the inputs and of the outputs after it; a list that is not empty
  // replaces what they received first.
  using PreHook = std::function<std::vector<Tensor>(const std::vector<Tensor>&)>;
  using PostHook =
      std::function<std::vector<Tensor>(const std::vector<Tensor>&, const std::vector<Tensor>&)>;
  RemovableHandle register_prehook(PreHook hook);
  RemovableHandle register_hook(PostHook hook);
  void add_pre_hook(std::unique_ptr<FunctionPreHook>&& hook);
  // Returns a key for del_post_hook, which says whether there was such a hook.
  uintptr_t add_post_hook(std::unique_ptr<FunctionPostHook>&& hook);
  bool del_post_hook(const uintptr_t& key);
  // The hooks as they are now, in order; those that were functions as objects that call them.
  std::vector<std::shared_ptr<FunctionPreHook>> pre_hooks() const;
  std::vector<std::shared_ptr<FunctionPostHook>> post_hooks() const;

  NodeHooks* hooks() const { return hooks_; }
  NodeHooks& mutable_hooks();
  // What anomaly mode knows of the node (anomaly.h).
  autograd::AnomalyMetadata* metadata();
  // In anomaly mode: the node whose rule made this one.
  const Node* parent() const;
  void take_hooks(Node& from) { std::swap(hooks_, from.hooks_); }

  void retain() { refs_.increment(); }
  void release() {
    if (refs_.decrement_is_last()) destroy(this);
  }

 protected:
  static constexpr uint64_t kRunsFirst = std::numeric_limits<uint64_t>::max();

  // The gradients of the inputs of the operation, undefined where there is none.
  virtual std::vector<Tensor> apply(std::vector<Tensor>&& inputs);

  Node(const char* name, uint64_t sequence_nr);
  virtual ~Node();

  static uint64_t next_sequence_nr();
  // What execute() runs; not called once the saved values are gone. By default runs apply().
  virtual void run(Backward& backward);
  // Frees the saved values; called at most once, and only for a node that saves.
  virtual void free_saved() {}
  // Notes that the saved values are freed, and where.
  void set_freed();
  bool saved_are_gone() const { return (uses_.load(std::memory_order_relaxed) & kGone) != 0; }
  // Of the values that the rule keeps; kSavesNothing when there is nothing to free at all, so that
  // the node may run again, as in PyTorch.
  static constexpr int64_t kSavesNothing = -1;
  void set_saved_bytes(int64_t bytes) { saved_bytes_ = bytes; }
  bool saves() const { return saved_bytes_ != kSavesNothing; }
  // For constructors of derived classes: edges that live as long as the node.
  void set_edges(Edge* edges, uint32_t count) {
    edges_ = edges;
    num_edges_ = count;
  }
  // Describes the outputs of the operation, null for an undefined one; call once.
  void set_inputs(ArrayRef<const Array*> outputs);
  void set_input(const Array& output) {
    num_inputs_ = 1;
    first_input_ = GradientShape(output);
  }

 private:
  friend class Engine;

  // Flags in uses_; the rest of it is the number of passes that run the rule just now.
  static constexpr uint32_t kGone = 1u << 31;
  // Addresses of user space have 48 bits at most (threads.h).
  static constexpr int kThreadShift = 48;
  static constexpr uint32_t kFreed = 1u << 30;  // to be freed by the last of them

  friend class NodePtr;
  friend void deleteNode(Node* node);

  static void destroy(Node* node);
  void dispose();
  void leave(bool release);
  bool is_of_user() const { return literal_name() == nullptr; }
  uint32_t add_input_shape(GradientShape&& shape);
  void use_own_edges();

  RefCount refs_;
  uint32_t num_edges_ = 0;
  uint32_t num_inputs_ = 0;
  std::atomic<uint32_t> uses_{0};
  uint64_t sequence_nr_;
  uint64_t name_and_thread_;  // literal_name() in the low bits
  Edge* edges_ = nullptr;
  std::atomic<const Engine*> owner_{nullptr};  // the pass that uses task_
  NodeTask task_;
  NodeHooks* hooks_ = nullptr;
  GradientShape first_input_;
  std::unique_ptr<GradientShape[]> more_inputs_;
  Location created_at_ = Location::current();
  std::atomic<Location> freed_at_{Location::unknown()};
  int64_t saved_bytes_ = kSavesNothing;
};

// libtorch's base of nodes whose rule is written on tensors.
struct TraceableFunction : public Node {
  using Node::Node;
  bool is_traceable() final { return true; }
};

// "Trying to backward through the graph a second time"; `node` may be null.
[[noreturn]] void throw_graph_freed(const Node* node = nullptr);

// The deleter of libtorch's programs: std::shared_ptr<MyNode>(new MyNode, deleteNode).
void deleteNode(Node* node);

}  // namespace gradlab

template <>
struct std::hash<gradlab::Edge> {
  size_t operator()(const gradlab::Edge& edge) const noexcept {
    // Nodes lie at multiples of 16, which leaves room for the number.
    return std::hash<gradlab::Node*>()(edge.function.get()) ^ edge.input_nr;
  }
};

#endif  // GRADLAB_AUTOGRAD_GRAPH_NODE_H_
