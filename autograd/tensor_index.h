// TensorIndex: what stands in the braces of t.index({...}) and t.index_put_({...}, v), with the
// names of torch::indexing:
//
//   Python: x[None, ..., 0, 1:5:2, mask]
//   C++:    x.index({None, Ellipsis, 0, Slice(1, 5, 2), mask})
#ifndef GRADLAB_AUTOGRAD_TENSOR_INDEX_H_
#define GRADLAB_AUTOGRAD_TENSOR_INDEX_H_

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>
#include <utility>
#include <variant>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab {

namespace indexing {

constexpr int64_t INDEX_MAX = std::numeric_limits<int64_t>::max();
constexpr int64_t INDEX_MIN = std::numeric_limits<int64_t>::min();

// A new dimension of size 1; in a Slice, an open end.
constexpr std::nullopt_t None = std::nullopt;

// As many ":" as there are dimensions left.
struct EllipsisIndexType final {};
constexpr EllipsisIndexType Ellipsis{};

// start:stop:step; bounds may be negative and beyond the ends, as in Python.
class Slice final {
 public:
  // Throws ValueError "slice step cannot be zero". A negative step is refused where it is used.
  Slice(std::optional<int64_t> start = std::nullopt, std::optional<int64_t> stop = std::nullopt,
        std::optional<int64_t> step = std::nullopt);

  int64_t start() const { return start_; }
  int64_t stop() const { return stop_; }
  int64_t step() const { return step_; }

 private:
  int64_t start_, stop_, step_;
};

}  // namespace indexing

class TensorIndex final {
 public:
  TensorIndex(std::nullopt_t) : value_(NoneIndex()) {}
  TensorIndex(indexing::EllipsisIndexType) : value_(indexing::Ellipsis) {}
  // "..." is an ellipsis. Throws ValueError for any other text.
  TensorIndex(const char* text);
  template <std::integral T>
  TensorIndex(T value) {
    if constexpr (std::is_same_v<T, bool>) {
      value_ = value;
    } else {
      value_ = static_cast<int64_t>(value);
    }
  }
  TensorIndex(indexing::Slice slice) : value_(slice) {}
  TensorIndex(Tensor tensor) : value_(std::move(tensor)) {}

  bool is_none() const { return std::holds_alternative<NoneIndex>(value_); }
  bool is_ellipsis() const { return std::holds_alternative<indexing::EllipsisIndexType>(value_); }
  bool is_integer() const { return std::holds_alternative<int64_t>(value_); }
  bool is_boolean() const { return std::holds_alternative<bool>(value_); }
  bool is_slice() const { return std::holds_alternative<indexing::Slice>(value_); }
  bool is_tensor() const { return std::holds_alternative<Tensor>(value_); }

  // Each requires the matching is_...().
  int64_t integer() const { return *std::get_if<int64_t>(&value_); }
  bool boolean() const { return *std::get_if<bool>(&value_); }
  const indexing::Slice& slice() const { return *std::get_if<indexing::Slice>(&value_); }
  const Tensor& tensor() const { return *std::get_if<Tensor>(&value_); }

 private:
  struct NoneIndex {};

  std::variant<NoneIndex, indexing::EllipsisIndexType, int64_t, bool, indexing::Slice, Tensor>
      value_;
};

namespace indexing {

using gradlab::TensorIndex;

// "1:5:2".
std::ostream& operator<<(std::ostream& os, const Slice& slice);

}  // namespace indexing

std::ostream& operator<<(std::ostream& os, const TensorIndex& index);
// "(None, ..., 0, 1:5:2)".
std::ostream& operator<<(std::ostream& os, const std::vector<TensorIndex>& indices);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_INDEX_H_
