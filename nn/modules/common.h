// GRADLAB_FORWARD_HAS_DEFAULT_ARGS: stands in a module whose forward() has default arguments and
// tells AnyModule and Sequential what they are, by position:
//
//   int forward(int a, int b = 2, double c = 3.0);
//   GRADLAB_FORWARD_HAS_DEFAULT_ARGS({1, nn::AnyValue(2)}, {2, nn::AnyValue(3.0)})
#ifndef GRADLAB_NN_MODULES_COMMON_H_
#define GRADLAB_NN_MODULES_COMMON_H_

#include <initializer_list>
#include <utility>
#include <vector>

#include "gradlab/nn/modules/container/any_value.h"

namespace gradlab::nn::internal {

using DefaultArgs = std::initializer_list<std::pair<unsigned int, AnyValue>>;

// The position of the first default.
unsigned int first_default_arg(DefaultArgs defaults);
// Appends the defaults of the positions that `arguments` does not reach.
std::vector<AnyValue> with_default_args(std::vector<AnyValue>&& arguments, DefaultArgs defaults);

}  // namespace gradlab::nn::internal

#define GRADLAB_FORWARD_HAS_DEFAULT_ARGS(...)                                               \
  bool _forward_has_default_args() override { return true; }                                \
  unsigned int _forward_num_required_args() override {                                      \
    return ::gradlab::nn::internal::first_default_arg({__VA_ARGS__});                       \
  }                                                                                         \
  std::vector<::gradlab::nn::AnyValue> _forward_populate_default_args(                      \
      std::vector<::gradlab::nn::AnyValue>&& arguments) override {                          \
    return ::gradlab::nn::internal::with_default_args(std::move(arguments), {__VA_ARGS__}); \
  }

#endif  // GRADLAB_NN_MODULES_COMMON_H_
