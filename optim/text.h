// Helpers of the optimizers' options and states: Python's texts, comparison.
#ifndef GRADLAB_OPTIM_TEXT_H_
#define GRADLAB_OPTIM_TEXT_H_

#include <map>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::optim {

// A setting whose default is Python's integer 0: "0", else a float.
inline std::string python_number(double value) { return value == 0 ? "0" : python_text(value); }

// The settings that PyTorch's optimizers list and that choose between implementations.
inline std::map<std::string, std::string> python_items_of_every_optimizer() {
  return {{"foreach", "None"}, {"maximize", "False"}, {"differentiable", "False"}};
}

// Whether two tensors of a state hold equal values.
inline bool equal_or_both_undefined(const Tensor& a, const Tensor& b) {
  if (!a.defined() || !b.defined()) return a.defined() == b.defined();
  return a.equal(b);
}

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_TEXT_H_
