#include "gradlab/autograd/graph/copy_slices.h"

#include <array>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/strided.h"

namespace gradlab {

CopySlices::CopySlices(Edge base_edge, const Array& base_array, const Array& view_array,
                       NodePtr operation, uint32_t written)
    : Node("CopySlices", next_sequence_nr()),
      base(base_array),
      view(view_array),
      fn(std::move(operation)),
      written_(written) {
  for (uint32_t i = 0; i < fn->num_edges(); ++i) {
    edges_.push_back(i == written_ ? std::move(base_edge) : fn->edge(i));
  }
  set_edges(edges_.data(), static_cast<uint32_t>(edges_.size()));
  set_input(base_array);
  set_saved_bytes(0);
}

void CopySlices::run(Backward& backward) {
  if (!backward.incoming(0).defined()) return;
  Tensor result = copy_to_layout(backward.incoming(0), base.strided());
  Tensor slice = result.as_strided(view.sizes(), view.strides(),
                                   view.storage_offset() - base.storage_offset());

  Tensor incoming = slice.clone();
  std::vector<Tensor> outgoing(edges_.size());
  // What the operation saved depends on which inputs needed a gradient, and the view did only if
  // its base does: so nothing is asked that this node was not asked itself.
  Backward inner(*fn, &incoming, outgoing.data(), backward.needed());
  fn->execute(inner, false);

  // An operation that gives no gradient for what it overwrote cuts the base off, as in PyTorch.
  if (Tensor& part = outgoing[written_]; part.defined()) {
    slice.copy_(sum_to(part, view.sizes()));
    part = result;
  }
  for (uint32_t i = 0; i < edges_.size(); ++i) backward.grad(i) = std::move(outgoing[i]);
}

Ref<Node> make_as_strided_node(Edge base_edge, const Array& base, const Array& view) {
  auto rule = [from = StridedGeometry(base), to = StridedGeometry(view)](
                  const Tensor& g, Backward& bw) { bw.grad(0) = as_strided_backward(g, from, to); };
  using Made = OpNode<decltype(rule), std::array<Edge, 1>>;
  auto* node =
      new Made("AsStridedBackward0", {std::move(base_edge)}, std::move(rule), Made::kSavesNothing);
  node->set_input(view);
  return Ref<Node>::adopt(node);
}

}  // namespace gradlab
