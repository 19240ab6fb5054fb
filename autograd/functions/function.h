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

  // Runs T::forward on the arguments and records it. (One for each number of arguments up to ten,
  // because nothing can follow a list of any length; the node of a longer call has no place.)
  template <class A, class X = T>
  static forward_t<X, A> apply(A&& a, Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a));
  }
  template <class A, class B, class X = T>
  static forward_t<X, A, B> apply(A&& a, B&& b, Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b));
  }
  template <class A, class B, class C, class X = T>
  static forward_t<X, A, B, C> apply(A&& a, B&& b, C&& c, Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c));
  }
  template <class A, class B, class C, class D, class X = T>
  static forward_t<X, A, B, C, D> apply(A&& a, B&& b, C&& c, D&& d,
                                        Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d));
  }
  template <class A, class B, class C, class D, class E, class X = T>
  static forward_t<X, A, B, C, D, E> apply(A&& a, B&& b, C&& c, D&& d, E&& e,
                                           Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e));
  }
  template <class A, class B, class C, class D, class E, class F, class X = T>
  static forward_t<X, A, B, C, D, E, F> apply(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f,
                                              Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e), std::forward<F>(f));
  }
  template <class A, class B, class C, class D, class E, class F, class G, class X = T>
  static forward_t<X, A, B, C, D, E, F, G> apply(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f, G&& g,
                                                 Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e), std::forward<F>(f),
                       std::forward<G>(g));
  }
  template <class A, class B, class C, class D, class E, class F, class G, class H, class X = T>
  static forward_t<X, A, B, C, D, E, F, G, H> apply(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f, G&& g,
                                                    H&& h, Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e), std::forward<F>(f),
                       std::forward<G>(g), std::forward<H>(h));
  }
  template <class A, class B, class C, class D, class E, class F, class G, class H, class I,
            class X = T>
  static forward_t<X, A, B, C, D, E, F, G, H, I> apply(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f,
                                                       G&& g, H&& h, I&& i,
                                                       Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e), std::forward<F>(f),
                       std::forward<G>(g), std::forward<H>(h), std::forward<I>(i));
  }
  template <class A, class B, class C, class D, class E, class F, class G, class H, class I,
            class J, class X = T>
  static forward_t<X, A, B, C, D, E, F, G, H, I, J> apply(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f,
                                                          G&& g, H&& h, I&& i, J&& j,
                                                          Location at = Location::here()) {
    return apply_at<X>(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                       std::forward<D>(d), std::forward<E>(e), std::forward<F>(f),
                       std::forward<G>(g), std::forward<H>(h), std::forward<I>(i),
                       std::forward<J>(j));
  }
  template <class X = T, class... Args>
  requires(sizeof...(Args) == 0 ||
           sizeof...(Args) > 10) static forward_t<X, Args...> apply(Args&&... args) {
    return apply_at<X>(Location::unknown(), std::forward<Args>(args)...);
  }

  // For a class without one.
  static variable_list backward(AutogradContext*, const variable_list&) { throw_no_backward(); }

 private:
  // X is T; a parameter, because T is not complete yet.
  template <class X, class... Args>
  static forward_t<X, Args...> apply_at(Location at, Args&&... args);
};

template <class T>
template <class X, class... Args>
forward_t<X, Args...> Function<T>::apply_at(Location at, Args&&... args) {
  using Result = forward_t<X, Args...>;
  static_assert(std::is_same_v<Result, Tensor> || std::is_same_v<Result, variable_list>,
                "forward returns a Tensor or a variable_list");
  LocationScope scope(at);
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
