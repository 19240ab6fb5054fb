// libtorch's names for gradlab's things: a program written for PyTorch's C++ frontend includes
// <torch/torch.h>, depends on //torch and compiles. Names only: what they mean is documented where
// gradlab defines it.
//
// Programs write torch::nn::Linear, and also nn::Linear after `using namespace torch`: so nn,
// optim, autograd and indexing are gradlab's own namespaces, found through the directives.
#ifndef GRADLAB_TORCH_TORCH_H_
#define GRADLAB_TORCH_TORCH_H_

// More than this file needs: what programs have from libtorch's and rely on.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <sstream>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/torch/c10.h"
#include "gradlab/torch/dispatch.h"
#include "gradlab/torch/dispatch_keys.h"
#include "gradlab/torch/tools.h"
#include "gradlab/torch/traits.h"

namespace at {
using namespace gradlab;
using c10::maybe_wrap_dim;
using c10::nullopt;
using c10::optional;
using c10::Storage;
using c10::string_view;
using c10::toString;

// libtorch's tensors without methods are the same class.
using TensorBase = Tensor;

// The shape that both broadcast to.
inline std::vector<int64_t> infer_size(IntArrayRef a, IntArrayRef b) {
  return broadcast_sizes(a, b);
}

// Both as they broadcast against each other; tensors that already have that shape are borrowed.
inline std::tuple<c10::MaybeOwned<Tensor>, c10::MaybeOwned<Tensor>> expand_outplace(
    const Tensor& a, const Tensor& b) {
  const std::vector<int64_t> sizes = broadcast_sizes(a.sizes(), b.sizes());
  const auto expanded = [&](const Tensor& t) {
    return t.sizes() == IntArrayRef(sizes) ? c10::MaybeOwned<Tensor>::borrowed(t)
                                           : c10::MaybeOwned<Tensor>::owned(t.expand(sizes));
  };
  return {expanded(a), expanded(b)};
}
// `t` with the shape of `self`, for an operation that writes into that.
inline c10::MaybeOwned<Tensor> expand_inplace(const Tensor& self, const Tensor& t) {
  return t.sizes() == self.sizes() ? c10::MaybeOwned<Tensor>::borrowed(t)
                                   : c10::MaybeOwned<Tensor>::owned(t.expand(self.sizes()));
}

// The operations under forward mode (torch::autograd::forward_ad); there is one level.
inline Tensor _make_dual(const Tensor& primal, const Tensor& tangent, int64_t /* level */) {
  return gradlab::autograd::forward_ad::make_dual(primal, tangent);
}
inline std::tuple<Tensor, Tensor> _unpack_dual(const Tensor& dual, int64_t /* level */) {
  auto [primal, tangent] = gradlab::autograd::forward_ad::unpack_dual(dual);
  return {primal, tangent};
}

// Elements keep the type that they have in C++, while torch::tensor makes Long of int and the
// default dtype of floating numbers; and one number makes a vector of one element. The constraints
// that always hold make these the better ones where `using namespace at` shows both.
inline Tensor tensor(const TensorData& data, const TensorOptions& options = {}) {
  return gradlab::tensor(data, options.has_dtype() ? options : options.dtype(data.dtype()));
}
template <Element T>
requires(sizeof(T) > 0) Tensor tensor(ArrayRef<T> values, const TensorOptions& options = {}) {
  return gradlab::tensor(values, options.has_dtype() ? options : options.dtype(dtype_of<T>()));
}
template <VectorElement T>
requires(sizeof(T) > 0) Tensor
    tensor(const std::vector<T>& values, const TensorOptions& options = {}) {
  return tensor(ArrayRef<T>(values), options);
}
template <Element T>
Tensor tensor(std::initializer_list<T> values, const TensorOptions& options = {}) {
  return tensor(ArrayRef<T>(values.begin(), values.size()), options);
}
template <Element T>
Tensor tensor(T value, const TensorOptions& options = {}) {
  return tensor(ArrayRef<T>(&value, 1), options);
}

namespace native {
using namespace gradlab;
inline bool is_nonzero(const Tensor& t) { return t.is_nonzero(); }
}  // namespace native

// What the library was built with: nothing but the CPU's part.
inline bool hasCUDA() { return false; }
inline bool hasMPS() { return false; }
inline bool hasMKL() { return false; }
inline bool hasLAPACK() { return true; }
struct Context {
  bool hasCUDA() const { return false; }
  bool hasCuDNN() const { return false; }
  bool hasMKL() const { return false; }
  bool hasLAPACK() const { return true; }
  bool deterministicAlgorithms() const { return true; }
  const Generator& defaultGenerator(Device) const { return default_generator(); }
};
inline Context& globalContext() {
  static Context context;
  return context;
}

class CPUGeneratorImpl;  // there is one kind of generator
template <class Impl>
Generator make_generator(uint64_t seed = kDefaultGeneratorSeed) {
  return gradlab::make_generator(seed);
}
namespace detail {
inline const Generator& getDefaultCPUGenerator() { return default_generator(); }
inline Generator createCPUGenerator(uint64_t seed = kDefaultGeneratorSeed) {
  return gradlab::make_generator(seed);
}
}  // namespace detail
}  // namespace at

namespace torch {
using namespace gradlab;
using at::_make_dual;
using at::_unpack_dual;
using at::make_generator;
using c10::get_default_dtype_as_scalartype;
using c10::isComplexType;
using c10::isFloatingType;
using c10::isIntegralType;
using c10::make_optional;
using c10::nullopt;
using c10::optional;
using c10::promoteTypes;
using c10::scalarTypeToTypeMeta;
using c10::Storage;
using c10::string_view;
using c10::toString;
using c10::typeMetaToScalarType;

namespace utils {
using gradlab::utils::flatten_dense_tensors;
using gradlab::utils::unflatten_dense_tensors;
}  // namespace utils
namespace detail {
using TensorDataContainer = gradlab::TensorData;
}

constexpr auto kU8 = kUInt8;
constexpr auto kI8 = kInt8;
constexpr auto kI16 = kInt16;
constexpr auto kI32 = kInt32;
constexpr auto kI64 = kInt64;
constexpr auto kF16 = kFloat16;
constexpr auto kF32 = kFloat32;
constexpr auto kF64 = kFloat64;

// What programs ask before they choose a device: there is only the CPU.
namespace cuda {
inline bool is_available() { return false; }
inline bool cudnn_is_available() { return false; }
inline int device_count() { return 0; }
inline void manual_seed(uint64_t) {}
inline void manual_seed_all(uint64_t) {}
inline void synchronize(int64_t = -1) {}
}  // namespace cuda
}  // namespace torch

namespace std {
// Programs cast nodes, which libtorch gives them in this pointer.
template <class T>
shared_ptr<T> dynamic_pointer_cast(const gradlab::NodePtr& node) {
  return dynamic_pointer_cast<T>(shared_ptr<gradlab::Node>(node));
}
template <class T>
shared_ptr<T> static_pointer_cast(const gradlab::NodePtr& node) {
  return static_pointer_cast<T>(shared_ptr<gradlab::Node>(node));
}
}  // namespace std

#define TORCH_MODULE GRADLAB_MODULE
#define TORCH_MODULE_IMPL GRADLAB_MODULE_IMPL
#define FORWARD_HAS_DEFAULT_ARGS GRADLAB_FORWARD_HAS_DEFAULT_ARGS

#define TORCH_VERSION_MAJOR 2
#define TORCH_VERSION_MINOR 4
#define TORCH_VERSION_PATCH 0
#define TORCH_VERSION "2.4.0"

#endif  // GRADLAB_TORCH_TORCH_H_
