// AnyValue: one value of any copyable type, as an argument or result of a module whose type is not
// known where it is called. A Tensor is held without an allocation.
#ifndef GRADLAB_NN_MODULES_CONTAINER_ANY_VALUE_H_
#define GRADLAB_NN_MODULES_CONTAINER_ANY_VALUE_H_

#include <any>
#include <cstddef>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/type_name.h"

namespace gradlab::nn {

class AnyValue {
 public:
  // Keeps the decayed value: a const char* for "text".
  template <class T>
  requires(!std::is_same_v<std::decay_t<T>, AnyValue>) explicit AnyValue(T&& value)
      : value_(std::forward<T>(value)) {}

  // The value, if it has exactly this type, else null.
  template <class T>
  T* try_get() {
    static_assert(std::is_same_v<T, std::decay_t<T>>,
                  "AnyValue keeps decayed types: no references, arrays or const types");
    return std::any_cast<T>(&value_);
  }
  // A copy of the value. Throws for another type.
  template <class T>
  T get() {
    T* value = try_get<T>();
    GRADLAB_CHECK(value != nullptr, "Attempted to cast AnyValue to ", demangle(typeid(T)),
                  ", but its actual type is ", demangle(type_info()));
    return *value;
  }
  const std::type_info& type_info() const noexcept { return value_.type(); }

 private:
  std::any value_;
};

namespace internal {
// `count` values, moved into a list.
std::vector<AnyValue> moved_values(AnyValue* values, size_t count);
}  // namespace internal

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_ANY_VALUE_H_
