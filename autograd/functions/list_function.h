// ListFunction: a function of a list of tensors that returns one tensor or a list.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_LIST_FUNCTION_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_LIST_FUNCTION_H_

#include <concepts>
#include <functional>
#include <utility>

#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

class ListFunction {
 public:
  template <class F>
  requires std::invocable<F&, const variable_list&> ListFunction(F f)
      : fn_([f = std::move(f)](const variable_list& inputs) mutable -> variable_list {
          if constexpr (std::convertible_to<decltype(f(inputs)), Tensor>) {
            return {f(inputs)};
          } else {
            return f(inputs);
          }
        }) {}

  variable_list operator()(const variable_list& inputs) const { return fn_(inputs); }

 private:
  std::function<variable_list(const variable_list&)> fn_;
};

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_LIST_FUNCTION_H_
