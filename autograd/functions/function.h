// torch::autograd::Function: an operation of the user's with a backward rule of its own.
//
//   struct Scale : public Function<Scale> {
//     static Tensor forward(AutogradContext* ctx, Tensor x, double factor) {
//       ctx->saved_data["factor"] = factor;
//       return x * factor;
//     }
//     static variable_list backward(AutogradContext* ctx, variable_list grads) {
//       return {grads[0] * ctx->saved_data["factor"].toDouble(), Tensor()};
//     }
//   };
//   Tensor y = Scale::apply(x, 3.0);
//
// forward runs with grad mode off and returns a Tensor or a variable_list. Its arguments of type
// Tensor, std::optional<Tensor> and TensorList take part in the graph; what other arguments contain
// does not. backward receives the gradient of every output and returns one for every argument, an
// undefined tensor for those that are no tensors or need none. It runs with grad mode on when the
// pass creates a graph. The node is named after the class: "ScaleBackward".
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_H_

#include <initializer_list>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "gradlab/autograd/functions/function_node.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab::autograd {

// What F::forward returns for these arguments.
template <class F, class... Args>
using forward_t = decltype(F::forward(nullptr, std::declval<Args>()...));

template <class F>
class CppNode final : public FunctionNode {
 public:
  CppNode() : FunctionNode(typeid(F)) {}

 private:
  variable_list call_backward(variable_list grads) override {
    return F::backward(&context(), grads);
  }
  bool once_differentiable() const override {
    if constexpr (requires { F::once_differentiable; }) return F::once_differentiable;
    return false;
  }
};

template <class T>
struct Function {
  // The class may define `static constexpr bool once_differentiable = true;` when its backward
  // cannot be differentiated: it then runs with grad mode off, and differentiating its results
  // throws "trying to differentiate twice a function that was marked with @once_differentiable".

  // Runs T::forward on the arguments and records it. The second parameter is T.
  template <class X = T, class... Args>
  static auto apply(Args&&... args)
      -> std::enable_if_t<std::is_same_v<X, T>, forward_t<X, Args...>>;

  // For a class without one.
  static variable_list backward(AutogradContext*, const variable_list&) { throw_no_backward(); }
};

template <class T>
template <class X, class... Args>
auto Function<T>::apply(Args&&... args)
    -> std::enable_if_t<std::is_same_v<X, T>, forward_t<X, Args...>> {
  using Result = forward_t<X, Args...>;
  static_assert(std::is_same_v<Result, Tensor> || std::is_same_v<Result, variable_list>,
                "forward returns a Tensor or a variable_list");
  Ref<CppNode<T>> node = Ref<CppNode<T>>::adopt(new CppNode<T>());
  (node->add_argument(args), ...);
  node->begin();
  auto forward = [&] {
    AutoGradMode mode(false);
    NoLocationScope users_code;
    return T::forward(&node->context(), std::forward<Args>(args)...);
  };
  if constexpr (std::is_same_v<Result, Tensor>) {
    variable_list outputs{forward()};
    node->finish(outputs);
    return std::move(outputs[0]);
  } else {
    variable_list outputs = forward();
    node->finish(outputs);
    return outputs;
  }
}

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_H_
