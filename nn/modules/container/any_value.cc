#include "gradlab/nn/modules/container/any_value.h"

#include <iterator>

namespace gradlab::nn::internal {

std::vector<AnyValue> moved_values(AnyValue* values, size_t count) {
  return {std::make_move_iterator(values), std::make_move_iterator(values + count)};
}

}  // namespace gradlab::nn::internal
