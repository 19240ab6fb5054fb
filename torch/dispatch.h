// AT_DISPATCH_...: run a lambda once for the type of a tensor's elements, known as `scalar_t`.
//
//   AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "my_kernel", [&] {
//     scalar_t* p = x.data_ptr<scalar_t>();
//   });
//
// Every list of types may be followed by AND and more types. For other types they throw libtorch's
// "\"my_kernel\" not implemented for 'Long'".
#ifndef GRADLAB_TORCH_DISPATCH_H_
#define GRADLAB_TORCH_DISPATCH_H_

#include <cstdint>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"

namespace gradlab::internal {
// What the macros are given: a ScalarType, or a tensor's type.
inline ScalarType dispatched_type(ScalarType t) { return t; }
inline ScalarType dispatched_type(TypeMeta t) { return t; }

template <ScalarType>
struct CppType;
template <>
struct CppType<kHalf> {
  using type = Half;
};
template <>
struct CppType<kBFloat16> {
  using type = BFloat16;
};
template <>
struct CppType<kBool> {
  using type = bool;
};
template <>
struct CppType<kFloat> {
  using type = float;
};
template <>
struct CppType<kDouble> {
  using type = double;
};
template <>
struct CppType<kByte> {
  using type = uint8_t;
};
template <>
struct CppType<kChar> {
  using type = int8_t;
};
template <>
struct CppType<kShort> {
  using type = int16_t;
};
template <>
struct CppType<kInt> {
  using type = int32_t;
};
template <>
struct CppType<kLong> {
  using type = int64_t;
};
}  // namespace gradlab::internal

#define GRADLAB_TORCH_CASE_(Enum, Cpp, ...) \
  case ::gradlab::ScalarType::Enum: {       \
    using scalar_t [[maybe_unused]] = Cpp;  \
    return __VA_ARGS__();                   \
  }
#define GRADLAB_TORCH_CASE_ANY_(TYPE, ...)                                      \
  case TYPE: {                                                                  \
    using scalar_t [[maybe_unused]] = ::gradlab::internal::CppType<TYPE>::type; \
    return __VA_ARGS__();                                                       \
  }
#define GRADLAB_TORCH_SWITCH_(TYPE, NAME, ...)                                           \
  [&] {                                                                                  \
    const ::gradlab::ScalarType dispatched = ::gradlab::internal::dispatched_type(TYPE); \
    switch (dispatched) {                                                                \
      __VA_ARGS__                                                                        \
      default:                                                                           \
        GRADLAB_THROW(Error, '"', NAME, "\" not implemented for '",                      \
                      ::gradlab::dtype_name(dispatched), "'");                           \
    }                                                                                    \
  }()
#define GRADLAB_TORCH_FLOATING_(...)               \
  GRADLAB_TORCH_CASE_(Double, double, __VA_ARGS__) \
  GRADLAB_TORCH_CASE_(Float, float, __VA_ARGS__)
#define GRADLAB_TORCH_INTEGRAL_(...)              \
  GRADLAB_TORCH_CASE_(Byte, uint8_t, __VA_ARGS__) \
  GRADLAB_TORCH_CASE_(Char, int8_t, __VA_ARGS__)  \
  GRADLAB_TORCH_CASE_(Int, int32_t, __VA_ARGS__)  \
  GRADLAB_TORCH_CASE_(Long, int64_t, __VA_ARGS__) \
  GRADLAB_TORCH_CASE_(Short, int16_t, __VA_ARGS__)

// Cases by hand: AT_DISPATCH_SWITCH(type, "name", AT_DISPATCH_CASE(kFloat, [&] { ... }) ...).
#define AT_DISPATCH_SWITCH(TYPE, NAME, ...) GRADLAB_TORCH_SWITCH_(TYPE, NAME, __VA_ARGS__)
#define AT_DISPATCH_CASE(TYPE, ...) GRADLAB_TORCH_CASE_ANY_(TYPE, __VA_ARGS__)
#define AT_DISPATCH_CASE_FLOATING_TYPES(...) \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)
#define AT_DISPATCH_CASE_FLOATING_TYPES_AND(A, ...) \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)              \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)
#define AT_DISPATCH_CASE_FLOATING_TYPES_AND2(A, B, ...) \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)                  \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)               \
  GRADLAB_TORCH_CASE_ANY_(B, __VA_ARGS__)
#define AT_DISPATCH_CASE_INTEGRAL_TYPES(...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)
#define AT_DISPATCH_CASE_INTEGRAL_TYPES_AND(A, ...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)              \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)
#define AT_DISPATCH_CASE_ALL_TYPES(...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)  \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)
#define AT_DISPATCH_CASE_ALL_TYPES_AND(A, ...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)         \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)         \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)
#define AT_DISPATCH_CASE_ALL_TYPES_AND2(A, B, ...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)             \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)             \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)          \
  GRADLAB_TORCH_CASE_ANY_(B, __VA_ARGS__)
#define AT_DISPATCH_CASE_ALL_TYPES_AND3(A, B, C, ...) \
  GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__)                \
  GRADLAB_TORCH_FLOATING_(__VA_ARGS__)                \
  GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)             \
  GRADLAB_TORCH_CASE_ANY_(B, __VA_ARGS__)             \
  GRADLAB_TORCH_CASE_ANY_(C, __VA_ARGS__)

#define AT_DISPATCH_FLOATING_TYPES(TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_FLOATING_TYPES(__VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND(A, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_FLOATING_TYPES_AND(A, __VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND2(A, B, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_FLOATING_TYPES_AND2(A, B, __VA_ARGS__))
#define AT_DISPATCH_INTEGRAL_TYPES(TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_INTEGRAL_TYPES(__VA_ARGS__))
#define AT_DISPATCH_INTEGRAL_TYPES_AND(A, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_INTEGRAL_TYPES_AND(A, __VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES(TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_ALL_TYPES(__VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND(A, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_ALL_TYPES_AND(A, __VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND2(A, B, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_ALL_TYPES_AND2(A, B, __VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND3(A, B, C, TYPE, NAME, ...) \
  AT_DISPATCH_SWITCH(TYPE, NAME, AT_DISPATCH_CASE_ALL_TYPES_AND3(A, B, C, __VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND_HALF(TYPE, NAME, ...) \
  AT_DISPATCH_FLOATING_TYPES_AND(::gradlab::kHalf, TYPE, NAME, __VA_ARGS__)

// Without the complex types, which the library has not.
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES AT_DISPATCH_FLOATING_TYPES
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES_AND1 AT_DISPATCH_FLOATING_TYPES_AND
#define AT_DISPATCH_FLOATING_AND_COMPLEX_TYPES_AND2 AT_DISPATCH_FLOATING_TYPES_AND2
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX AT_DISPATCH_ALL_TYPES
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND AT_DISPATCH_ALL_TYPES_AND
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND2 AT_DISPATCH_ALL_TYPES_AND2
#define AT_DISPATCH_ALL_TYPES_AND_COMPLEX_AND3 AT_DISPATCH_ALL_TYPES_AND3

// Types of indices, known as `index_t`.
#define GRADLAB_TORCH_INDEX_(Enum, Cpp, ...) \
  case ::gradlab::ScalarType::Enum: {        \
    using index_t [[maybe_unused]] = Cpp;    \
    return __VA_ARGS__();                    \
  }
#define AT_DISPATCH_INDEX_TYPES(TYPE, NAME, ...)                                         \
  AT_DISPATCH_SWITCH(TYPE, NAME, GRADLAB_TORCH_INDEX_(Int, int32_t, __VA_ARGS__)         \
                                     GRADLAB_TORCH_INDEX_(Long, int64_t, __VA_ARGS__))

// _(C++ type, name of the ScalarType) for a family of types and up to three more.
#define AT_FORALL_INT_TYPES(_) \
  _(uint8_t, Byte) _(int8_t, Char) _(int16_t, Short) _(int, Int) _(int64_t, Long)
#define AT_FORALL_SCALAR_TYPES(_) AT_FORALL_INT_TYPES(_) _(float, Float) _(double, Double)
#define GRADLAB_TORCH_TYPE_(Enum) ::gradlab::internal::CppType<::gradlab::ScalarType::Enum>::type
#define AT_FORALL_SCALAR_TYPES_AND(A, _) AT_FORALL_SCALAR_TYPES(_) _(GRADLAB_TORCH_TYPE_(A), A)
#define AT_FORALL_SCALAR_TYPES_AND2(A, B, _) \
  AT_FORALL_SCALAR_TYPES_AND(A, _) _(GRADLAB_TORCH_TYPE_(B), B)
#define AT_FORALL_SCALAR_TYPES_AND3(A, B, C, _) \
  AT_FORALL_SCALAR_TYPES_AND2(A, B, _) _(GRADLAB_TORCH_TYPE_(C), C)
#define AT_FORALL_SCALAR_TYPES_WITH_COMPLEX(_) AT_FORALL_SCALAR_TYPES_AND3(Half, Bool, BFloat16, _)

#endif  // GRADLAB_TORCH_DISPATCH_H_
