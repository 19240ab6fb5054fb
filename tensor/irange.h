// irange: the integers of a range, for loops: for (auto i : irange(n)).
#ifndef GRADLAB_TENSOR_IRANGE_H_
#define GRADLAB_TENSOR_IRANGE_H_

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <iterator>

namespace gradlab {

template <std::integral T>
class IntegerRange {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = T;

    iterator() = default;
    constexpr explicit iterator(T value) : value_(value) {}
    constexpr T operator*() const { return value_; }
    constexpr const T* operator->() const { return &value_; }
    constexpr iterator& operator++() {
      ++value_;
      return *this;
    }
    constexpr iterator operator++(int) {
      const iterator before = *this;
      ++value_;
      return before;
    }
    friend constexpr bool operator==(iterator a, iterator b) { return a.value_ == b.value_; }

   private:
    T value_ = 0;
  };

  constexpr IntegerRange(T begin, T end) : begin_(begin), end_(end) {}
  constexpr iterator begin() const { return begin_; }
  constexpr iterator end() const { return end_; }

 private:
  iterator begin_;
  iterator end_;
};

// 0 .. end - 1; nothing when `end` is negative.
template <std::integral T>
constexpr IntegerRange<T> irange(T end) {
  return {T{0}, std::max(T{0}, end)};
}
// begin .. end - 1, as numbers of end's type; nothing when end < begin.
template <std::integral B, std::integral T>
constexpr IntegerRange<T> irange(B begin, T end) {
  return {static_cast<T>(begin), std::max(static_cast<T>(begin), end)};
}

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_IRANGE_H_
