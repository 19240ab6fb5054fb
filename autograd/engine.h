// Engine: one backward pass over the graph.
//
// Counts for every reachable node the edges that lead to it, then runs each node when all its
// gradients have arrived, the latest-created first; leaves accumulate as soon as they are ready.
// All walks are iterative. The thread that asks drives the whole pass; passes of several threads, or
// one within another, may share nodes.
#ifndef GRADLAB_AUTOGRAD_ENGINE_H_
#define GRADLAB_AUTOGRAD_ENGINE_H_

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gradlab/autograd/node.h"
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

  // The pass's own state of a node; claims the node on the first call.
  NodeTask& task(Node* node, bool* first_visit = nullptr);
  void count_dependencies(ArrayRef<Edge> roots);
  void count_dependencies_towards(ArrayRef<Edge> roots, ArrayRef<Edge> inputs);
  void add_gradient(const Edge& edge, NodeTask& task, Tensor gradient);
  void finish_edge(const Edge& edge);
  void run_node(Node* node, NodeTask& task);
  Tensor validate(Tensor gradient, const Edge& edge, const Node* from, uint32_t index) const;

  const Options options_;
  bool trimmed_ = false;
  Lists lists_;
  std::unordered_map<Node*, NodeTask> elsewhere_;  // nodes that another pass has claimed
  std::vector<Capture> captures_;
  std::vector<Tensor> results_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_ENGINE_H_
