// Modules: pooling over 1, 2 or 3 spatial dimensions, [batch, channels, sizes...] -> the same with
// other sizes, or both without the batch; see autograd/ops/pooling.h.
#ifndef GRADLAB_NN_MODULES_POOLING_H_
#define GRADLAB_NN_MODULES_POOLING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/expanding_array.h"
#include "gradlab/nn/functional/pooling.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/common.h"
#include "gradlab/nn/options/pooling.h"

namespace gradlab::nn {
namespace detail {

// libtorch's and Python's texts of the modules with these options.
template <size_t D>
void print_pool(std::ostream& stream, const AvgPoolOptions<D>& options);
template <size_t D>
void print_pool(std::ostream& stream, const MaxPoolOptions<D>& options);
template <size_t D>
void print_pool(std::ostream& stream, const MaxUnpoolOptions<D>& options);
template <size_t D>
void print_pool(std::ostream& stream, const LPPoolOptions<D>& options);
template <size_t D>
std::string pool_extra_repr(const AvgPoolOptions<D>& options);
template <size_t D>
std::string pool_extra_repr(const MaxPoolOptions<D>& options);
template <size_t D>
std::string pool_extra_repr(const MaxUnpoolOptions<D>& options);
template <size_t D>
std::string pool_extra_repr(const LPPoolOptions<D>& options);
// "output_size=3", "output_size=(3, None)".
std::string adaptive_extra_repr(ArrayRef<std::optional<int64_t>> output_size);
std::string adaptive_extra_repr(IntArrayRef output_size);

}  // namespace detail

// What all but the adaptive ones have in common.
template <class Options, class Derived>
class PoolImpl : public Cloneable<Derived> {
 public:
  explicit PoolImpl(const Options& options) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override { detail::print_pool(stream, options); }
  std::string extra_repr() const override { return detail::pool_extra_repr(options); }

  Options options;
};

template <size_t D, class Derived>
class AvgPoolImpl : public PoolImpl<AvgPoolOptions<D>, Derived> {
 public:
  using PoolImpl<AvgPoolOptions<D>, Derived>::PoolImpl;
  AvgPoolImpl(ExpandingArray<D> kernel_size) : AvgPoolImpl(AvgPoolOptions<D>(kernel_size)) {}
};

template <size_t D, class Derived>
class MaxPoolImpl : public PoolImpl<MaxPoolOptions<D>, Derived> {
 public:
  using PoolImpl<MaxPoolOptions<D>, Derived>::PoolImpl;
  MaxPoolImpl(ExpandingArray<D> kernel_size) : MaxPoolImpl(MaxPoolOptions<D>(kernel_size)) {}
};

template <size_t D, class Derived>
class MaxUnpoolImpl : public PoolImpl<MaxUnpoolOptions<D>, Derived> {
 public:
  using PoolImpl<MaxUnpoolOptions<D>, Derived>::PoolImpl;
  MaxUnpoolImpl(ExpandingArray<D> kernel_size) : MaxUnpoolImpl(MaxUnpoolOptions<D>(kernel_size)) {}

 protected:
  functional::MaxUnpoolFuncOptions<D> with(
      const std::optional<std::vector<int64_t>>& output_size) const {
    return functional::MaxUnpoolFuncOptions<D>(this->options.kernel_size())
        .stride(this->options.stride())
        .padding(this->options.padding())
        .output_size(output_size);
  }
};

template <size_t D, class Derived>
class LPPoolImpl : public PoolImpl<LPPoolOptions<D>, Derived> {
 public:
  using PoolImpl<LPPoolOptions<D>, Derived>::PoolImpl;
  LPPoolImpl(double norm_type, ExpandingArray<D> kernel_size)
      : LPPoolImpl(LPPoolOptions<D>(norm_type, kernel_size)) {}
};

template <size_t D, class output_size_t, class Derived>
class AdaptiveMaxPoolImpl : public Cloneable<Derived> {
 public:
  AdaptiveMaxPoolImpl(output_size_t output_size)
      : AdaptiveMaxPoolImpl(AdaptiveMaxPoolOptions<output_size_t>(output_size)) {}
  explicit AdaptiveMaxPoolImpl(const AdaptiveMaxPoolOptions<output_size_t>& options)
      : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override {
    stream << "torch::nn::AdaptiveMaxPool" << D << "d(output_size=" << options.output_size() << ")";
  }
  std::string extra_repr() const override {
    return detail::adaptive_extra_repr(options.output_size());
  }

  AdaptiveMaxPoolOptions<output_size_t> options;
};

template <size_t D, class output_size_t, class Derived>
class AdaptiveAvgPoolImpl : public Cloneable<Derived> {
 public:
  AdaptiveAvgPoolImpl(output_size_t output_size)
      : AdaptiveAvgPoolImpl(AdaptiveAvgPoolOptions<output_size_t>(output_size)) {}
  explicit AdaptiveAvgPoolImpl(const AdaptiveAvgPoolOptions<output_size_t>& options)
      : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override {
    stream << "torch::nn::AdaptiveAvgPool" << D << "d(output_size=" << options.output_size() << ")";
  }
  std::string extra_repr() const override {
    return detail::adaptive_extra_repr(options.output_size());
  }

  AdaptiveAvgPoolOptions<output_size_t> options;
};

// forward() of the largest elements, forward_with_indices() of these and where they are.
#define GRADLAB_POOLING_MODULES(D, OutputSize)                                                     \
  class AvgPool##D##dImpl : public AvgPoolImpl<D, AvgPool##D##dImpl> {                             \
   public:                                                                                         \
    using AvgPoolImpl<D, AvgPool##D##dImpl>::AvgPoolImpl;                                          \
    Tensor forward(const Tensor& input) { return functional::avg_pool##D##d(input, options); }     \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(AvgPool##D##d);                                                           \
  class MaxPool##D##dImpl : public MaxPoolImpl<D, MaxPool##D##dImpl> {                             \
   public:                                                                                         \
    using MaxPoolImpl<D, MaxPool##D##dImpl>::MaxPoolImpl;                                          \
    Tensor forward(const Tensor& input) { return functional::max_pool##D##d(input, options); }     \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& input) {                         \
      return functional::max_pool##D##d_with_indices(input, options);                              \
    }                                                                                              \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(MaxPool##D##d);                                                           \
  class MaxUnpool##D##dImpl : public MaxUnpoolImpl<D, MaxUnpool##D##dImpl> {                       \
   public:                                                                                         \
    using MaxUnpoolImpl<D, MaxUnpool##D##dImpl>::MaxUnpoolImpl;                                    \
    Tensor forward(const Tensor& input, const Tensor& indices,                                     \
                   const std::optional<std::vector<int64_t>>& output_size = std::nullopt) {        \
      return functional::max_unpool##D##d(input, indices, with(output_size));                      \
    }                                                                                              \
                                                                                                   \
   protected:                                                                                      \
    GRADLAB_FORWARD_HAS_DEFAULT_ARGS({2, AnyValue(std::optional<std::vector<int64_t>>())})         \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(MaxUnpool##D##d);                                                         \
  class LPPool##D##dImpl : public LPPoolImpl<D, LPPool##D##dImpl> {                                \
   public:                                                                                         \
    using LPPoolImpl<D, LPPool##D##dImpl>::LPPoolImpl;                                             \
    Tensor forward(const Tensor& input) { return functional::lp_pool##D##d(input, options); }      \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(LPPool##D##d);                                                            \
  class AdaptiveMaxPool##D##dImpl                                                                  \
      : public AdaptiveMaxPoolImpl<D, OutputSize, AdaptiveMaxPool##D##dImpl> {                     \
   public:                                                                                         \
    using AdaptiveMaxPoolImpl<D, OutputSize, AdaptiveMaxPool##D##dImpl>::AdaptiveMaxPoolImpl;      \
    Tensor forward(const Tensor& input) {                                                          \
      return functional::adaptive_max_pool##D##d(input, options);                                  \
    }                                                                                              \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& input) {                         \
      return functional::adaptive_max_pool##D##d_with_indices(input, options);                     \
    }                                                                                              \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(AdaptiveMaxPool##D##d);                                                   \
  class AdaptiveAvgPool##D##dImpl                                                                  \
      : public AdaptiveAvgPoolImpl<D, OutputSize, AdaptiveAvgPool##D##dImpl> {                     \
   public:                                                                                         \
    using AdaptiveAvgPoolImpl<D, OutputSize, AdaptiveAvgPool##D##dImpl>::AdaptiveAvgPoolImpl;      \
    Tensor forward(const Tensor& input) {                                                          \
      return functional::adaptive_avg_pool##D##d(input, options);                                  \
    }                                                                                              \
  };                                                                                               \
  GRADLAB_LIBRARY_MODULE(AdaptiveAvgPool##D##d)
GRADLAB_POOLING_MODULES(1, ExpandingArray<1>);
GRADLAB_POOLING_MODULES(2, ExpandingArrayWithOptionalElem<2>);
GRADLAB_POOLING_MODULES(3, ExpandingArrayWithOptionalElem<3>);
#undef GRADLAB_POOLING_MODULES

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_POOLING_H_
