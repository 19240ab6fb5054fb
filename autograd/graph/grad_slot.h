// GradSlot: the .grad of one tensor, shared by the tensor and the node that fills it; and the name
// that a program gave the tensor.
//
// Invariant: once the tensor has died nobody can read the gradient any more; abandon() drops it and
// refuses later ones. This is what breaks the cycle leaf -> gradient -> its history -> leaf's node
// that backward(create_graph=true) makes (Note [Ownership of the graph]).
#ifndef GRADLAB_AUTOGRAD_GRAPH_GRAD_SLOT_H_
#define GRADLAB_AUTOGRAD_GRAPH_GRAD_SLOT_H_

#include <memory>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/mutex.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

class GradSlot : public Pooled {
 public:
  explicit GradSlot(TensorImpl* owner) : owner_(owner) {}

  // The gradient; undefined until one arrives. Reading it while a backward pass of another thread
  // fills it is a race, as in PyTorch.
  Tensor& value() { return value_; }

  // Calls fn(value) under the lock, unless the tensor is gone.
  template <class Fn>
  void update(Fn&& fn) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (owner_ != nullptr) fn(value_);
  }
  // Calls fn(tensor) with the tensor whose .grad this is, which stays alive meanwhile; not when it
  // is gone.
  template <class Fn>
  void with_owner(Fn&& fn) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (owner_ != nullptr) fn(*owner_);
  }
  // Called when `tensor` dies: does nothing unless that is the owner.
  void abandon(const TensorImpl* tensor);

  // Null for a tensor without one.
  const std::string* name() const { return name_.get(); }
  void set_name(const std::string& name) { name_ = std::make_unique<std::string>(name); }

  void retain() { refs_.increment(); }
  void release() {
    if (refs_.decrement_is_last()) delete this;
  }

 private:
  RefCount refs_;
  std::mutex mutex_;
  TensorImpl* owner_;  // null once it has died
  Tensor value_;
  std::unique_ptr<std::string> name_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_GRAD_SLOT_H_
