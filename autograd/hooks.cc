#include "gradlab/autograd/hooks.h"

#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_replacement(const Tensor& before, const Tensor& after) {
  GRADLAB_CHECK(before.sizes() == after.sizes(), "hook has changed the size of value");
  GRADLAB_CHECK(before.dtype() == after.dtype(), "hook has changed the type of value (was torch.",
                before.dtype(), "Tensor got torch.", after.dtype(), "Tensor)");
}

}  // namespace

void NodeHooks::apply(Tensor* incoming) const {
  for (const TensorHook& hook : tensor_hooks) {
    Tensor& grad = incoming[hook.input_nr];
    if (!hook.fn || !grad.defined()) continue;
    Tensor replacement = hook.fn(grad);
    if (!replacement.defined()) continue;
    check_replacement(grad, replacement);
    grad = std::move(replacement);
  }
  for (const RetainedGrad& r : retained) {
    if (const Tensor& grad = incoming[r.input_nr]; grad.defined()) {
      r.slot->update([&](Tensor& value) {
        if (value.defined()) value = value + grad;
        else value = grad.clone();
      });
    }
  }
}

}  // namespace gradlab
