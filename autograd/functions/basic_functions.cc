#include "gradlab/autograd/functions/basic_functions.h"

#include <memory>

#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {

variable_list Error::apply(variable_list&&) { throw gradlab::Error(msg); }

DelayedError::DelayedError(std::string message, int num_inputs) : msg(std::move(message)) {
  for (int i = 0; i < num_inputs; ++i) add_input_metadata(undefined_input());
}

variable_list DelayedError::apply(variable_list&& inputs) {
  return wrap_outputs(inputs, variable_list(inputs), [this](edge_list&& next_edges) {
    return std::make_shared<Error>(msg, std::move(next_edges));
  });
}

variable_list UndefinedGrad::apply(variable_list&& inputs) {
  return wrap_outputs(inputs, variable_list(inputs), [](edge_list&& next_edges) {
    return std::make_shared<UndefinedGradBackward>(std::move(next_edges));
  });
}

variable_list UndefinedGradBackward::apply(variable_list&& inputs) {
  return variable_list(inputs.size());
}

variable_list fail_when_differentiated(variable_list results, std::string message) {
  for (Tensor& t : results) {
    if (t.defined() && is_floating_point(t.dtype())) t = t.detach().requires_grad_();
  }
  const int count = static_cast<int>(results.size());
  return DelayedError(std::move(message), count).apply(std::move(results));
}

}  // namespace gradlab::autograd
