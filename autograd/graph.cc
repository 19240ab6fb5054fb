#include "gradlab/autograd/graph.h"

#include "gradlab/autograd/accumulate_grad.h"
#include "gradlab/autograd/copy_slices.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/into.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

// A view's own history is stale once its storage was written to: the base has the history then,
// and the view is taken from it anew.
void refresh_view(TensorImpl& t) {
  if (!t.base || t.view_version == t.array.version()) return;
  if (!t.grad_fn && !t.base->requires_grad()) return;
  t.view_version = t.array.version();
  t.output_nr = 0;
  t.grad_fn = make_as_strided_node(gradient_edge(*t.base), t.base->array, t.array);
}

}  // namespace

const Ref<Node>& current_grad_fn(TensorImpl& t) {
  refresh_view(t);
  return t.grad_fn;
}

Edge gradient_edge(TensorImpl& t) {
  refresh_view(t);
  if (t.grad_fn) return {t.grad_fn, t.output_nr};
  if (t.leaf_requires_grad) return {Ref<Node>(&t.accumulator_node()), 0};
  return {};
}

void set_view_of(TensorImpl& view, const TensorImpl& source, CreationMeta creation) {
  view.base = source.base ? source.base : Ref<TensorImpl>(const_cast<TensorImpl*>(&source));
  view.view_version = view.array.version();
  // A view of a view that may not be written may not be written either.
  view.creation = creation == CreationMeta::DEFAULT ? source.creation : creation;
  if (!GradMode::is_enabled() && creation == CreationMeta::DEFAULT) {
    view.creation = CreationMeta::NO_GRAD_MODE;
  }
}

void check_in_place(const TensorImpl& t, bool records) {
  if (!records || !GradMode::is_enabled()) return;
  if (t.base) {
    const char* name = t.grad_fn ? t.grad_fn->name() : "";
    switch (t.creation) {
      case CreationMeta::DEFAULT:
        break;
      case CreationMeta::NO_GRAD_MODE:
        GRADLAB_THROW(Error,
                      "A view was created in no_grad mode and is being modified inplace with grad "
                      "mode enabled. Given that this use case is ambiguous and error-prone, it is "
                      "forbidden. You can clarify your code by moving both the view and the inplace "
                      "either both inside the no_grad block (if you don't want the inplace to be "
                      "tracked) or both outside (if you want the inplace to be tracked).");
      case CreationMeta::INFERENCE_MODE:
        GRADLAB_THROW(Error,
                      "A view was created in inference mode and is being modified inplace in normal "
                      "mode. Given that this use case is ambiguous and error-prone, it is forbidden. "
                      "You can clarify your code by moving both the view and the inplace either both "
                      "inside the inference_mode block (if you don't want the inplace to be tracked) "
                      "or both outside (if you want the inplace to be tracked).");
      case CreationMeta::MULTI_OUTPUT_NODE:
        GRADLAB_THROW(Error, "Output ", t.output_nr, " of ", name,
                      " is a view and is being modified inplace. This view is the output of a "
                      "function that returns multiple views. Such functions do not allow the output "
                      "views to be modified inplace. You should replace the inplace operation by an "
                      "out-of-place one.");
      case CreationMeta::IN_CUSTOM_FUNCTION:
        GRADLAB_THROW(Error, "Output ", t.output_nr, " of ", name,
                      " is a view and is being modified inplace. This view was created inside a "
                      "custom Function (or because an input was returned as-is) and the autograd "
                      "logic to handle view+inplace would override the custom backward associated "
                      "with the custom Function, leading to incorrect gradients. This behavior is "
                      "forbidden. You can fix this by cloning the output of the custom Function.");
    }
    GRADLAB_CHECK(!t.base->leaf_requires_grad || t.base->grad_fn,
                  "a view of a leaf Variable that requires grad is being used in an in-place "
                  "operation.");
  }
  GRADLAB_CHECK(!t.leaf_requires_grad || t.grad_fn,
                "a leaf Variable that requires grad is being used in an in-place operation.");
}

void rebase_history(TensorImpl& t, Ref<Node> node) {
  if (!t.base) {
    t.leaf_requires_grad = false;
    set_history(t, std::move(node), 0);
    return;
  }
  TensorImpl& base = *t.base;
  set_history(base, make_copy_slices(gradient_edge(base), base.array, t.array, std::move(node)), 0);
  t.view_version = t.array.version() - 1;  // stale: taken from the new base when next asked for
}

Tensor copy_before_write(const Tensor& t) {
  Tensor copy{kernels::clone(t.array())};
  const Edge edge = gradient_edge(*t.impl());
  set_history(*copy.impl(), edge.node, edge.input_nr);
  return copy;
}

}  // namespace gradlab
