#include "gradlab/autograd/graph/graph.h"

#include <mutex>
#include <string>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/copy_slices.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

// A view's own history is stale once its storage was written to: the base has the history then,
// and the view is taken from it anew.
bool is_stale(const TensorImpl& t) {
  return t.base && t.get_attr_version() != t.array.version() &&
         (t.base->requires_grad() || t.grad_fn);
}

// Throws unless `t`, a view, may have its history rewritten, because it is modified in place or
// (`indirect`) because its base was.
void check_view_rebase(const TensorImpl& t, bool indirect) {
  if (t.creation == CreationMeta::DEFAULT) return;
  const char* modified = indirect ? "its base or another view of its base has been" : "is being";
  const bool inference = t.creation == CreationMeta::INFERENCE_MODE;
  std::string what;
  if (inference || t.creation == CreationMeta::NO_GRAD_MODE || !t.grad_fn) {
    what = t.grad_fn ? str("Output ", t.output_nr, " of ", t.grad_fn->name(),
                           " is a view of a view which was created in")
                     : std::string("A view was created in");
    what += inference
                ? str(" inference mode and ", modified, " modified inplace in normal mode.")
                : str(" no_grad mode and ", modified, " modified inplace with grad mode enabled.");
  } else {
    what = str("Output ", t.output_nr, " of ", t.grad_fn->name(), " is a view and ", modified,
               " modified inplace.");
  }
  switch (t.creation) {
    case CreationMeta::MULTI_OUTPUT_NODE:
      what +=
          " This view is the output of a function that returns multiple views. Such functions do "
          "not allow the output views to be modified inplace. You should replace the inplace "
          "operation by an out-of-place one.";
      break;
    case CreationMeta::IN_CUSTOM_FUNCTION:
      what +=
          " This view was created inside a custom Function (or because an input was returned "
          "as-is) and the autograd logic to handle view+inplace would override the custom "
          "backward associated with the custom Function, leading to incorrect gradients. This "
          "behavior is forbidden. You can fix this by cloning the output of the custom Function.";
      break;
    default: {
      const char* mode = inference ? "inference_mode" : "no_grad";
      what +=
          str(" Given that this use case is ambiguous and error-prone, it is forbidden. You can "
              "clarify your code by moving both the view and the inplace either both inside the ",
              mode,
              " block (if you don't want the inplace to be tracked) or both outside (if you "
              "want the inplace to be tracked).");
    }
  }
  throw Error(what);
}

// Views are read by several threads at once, and so may be renewed by several.
constinit std::mutex renewal;

void refresh_view(TensorImpl& t) {
  if (!is_stale(t)) return;
  std::lock_guard<std::mutex> lock(renewal);
  if (!is_stale(t)) return;
  check_view_rebase(t, true);
  Ref<Node> fresh = make_as_strided_node(gradient_edge(*t.base), t.base->array, t.array);
  if (t.grad_fn) move_retained_grad(*t.grad_fn, t.output_nr, *fresh, 0);
  set_history(t, std::move(fresh), 0);
  t.set_attr_version(t.array.version());
}

}  // namespace

const Ref<Node>& current_grad_fn(TensorImpl& t) {
  refresh_view(t);
  return t.grad_fn;
}

bool has_history(const TensorImpl& t) { return t.grad_fn || is_stale(t); }

Edge gradient_edge(TensorImpl& t) {
  refresh_view(t);
  if (t.grad_fn) return {t.grad_fn, t.output_nr};
  if (t.leaf_requires_grad) return {Ref<Node>(&t.accumulator_node()), 0};
  return {};
}

void set_view_of(TensorImpl& view, const TensorImpl& source, CreationMeta creation) {
  view.inference = source.inference;
  if (source.inference) return;
  view.base = source.base ? source.base : Ref<TensorImpl>(const_cast<TensorImpl*>(&source));
  view.set_attr_version(view.array.version());
  if (InferenceMode::is_enabled()) {
    creation = CreationMeta::INFERENCE_MODE;
  } else if (!GradMode::is_enabled()) {
    creation = CreationMeta::NO_GRAD_MODE;
  }
  // A view of a view that may not be written may not be written either.
  view.creation = creation == CreationMeta::DEFAULT ? source.creation : creation;
}

void check_in_place(const TensorImpl& t, bool records) {
  if (!records || !GradMode::is_enabled()) return;
  if (t.base) {
    check_view_rebase(t, false);
    GRADLAB_CHECK(t.base->grad_fn || !t.requires_grad(),
                  "a view of a leaf Variable that requires grad is being used in an in-place "
                  "operation.");
  }
  GRADLAB_CHECK(!t.leaf_requires_grad || t.grad_fn,
                "a leaf Variable that requires grad is being used in an in-place operation.");
}

namespace {

// Names of nodes are literals of one program: how far one lies from this one fits in 32 bits.
constexpr char kOrigin[] = "origin";

void note_write(const Array& array, const Node& writer) {
  const char* name = writer.literal_name();
  const intptr_t distance =
      name ? reinterpret_cast<intptr_t>(name) - reinterpret_cast<intptr_t>(kOrigin) : 0;
  const int32_t mark = static_cast<int32_t>(distance);
  array.storage()->set_recorded_write(mark == distance ? mark : 0);
}

}  // namespace

const char* recorded_writer(const Storage& storage) {
  const int32_t mark = storage.recorded_write();
  return mark == 0 ? nullptr
                   : reinterpret_cast<const char*>(reinterpret_cast<intptr_t>(kOrigin) + mark);
}

void rebase_history(TensorImpl& t, Ref<Node> node, uint32_t output_nr, uint32_t written) {
  if (!t.base) {
    t.leaf_requires_grad = false;
    note_write(t.array, *node);
    if (t.grad_fn) move_retained_grad(*t.grad_fn, t.output_nr, *node, output_nr);
    set_history(t, std::move(node), output_nr);
    return;
  }
  TensorImpl& base = *t.base;
  Ref<Node> slices = Ref<Node>::adopt(
      new CopySlices(gradient_edge(base), base.array, t.array, std::move(node), written));
  if (base.grad_fn) move_retained_grad(*base.grad_fn, base.output_nr, *slices, 0);
  base.leaf_requires_grad = false;
  note_write(base.array, *slices);
  set_history(base, std::move(slices), 0);
  t.set_attr_version(t.array.version() - 1);  // stale: taken from the new base when next asked for
}

Tensor copy_before_write(const Tensor& t) {
  Tensor copy{kernels::clone(t.array())};
  const Edge edge = gradient_edge(*t.impl());
  set_history(*copy.impl(), edge.function, edge.input_nr);
  return copy;
}

}  // namespace gradlab
