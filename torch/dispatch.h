// AT_DISPATCH_...: run a lambda once for the type of a tensor's elements, known as `scalar_t`.
//
//   AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "my_kernel", [&] {
//     scalar_t* p = x.data_ptr<scalar_t>();
//   });
//
// The types after AND may be kHalf, kBFloat16 and kBool. For other types they throw libtorch's
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

#define AT_DISPATCH_FLOATING_TYPES(TYPE, NAME, ...) \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME, GRADLAB_TORCH_FLOATING_(__VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND_HALF(TYPE, NAME, ...) \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,                          \
                        GRADLAB_TORCH_FLOATING_(__VA_ARGS__) \
                            GRADLAB_TORCH_CASE_ANY_(::gradlab::kHalf, __VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND(A, TYPE, NAME, ...) \
  GRADLAB_TORCH_SWITCH_(                                   \
      TYPE, NAME, GRADLAB_TORCH_FLOATING_(__VA_ARGS__) GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__))
#define AT_DISPATCH_FLOATING_TYPES_AND2(A, B, TYPE, NAME, ...)                        \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,                                                   \
                        GRADLAB_TORCH_FLOATING_(__VA_ARGS__) GRADLAB_TORCH_CASE_ANY_( \
                            A, __VA_ARGS__) GRADLAB_TORCH_CASE_ANY_(B, __VA_ARGS__))
#define AT_DISPATCH_INTEGRAL_TYPES(TYPE, NAME, ...) \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME, GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES(TYPE, NAME, ...) \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,            \
                        GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__) GRADLAB_TORCH_FLOATING_(__VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND(A, TYPE, NAME, ...)                                             \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,                                                               \
                        GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__) GRADLAB_TORCH_FLOATING_(__VA_ARGS__) \
                            GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND2(A, B, TYPE, NAME, ...)                                         \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,                                                               \
                        GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__) GRADLAB_TORCH_FLOATING_(__VA_ARGS__) \
                            GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__)                               \
                                GRADLAB_TORCH_CASE_ANY_(B, __VA_ARGS__))
#define AT_DISPATCH_ALL_TYPES_AND3(A, B, C, TYPE, NAME, ...)                                      \
  GRADLAB_TORCH_SWITCH_(TYPE, NAME,                                                               \
                        GRADLAB_TORCH_INTEGRAL_(__VA_ARGS__) GRADLAB_TORCH_FLOATING_(__VA_ARGS__) \
                            GRADLAB_TORCH_CASE_ANY_(A, __VA_ARGS__) GRADLAB_TORCH_CASE_ANY_(      \
                                B, __VA_ARGS__) GRADLAB_TORCH_CASE_ANY_(C, __VA_ARGS__))

#endif  // GRADLAB_TORCH_DISPATCH_H_
