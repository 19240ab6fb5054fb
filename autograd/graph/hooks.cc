#include "gradlab/autograd/graph/hooks.h"

#include <algorithm>

#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_replacement(const Tensor& before, const Tensor& after, unsigned hook) {
  GRADLAB_CHECK(before.dtype() == after.dtype(), "hook '", hook,
                "' has changed the type of value (was torch.", dtype_name(before.dtype()),
                "Tensor got torch.", dtype_name(after.dtype()), "Tensor)");
  GRADLAB_CHECK(before.sizes() == after.sizes(), "hook '", hook, "' has changed the size of value");
}

// What the hooks of a node return replaces what they received, unless they return nothing.
void replace(Tensor* values, uint32_t count, std::vector<Tensor> results) {
  if (results.empty()) return;
  GRADLAB_CHECK(results.size() == count, "hook has returned an incorrect number of values (got ",
                results.size(), ", but expected ", count, ")");
  std::move(results.begin(), results.end(), values);
}

// A hook that was registered as an object, as a function.
template <class Object>
struct CallObject {
  template <class... T>
  variable_list operator()(const T&... gradients) const {
    return (*object)(gradients...);
  }
  std::shared_ptr<Object> object;
};

// The other way round.
template <class Object, class Fn, class... T>
struct CallFunction : Object {
  explicit CallFunction(std::shared_ptr<Fn> f) : fn(std::move(f)) {}
  variable_list operator()(T... gradients) override { return (*fn)(gradients...); }
  std::shared_ptr<Fn> fn;
};

template <class Object, class... T, class Fn>
std::vector<std::shared_ptr<Object>> as_objects(const HookList<Fn>& hooks) {
  std::vector<std::shared_ptr<Object>> result;
  for (const std::shared_ptr<Fn>& fn : hooks.functions()) {
    if (auto* call = fn->template target<CallObject<Object>>()) {
      result.push_back(call->object);
    } else {
      result.push_back(std::make_shared<CallFunction<Object, Fn, T...>>(fn));
    }
  }
  return result;
}

}  // namespace

bool NodeHooks::has_post_hooks() const { return !post_hooks.empty(); }

unsigned NodeHooks::add_tensor_hook(uint32_t input_nr, TensorFn fn) {
  unsigned handle = 0;
  for (const TensorHook& hook : tensor_hooks) handle += hook.input_nr == input_nr;
  tensor_hooks.push_back({input_nr, std::make_shared<TensorFn>(std::move(fn))});
  return handle;
}

void NodeHooks::remove_tensor_hook(uint32_t input_nr, unsigned handle) {
  unsigned place = 0;
  for (TensorHook& hook : tensor_hooks) {
    if (hook.input_nr == input_nr && place++ == handle) return hook.fn.reset();
  }
  GRADLAB_THROW(Error, "Invalid index, no hook at position ", handle);
}

void NodeHooks::clear_tensor_hooks(uint32_t input_nr) {
  // Only emptied: a pass may be calling them.
  for (TensorHook& hook : tensor_hooks) {
    if (hook.input_nr == input_nr) hook.fn.reset();
  }
}

std::vector<std::shared_ptr<FunctionPreHook>> NodeHooks::tensor_hook_objects(
    uint32_t input_nr) const {
  std::vector<std::shared_ptr<FunctionPreHook>> objects;
  std::shared_ptr<hooks_list> functions;
  for (const TensorHook& hook : tensor_hooks) {
    if (hook.input_nr != input_nr || !hook.fn) continue;
    if (const auto* object = hook.fn->target<TensorPreHook>()) {
      objects.push_back(object->object);
      continue;
    }
    if (!functions) {
      functions = std::make_shared<hooks_list>();
      objects.push_back(std::make_shared<CppFunctionPreHook>(functions, input_nr));
    }
    functions->push_back(*hook.fn);
  }
  return objects;
}

Tensor TensorPreHook::operator()(const Tensor& gradient) const {
  const variable_list results = (*object)({gradient});
  GRADLAB_CHECK(results.size() <= 1, "hook has returned an incorrect number of values (got ",
                results.size(), ", but expected 1)");
  return results.empty() ? Tensor() : results[0];
}

variable_list CppFunctionPreHook::operator()(const variable_list& values) {
  variable_list results = values;
  Tensor& gradient = results.at(static_cast<size_t>(value_idx_));
  for (unsigned i = 0; i < hooks_->size(); ++i) {
    if (!(*hooks_)[i]) continue;
    Tensor replacement = (*hooks_)[i](gradient);
    if (!replacement.defined()) continue;
    check_replacement(gradient, replacement, i);
    gradient = std::move(replacement);
  }
  return results;
}

void NodeHooks::run_tensor_hooks(Tensor* incoming) const {
  if (tensor_hooks.empty()) return;
  NoLocationScope users_code;
  const std::vector<TensorHook> snapshot = tensor_hooks;
  for (size_t i = 0; i < snapshot.size(); ++i) {
    const TensorHook& hook = snapshot[i];
    Tensor& grad = incoming[hook.input_nr];
    // Removed before the pass, or by a hook that ran earlier in it.
    if (!tensor_hooks[i].fn || !grad.defined()) continue;
    Tensor replacement = (*hook.fn)(grad);
    if (!replacement.defined()) continue;
    unsigned place = 0;
    for (size_t k = 0; k < i; ++k) place += snapshot[k].input_nr == hook.input_nr;
    check_replacement(grad, replacement, place);
    grad = std::move(replacement);
  }
}

void NodeHooks::run_pre_hooks(Tensor* incoming, uint32_t count) const {
  pre_hooks.for_each([&](const Node::PreHook& hook) {
    replace(incoming, count, hook(std::vector<Tensor>(incoming, incoming + count)));
  });
  for (const RetainedGrad& r : retained) {
    if (const Tensor& grad = incoming[r.input_nr]; grad.defined()) {
      r.slot->update([&](Tensor& value) {
        value = value.defined() ? value + grad : grad.clone(MemoryFormat::Contiguous);
      });
    }
  }
}

void NodeHooks::run_post_hooks(Tensor* outgoing, uint32_t edges,
                               const std::vector<Tensor>& incoming) const {
  post_hooks.for_each([&](const Node::PostHook& hook) {
    replace(outgoing, edges, hook(std::vector<Tensor>(outgoing, outgoing + edges), incoming));
  });
}

void move_retained_grad(Node& from, uint32_t output_nr, Node& to, uint32_t new_output_nr) {
  if (from.hooks() == nullptr || &from == &to) return;
  std::erase_if(from.mutable_hooks().retained, [&](NodeHooks::RetainedGrad& r) {
    if (r.input_nr != output_nr) return false;
    to.mutable_hooks().retained.push_back({new_output_nr, std::move(r.slot)});
    return true;
  });
}

RemovableHandle Node::register_prehook(PreHook hook) {
  return mutable_hooks().pre_hooks.add(std::move(hook));
}

RemovableHandle Node::register_hook(PostHook hook) {
  return mutable_hooks().post_hooks.add(std::move(hook));
}

void Node::add_pre_hook(std::unique_ptr<FunctionPreHook>&& hook) {
  register_prehook(CallObject<FunctionPreHook>{std::move(hook)});
}

uintptr_t Node::add_post_hook(std::unique_ptr<FunctionPostHook>&& hook) {
  const uintptr_t key = reinterpret_cast<uintptr_t>(hook.get());
  RemovableHandle handle = register_hook(CallObject<FunctionPostHook>{std::move(hook)});
  mutable_hooks().post_hook_keys.push_back({key, handle});
  return key;
}

std::vector<std::shared_ptr<FunctionPreHook>> Node::pre_hooks() const {
  if (hooks_ == nullptr) return {};
  return as_objects<FunctionPreHook, const variable_list&>(hooks_->pre_hooks);
}

std::vector<std::shared_ptr<FunctionPostHook>> Node::post_hooks() const {
  if (hooks_ == nullptr) return {};
  return as_objects<FunctionPostHook, const variable_list&, const variable_list&>(
      hooks_->post_hooks);
}

bool Node::del_post_hook(const uintptr_t& key) {
  if (hooks_ == nullptr) return false;
  auto& keys = hooks_->post_hook_keys;
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == key; });
  if (found == keys.end()) return false;
  found->second.remove();
  keys.erase(found);
  return true;
}

}  // namespace gradlab
