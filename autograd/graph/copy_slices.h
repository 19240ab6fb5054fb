// The nodes that connect a base tensor with its views once one of them was modified in place.
//
// Note [In-place on views]
// Writing to a view v of a base b changes b. The history of b becomes CopySlices(old history of b,
// the operation on v): its backward sends the part of the gradient that v shows through the
// operation, and the rest to the old history unchanged. The history of v, and of every other view
// of b, is then the new b seen through the view's sizes, strides and offset (AsStridedBackward0);
// it is made when next asked for (graph.cc), because the storage's version tells that it is stale.
#ifndef GRADLAB_AUTOGRAD_GRAPH_COPY_SLICES_H_
#define GRADLAB_AUTOGRAD_GRAPH_COPY_SLICES_H_

#include <cstdint>
#include <vector>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor_geometry.h"
#include "gradlab/tensor/array.h"

namespace gradlab {

class CopySlices final : public Node {
 public:
  // `operation` recorded the write to `view`, which is its input number `written`.
  CopySlices(Edge base_edge, const Array& base, const Array& view, NodePtr operation,
             uint32_t written);

  // How base and view lie in their memory, and the operation on the view; null once it is freed.
  const TensorGeometry base, view;
  NodePtr fn;

 private:
  void run(Backward& backward) override;
  void free_saved() override { fn.reset(); }

  const uint32_t written_;
  std::vector<Edge> edges_;
};

// The history of `view` taken from its base.
Ref<Node> make_as_strided_node(Edge base_edge, const Array& base, const Array& view);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_COPY_SLICES_H_
