// Saved-tensor hooks: what a graph keeps of the tensors that it saves is the user's to decide. In
// the scope of a saved_tensors_hooks, every tensor saved on this thread goes through `pack`, whose
// result the graph keeps instead, and comes back through `unpack` whenever the backward pass reads
// it:
//
//   autograd::graph::saved_tensors_hooks to_disk(
//       [&](const Tensor& t) -> std::any { return write_file(t); },
//       [&](const std::any& name) { return read_file(std::any_cast<const std::string&>(name)); });
//
// pack is called once for each save (x * x saves x twice), unpack for each read; both run without
// recording. Only the values of what unpack returns matter: it gets the history of the tensor that
// was saved. In-place writes to a packed tensor are not noticed.
#ifndef GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_HOOKS_H_
#define GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_HOOKS_H_

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace gradlab {

class Tensor;

struct SavedTensorHooks {
  std::function<std::any(const Tensor&)> pack;
  std::function<Tensor(const std::any&)> unpack;
};

namespace internal {
// Those of the innermost scope of this thread.
extern constinit thread_local const std::shared_ptr<const SavedTensorHooks>* saved_tensor_hooks;
}  // namespace internal

namespace autograd::graph {

// The innermost scope wins. Throws the message of a disable_saved_tensors_hooks around it. When a
// tensor is saved: "A saved tensor pack hook is modifying its input in place. ..."; when it is
// read: an error if unpack returns an undefined tensor.
class saved_tensors_hooks {
 public:
  saved_tensors_hooks(std::function<std::any(const Tensor&)> pack_hook,
                      std::function<Tensor(const std::any&)> unpack_hook);
  ~saved_tensors_hooks() { internal::saved_tensor_hooks = before_; }
  saved_tensors_hooks(const saved_tensors_hooks&) = delete;
  saved_tensors_hooks& operator=(const saved_tensors_hooks&) = delete;

 private:
  std::shared_ptr<const SavedTensorHooks> hooks_;
  const std::shared_ptr<const SavedTensorHooks>* before_;
};

// The hooks of torch.autograd.graph.save_on_cpu: a copy of each tensor is saved, so that later
// writes to the tensor itself do no harm.
class save_on_cpu : public saved_tensors_hooks {
 public:
  save_on_cpu();
};

// In this scope no saved_tensors_hooks may begin: its constructor throws `message`.
class disable_saved_tensors_hooks {
 public:
  explicit disable_saved_tensors_hooks(std::string message);
  ~disable_saved_tensors_hooks();
  disable_saved_tensors_hooks(const disable_saved_tensors_hooks&) = delete;
  disable_saved_tensors_hooks& operator=(const disable_saved_tensors_hooks&) = delete;

 private:
  std::optional<std::string> before_;
};

}  // namespace autograd::graph
}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_SAVED_TENSOR_HOOKS_H_
