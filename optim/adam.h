// Adam: steps scaled by running means of the gradient and of its square (Kingma and Ba 2015), and
// with `amsgrad` by the largest such mean so far (Reddi et al. 2018).
#ifndef GRADLAB_OPTIM_ADAM_H_
#define GRADLAB_OPTIM_ADAM_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/optim/optimizer.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::optim {

struct AdamOptions : public OptimizerCloneableOptions<AdamOptions> {
  using betas_t = std::tuple<double, double>;
  AdamOptions(double lr = 1e-3) : lr_(lr) {}
  GRADLAB_ARG(double, lr) = 1e-3;
  // How much of the running means of gradient and square stays at each step.
  GRADLAB_ARG(betas_t, betas) = std::make_tuple(0.9, 0.999);
  // Added to the root of the mean square.
  GRADLAB_ARG(double, eps) = 1e-8;
  // The part of the parameter that is added to its gradient.
  GRADLAB_ARG(double, weight_decay) = 0;
  GRADLAB_ARG(bool, amsgrad) = false;

 public:
  double get_lr() const override { return lr(); }
  void set_lr(double lr) override { lr_ = lr; }
  std::map<std::string, std::string> python_items() const override;
  friend bool operator==(const AdamOptions& a, const AdamOptions& b);
};

struct AdamParamState : public OptimizerCloneableParamState<AdamParamState> {
  // How many updates there were, and the running means.
  GRADLAB_ARG(int64_t, step) = 0;
  GRADLAB_ARG(Tensor, exp_avg);
  GRADLAB_ARG(Tensor, exp_avg_sq);
  // Only with amsgrad.
  GRADLAB_ARG(Tensor, max_exp_avg_sq) = {};

 public:
  friend bool operator==(const AdamParamState& a, const AdamParamState& b);
};
// Compiled once, in adam.cc.
extern template class OptimizerCloneableOptions<AdamOptions>;
extern template class OptimizerCloneableParamState<AdamParamState>;

// The formulas are those of adam_update (fused.h).
class Adam : public Optimizer {
 public:
  // Throws for negative settings and betas outside [0, 1).
  explicit Adam(std::vector<OptimizerParamGroup> param_groups, AdamOptions defaults = {});
  explicit Adam(std::vector<Tensor> params, AdamOptions defaults = {});

  Tensor step(LossClosure closure = nullptr) override;
};

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_ADAM_H_
