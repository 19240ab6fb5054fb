// Modules: convolutions and transposed convolutions over 1, 2 or 3 spatial dimensions.
#ifndef GRADLAB_NN_MODULES_CONV_H_
#define GRADLAB_NN_MODULES_CONV_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/common.h"
#include "gradlab/nn/options/conv.h"
#include "gradlab/tensor/array_ref.h"

namespace gradlab::nn {
namespace detail {

// The parts of the modules that depend on the options alone.
template <size_t D>
void check_conv(const ConvNdOptions<D>& options);
template <size_t D>
Tensor conv_weight(const ConvNdOptions<D>& options);
template <size_t D>
void print_conv(std::ostream& stream, const ConvNdOptions<D>& options);
template <size_t D>
std::string conv_extra_repr(const ConvNdOptions<D>& options);
template <size_t D>
Tensor conv_forward(const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const ConvNdOptions<D>& options);
template <size_t D>
Tensor conv_transpose_forward(const Tensor& input, const Tensor& weight, const Tensor& bias,
                              const ConvNdOptions<D>& options,
                              std::optional<IntArrayRef> output_size);
// Draws the weight, then the bias, uniformly from +-1/sqrt(fan in).
void reset_conv_parameters(const Tensor& weight, const Tensor& bias);

}  // namespace detail

template <size_t D, class Derived>
class ConvNdImpl : public Cloneable<Derived> {
 public:
  // Throws unless the groups divide the channels, and for kSame with a stride.
  explicit ConvNdImpl(const detail::ConvNdOptions<D>& options) : options(options) { reset(); }

  void reset() override {
    detail::check_conv(options);
    weight = this->register_parameter("weight", detail::conv_weight(options));
    bias = options.bias()
               ? this->register_parameter("bias", gradlab::empty({options.out_channels()}))
               : this->register_parameter("bias", {}, /*requires_grad=*/false);
    reset_parameters();
  }
  void reset_parameters() { detail::reset_conv_parameters(weight, bias); }
  void pretty_print(std::ostream& stream) const override { detail::print_conv(stream, options); }
  std::string extra_repr() const override { return detail::conv_extra_repr(options); }

  detail::ConvNdOptions<D> options;
  // [out_channels, in_channels / groups, kernel...]; transposed [in_channels, out_channels /
  // groups, kernel...].
  Tensor weight;
  Tensor bias;  // [out_channels], undefined without a bias
};

// [batch, in_channels, ...] -> [batch, out_channels, ...], or both without the batch.
template <size_t D, class Derived>
class ConvImpl : public ConvNdImpl<D, Derived> {
 public:
  ConvImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : ConvImpl(ConvOptions<D>(in_channels, out_channels, kernel_size)) {}
  explicit ConvImpl(const ConvOptions<D>& o)
      : ConvNdImpl<D, Derived>(
            detail::ConvNdOptions<D>(o.in_channels(), o.out_channels(), o.kernel_size())
                .stride(o.stride())
                .padding(o.padding())
                .dilation(o.dilation())
                .groups(o.groups())
                .bias(o.bias())
                .padding_mode(o.padding_mode())) {}

  Tensor forward(const Tensor& input) {
    return detail::conv_forward(input, this->weight, this->bias, this->options);
  }
};

// The same with the shapes exchanged. output_size chooses among the sizes that the stride leaves
// open, in place of the option output_padding.
template <size_t D, class Derived>
class ConvTransposeImpl : public ConvNdImpl<D, Derived> {
 public:
  ConvTransposeImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : ConvTransposeImpl(ConvTransposeOptions<D>(in_channels, out_channels, kernel_size)) {}
  explicit ConvTransposeImpl(const ConvTransposeOptions<D>& o)
      : ConvNdImpl<D, Derived>(
            detail::ConvNdOptions<D>(o.in_channels(), o.out_channels(), o.kernel_size())
                .stride(o.stride())
                .padding(o.padding())
                .dilation(o.dilation())
                .transposed(true)
                .output_padding(o.output_padding())
                .groups(o.groups())
                .bias(o.bias())
                .padding_mode(o.padding_mode())) {}

  // Throws unless the padding mode is kZeros, and for an output_size out of range.
  Tensor forward(const Tensor& input, std::optional<IntArrayRef> output_size = std::nullopt) {
    return detail::conv_transpose_forward(input, this->weight, this->bias, this->options,
                                          output_size);
  }

 protected:
  GRADLAB_FORWARD_HAS_DEFAULT_ARGS({1, AnyValue(std::optional<IntArrayRef>())})
};

#define GRADLAB_CONV_MODULES(D)                                                          \
  class Conv##D##dImpl : public ConvImpl<D, Conv##D##dImpl> {                            \
   public:                                                                               \
    using ConvImpl<D, Conv##D##dImpl>::ConvImpl;                                         \
  };                                                                                     \
  GRADLAB_LIBRARY_MODULE(Conv##D##d);                                                    \
  class ConvTranspose##D##dImpl : public ConvTransposeImpl<D, ConvTranspose##D##dImpl> { \
   public:                                                                               \
    using ConvTransposeImpl<D, ConvTranspose##D##dImpl>::ConvTransposeImpl;              \
  };                                                                                     \
  GRADLAB_LIBRARY_MODULE(ConvTranspose##D##d)
GRADLAB_CONV_MODULES(1);
GRADLAB_CONV_MODULES(2);
GRADLAB_CONV_MODULES(3);
#undef GRADLAB_CONV_MODULES

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONV_H_
