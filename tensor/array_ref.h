// ArrayRef<T>: a borrowed, read-only view of consecutive values, taken by every function that has
// a list of sizes, strides or tensors as an argument: f({2, 3}), f(vector), f(tensor.sizes()).
//
// Invariant: an ArrayRef owns nothing. Pass it by value; never keep one beyond the call whose
// argument it is (a braced list dies with the full expression).
#ifndef GRADLAB_TENSOR_ARRAY_REF_H_
#define GRADLAB_TENSOR_ARRAY_REF_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <ostream>
#include <vector>

#include "gradlab/tensor/error.h"

namespace gradlab {

template <class T>
class ArrayRef {
 public:
  using value_type = T;
  using iterator = const T*;
  using const_iterator = const T*;
  using reverse_iterator = std::reverse_iterator<iterator>;

  constexpr ArrayRef() = default;
  // One value is a list of one: zeros(3) is zeros({3}).
  constexpr ArrayRef(const T& one) : data_(&one), size_(1) {}
  constexpr ArrayRef(const T* data, size_t size) : data_(data), size_(size) {}
  constexpr ArrayRef(const T* begin, const T* end) : data_(begin), size_(end - begin) {}
  template <class A>
  constexpr ArrayRef(const std::vector<T, A>& v) : data_(v.data()), size_(v.size()) {}
  template <size_t N>
  constexpr ArrayRef(const std::array<T, N>& a) : data_(a.data()), size_(N) {}
  template <size_t N>
  constexpr ArrayRef(const T (&a)[N]) : data_(a), size_(N) {}
  // The list lives until the end of the full expression of the call, as every ArrayRef argument.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winit-list-lifetime"
#endif
  constexpr ArrayRef(const std::initializer_list<T>& list)
      : data_(list.begin() == list.end() ? nullptr : list.begin()), size_(list.size()) {}
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

  constexpr const T* begin() const { return data_; }
  constexpr const T* end() const { return data_ + size_; }
  constexpr reverse_iterator rbegin() const { return reverse_iterator(end()); }
  constexpr reverse_iterator rend() const { return reverse_iterator(begin()); }
  constexpr const T* data() const { return data_; }
  constexpr size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr const T& operator[](size_t i) const { return data_[i]; }
  // The same; throws beyond the end.
  const T& at(size_t i) const {
    GRADLAB_CHECK(i < size_, "ArrayRef: invalid index Index = ", i, "; Length = ", size_);
    return data_[i];
  }
  constexpr const T& front() const { return data_[0]; }
  constexpr const T& back() const { return data_[size_ - 1]; }
  // A part of it. Throw unless it lies within.
  constexpr ArrayRef slice(size_t from, size_t count) const {
    GRADLAB_CHECK(count <= size_ && from <= size_ - count, "ArrayRef: invalid slice, N = ", from,
                  "; M = ", count, "; size = ", size_);
    return {data_ + from, count};
  }
  constexpr ArrayRef slice(size_t from) const { return slice(from, size_ - from); }
  template <class Predicate>
  bool allMatch(const Predicate& holds) const {
    for (const T& value : *this) {
      if (!holds(value)) return false;
    }
    return true;
  }
  std::vector<T> vec() const { return std::vector<T>(begin(), end()); }

  constexpr bool equals(ArrayRef other) const {
    if (size_ != other.size_) return false;
    for (size_t i = 0; i < size_; ++i) {
      if (!(data_[i] == other.data_[i])) return false;
    }
    return true;
  }

 private:
  const T* data_ = nullptr;
  size_t size_ = 0;
};

template <class T>
constexpr bool operator==(ArrayRef<T> a, ArrayRef<T> b) {
  return a.equals(b);
}
template <class T, class A>
constexpr bool operator==(ArrayRef<T> a, const std::vector<T, A>& b) {
  return a.equals(ArrayRef<T>(b));
}
template <class T, class A>
constexpr bool operator==(const std::vector<T, A>& a, ArrayRef<T> b) {
  return b.equals(ArrayRef<T>(a));
}

// An ArrayRef of the type of its argument's elements.
template <class T>
ArrayRef<T> makeArrayRef(const T& one) {
  return one;
}
template <class T>
ArrayRef<T> makeArrayRef(const T* data, size_t size) {
  return {data, size};
}
template <class T, class A>
ArrayRef<T> makeArrayRef(const std::vector<T, A>& v) {
  return v;
}
template <class T, size_t N>
ArrayRef<T> makeArrayRef(const std::array<T, N>& a) {
  return a;
}
template <class T, size_t N>
ArrayRef<T> makeArrayRef(const T (&a)[N]) {
  return a;
}

// "[2, 3]", as sizes appear in PyTorch's C++ messages.
template <class T>
std::ostream& operator<<(std::ostream& os, ArrayRef<T> list) {
  os << '[';
  for (size_t i = 0; i < list.size(); ++i) os << (i ? ", " : "") << list[i];
  return os << ']';
}

using IntArrayRef = ArrayRef<int64_t>;

// A list or none, for parameters. std::optional<ArrayRef<T>> would, made of one number, refer to a
// temporary that dies within its constructor.
template <class T>
class OptionalArrayRef {
 public:
  constexpr OptionalArrayRef() = default;
  constexpr OptionalArrayRef(std::nullopt_t) {}
  constexpr OptionalArrayRef(ArrayRef<T> list) : list_(list), has_value_(true) {}
  constexpr OptionalArrayRef(const T& one) : OptionalArrayRef(ArrayRef<T>(one)) {}
  template <class A>
  constexpr OptionalArrayRef(const std::vector<T, A>& v) : OptionalArrayRef(ArrayRef<T>(v)) {}
  constexpr OptionalArrayRef(const std::initializer_list<T>& list)
      : OptionalArrayRef(ArrayRef<T>(list)) {}

  constexpr bool has_value() const { return has_value_; }
  constexpr explicit operator bool() const { return has_value_; }
  // Throws std::bad_optional_access without a list.
  ArrayRef<T> value() const {
    if (!has_value_) throw std::bad_optional_access();
    return list_;
  }
  constexpr ArrayRef<T> value_or(ArrayRef<T> other) const { return has_value_ ? list_ : other; }
  // The list; empty without one.
  constexpr ArrayRef<T> value_or_empty() const { return list_; }
  constexpr const ArrayRef<T>& operator*() const { return list_; }
  constexpr const ArrayRef<T>* operator->() const { return &list_; }

 private:
  ArrayRef<T> list_;
  bool has_value_ = false;
};

using OptionalIntArrayRef = OptionalArrayRef<int64_t>;

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_ARRAY_REF_H_
