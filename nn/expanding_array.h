// ExpandingArray<D>: D numbers, written as one number for all or as a list of D; of an
// ExpandingArrayWithOptionalElem<D> each may be left out: {3, std::nullopt}.
#ifndef GRADLAB_NN_EXPANDING_ARRAY_H_
#define GRADLAB_NN_EXPANDING_ARRAY_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <ostream>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

template <size_t D, class T = int64_t>
class ExpandingArray {
 public:
  // Throw "Expected D values, but instead got n".
  ExpandingArray(std::initializer_list<T> list) : ExpandingArray(ArrayRef<T>(list)) {}
  ExpandingArray(const std::vector<T>& list) : ExpandingArray(ArrayRef<T>(list)) {}
  ExpandingArray(ArrayRef<T> list) {
    GRADLAB_CHECK(list.size() == D, "Expected ", D, " values, but instead got ", list.size());
    std::copy(list.begin(), list.end(), values_.begin());
  }
  ExpandingArray(T all) { values_.fill(all); }
  ExpandingArray(const std::array<T, D>& values) : values_(values) {}

  std::array<T, D>& operator*() { return values_; }
  const std::array<T, D>& operator*() const { return values_; }
  std::array<T, D>* operator->() { return &values_; }
  const std::array<T, D>* operator->() const { return &values_; }
  operator ArrayRef<T>() const { return values_; }
  size_t size() const { return D; }

 protected:
  std::array<T, D> values_;
};

// "3" for one number, else "[3, 4]".
template <size_t D, class T>
std::ostream& operator<<(std::ostream& os, const ExpandingArray<D, T>& a) {
  if (D == 1) return os << a->front();
  return os << ArrayRef<T>(a);
}

template <size_t D, class T = int64_t>
class ExpandingArrayWithOptionalElem : public ExpandingArray<D, std::optional<T>> {
 public:
  using Base = ExpandingArray<D, std::optional<T>>;
  using Base::Base;
  // Throw "Expected D values, but instead got n".
  ExpandingArrayWithOptionalElem(std::initializer_list<T> list)
      : ExpandingArrayWithOptionalElem(ArrayRef<T>(list)) {}
  ExpandingArrayWithOptionalElem(const std::vector<T>& list)
      : ExpandingArrayWithOptionalElem(ArrayRef<T>(list)) {}
  ExpandingArrayWithOptionalElem(ArrayRef<T> list) : Base(std::optional<T>()) {
    GRADLAB_CHECK(list.size() == D, "Expected ", D, " values, but instead got ", list.size());
    std::copy(list.begin(), list.end(), this->values_.begin());
  }
  ExpandingArrayWithOptionalElem(T all) : Base(std::optional<T>(all)) {}
  ExpandingArrayWithOptionalElem(const std::array<T, D>& values)
      : ExpandingArrayWithOptionalElem(ArrayRef<T>(values)) {}
};

// "3" for one number, else "[3, None]".
template <size_t D, class T>
std::ostream& operator<<(std::ostream& os, const ExpandingArrayWithOptionalElem<D, T>& a) {
  if (D > 1) os << "[";
  for (size_t d = 0; d < D; ++d) {
    if (d > 0) os << ", ";
    if ((*a)[d]) {
      os << *(*a)[d];
    } else {
      os << "None";
    }
  }
  return D > 1 ? os << "]" : os;
}

}  // namespace gradlab

#endif  // GRADLAB_NN_EXPANDING_ARRAY_H_
