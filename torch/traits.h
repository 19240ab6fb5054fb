// Questions about types that programs ask at compile time, with the names of libtorch's headers
// variadic.h, static.h and Metaprogramming.h.
#ifndef GRADLAB_TORCH_TRAITS_H_
#define GRADLAB_TORCH_TRAITS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "gradlab/nn/module.h"

namespace torch {

// Conditions on several values at once.
template <bool... conditions>
struct all_of : std::bool_constant<(conditions && ...)> {};
template <bool... conditions>
struct any_of : std::bool_constant<(conditions || ...)> {};

template <bool condition, class T = void>
using enable_if_t = std::enable_if_t<condition, T>;
template <bool condition, class T = void>
using disable_if_t = std::enable_if_t<!condition, T>;
template <class...>
using void_t = void;
template <class T>
using decay_t = std::decay_t<T>;

// Calls `function` with each of the others, in order.
template <class Function, class... Ts>
void apply(Function function, Ts&&... ts) {
  (function(std::forward<Ts>(ts)), ...);
}

using std::make_unique;

namespace detail {

// Whether there is a method forward(), with any arguments.
template <class T, class = void>
struct has_forward : std::false_type {};
template <class T>
struct has_forward<T, std::void_t<decltype(&T::forward)>> : std::true_type {};

template <class T>
using is_module = std::is_base_of<gradlab::nn::Module, std::decay_t<T>>;
template <class M, class T = void>
using enable_if_module_t = enable_if_t<is_module<M>::value, T>;
template <class M, class T = void>
using disable_if_module_t = disable_if_t<is_module<M>::value, T>;

// Whether none of the types is a reference to something that is not const.
template <class... Ts>
constexpr bool check_not_lvalue_references() {
  return (... && (!std::is_lvalue_reference_v<Ts> || std::is_const_v<std::remove_reference_t<Ts>>));
}

template <class M, class... Arguments>
struct return_type_of_forward {
  using type = decltype(std::declval<M>().forward(std::declval<Arguments>()...));
};
template <class M, class... Arguments>
using return_type_of_forward_t = typename return_type_of_forward<M, Arguments...>::type;

}  // namespace detail
}  // namespace torch

namespace c10::guts {

using std::apply;
using std::conjunction;
using std::disjunction;
using std::negation;
using std::to_string;
using std::void_t;
template <bool value>
using bool_constant = std::bool_constant<value>;

template <class T>
using is_function_type = std::is_function<T>;

}  // namespace c10::guts

#endif  // GRADLAB_TORCH_TRAITS_H_
