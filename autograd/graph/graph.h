// Where tensors and nodes meet: the gradient edge of a tensor, and giving a tensor its history.
#ifndef GRADLAB_AUTOGRAD_GRAPH_GRAPH_H_
#define GRADLAB_AUTOGRAD_GRAPH_GRAPH_H_

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_impl.h"

namespace gradlab {

// Where the gradient of the tensor goes: to the node that made it, to its accumulator if it is a
// leaf that requires grad, else nowhere. For a view whose base was written to, first makes the node
// that takes the view from the new base.
Edge gradient_edge(TensorImpl& t);

// The node that made it, null for a leaf; fresh for views, as gradient_edge. Both throw for a view
// that may not be modified in place when its base was ("... and its base or another view of its
// base has been modified inplace").
const Ref<Node>& current_grad_fn(TensorImpl& t);

// Makes output `output_nr` of `node` the history of a new tensor.
inline void set_history(TensorImpl& t, Ref<Node> node, uint32_t output_nr) {
  t.grad_fn = std::move(node);
  t.output_nr = output_nr;
}

// Makes output `output_nr` of `node` the history of a tensor that was modified in place by it. For
// a view, the history of the base becomes a CopySlices node that applies `node`, which must have
// this one output, to the part that the view shows; `written` is the view's place among the node's
// inputs.
void rebase_history(TensorImpl& t, Ref<Node> node, uint32_t output_nr = 0, uint32_t written = 0);

// The name of the node that recorded the last in-place write to the memory, null if none did or it
// is of the user's: of what the tensor that was written is now an output.
const char* recorded_writer(const Storage& storage);

// Registers `view` as a view of `source` (of its base, when that is a view itself). Views of
// inference tensors are inference tensors and no views for autograd.
void set_view_of(TensorImpl& view, const TensorImpl& source, CreationMeta creation);

// Throws PyTorch's text when `t` may not be modified in place with grad mode on: a leaf that
// requires grad, a view of one, or a view that was made in a way that forbids it. Does nothing when
// grad mode is off. `records`: whether the operation will record a node.
void check_in_place(const TensorImpl& t, bool records);

// Whether current_grad_fn() would give a node; never throws.
bool has_history(const TensorImpl& t);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_GRAPH_H_
