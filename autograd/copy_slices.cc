#include "gradlab/autograd/copy_slices.h"

#include <array>
#include <utility>
#include <vector>

#include "gradlab/autograd/backward.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tape.h"

namespace gradlab {
namespace {

class CopySlices final : public Node {
 public:
  CopySlices(Edge base_edge, const Array& base, const Array& view, Ref<Node> operation)
      : Node("CopySlices", next_sequence_nr()),
        base_(base),
        view_(view),
        operation_(std::move(operation)) {
    edges_.push_back(std::move(base_edge));
    for (uint32_t i = 1; i < operation_->num_edges(); ++i) edges_.push_back(operation_->edge(i));
    set_edges(edges_.data(), static_cast<uint32_t>(edges_.size()));
    set_input(base);
  }

  void run(Backward& backward) override {
    if (!operation_) throw_graph_freed();
    if (!backward.incoming(0).defined()) return;
    Tensor result = copy_to_layout(backward.incoming(0), base_);
    Tensor slice = result.as_strided(view_.sizes, view_.strides, view_.offset - base_.offset);

    Tensor incoming = slice.clone();
    std::vector<Tensor> outgoing(edges_.size());
    std::unique_ptr<bool[]> needed(new bool[edges_.size()]);
    needed[0] = true;
    for (uint32_t i = 1; i < edges_.size(); ++i) needed[i] = backward.needs(i);
    Backward inner(*operation_, &incoming, outgoing.data(), needed.get());
    operation_->run(inner);

    // An operation that gives no gradient for what it overwrote cuts the base off, as in PyTorch.
    if (outgoing[0].defined()) {
      slice.copy_(sum_to(outgoing[0], view_.sizes));
      backward.grad(0) = result;
    }
    for (uint32_t i = 1; i < edges_.size(); ++i) backward.grad(i) = std::move(outgoing[i]);
  }

  void release_saved() override {
    if (!operation_) return;
    set_freed();
    operation_.reset();
  }

 private:
  StridedGeometry base_, view_;
  Ref<Node> operation_;
  std::vector<Edge> edges_;
};

}  // namespace

Ref<Node> make_copy_slices(Edge base_edge, const Array& base, const Array& view,
                           Ref<Node> operation) {
  return Ref<Node>::adopt(
      new CopySlices(std::move(base_edge), base, view, std::move(operation)));
}

Ref<Node> make_as_strided_node(Edge base_edge, const Array& base, const Array& view) {
  auto rule = [from = StridedGeometry(base), to = StridedGeometry(view)](const Tensor& g,
                                                                        Backward& bw) {
    bw.grad(0) = as_strided_backward(g, from, to);
  };
  using Made = OpNode<decltype(rule), std::array<Edge, 1>>;
  auto* node = new Made("AsStridedBackward0", {std::move(base_edge)}, std::move(rule), Made::kSavesNothing);
  node->set_input(view);
  return Ref<Node>::adopt(node);
}

}  // namespace gradlab
