// The TORCH_ macros. Checks throw gradlab's errors with libtorch's texts; what only marks symbols
// for the linker is empty.
#ifndef GRADLAB_TORCH_MACROS_H_
#define GRADLAB_TORCH_MACROS_H_

#include "gradlab/tensor/arg.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

#define TORCH_API
#define TORCH_CUDA_CPP_API
#define TORCH_CUDA_CU_API
#define TORCH_PYTHON_API
#define AT_API
#define C10_API
#define C10_EXPORT
#define C10_IMPORT
#define C10_UNUSED [[maybe_unused]]
#define C10_NODISCARD [[nodiscard]]
#define C10_NOINLINE __attribute__((noinline))
#define C10_ALWAYS_INLINE inline __attribute__((always_inline))
#define C10_DEPRECATED [[deprecated]]
#define C10_DEPRECATED_MESSAGE(message) [[deprecated(message)]]
#define C10_LIKELY(expr) (__builtin_expect(static_cast<bool>(expr), 1))
#define C10_UNLIKELY(expr) (__builtin_expect(static_cast<bool>(expr), 0))
#define C10_STRINGIZE_IMPL(x) #x
#define C10_STRINGIZE(x) C10_STRINGIZE_IMPL(x)
#define C10_CONCATENATE_IMPL(s1, s2) s1##s2
#define C10_CONCATENATE(s1, s2) C10_CONCATENATE_IMPL(s1, s2)
#define C10_ANONYMOUS_VARIABLE(name) C10_CONCATENATE(name, __COUNTER__)
#define C10_HOST_DEVICE
#define C10_HOST
#define C10_DEVICE

#define TORCH_ARG GRADLAB_ARG

// The text of a check, which may come without one.
#define GRADLAB_TORCH_TEXT_(cond, ...)                                                  \
  "Expected " #cond                                                                     \
  " to be true, but got false.  (Could this error message be improved?  If so, please " \
  "report an enhancement request to PyTorch.)"
#define GRADLAB_TORCH_TEXT_GIVEN(cond, ...) __VA_ARGS__
#define GRADLAB_TORCH_CHECK_(Kind, cond, ...) \
  GRADLAB_CHECK_KIND(Kind, cond, GRADLAB_TORCH_TEXT_##__VA_OPT__(GIVEN)(cond, __VA_ARGS__))
#define TORCH_CHECK(cond, ...) GRADLAB_TORCH_CHECK_(Error, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_WITH(Kind, cond, ...) \
  GRADLAB_TORCH_CHECK_(Kind, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_INDEX(cond, ...) TORCH_CHECK_WITH(IndexError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_VALUE(cond, ...) TORCH_CHECK_WITH(ValueError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_TYPE(cond, ...) TORCH_CHECK_WITH(TypeError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_NOT_IMPLEMENTED(cond, ...) \
  TORCH_CHECK_WITH(NotImplementedError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_ARG(cond, number, ...) \
  TORCH_CHECK(cond, "invalid argument ", number, ": ", __VA_ARGS__)
// Throws on what is being handled, with a line of context.
#define TORCH_RETHROW(error, ...)                       \
  do {                                                  \
    (error).add_context(::gradlab::str(__VA_ARGS__));   \
    throw;                                              \
  } while (false)
#define TORCH_CHECK_LINALG(cond, ...) \
  TORCH_CHECK_WITH(LinAlgError, cond __VA_OPT__(, ) __VA_ARGS__)
#define AT_ERROR(...) GRADLAB_THROW(Error, __VA_ARGS__)
#define AT_INDEX_ERROR(...) GRADLAB_THROW(IndexError, __VA_ARGS__)
#define C10_THROW_ERROR(Kind, ...) GRADLAB_THROW(Kind, __VA_ARGS__)

#define TORCH_INTERNAL_ASSERT(cond, ...)                                                          \
  GRADLAB_CHECK(cond, #cond                                                                       \
                " INTERNAL ASSERT FAILED at \"" __FILE__                                          \
                "\":" C10_STRINGIZE(__LINE__) ", please report a bug to PyTorch. " __VA_OPT__(, ) \
                    __VA_ARGS__)
#ifdef NDEBUG
#define TORCH_INTERNAL_ASSERT_DEBUG_ONLY(cond, ...) \
  do {                                              \
  } while (false)
#else
#define TORCH_INTERNAL_ASSERT_DEBUG_ONLY TORCH_INTERNAL_ASSERT
#endif
#define AT_ASSERT TORCH_INTERNAL_ASSERT
#define AT_ASSERTM TORCH_INTERNAL_ASSERT

#define TORCH_WARN GRADLAB_WARN
#define TORCH_WARN_ONCE GRADLAB_WARN_ONCE
#define AT_WARN GRADLAB_WARN

#endif  // GRADLAB_TORCH_MACROS_H_
