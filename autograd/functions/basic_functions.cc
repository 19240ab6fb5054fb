#include "gradlab/autograd/functions/basic_functions.h"

#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {
namespace {

// New tensors with the values of the inputs and `rule` as their history. Undefined ones stay so.
template <class Rule>
variable_list with_rule(const char* name, const variable_list& inputs, Rule rule) {
  variable_list outputs, defined;
  for (const Tensor& t : inputs) {
    outputs.push_back(t.defined() ? t.detach() : Tensor());
    if (t.defined()) defined.push_back(t);
  }
  if (Tape tape(defined); tape) {
    std::vector<Tensor*> recorded;
    for (Tensor& t : outputs) {
      if (t.defined()) recorded.push_back(&t);
    }
    tape.record(name, ArrayRef<Tensor*>(recorded), std::move(rule));
  }
  return outputs;
}

}  // namespace

variable_list UndefinedGrad::apply(variable_list&& inputs) {
  return with_rule("UndefinedGradBackward", inputs, [](Backward&) {});
}

variable_list UndefinedGradBackward::apply(variable_list&& inputs) {
  return variable_list(inputs.size());
}

variable_list DelayedError::apply(variable_list&& inputs) {
  return with_rule("Error", inputs, [text = msg](Backward&) { throw gradlab::Error(text); });
}

variable_list fail_when_differentiated(variable_list results, std::string message) {
  for (Tensor& t : results) {
    if (t.defined() && is_floating_point(t.dtype())) t = t.detach().requires_grad_();
  }
  return DelayedError(std::move(message), static_cast<int>(results.size()))(std::move(results));
}

}  // namespace gradlab::autograd
