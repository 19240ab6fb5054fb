#include "gradlab/optim/adam.h"

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/optim/adam_family.h"

namespace gradlab::optim {

std::map<std::string, std::string> AdamOptions::python_items() const {
  std::map<std::string, std::string> items = adam_python_items(*this);
  items["fused"] = "False";
  return items;
}

bool operator==(const AdamOptions& a, const AdamOptions& b) { return equal_adam_options(a, b); }

bool operator==(const AdamParamState& a, const AdamParamState& b) {
  return equal_adam_states(a, b);
}

Adam::Adam(std::vector<OptimizerParamGroup> param_groups, AdamOptions defaults)
    : Optimizer(std::move(param_groups), std::make_unique<AdamOptions>(checked_adam(defaults))) {}

Adam::Adam(std::vector<Tensor> params, AdamOptions defaults)
    : Adam(one_group(std::move(params)), std::move(defaults)) {}

Tensor Adam::step(LossClosure closure) {
  NoGradGuard no_grad;
  const Tensor loss = evaluate(closure);
  for (OptimizerParamGroup& group : param_groups_) {
    const auto& options = options_of<AdamOptions>(group);
    for (const Tensor& p : group.params()) {
      if (!p.grad().defined()) continue;
      adam_step(p, p.grad(), state_of<AdamParamState>(p), options, /*decoupled=*/false);
    }
  }
  return loss;
}

template class OptimizerCloneableOptions<AdamOptions>;
template class OptimizerCloneableParamState<AdamParamState>;

}  // namespace gradlab::optim
