#include "gradlab/nn/modules/common.h"

namespace gradlab::nn::internal {

unsigned int first_default_arg(DefaultArgs defaults) { return defaults.begin()->first; }

std::vector<AnyValue> with_default_args(std::vector<AnyValue>&& arguments, DefaultArgs defaults) {
  for (const auto& [position, value] : defaults) {
    if (position >= arguments.size()) arguments.push_back(value);
  }
  return std::move(arguments);
}

}  // namespace gradlab::nn::internal
