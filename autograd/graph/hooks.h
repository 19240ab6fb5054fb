// Hooks: functions of the user's that a backward pass calls.
//
// Note [Order of hooks]
// At a node: 1. the hooks of its output tensors, in order of registration, each seeing what the one
// before returned; 2. the node's pre-hooks; 3. retain_grad() stores the gradient; 4. the node runs;
// 5. its post-hooks. For a leaf, 4 adds to .grad, and the post-accumulate-grad hooks follow. Tensor
// hooks run whenever the gradient of the tensor is computed; the others only if the node runs,
// which it does not where autograd::grad() stops.
//
// Registering and removing is not locked: do not do it while another thread runs the graph. A hook
// may remove itself and register others, which run from the next pass on.
#ifndef GRADLAB_AUTOGRAD_GRAPH_HOOKS_H_
#define GRADLAB_AUTOGRAD_GRAPH_HOOKS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/anomaly.h"
#include "gradlab/autograd/graph/grad_slot.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// What a handle can remove.
struct RemovableHook {
  virtual ~RemovableHook() = default;
  virtual void remove() = 0;
};

// Ends a hook. Keeps nothing alive; a handle that dies leaves its hook in place.
class RemovableHandle {
 public:
  RemovableHandle() = default;
  explicit RemovableHandle(std::weak_ptr<RemovableHook> hook) : hook_(std::move(hook)) {}
  void remove() {
    if (auto hook = hook_.lock()) hook->remove();
  }

 private:
  std::weak_ptr<RemovableHook> hook_;
};

// Hooks of one kind, in order of registration.
template <class Fn>
class HookList {
 public:
  RemovableHandle add(Fn fn) {
    std::erase_if(hooks_, [](const auto& hook) { return !hook->fn; });
    hooks_.push_back(std::make_shared<Hook>(std::make_shared<Fn>(std::move(fn))));
    return RemovableHandle(std::weak_ptr<RemovableHook>(hooks_.back()));
  }
  bool empty() const { return hooks_.empty(); }
  // Those that were not removed.
  std::vector<std::shared_ptr<Fn>> functions() const {
    std::vector<std::shared_ptr<Fn>> result;
    for (const auto& hook : hooks_) {
      if (hook->fn) result.push_back(hook->fn);
    }
    return result;
  }
  // Calls visit(fn) for every hook; a hook that is removed meanwhile stays alive while it runs.
  template <class Visit>
  void for_each(Visit&& visit) const {
    const std::vector<std::shared_ptr<Hook>> snapshot = hooks_;
    NoLocationScope users_code;
    for (const auto& hook : snapshot) {
      if (const std::shared_ptr<Fn> fn = hook->fn) visit(*fn);
    }
  }

 private:
  struct Hook : RemovableHook {
    explicit Hook(std::shared_ptr<Fn> f) : fn(std::move(f)) {}
    void remove() override { fn.reset(); }
    std::shared_ptr<Fn> fn;
  };
  std::vector<std::shared_ptr<Hook>> hooks_;
};

// All hooks of one node, and what else few nodes have.
struct NodeHooks {
  // An undefined result keeps the gradient.
  using TensorFn = std::function<Tensor(const Tensor&)>;
  struct TensorHook {
    uint32_t input_nr;
    std::shared_ptr<TensorFn> fn;  // null once removed
  };
  struct RetainedGrad {
    uint32_t input_nr;
    Ref<GradSlot> slot;
  };

  // The handle of a tensor hook is its place among those of the same tensor.
  unsigned add_tensor_hook(uint32_t input_nr, TensorFn fn);
  void remove_tensor_hook(uint32_t input_nr, unsigned handle);
  void clear_tensor_hooks(uint32_t input_nr);
  // Those of one tensor as objects: the ones that were registered as objects themselves, and in the
  // place of the first function, one object that calls all functions.
  std::vector<std::shared_ptr<FunctionPreHook>> tensor_hook_objects(uint32_t input_nr) const;
  bool has_post_hooks() const;

  // Step 1 of Note [Order of hooks], for the gradients that the node received.
  void run_tensor_hooks(Tensor* incoming) const;
  // Steps 2 and 3.
  void run_pre_hooks(Tensor* incoming, uint32_t count) const;
  // Step 5.
  void run_post_hooks(Tensor* outgoing, uint32_t edges, const std::vector<Tensor>& incoming) const;

  std::vector<TensorHook> tensor_hooks;
  HookList<Node::PreHook> pre_hooks;
  std::vector<RetainedGrad> retained;
  HookList<std::function<void(const Tensor&)>> post_accumulate;
  HookList<Node::PostHook> post_hooks;
  // Keeps the objects of add_post_hook findable by their key.
  std::vector<std::pair<uintptr_t, RemovableHandle>> post_hook_keys;

  // Of a node of the user's: its edges, and the program's handle while the library refers to it.
  std::vector<Edge> edges;
  std::shared_ptr<Node> keeper;
  // Node::metadata().
  std::unique_ptr<autograd::AnomalyMetadata> anomaly;
};

// Makes retain_grad() of output `output_nr` of `from` follow a tensor that was modified in place to
// its new node; other hooks stay with the value that they were registered for.
void move_retained_grad(Node& from, uint32_t output_nr, Node& to, uint32_t new_output_nr);

// libtorch's interfaces of hooks as objects.
struct FunctionPreHook {
  virtual ~FunctionPreHook() = default;
  virtual variable_list operator()(const variable_list& grads) = 0;
};
struct FunctionPostHook {
  virtual ~FunctionPostHook() = default;
  virtual variable_list operator()(const variable_list& outputs /* grad_inputs */,
                                   const variable_list& inputs /* grad_outputs */) = 0;
};

// A tensor hook as an object: it receives and returns a list of one.
struct TensorPreHook {
  Tensor operator()(const Tensor& gradient) const;
  std::shared_ptr<FunctionPreHook> object;
};

// Functions for one of the gradients that a node receives, as an object. Undefined results keep
// what there was; removed functions are empty.
using hooks_list = std::vector<std::function<Tensor(const Tensor&)>>;
struct CppFunctionPreHook : public FunctionPreHook {
  CppFunctionPreHook(const std::shared_ptr<hooks_list>& hooks, int value_idx)
      : hooks_(hooks), value_idx_(value_idx) {}
  variable_list operator()(const variable_list& values) override;

  std::shared_ptr<hooks_list> hooks_;
  int value_idx_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_HOOKS_H_
