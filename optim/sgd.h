// Stochastic gradient descent, with momentum (also Nesterov's) and weight decay.
#ifndef GRADLAB_OPTIM_SGD_H_
#define GRADLAB_OPTIM_SGD_H_

#include <map>
#include <string>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/optim/optimizer.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::optim {

struct SGDOptions : public OptimizerCloneableOptions<SGDOptions> {
  SGDOptions(double lr) : lr_(lr) {}
  // The learning rate: how far to go against the gradient.
  GRADLAB_ARG(double, lr);
  // How much of the former steps goes on, and how much of a new gradient is left out.
  GRADLAB_ARG(double, momentum) = 0;
  GRADLAB_ARG(double, dampening) = 0;
  // The part of the parameter that is added to its gradient.
  GRADLAB_ARG(double, weight_decay) = 0;
  // Whether to look one step of momentum ahead.
  GRADLAB_ARG(bool, nesterov) = false;

 public:
  double get_lr() const override { return lr(); }
  void set_lr(double lr) override { lr_ = lr; }
  std::map<std::string, std::string> python_items() const override;
  friend bool operator==(const SGDOptions& a, const SGDOptions& b);
};

struct SGDParamState : public OptimizerCloneableParamState<SGDParamState> {
  // Undefined before the first step with momentum.
  GRADLAB_ARG(Tensor, momentum_buffer);

 public:
  // Whether the buffers hold equal values.
  friend bool operator==(const SGDParamState& a, const SGDParamState& b);
};
// Compiled once, in sgd.cc.
extern template class OptimizerCloneableOptions<SGDOptions>;
extern template class OptimizerCloneableParamState<SGDParamState>;

// The formulas are those of sgd_update (fused.h).
class SGD : public Optimizer {
 public:
  // Throws for negative settings, and "Nesterov momentum requires a momentum and zero dampening".
  SGD(std::vector<OptimizerParamGroup> param_groups, SGDOptions defaults);
  SGD(std::vector<Tensor> params, SGDOptions defaults);

  Tensor step(LossClosure closure = nullptr) override;
};

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_SGD_H_
