#include "gradlab/autograd/tensor_impl.h"

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/grad_slot.h"
#include "gradlab/tensor/error.h"

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
  return make_once(grad_slot, [&] { return new GradSlot(this); });
}

AccumulateGrad& TensorImpl::accumulator_node() {
  return make_once(accumulator, [&] { return new AccumulateGrad(*this); });
}

AutogradMetaInterface* TensorImpl::autograd_meta() {
  const bool has_any = leaf_requires_grad || grad_fn || base || grad_slot.load() != nullptr;
  return has_any ? this : nullptr;
}

VariableVersion::VariableVersion(uint32_t version) : storage_(Storage::allocate(0)) {
  storage_->set_version(version);
}

uint32_t VariableVersion::current_version() const {
  GRADLAB_CHECK(enabled(), "Inference tensors do not track version counter.");
  return storage_->version();
}

void VariableVersion::bump(const char* operation) {
  if (enabled()) return storage_->bump_version(operation);
  if (!InferenceMode::is_enabled()) throw_inference_write();
}

void throw_inference_write() {
  GRADLAB_THROW(Error,
                "Inplace update to inference tensor outside InferenceMode is not allowed."
                "You can make a clone to get a normal tensor before doing inplace update."
                "See https://github.com/pytorch/rfcs/pull/17 for more details.");
}

void throw_inference_saved() {
  GRADLAB_THROW(
      Error,
      "Inference tensors cannot be saved for backward. Please do not use Tensors created "
      "in inference mode in computation tracked by autograd. To work around this, you can "
      "make a clone to get a normal tensor and use it in autograd.");
}

void TensorImpl::leave_graph() {
  GradSlot* slot = grad_slot.load(std::memory_order_acquire);
  slot->abandon(this);
  slot->release();
  if (AccumulateGrad* node = accumulator.load(std::memory_order_acquire)) node->release();
}

void GradSlot::abandon(const TensorImpl* tensor) {
  Tensor last;  // destroyed after the lock is gone: its history may lead back here
  std::lock_guard<std::mutex> lock(mutex_);
  if (owner_ != tensor) return;
  owner_ = nullptr;
  std::swap(last, value_);
}

}  // namespace gradlab
