// GRADLAB_ARG: a field of an options struct with a chainable setter and a getter of one name, as
// libtorch's TORCH_ARG: LinearOptions(4, 3).bias(false), options.bias().
//
//   struct DropoutOptions {
//     GRADLAB_ARG(double, p) = 0.5;
//     GRADLAB_ARG(bool, inplace) = false;
//   };
//
// The section that follows is private.
#ifndef GRADLAB_TENSOR_ARG_H_
#define GRADLAB_TENSOR_ARG_H_

#include <utility>

#define GRADLAB_ARG(T, name)                               \
 public:                                                   \
  auto name(const T& value)->decltype(*this) {             \
    this->name##_ = value;                                 \
    return *this;                                          \
  }                                                        \
  auto name(T&& value)->decltype(*this) {                  \
    this->name##_ = std::move(value);                      \
    return *this;                                          \
  }                                                        \
  const T& name() const noexcept { return this->name##_; } \
  T& name() noexcept { return this->name##_; }             \
                                                           \
 private:                                                  \
  T name##_

#endif  // GRADLAB_TENSOR_ARG_H_
