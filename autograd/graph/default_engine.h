// The engine under the name by which libtorch's programs know it; backward() and grad() of
// autograd.h are what most need.
#ifndef GRADLAB_AUTOGRAD_GRAPH_DEFAULT_ENGINE_H_
#define GRADLAB_AUTOGRAD_GRAPH_DEFAULT_ENGINE_H_

#include <functional>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

class Engine {
 public:
  static Engine& get_default_engine();

  // Sends inputs[i] into roots[i] and runs the graph. accumulate_grad: fills the .grad of the
  // leaves (of those among `outputs` only, unless that is empty). Else returns the gradients that
  // arrive at `outputs`, undefined where none does. Throws unless there is a defined gradient for
  // every root.
  variable_list execute(const edge_list& roots, const variable_list& inputs, bool keep_graph,
                        bool create_graph, bool accumulate_grad, const edge_list& outputs = {});
  // autograd::queue_callback().
  void queue_callback(std::function<void()> callback);
  // Whether reentrant checkpoints work in the pass that runs just now, if any (checkpoint.h).
  bool is_checkpoint_valid();
};

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_GRAPH_DEFAULT_ENGINE_H_
