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
namespace {

class CopySlices final : public Node {
 public:
  CopySlices(Edge base_edge, const Array& base, const Array& view, Ref<Node> operation,
             uint32_t written)
      : Node("CopySlices", next_sequence_nr()),
        base_(base),
        view_(view),
        operation_(std::move(operation)),
        written_(written) {
    for (uint32_t i = 0; i < operation_->num_edges(); ++i) {
      edges_.push_back(i == written_ ? std::move(base_edge) : operation_->edge(i));
    }
    set_edges(edges_.data(), static_cast<uint32_t>(edges_.size()));
    set_input(base);
    set_saved_bytes(0);
  }

 private:
  void run(Backward& backward) override {
    if (!backward.incoming(0).defined()) return;
    Tensor result = copy_to_layout(backward.incoming(0), base_);
    Tensor slice = result.as_strided(view_.sizes, view_.strides, view_.offset - base_.offset);

    Tensor incoming = slice.clone();
    std::vector<Tensor> outgoing(edges_.size());
    std::unique_ptr<bool[]> needed(new bool[edges_.size()]);
    for (uint32_t i = 0; i < edges_.size(); ++i) needed[i] = i == written_ || backward.needs(i);
    Backward inner(*operation_, &incoming, outgoing.data(), needed.get());
    operation_->execute(inner, false);

    // An operation that gives no gradient for what it overwrote cuts the base off, as in PyTorch.
    if (Tensor& part = outgoing[written_]; part.defined()) {
      slice.copy_(sum_to(part, view_.sizes));
      part = result;
    }
    for (uint32_t i = 0; i < edges_.size(); ++i) backward.grad(i) = std::move(outgoing[i]);
  }

  void free_saved() override { operation_.reset(); }

  StridedGeometry base_, view_;
  Ref<Node> operation_;
  const uint32_t written_;  // which input of the operation is the view
  std::vector<Edge> edges_;
};

}  // namespace

Ref<Node> make_copy_slices(Edge base_edge, const Array& base, const Array& view,
                           Ref<Node> operation, uint32_t written) {
  return Ref<Node>::adopt(
      new CopySlices(std::move(base_edge), base, view, std::move(operation), written));
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
