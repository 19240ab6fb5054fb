#include "gradlab/autograd/tensor_index.h"

#include <algorithm>
#include <string_view>

#include "gradlab/tensor/error.h"

namespace gradlab {

namespace indexing {

Slice::Slice(std::optional<int64_t> start, std::optional<int64_t> stop, std::optional<int64_t> step)
    : step_(step.value_or(1)) {
  GRADLAB_CHECK_VALUE(step_ != 0, "slice step cannot be zero");
  step_ = std::max(step_, -INDEX_MAX);  // so that it can be negated
  start_ = start.value_or(step_ < 0 ? INDEX_MAX : 0);
  stop_ = stop.value_or(step_ < 0 ? INDEX_MIN : INDEX_MAX);
}

std::ostream& operator<<(std::ostream& os, const Slice& slice) {
  return os << slice.start() << ':' << slice.stop() << ':' << slice.step();
}

}  // namespace indexing

TensorIndex::TensorIndex(const char* text) : TensorIndex(indexing::Ellipsis) {
  GRADLAB_CHECK_VALUE(text != nullptr && std::string_view(text) == "...",
                      "Expected \"...\" to represent an ellipsis index, but got \"",
                      text != nullptr ? text : "", "\"");
}

std::ostream& operator<<(std::ostream& os, const TensorIndex& index) {
  if (index.is_none()) return os << "None";
  if (index.is_ellipsis()) return os << "...";
  if (index.is_integer()) return os << index.integer();
  if (index.is_boolean()) return os << (index.boolean() ? "true" : "false");
  if (index.is_slice()) return os << index.slice();
  return os << index.tensor();
}

std::ostream& operator<<(std::ostream& os, const std::vector<TensorIndex>& indices) {
  os << '(';
  for (size_t i = 0; i < indices.size(); ++i) os << (i ? ", " : "") << indices[i];
  return os << ')';
}

}  // namespace gradlab
