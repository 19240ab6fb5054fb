#include "gradlab/autograd/graph/saved_variable.h"

#include <utility>

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

SavedVariable::SavedVariable(const Tensor& variable, bool is_output, bool)
    : is_output_(is_output && variable.defined() && !variable.is_leaf()) {
  if (!variable.defined()) return;
  if (variable.is_inference()) throw_inference_saved();
  if (!is_output_) history_ = gradient_edge(*variable.impl());
  keep(variable, is_output_ ? variable.output_nr() : 0);
}

void SavedVariable::keep(const Tensor& variable, uint32_t output_nr) {
  using Role = SavedTensor::Role;
  value_ = std::make_unique<SavedTensor>(
      variable.array(), is_output_ ? Role::kOutput : Role::kConstant, output_nr, 0, &variable);
}

void SavedVariable::register_hooks(std::function<std::any(const Tensor&)> pack_hook,
                                   std::function<Tensor(const std::any&)> unpack_hook) {
  GRADLAB_CHECK(!is_freed_,
                "Calling register_hooks on a saved tensor after it has been freed. Saved "
                "intermediate values of the graph are freed when you call .backward() or "
                "autograd.grad(). Specify retain_graph=True if you need to backward through the "
                "graph a second time or if you need to access saved variables after calling "
                "backward.");
  GRADLAB_CHECK(value_, "Calling register_hooks on a saved tensor with value None is forbidden");
  GRADLAB_CHECK(!value_->has_hooks(),
                "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: "
                "only one pair of hooks is allowed at a time.");
  const auto hooks = std::make_shared<const SavedTensorHooks>(
      SavedTensorHooks{std::move(pack_hook), std::move(unpack_hook)});
  // An output without its node: what it is packed from has no history.
  const Tensor variable = is_output_ ? value_->unpack_values() : unpack();
  struct Scope {
    explicit Scope(const std::shared_ptr<const SavedTensorHooks>* hooks)
        : before(std::exchange(internal::saved_tensor_hooks, hooks)) {}
    ~Scope() { internal::saved_tensor_hooks = before; }
    const std::shared_ptr<const SavedTensorHooks>* before;
  } scope(&hooks);
  keep(variable, value_->index());
}

void SavedVariable::register_hooks(std::unique_ptr<SavedVariableHooks>&& hooks) {
  const std::shared_ptr<SavedVariableHooks> object = std::move(hooks);
  register_hooks(
      [object](const Tensor& variable) {
        object->call_pack_hook(variable);
        return std::any();
      },
      [object](const std::any&) { return object->call_unpack_hook(); });
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
