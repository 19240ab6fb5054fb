// Functions whose only purpose is what their gradient does.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_

#include <string>
#include <utility>

#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

// The tensors themselves; the gradients that reach them go nowhere.
struct UndefinedGrad {
  variable_list apply(variable_list&& inputs);
  variable_list operator()(variable_list inputs) { return apply(std::move(inputs)); }
};

// The tensors themselves; a gradient that reaches them throws an Error with this message.
struct DelayedError {
  DelayedError(std::string message, int /* num_inputs */) : msg(std::move(message)) {}
  variable_list apply(variable_list&& inputs);
  variable_list operator()(variable_list inputs) { return apply(std::move(inputs)); }

  std::string msg;
};

// The values of `results`, which all require a gradient, and throw `message` when it is computed.
// Undefined ones stay undefined.
variable_list fail_when_differentiated(variable_list results, std::string message);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_BASIC_FUNCTIONS_H_
