// What Adam and AdamW have in common.
#ifndef GRADLAB_OPTIM_ADAM_FAMILY_H_
#define GRADLAB_OPTIM_ADAM_FAMILY_H_

#include <map>
#include <string>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/optim/fused.h"
#include "gradlab/optim/text.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/error.h"

namespace gradlab::optim {

template <class Options>
const Options& checked_adam(const Options& o) {
  const double beta1 = std::get<0>(o.betas()), beta2 = std::get<1>(o.betas());
  GRADLAB_CHECK_VALUE(o.lr() >= 0, "Invalid learning rate: ", o.lr());
  GRADLAB_CHECK_VALUE(o.eps() >= 0, "Invalid epsilon value: ", o.eps());
  GRADLAB_CHECK_VALUE(0 <= beta1 && beta1 < 1, "Invalid beta parameter at index 0: ", beta1);
  GRADLAB_CHECK_VALUE(0 <= beta2 && beta2 < 1, "Invalid beta parameter at index 1: ", beta2);
  GRADLAB_CHECK_VALUE(o.weight_decay() >= 0, "Invalid weight_decay value: ", o.weight_decay());
  return o;
}

template <class Options>
std::map<std::string, std::string> adam_python_items(const Options& o) {
  std::map<std::string, std::string> items = python_items_of_every_optimizer();
  items["lr"] = python_text(o.lr());
  items["betas"] =
      "(" + python_text(std::get<0>(o.betas())) + ", " + python_text(std::get<1>(o.betas())) + ")";
  items["eps"] = python_text(o.eps());
  items["weight_decay"] = python_number(o.weight_decay());
  items["amsgrad"] = python_text(o.amsgrad());
  items["capturable"] = "False";
  return items;
}

template <class Options>
bool equal_adam_options(const Options& a, const Options& b) {
  return a.lr() == b.lr() && a.betas() == b.betas() && a.eps() == b.eps() &&
         a.weight_decay() == b.weight_decay() && a.amsgrad() == b.amsgrad();
}

template <class State>
bool equal_adam_states(const State& a, const State& b) {
  return a.step() == b.step() && equal_or_both_undefined(a.exp_avg(), b.exp_avg()) &&
         equal_or_both_undefined(a.exp_avg_sq(), b.exp_avg_sq()) &&
         equal_or_both_undefined(a.max_exp_avg_sq(), b.max_exp_avg_sq());
}

// One step of one parameter.
template <class State, class Options>
void adam_step(const Tensor& param, const Tensor& grad, State& state, const Options& o,
               bool decoupled) {
  const Array& p = param.array();
  // Zeros the first time.
  for (Tensor* t : {&state.exp_avg(), &state.exp_avg_sq(), &state.max_exp_avg_sq()}) {
    if (t->defined() || (t == &state.max_exp_avg_sq() && !o.amsgrad())) continue;
    *t = Tensor(Array::empty_like(p));
    t->zero_();
  }
  const auto [beta1, beta2] = o.betas();
  adam_update(p, grad.array(), state.exp_avg().array(), state.exp_avg_sq().array(),
              o.amsgrad() ? &state.max_exp_avg_sq().array() : nullptr, state.step() + 1,
              {o.lr(), beta1, beta2, o.eps(), o.weight_decay(), decoupled});
  state.step(state.step() + 1);
}

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_ADAM_FAMILY_H_
