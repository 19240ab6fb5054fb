#include "gradlab/autograd/graph/saved_variable.h"

#include <utility>

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

SavedVariable::SavedVariable(const Tensor& variable, bool is_output, bool)
    : is_output_(is_output && variable.defined() && !variable.is_leaf()) {
  using Role = SavedTensor::Role;
  if (!variable.defined()) return;
  if (variable.is_inference()) throw_inference_saved();
  if (!is_output_) history_ = gradient_edge(*variable.impl());
  value_ =
      std::make_unique<SavedTensor>(variable.array(), is_output_ ? Role::kOutput : Role::kConstant,
                                    is_output_ ? variable.output_nr() : 0, 0, &variable);
}

Tensor SavedVariable::unpack(const NodePtr& saved_for) const {
  if (is_freed_) throw_graph_freed();
  if (!value_) return Tensor();
  GRADLAB_CHECK(saved_for || !is_output_, "No grad_fn for non-leaf saved tensor");
  Tensor t = value_->unpack(saved_for.get());
  if (history_.defined()) set_history(*t.impl(), history_.function, history_.input_nr);
  return restore_leaf(std::move(t));
}

void SavedVariable::reset_data() {
  value_.reset();
  history_ = Edge();
  is_freed_ = true;
}

Tensor restore_leaf(Tensor saved) {
  const Ref<Node> maker = saved.defined() ? saved.impl()->grad_fn : Ref<Node>();
  auto* accumulator = dynamic_cast<AccumulateGrad*>(maker.get());
  return accumulator != nullptr ? accumulator->leaf_on(Array(saved.array())) : saved;
}

}  // namespace gradlab
