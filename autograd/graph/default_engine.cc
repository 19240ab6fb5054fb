#include "gradlab/autograd/graph/default_engine.h"

#include <utility>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/engine.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {

Engine& Engine::get_default_engine() {
  static Engine engine;
  return engine;
}

variable_list Engine::execute(const edge_list& roots, const variable_list& inputs, bool keep_graph,
                              bool create_graph, bool accumulate_grad, const edge_list& outputs) {
  GRADLAB_CHECK(roots.size() == inputs.size(), "got ", roots.size(), " roots and ", inputs.size(),
                " gradients");
  for (size_t i = 0; i < roots.size(); ++i) {
    GRADLAB_CHECK(roots[i].is_valid(), "root ", i, " is an edge to nowhere");
    GRADLAB_CHECK(inputs[i].defined(), "the gradient of root ", i, " is undefined");
  }
  gradlab::Engine pass(
      {.keep_graph = keep_graph, .create_graph = create_graph, .accumulate = accumulate_grad});
  return pass.run(roots, inputs, outputs);
}

void Engine::queue_callback(std::function<void()> callback) {
  autograd::queue_callback(std::move(callback));
}

bool Engine::is_checkpoint_valid() {
  const gradlab::Engine* pass = gradlab::Engine::current();
  return pass == nullptr || pass->is_plain();
}

}  // namespace gradlab::autograd
