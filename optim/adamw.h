// AdamW: Adam whose weight decay acts on the parameter itself and not through the gradient
// (Loshchilov and Hutter 2019).
#ifndef GRADLAB_OPTIM_ADAMW_H_
#define GRADLAB_OPTIM_ADAMW_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/optim/optimizer.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::optim {

struct AdamWOptions : public OptimizerCloneableOptions<AdamWOptions> {
  using betas_t = std::tuple<double, double>;
  AdamWOptions(double lr = 1e-3) : lr_(lr) {}
  GRADLAB_ARG(double, lr) = 1e-3;
  // How much of the running means of gradient and square stays at each step.
  GRADLAB_ARG(betas_t, betas) = std::make_tuple(0.9, 0.999);
  // Added to the root of the mean square.
  GRADLAB_ARG(double, eps) = 1e-8;
  // The part of the parameter, times lr, that is subtracted from it.
  GRADLAB_ARG(double, weight_decay) = 1e-2;
  GRADLAB_ARG(bool, amsgrad) = false;

 public:
  double get_lr() const override { return lr(); }
  void set_lr(double lr) override { lr_ = lr; }
  std::map<std::string, std::string> python_items() const override;
  friend bool operator==(const AdamWOptions& a, const AdamWOptions& b);
};

struct AdamWParamState : public OptimizerCloneableParamState<AdamWParamState> {
  // How many updates there were, and the running means.
  GRADLAB_ARG(int64_t, step) = 0;
  GRADLAB_ARG(Tensor, exp_avg);
  GRADLAB_ARG(Tensor, exp_avg_sq);
  // Only with amsgrad.
  GRADLAB_ARG(Tensor, max_exp_avg_sq) = {};

 public:
  friend bool operator==(const AdamWParamState& a, const AdamWParamState& b);
};
// Compiled once, in adamw.cc.
extern template class OptimizerCloneableOptions<AdamWOptions>;
extern template class OptimizerCloneableParamState<AdamWParamState>;

// The formulas are those of adam_update (fused.h).
class AdamW : public Optimizer {
 public:
  // Throws for negative settings and betas outside [0, 1).
  explicit AdamW(std::vector<OptimizerParamGroup> param_groups, AdamWOptions defaults = {});
  explicit AdamW(std::vector<Tensor> params, AdamWOptions defaults = {});

  Tensor step(LossClosure closure = nullptr) override;
};

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_ADAMW_H_
