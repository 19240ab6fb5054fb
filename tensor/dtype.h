// ScalarType: the element types of a tensor, their names and sizes, PyTorch's promotion rules, and
// the dispatch from a run-time type to a C++ type.
#ifndef GRADLAB_TENSOR_DTYPE_H_
#define GRADLAB_TENSOR_DTYPE_H_

#include <cstdint>
#include <ostream>
#include <string_view>
#include <type_traits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"

namespace gradlab {

// PyTorch's numbering, so that the values can be stored and compared.
enum class ScalarType : int8_t {
  Byte = 0,
  Char = 1,
  Short = 2,
  Int = 3,
  Long = 4,
  Half = 5,
  Float = 6,
  Double = 7,
  Bool = 11,
  BFloat16 = 15,
  Undefined = 18,
};
using Dtype = ScalarType;

constexpr ScalarType kByte = ScalarType::Byte, kUInt8 = ScalarType::Byte;
constexpr ScalarType kChar = ScalarType::Char, kInt8 = ScalarType::Char;
constexpr ScalarType kShort = ScalarType::Short, kInt16 = ScalarType::Short;
constexpr ScalarType kInt = ScalarType::Int, kInt32 = ScalarType::Int;
constexpr ScalarType kLong = ScalarType::Long, kInt64 = ScalarType::Long;
constexpr ScalarType kHalf = ScalarType::Half, kFloat16 = ScalarType::Half;
constexpr ScalarType kBFloat16 = ScalarType::BFloat16;
constexpr ScalarType kFloat = ScalarType::Float, kFloat32 = ScalarType::Float;
constexpr ScalarType kDouble = ScalarType::Double, kFloat64 = ScalarType::Double;
constexpr ScalarType kBool = ScalarType::Bool;

// Bytes of one element.
constexpr int64_t element_size(ScalarType t) {
  switch (t) {
    case ScalarType::Byte:
    case ScalarType::Char:
    case ScalarType::Bool:
      return 1;
    case ScalarType::Short:
    case ScalarType::Half:
    case ScalarType::BFloat16:
      return 2;
    case ScalarType::Int:
    case ScalarType::Float:
      return 4;
    case ScalarType::Long:
    case ScalarType::Double:
      return 8;
    case ScalarType::Undefined:
      break;
  }
  return 0;
}

constexpr bool is_floating_point(ScalarType t) {
  return t == ScalarType::Float || t == ScalarType::Double || t == ScalarType::Half ||
         t == ScalarType::BFloat16;
}
// What is stored in 16 bits and computed with as Float.
constexpr bool is_reduced_floating_point(ScalarType t) {
  return t == ScalarType::Half || t == ScalarType::BFloat16;
}
// Integers without bool, or with it.
constexpr bool is_integral(ScalarType t, bool include_bool) {
  return t <= ScalarType::Long || (include_bool && t == ScalarType::Bool);
}

// "Float": the name in libtorch's messages and in operator<<.
const char* dtype_name(ScalarType t);
// "float32": the name after "torch." in Python.
const char* python_dtype_name(ScalarType t);
std::ostream& operator<<(std::ostream& os, ScalarType t);

// The smallest type both fit in, by PyTorch's table: bool < integers < floats; a uint8 with a
// signed integer needs the next wider signed type, Half with BFloat16 Float.
ScalarType promote_types(ScalarType a, ScalarType b);
// Whether an in-place or out= result of type `from` may be written to `to`: not from floating to
// integer, not from integer to bool.
bool can_cast(ScalarType from, ScalarType to);

class TypeMeta;
// The type of floating literals and factories without a dtype: Float, or what was set.
TypeMeta get_default_dtype();
// Throws unless `t` is a floating-point type.
void set_default_dtype(ScalarType t);

template <class T>
constexpr ScalarType dtype_of() {
  using U = std::remove_cv_t<T>;
  if constexpr (std::is_same_v<U, bool>) return ScalarType::Bool;
  if constexpr (std::is_same_v<U, float>) return ScalarType::Float;
  if constexpr (std::is_same_v<U, Half>) return ScalarType::Half;
  if constexpr (std::is_same_v<U, BFloat16>) return ScalarType::BFloat16;
  if constexpr (std::is_same_v<U, double>) return ScalarType::Double;
  if constexpr (std::is_same_v<U, uint8_t>) return ScalarType::Byte;
  if constexpr (std::is_integral_v<U> && std::is_signed_v<U>) {
    if constexpr (sizeof(U) == 1) return ScalarType::Char;
    if constexpr (sizeof(U) == 2) return ScalarType::Short;
    if constexpr (sizeof(U) == 4) return ScalarType::Int;
    if constexpr (sizeof(U) == 8) return ScalarType::Long;
  }
  return ScalarType::Undefined;
}

// A dtype as Tensor::dtype() returns it: a ScalarType that prints the name of its C++ type, as in
// libtorch.
class TypeMeta {
 public:
  constexpr TypeMeta() = default;
  constexpr explicit TypeMeta(ScalarType type) : type_(type) {}
  template <class T>
  static constexpr TypeMeta Make() {
    return TypeMeta(dtype_of<T>());
  }

  constexpr operator ScalarType() const { return type_; }
  constexpr ScalarType toScalarType() const { return type_; }
  // "float", "long int", "c10::Half".
  std::string_view name() const;
  constexpr size_t itemsize() const { return static_cast<size_t>(element_size(type_)); }
  template <class T>
  constexpr bool Match() const {
    return type_ == dtype_of<T>();
  }

  friend constexpr bool operator==(TypeMeta a, TypeMeta b) { return a.type_ == b.type_; }

 private:
  ScalarType type_ = ScalarType::Undefined;
};
std::ostream& operator<<(std::ostream& os, TypeMeta t);

// Thrown by the dispatchers: PyTorch's text for a kernel that has no version for a dtype.
[[noreturn]] void throw_not_implemented_for(const char* op, ScalarType t);

// Calls fn.template operator()<T>() with the C++ type of `t`:
//   dispatch_all(a.dtype(), "fill", [&]<class T>() { ... });
// Half and BFloat16 are not among the types unless said so: nothing is computed in them.
template <class Fn>
auto dispatch_floating(ScalarType t, const char* op, Fn&& fn) {
  switch (t) {
    case ScalarType::Float:
      return fn.template operator()<float>();
    case ScalarType::Double:
      return fn.template operator()<double>();
    default:
      throw_not_implemented_for(op, t);
  }
}
template <class Fn>
auto dispatch_integral(ScalarType t, const char* op, Fn&& fn) {
  switch (t) {
    case ScalarType::Byte:
      return fn.template operator()<uint8_t>();
    case ScalarType::Char:
      return fn.template operator()<int8_t>();
    case ScalarType::Short:
      return fn.template operator()<int16_t>();
    case ScalarType::Int:
      return fn.template operator()<int32_t>();
    case ScalarType::Long:
      return fn.template operator()<int64_t>();
    default:
      throw_not_implemented_for(op, t);
  }
}
// Floats and integers, not bool.
template <class Fn>
auto dispatch_numeric(ScalarType t, const char* op, Fn&& fn) {
  if (is_floating_point(t)) return dispatch_floating(t, op, fn);
  return dispatch_integral(t, op, fn);
}
template <class Fn>
auto dispatch_all(ScalarType t, const char* op, Fn&& fn) {
  if (t == ScalarType::Bool) return fn.template operator()<bool>();
  return dispatch_numeric(t, op, fn);
}
template <class Fn>
auto dispatch_all_and_reduced(ScalarType t, const char* op, Fn&& fn) {
  if (t == ScalarType::Half) return fn.template operator()<Half>();
  if (t == ScalarType::BFloat16) return fn.template operator()<BFloat16>();
  return dispatch_all(t, op, fn);
}

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_DTYPE_H_
