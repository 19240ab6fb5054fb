// TensorImpl: what a Tensor handle points to: one Array, its place in the graph, its gradient.
#ifndef GRADLAB_AUTOGRAD_TENSOR_IMPL_H_
#define GRADLAB_AUTOGRAD_TENSOR_IMPL_H_

#include <atomic>
#include <cstdint>
#include <utility>

#include "gradlab/autograd/node.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

class AccumulateGrad;
class GradSlot;

// How a view came to be; decides whether it may be modified in place (semantics of PyTorch's
// CreationMeta).
enum class CreationMeta : uint8_t {
  DEFAULT,
  IN_CUSTOM_FUNCTION,
  MULTI_OUTPUT_NODE,
  NO_GRAD_MODE,
  INFERENCE_MODE,
};

class TensorImpl : public Pooled {
 public:
  explicit TensorImpl(Array&& a) : array(std::move(a)) {}
  TensorImpl(const TensorImpl&) = delete;
  TensorImpl& operator=(const TensorImpl&) = delete;
  ~TensorImpl() {
    if (grad_slot.load(std::memory_order_relaxed) != nullptr) leave_graph();
  }

  // A leaf that requires grad, the result of a recorded operation, or a view of either.
  bool requires_grad() const {
    return leaf_requires_grad || grad_fn || (base && base->requires_grad());
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

  bool leaf_requires_grad = false;
  bool retains_grad = false;
  bool inference = false;  // made in InferenceMode, or shows the memory of such a tensor
  CreationMeta creation = CreationMeta::DEFAULT;
  // The node that made this tensor, null for a leaf. For a view, true only while `view_version` is
  // the storage's version: read it through gradient_edge() (graph.h).
  Ref<Node> grad_fn;
  uint32_t output_nr = 0;
  uint32_t view_version = 0;
  // For a view, the tensor whose memory it shows; never itself a view.
  Ref<TensorImpl> base;
  // Both owned, and made when first needed, possibly by several threads at once: the .grad, and for
  // a leaf its node in the graph (which implies the former).
  std::atomic<GradSlot*> grad_slot{nullptr};
  std::atomic<AccumulateGrad*> accumulator{nullptr};
  Array array;

 private:
  void leave_graph();

  RefCount refs_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_IMPL_H_
