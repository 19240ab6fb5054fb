// AccumulateGrad: a leaf's node in the graph. It adds every gradient that reaches the leaf to its
// .grad.
#ifndef GRADLAB_AUTOGRAD_GRAPH_ACCUMULATE_GRAD_H_
#define GRADLAB_AUTOGRAD_GRAPH_ACCUMULATE_GRAD_H_

#include <atomic>

#include "gradlab/autograd/graph/grad_slot.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/extents.h"

namespace gradlab {

// Note [Stealing gradients]
// The first gradient of a leaf becomes its .grad without a copy when nothing else can see it: no
// graph is being made, this is the only handle to the tensor (but for the one that post-hooks of
// the node are given) and to its storage, and its layout is that of the leaf (row-major for a leaf
// with gaps or overlaps). Otherwise it is copied, so that .grad never aliases a tensor of the
// caller's. Later gradients are added in place, and so reach handles to .grad that the user holds;
// while a graph is being made they are added to a new tensor.
class AccumulateGrad final : public Node {
 public:
  explicit AccumulateGrad(TensorImpl& leaf);
  ~AccumulateGrad() override;

  // A leaf that was switched off after the forward receives nothing.
  void set_enabled(bool enabled) { enabled_.store(enabled, std::memory_order_relaxed); }

  // A tensor on `array` that stands for the leaf: a leaf with the same .grad and hooks.
  Tensor leaf_on(Array array);

 private:
  void run(Backward& backward) override;
  // `handles`: how many handles to `incoming` still allow to steal it.
  void accumulate(Tensor& grad, Tensor incoming, uint32_t handles) const;
  // Whether the strides are those that .grad should have; those of dimensions of size 1 may differ.
  bool obeys_layout(const Array& grad) const;
  void warn_of_layout(const Array& grad) const;
  // The gradient in memory of its own with the layout of the leaf.
  Tensor copy_of(const Tensor& incoming) const;

  std::atomic<bool> enabled_{true};
  GradSlot* slot_;
  Extents layout_;  // sizes and strides that .grad takes
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_ACCUMULATE_GRAD_H_
