// GradSlot: the .grad of one tensor, shared by the tensor and the node that fills it.
//
// Invariant: once the tensor has died nobody can read the gradient any more; abandon() drops it and
// refuses later ones. This is what breaks the cycle leaf -> gradient -> its history -> leaf's node
// that backward(create_graph=true) makes (Note [Ownership of the graph]).
#ifndef GRADLAB_AUTOGRAD_GRAD_SLOT_H_
#define GRADLAB_AUTOGRAD_GRAD_SLOT_H_

#include <mutex>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

class GradSlot : public Pooled {
 public:
  // The gradient; undefined until one arrives. Reading it while a backward pass of another thread
  // fills it is a race, as in PyTorch.
  Tensor& value() { return value_; }

  // Calls fn(value) under the lock, unless the tensor is gone.
  template <class Fn>
  void update(Fn&& fn) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!abandoned_) fn(value_);
  }
  void abandon();

  void retain() { refs_.increment(); }
  void release() {
    if (refs_.decrement_is_last()) delete this;
  }

 private:
  RefCount refs_;
  bool abandoned_ = false;
  std::mutex mutex_;
  Tensor value_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAD_SLOT_H_
