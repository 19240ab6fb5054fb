#include "gradlab/autograd/graph/multi_grad_hook.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/engine.h"
#include "gradlab/autograd/graph/graph.h"

namespace gradlab::autograd {
namespace {

// The hook, shared by the hooks of the single tensors. It must own no node, since the nodes own it:
// a Place dies with the hook of its tensor, and so with the node.
struct MultiGradHook : RemovableHook {
  using Fn = std::function<void(const variable_list&)>;
  struct Place {
    Node* node;
  };
  struct Pass {
    variable_list grads;
    size_t missing = 0;
  };

  void remove() override {
    std::lock_guard<std::mutex> lock(mutex);
    fn.reset();
  }
  // The gradient of tensor `i` has arrived in the calling thread's pass.
  void receive(size_t i, const Tensor& grad);

  bool any = false;  // the first gradient is enough
  std::mutex mutex;
  std::shared_ptr<Fn> fn;  // null once removed
  std::vector<std::weak_ptr<Place>> places;
  std::unordered_map<int64_t, Pass> passes;
};

void MultiGradHook::receive(size_t i, const Tensor& grad) {
  Engine& engine = *Engine::current();
  std::shared_ptr<Fn> call;
  variable_list grads;
  {
    std::lock_guard<std::mutex> lock(mutex);
    auto [it, is_new] = passes.try_emplace(engine.id());
    Pass& pass = it->second;
    if (is_new) {
      pass.grads.resize(places.size());
      for (const auto& weak : places) {
        const std::shared_ptr<Place> place = weak.lock();
        pass.missing += place && engine.will_visit(place->node);
      }
    }
    pass.grads[i] = grad;
    --pass.missing;
    if (any ? is_new : pass.missing == 0) {
      call = fn;
      grads = pass.grads;
    }
    if (pass.missing == 0) passes.erase(it);
  }
  if (call) (*call)(grads);
}

RemovableHandle add(const variable_list& tensors, MultiGradHook::Fn fn, bool any) {
  auto hook = std::make_shared<MultiGradHook>();
  hook->any = any;
  hook->fn = std::make_shared<MultiGradHook::Fn>(std::move(fn));
  for (size_t i = 0; i < tensors.size(); ++i) {
    auto place = std::make_shared<MultiGradHook::Place>();
    tensors[i].register_hook([hook, place, i](const Tensor& grad) { hook->receive(i, grad); });
    place->node = gradient_edge(*tensors[i].impl()).function.get();
    hook->places.push_back(place);
  }
  return RemovableHandle(hook);
}

}  // namespace

RemovableHandle register_multi_grad_hook(const variable_list& tensors,
                                         std::function<void(const variable_list&)> hook) {
  return add(tensors, std::move(hook), false);
}

RemovableHandle register_any_grad_hook(const variable_list& tensors,
                                       std::function<void(const Tensor&)> hook) {
  auto first = [hook = std::move(hook)](const variable_list& grads) {
    for (const Tensor& g : grads) {
      if (g.defined()) return hook(g);
    }
  };
  return add(tensors, std::move(first), true);
}

}  // namespace gradlab::autograd
