// Engine: one backward pass over the graph.
//
// Counts for every reachable node the edges that lead to it, then runs each node when all its
// gradients have arrived, the latest-created first; leaves accumulate as soon as they are ready.
// All walks are iterative. The thread that asks drives the whole pass, except that passes nested
// very deeply continue on another stack (threads.h); passes of several threads, or one within
// another, may share nodes.
#ifndef GRADLAB_AUTOGRAD_GRAPH_ENGINE_H_
#define GRADLAB_AUTOGRAD_GRAPH_ENGINE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

class Engine {
 public:
  struct Options {
    bool keep_graph = false;
    bool create_graph = false;
    // Fill the .grad of leaves; false when the gradients of `inputs` are results.
    bool accumulate = true;
  };

  explicit Engine(Options options);
  Engine(const Engine&) = delete;
  ~Engine();

  // Sends gradients[i] into roots[i] and runs the graph. `inputs` empty: everything reachable, all
  // leaves accumulate. Else only what leads to them runs; the result holds the gradient that
  // arrived at each (undefined if none did) unless options.accumulate.
  // Throws what a node or the validation of its gradients throws; leaves that were reached before
  // keep what they got.
  std::vector<Tensor> run(ArrayRef<Edge> roots, ArrayRef<Tensor> gradients, ArrayRef<Edge> inputs);

  // The innermost pass that the calling thread runs just now; null outside of any.
  static Engine* current();
  // A number that no other pass of the program has.
  int64_t id();
  // Calls `callback` when all nodes have run, before run() returns; not if it throws.
  void queue_callback(std::function<void()> callback) { callbacks_.push_back(std::move(callback)); }
  // Whether gradients may arrive at `node` in this pass.
  bool will_visit(Node* node) const;
  // Whether the pass wants the gradient that goes to this node.
  bool needs(Node* next);
  // Whether this pass, and each that it is within, sends gradients to all leaves: only such a pass
  // can be continued by one within it (checkpoint.h).
  bool is_plain() const { return plain_; }

 private:
  struct Ready {
    uint64_t sequence_nr;
    Node* node;
    bool operator<(const Ready& o) const { return sequence_nr < o.sequence_nr; }
  };
  // The lists of a pass, kept by the thread for the next one.
  struct Lists {
    std::vector<Node*> claimed;
    std::vector<Node*> stack;
    std::vector<Ready> ready;  // a heap
  };
  static Lists& spare_lists();

  struct Capture {
    Node* node;
    uint32_t input_nr;
    size_t result;
  };

  // Makes the node this pass's, unless it is another's.
  bool claim(Node* node);
  // The pass's own state of a node; claims the node on the first call.
  NodeTask& task(Node* node, bool* first_visit = nullptr);
  void count_dependencies(ArrayRef<Edge> roots);
  void count_dependencies_towards(ArrayRef<Edge> roots, ArrayRef<Edge> inputs);
  void add_gradient(const Edge& edge, NodeTask& task, Tensor gradient);
  void finish_edge(const Edge& edge);
  void run_node(Node* node, NodeTask& task);
  void drive(ArrayRef<Edge> roots, ArrayRef<Tensor> gradients, ArrayRef<Edge> inputs);
  // Checks what the rule of a node returned before its post-hooks see it.
  void validate_all(const Node& node, Tensor* outgoing, const bool* needed) const;
  Tensor validate(Tensor gradient, const Edge& edge, const Node* from, uint32_t index) const;

  const Options options_;
  bool trimmed_ = false;
  bool plain_ = false;
  int64_t id_ = 0;
  Lists lists_;
  std::unordered_map<Node*, NodeTask> elsewhere_;  // nodes that another pass has claimed
  std::vector<Capture> captures_;
  std::vector<Tensor> results_;
  std::vector<std::function<void()>> callbacks_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_ENGINE_H_
