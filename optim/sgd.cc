#include "gradlab/optim/sgd.h"

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/optim/fused.h"
#include "gradlab/optim/text.h"
#include "gradlab/tensor/error.h"

namespace gradlab::optim {
namespace {

const SGDOptions& checked(const SGDOptions& o) {
  GRADLAB_CHECK_VALUE(o.lr() >= 0, "Invalid learning rate: ", o.lr());
  GRADLAB_CHECK_VALUE(o.momentum() >= 0, "Invalid momentum value: ", o.momentum());
  GRADLAB_CHECK_VALUE(o.weight_decay() >= 0, "Invalid weight_decay value: ", o.weight_decay());
  GRADLAB_CHECK_VALUE(!o.nesterov() || (o.momentum() > 0 && o.dampening() == 0),
                      "Nesterov momentum requires a momentum and zero dampening");
  return o;
}

}  // namespace

std::map<std::string, std::string> SGDOptions::python_items() const {
  std::map<std::string, std::string> items = python_items_of_every_optimizer();
  items["lr"] = python_text(lr());
  items["momentum"] = python_number(momentum());
  items["dampening"] = python_number(dampening());
  items["weight_decay"] = python_number(weight_decay());
  items["nesterov"] = python_text(nesterov());
  return items;
}

bool operator==(const SGDOptions& a, const SGDOptions& b) {
  return a.lr() == b.lr() && a.momentum() == b.momentum() && a.dampening() == b.dampening() &&
         a.weight_decay() == b.weight_decay() && a.nesterov() == b.nesterov();
}

bool operator==(const SGDParamState& a, const SGDParamState& b) {
  return equal_or_both_undefined(a.momentum_buffer(), b.momentum_buffer());
}

SGD::SGD(std::vector<OptimizerParamGroup> param_groups, SGDOptions defaults)
    : Optimizer(std::move(param_groups), std::make_unique<SGDOptions>(checked(defaults))) {}

SGD::SGD(std::vector<Tensor> params, SGDOptions defaults)
    : SGD(one_group(std::move(params)), std::move(defaults)) {}

Tensor SGD::step(LossClosure closure) {
  NoGradGuard no_grad;
  const Tensor loss = evaluate(closure);
  for (OptimizerParamGroup& group : param_groups_) {
    const auto& o = options_of<SGDOptions>(group);
    const SgdUpdate update = {o.lr(), o.momentum(), o.dampening(), o.weight_decay(), o.nesterov()};
    for (const Tensor& p : group.params()) {
      const Tensor& grad = p.grad();
      if (!grad.defined()) continue;
      if (update.momentum == 0) {
        sgd_update(p.array(), grad.array(), nullptr, false, update);
        continue;
      }
      SGDParamState& state = state_of<SGDParamState>(p);
      const bool first = !state.momentum_buffer().defined();
      const Tensor buffer = first ? Tensor(Array::empty_like(p.array())) : state.momentum_buffer();
      sgd_update(p.array(), grad.array(), &buffer.array(), first, update);
      if (first) state.momentum_buffer(buffer);
    }
  }
  return loss;
}

template class OptimizerCloneableOptions<SGDOptions>;
template class OptimizerCloneableParamState<SGDParamState>;

}  // namespace gradlab::optim
