// Backward: what a node's rule sees while a backward pass runs it: the gradients of the outputs,
// the places for the gradients of the inputs, and the saved values.
#ifndef GRADLAB_AUTOGRAD_GRAPH_BACKWARD_H_
#define GRADLAB_AUTOGRAD_GRAPH_BACKWARD_H_

#include <cstdint>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_tensor.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

class Backward {
 public:
  // `incoming` has node.num_inputs() gradients, `outgoing` and `needed` node.num_edges() places.
  Backward(Node& node, Tensor* incoming, Tensor* outgoing, const bool* needed)
      : node_(node), incoming_(incoming), outgoing_(outgoing), needed_(needed) {}

  // Whether the gradient of input i of the operation is wanted by this pass.
  bool needs(uint32_t i) const { return needed_[i]; }
  // The same for all inputs.
  const bool* needed() const { return needed_; }
  // Set it to the gradient of input i; left undefined, it means zero. It may have any shape that
  // the input was broadcast to, and any dtype: the engine sums and casts it.
  Tensor& grad(uint32_t i) { return outgoing_[i]; }
  // The gradient of output i; undefined (zero) when nothing depended on it.
  Tensor& incoming(uint32_t i) { return incoming_[i]; }
  // A saved value with its history; throws when it was modified since.
  Tensor saved(const SavedTensor& s) { return s.unpack(&node_); }
  Node& node() { return node_; }

 private:
  Node& node_;
  Tensor* incoming_;
  Tensor* outgoing_;
  const bool* needed_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_BACKWARD_H_
