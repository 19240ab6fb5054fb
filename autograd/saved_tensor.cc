#include "gradlab/autograd/saved_tensor.h"

#include "gradlab/autograd/accumulate_grad.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

Tensor SavedTensor::unpack(Node& node) const {
  if (role_ == Role::kNothing) return Tensor();
  if (__builtin_expect(array_.version() != version_, 0)) throw_modified(node);
  Tensor t{Array(array_)};
  if (role_ == Role::kOutput) {
    t.impl()->grad_fn = Ref<Node>(&node);
    t.impl()->output_nr = index_;
  } else if (role_ == Role::kInput && node.edge(index_).defined()) {
    const Edge& edge = node.edge(index_);
    t.impl()->output_nr = edge.input_nr;
    // A leaf's accumulator is the history of the leaf; a tensor that has it as its grad_fn sends
    // its gradient there, which is all that a rule needs.
    t.impl()->grad_fn = edge.node;
  }
  return t;
}

void SavedTensor::throw_modified(const Node& node) const {
  const Node* maker = nullptr;
  uint32_t output_nr = index_;
  if (role_ == Role::kOutput) {
    maker = &node;
  } else if (role_ == Role::kInput && node.edge(index_).defined() &&
             dynamic_cast<const AccumulateGrad*>(node.edge(index_).node.get()) == nullptr) {
    maker = node.edge(index_).node.get();
    output_nr = node.edge(index_).input_nr;
  }
  const std::string which =
      maker ? str(", which is output ", output_nr, " of ", maker->name(), ",") : std::string();
  GRADLAB_THROW(Error,
                "one of the variables needed for gradient computation has been modified by an "
                "inplace operation: [torch.",
                dtype_name(array_.dtype()), "Tensor ", array_.sizes(), "]", which,
                " is at version ", array_.version(), "; expected version ", version_,
                " instead. Hint: enable anomaly detection to find the operation that failed to "
                "compute its gradient, with torch.autograd.set_detect_anomaly(True).");
}

}  // namespace gradlab
