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
#include <type_traits>
#include <utility>
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
  TensorIndex(std::nullopt_t) : kind_(Kind::kNone) {}
  TensorIndex(indexing::EllipsisIndexType) : kind_(Kind::kEllipsis) {}
  // "..." is an ellipsis. Throws ValueError for any other text.
  TensorIndex(const char* text);
  template <std::integral T>
  TensorIndex(T value)
      : kind_(std::is_same_v<T, bool> ? Kind::kBoolean : Kind::kInteger),
        integer_(static_cast<int64_t>(value)) {}
  TensorIndex(indexing::Slice slice) : kind_(Kind::kSlice), slice_(slice) {}
  TensorIndex(Tensor tensor) : kind_(Kind::kTensor), tensor_(std::move(tensor)) {}

  bool is_none() const { return kind_ == Kind::kNone; }
  bool is_ellipsis() const { return kind_ == Kind::kEllipsis; }
  bool is_integer() const { return kind_ == Kind::kInteger; }
  bool is_boolean() const { return kind_ == Kind::kBoolean; }
  bool is_slice() const { return kind_ == Kind::kSlice; }
  bool is_tensor() const { return kind_ == Kind::kTensor; }

  // Each requires the matching is_...().
  int64_t integer() const { return integer_; }
  bool boolean() const { return integer_ != 0; }
  const indexing::Slice& slice() const { return slice_; }
  const Tensor& tensor() const { return tensor_; }

 private:
  enum class Kind : uint8_t { kNone, kEllipsis, kInteger, kBoolean, kSlice, kTensor };

  // Not a std::variant, which takes long to compile.
  Kind kind_;
  union {
    int64_t integer_ = 0;  // 0 or 1 for a boolean
    indexing::Slice slice_;
  };
  Tensor tensor_;
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
