#include "gradlab/autograd/tensor_impl.h"

#include "gradlab/autograd/accumulate_grad.h"
#include "gradlab/autograd/grad_slot.h"

namespace gradlab {

namespace {

// The object that `place` owns, made by the first thread that needs it.
template <class T, class Make>
T& make_once(std::atomic<T*>& place, Make&& make) {
  T* object = place.load(std::memory_order_acquire);
  if (object != nullptr) return *object;
  T* made = make();
  if (place.compare_exchange_strong(object, made, std::memory_order_acq_rel)) return *made;
  made->release();
  return *object;
}

}  // namespace

GradSlot& TensorImpl::mutable_grad_slot() {
  return make_once(grad_slot, [] { return new GradSlot; });
}

AccumulateGrad& TensorImpl::accumulator_node() {
  return make_once(accumulator, [&] { return new AccumulateGrad(*this); });
}

void TensorImpl::leave_graph() {
  GradSlot* slot = grad_slot.load(std::memory_order_acquire);
  slot->abandon();
  slot->release();
  if (AccumulateGrad* node = accumulator.load(std::memory_order_acquire)) node->release();
}

void GradSlot::abandon() {
  Tensor last;  // destroyed after the lock is gone: its history may lead back here
  std::lock_guard<std::mutex> lock(mutex_);
  abandoned_ = true;
  std::swap(last, value_);
}

}  // namespace gradlab
