#include "gradlab/optim/adamw.h"

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/optim/adam_family.h"

namespace gradlab::optim {

std::map<std::string, std::string> AdamWOptions::python_items() const {
  std::map<std::string, std::string> items = adam_python_items(*this);
  items.erase("differentiable");
  return items;
}

bool operator==(const AdamWOptions& a, const AdamWOptions& b) { return equal_adam_options(a, b); }

bool operator==(const AdamWParamState& a, const AdamWParamState& b) {
  return equal_adam_states(a, b);
}

AdamW::AdamW(std::vector<OptimizerParamGroup> param_groups, AdamWOptions defaults)
    : Optimizer(std::move(param_groups), std::make_unique<AdamWOptions>(checked_adam(defaults))) {}

AdamW::AdamW(std::vector<Tensor> params, AdamWOptions defaults)
    : AdamW(one_group(std::move(params)), std::move(defaults)) {}

Tensor AdamW::step(LossClosure closure) {
  NoGradGuard no_grad;
  const Tensor loss = evaluate(closure);
  for (OptimizerParamGroup& group : param_groups_) {
    const auto& options = options_of<AdamWOptions>(group);
    for (const Tensor& p : group.params()) {
      if (!p.grad().defined()) continue;
      adam_step(p, p.grad(), state_of<AdamWParamState>(p), options, /*decoupled=*/true);
    }
  }
  return loss;
}

template class OptimizerCloneableOptions<AdamWOptions>;
template class OptimizerCloneableParamState<AdamWParamState>;

}  // namespace gradlab::optim
