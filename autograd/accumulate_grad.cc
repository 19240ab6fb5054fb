#include "gradlab/autograd/accumulate_grad.h"

#include <utility>

#include "gradlab/autograd/backward.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"

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
  if (!enabled_.load(std::memory_order_relaxed) || !backward.incoming(0).defined()) return;
  slot_->update([&](Tensor& grad) { accumulate(grad, std::move(backward.incoming(0))); });
}

void AccumulateGrad::accumulate(Tensor& grad, Tensor incoming) const {
  if (!grad.defined()) {
    const Array& a = incoming.array();
    const bool steal = !GradMode::is_enabled() && incoming.use_count() == 1 &&
                       a.storage()->use_count() == 1 && a.strides() == layout_.strides();
    if (steal) {
      grad = incoming.detach();
    } else {
      grad = copy_of(incoming);
    }
  } else if (!GradMode::is_enabled()) {
    kernels::add(grad.array(), incoming.array(), 1, &grad.array());
    grad.array().bump_version("AccumulateGrad");
  } else {
    grad = add(grad, incoming);
  }
}

Tensor AccumulateGrad::copy_of(const Tensor& incoming) const {
  const Array& a = incoming.array();
  if (GradMode::is_enabled()) return incoming.clone();  // keeps the history
  Array copy = Array::empty_strided(layout_.sizes(), layout_.strides(), a.dtype());
  kernels::copy_into(copy, a);
  return Tensor(std::move(copy));
}

}  // namespace gradlab
