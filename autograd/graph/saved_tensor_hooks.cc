#include "gradlab/autograd/graph/saved_tensor_hooks.h"

#include <utility>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

constinit thread_local const std::shared_ptr<const SavedTensorHooks>* internal::saved_tensor_hooks =
    nullptr;

namespace autograd::graph {
namespace {

// Why hooks are forbidden on this thread, if they are.
std::optional<std::string>& forbidden() {
  static thread_local std::optional<std::string> message;
  return message;
}

}  // namespace

saved_tensors_hooks::saved_tensors_hooks(std::function<std::any(const Tensor&)> pack_hook,
                                         std::function<Tensor(const std::any&)> unpack_hook)
    : before_(internal::saved_tensor_hooks) {
  GRADLAB_CHECK(!forbidden(), *forbidden());
  hooks_ = std::make_shared<SavedTensorHooks>(
      SavedTensorHooks{std::move(pack_hook), std::move(unpack_hook)});
  internal::saved_tensor_hooks = &hooks_;
}

save_on_cpu::save_on_cpu()
    : saved_tensors_hooks([](const Tensor& t) -> std::any { return t.clone(); },
                          [](const std::any& copy) { return std::any_cast<Tensor>(copy); }) {}

disable_saved_tensors_hooks::disable_saved_tensors_hooks(std::string message)
    : before_(std::exchange(forbidden(), std::move(message))) {}

disable_saved_tensors_hooks::~disable_saved_tensors_hooks() { forbidden() = std::move(before_); }

}  // namespace autograd::graph
}  // namespace gradlab
