#include "gradlab/nn/modules/common.h"

namespace gradlab::nn::internal {

std::vector<AnyValue> with_default_args(std::vector<AnyValue>&& arguments, DefaultArgs defaults) {
  for (auto& [position, value] : defaults) {
    if (position >= arguments.size()) arguments.push_back(std::move(value));
  }
  return std::move(arguments);
}

}  // namespace gradlab::nn::internal
