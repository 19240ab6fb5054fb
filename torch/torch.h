// libtorch's names for gradlab's things: a program written for PyTorch's C++ frontend includes
// <torch/torch.h>, depends on //torch and compiles. Names only: what they mean is documented where
// gradlab defines it.
#ifndef GRADLAB_TORCH_TORCH_H_
#define GRADLAB_TORCH_TORCH_H_

#include <optional>
#include <string_view>

#include "gradlab/gradlab.h"
#include "gradlab/tensor/warn.h"

// Programs write torch::nn::Linear, and also nn::Linear after `using namespace torch`: so nn,
// optim, autograd and indexing are gradlab's own namespaces, found through these directives.
namespace c10 {
using namespace gradlab;
using std::nullopt;
using std::nullopt_t;
using std::optional;
using std::string_view;
}  // namespace c10

namespace at {
using namespace gradlab;
using c10::nullopt;
using c10::optional;
}  // namespace at

namespace torch {
using namespace gradlab;
using c10::nullopt;
using c10::optional;

constexpr auto kU8 = kUInt8;
constexpr auto kI8 = kInt8;
constexpr auto kI16 = kInt16;
constexpr auto kI32 = kInt32;
constexpr auto kI64 = kInt64;
constexpr auto kF32 = kFloat32;
constexpr auto kF64 = kFloat64;

// What programs ask before they choose a device: there is only the CPU.
namespace cuda {
inline bool is_available() { return false; }
inline int device_count() { return 0; }
}  // namespace cuda
}  // namespace torch

#define TORCH_MODULE GRADLAB_MODULE
#define TORCH_MODULE_IMPL GRADLAB_MODULE_IMPL
#define TORCH_ARG GRADLAB_ARG
#define FORWARD_HAS_DEFAULT_ARGS GRADLAB_FORWARD_HAS_DEFAULT_ARGS

// libtorch's checks may come without a text.
#define GRADLAB_TORCH_CHECK_(Kind, cond, ...) \
  GRADLAB_CHECK_KIND(Kind, cond, GRADLAB_TORCH_TEXT_##__VA_OPT__(GIVEN)(cond, __VA_ARGS__))
#define GRADLAB_TORCH_TEXT_(cond, ...) "Expected " #cond " to be true, but got false."
#define GRADLAB_TORCH_TEXT_GIVEN(cond, ...) __VA_ARGS__
#define TORCH_CHECK(cond, ...) GRADLAB_TORCH_CHECK_(Error, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_INDEX(cond, ...) \
  GRADLAB_TORCH_CHECK_(IndexError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_VALUE(cond, ...) \
  GRADLAB_TORCH_CHECK_(ValueError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_TYPE(cond, ...) GRADLAB_TORCH_CHECK_(TypeError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_CHECK_NOT_IMPLEMENTED(cond, ...) \
  GRADLAB_TORCH_CHECK_(NotImplementedError, cond __VA_OPT__(, ) __VA_ARGS__)
#define TORCH_INTERNAL_ASSERT TORCH_CHECK
#define TORCH_WARN GRADLAB_WARN

#endif  // GRADLAB_TORCH_TORCH_H_
