// TensorImpl: what a Tensor handle points to: one Array, its place in the graph, its gradient.
#ifndef GRADLAB_AUTOGRAD_TENSOR_IMPL_H_
#define GRADLAB_AUTOGRAD_TENSOR_IMPL_H_

#include <atomic>
#include <cstdint>
#include <utility>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/view_meta.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/ref.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

// The two refusals of Note [Inference tensors].
[[noreturn]] void throw_inference_write();
[[noreturn]] void throw_inference_saved();

// The count of in-place writes, shared by all tensors on one storage.
class VariableVersion {
 public:
  // Null for an inference tensor, which has none.
  explicit VariableVersion(Ref<Storage> storage) : storage_(std::move(storage)) {}
  // A count of no tensor.
  explicit VariableVersion(uint32_t version = 0);

  bool enabled() const { return static_cast<bool>(storage_); }
  // Throws "Inference tensors do not track version counter." unless enabled.
  uint32_t current_version() const;
  // Counts a write by `operation`, a literal.
  void bump(const char* operation = "bump_version");
  // Null for an inference tensor.
  const Ref<Storage>& storage() const { return storage_; }

 private:
  Ref<Storage> storage_;
};

class TensorImpl : public Pooled, public DifferentiableViewMeta {
 public:
  explicit TensorImpl(Array&& a) : inference(InferenceMode::is_enabled()), array(std::move(a)) {}
  TensorImpl(const TensorImpl&) = delete;
  TensorImpl& operator=(const TensorImpl&) = delete;
  ~TensorImpl() {
    if (grad_slot.load(std::memory_order_relaxed) != nullptr) leave_graph();
  }

  // A leaf that requires grad, the result of a recorded operation, or a view of either.
  bool requires_grad() const {
    // The base first: the grad_fn of a view may just be being renewed by another thread, but only
    // if its base requires grad.
    return leaf_requires_grad || (base && base->requires_grad()) || grad_fn;
  }

  void retain() { refs_.increment(); }
  void release() {
    if (refs_.decrement_is_last()) delete this;
  }
  uint32_t use_count() const { return refs_.value(); }

  // Its .grad, made when first needed.
  GradSlot& mutable_grad_slot();
  // For a leaf that requires grad.
  AccumulateGrad& accumulator_node();

  // libtorch's names. The result may be cast to DifferentiableViewMeta*; null when the tensor is no
  // view, takes no part in a graph and has no .grad.
  AutogradMetaInterface* autograd_meta();
  VariableVersion version_counter() const {
    return VariableVersion(inference ? Ref<Storage>() : Ref<Storage>(array.storage()));
  }
  void bump_version(const char* operation = "bump_version") { version_counter().bump(operation); }
  bool is_inference() const { return inference; }

  bool inference;  // made in InferenceMode, or shows the memory of such a tensor
  Array array;

 private:
  void leave_graph();

  RefCount refs_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_IMPL_H_
