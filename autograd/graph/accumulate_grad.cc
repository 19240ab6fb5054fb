#include "gradlab/autograd/graph/accumulate_grad.h"

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

Extents gradient_layout(const Array& leaf) {
  if (leaf.is_non_overlapping_and_dense()) return Extents(leaf.sizes(), leaf.strides());
  return Extents::contiguous(leaf.sizes());
}

}  // namespace

AccumulateGrad::AccumulateGrad(TensorImpl& leaf)
    : Node("AccumulateGrad", kRunsFirst),
      slot_(&leaf.mutable_grad_slot()),
      layout_(gradient_layout(leaf.array)) {
  slot_->retain();
  set_input(leaf.array);
}

AccumulateGrad::~AccumulateGrad() { slot_->release(); }

void AccumulateGrad::run(Backward& backward) {
  Tensor& incoming = backward.incoming(0);
  if (!enabled_.load(std::memory_order_relaxed) || !incoming.defined()) return;
  const uint32_t handles = hooks() != nullptr && hooks()->has_post_hooks() ? 2 : 1;
  slot_->update([&](Tensor& grad) { accumulate(grad, std::move(incoming), handles); });
  if (hooks() == nullptr || hooks()->post_accumulate.empty()) return;
  Tensor leaf;
  slot_->with_owner([&](TensorImpl& owner) { leaf = leaf_on(Array(owner.array)); });
  if (!leaf.defined()) return;
  hooks()->post_accumulate.for_each([&](const auto& hook) { hook(leaf); });
}

void AccumulateGrad::accumulate(Tensor& grad, Tensor incoming, uint32_t handles) const {
  if (!grad.defined()) {
    const Array& a = incoming.array();
    const bool steal = !GradMode::is_enabled() && incoming.use_count() <= handles &&
                       a.storage()->use_count() == 1 && obeys_layout(a);
    grad = steal ? incoming.detach() : copy_of(incoming);
  } else if (!GradMode::is_enabled()) {
    kernels::add(grad.array(), incoming.array(), 1, &grad.array());
    grad.array().bump_version("AccumulateGrad");
    warn_of_layout(grad.array());
  } else {
    grad = add(grad, incoming);
    warn_of_layout(grad.array());
  }
}

bool AccumulateGrad::obeys_layout(const Array& grad) const {
  for (int64_t d = 0; d < grad.dim(); ++d) {
    if (grad.size(d) != 1 && grad.stride(d) != layout_.strides()[d]) return false;
  }
  return true;
}

void AccumulateGrad::warn_of_layout(const Array& grad) const {
  if (!(grad.sizes() == layout_.sizes()) || obeys_layout(grad)) return;
  GRADLAB_WARN_ONCE(
      "grad and param do not obey the gradient layout contract. This is not an error, but may "
      "impair performance.\ngrad.sizes() = ",
      grad.sizes(), ", strides() = ", grad.strides(), "\nparam.sizes() = ", layout_.sizes(),
      ", strides() = ", layout_.strides());
}

Tensor AccumulateGrad::copy_of(const Tensor& incoming) const {
  StridedGeometry layout;
  layout.sizes = layout_.sizes().vec();
  layout.strides = layout_.strides().vec();
  return copy_to_layout(incoming, layout);  // keeps the history of a gradient that has one
}

Tensor AccumulateGrad::leaf_on(Array array) {
  Tensor leaf(std::move(array));
  TensorImpl& impl = *leaf.impl();
  impl.leaf_requires_grad = enabled_.load(std::memory_order_relaxed);
  slot_->retain();
  impl.grad_slot.store(slot_);
  retain();
  impl.accumulator.store(this);
  return leaf;
}

}  // namespace gradlab
