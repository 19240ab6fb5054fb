// Options of the modules in modules/conv.h. Numbers for all dimensions may be written as one.
#ifndef GRADLAB_NN_OPTIONS_CONV_H_
#define GRADLAB_NN_OPTIONS_CONV_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <variant>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/enum.h"
#include "gradlab/nn/expanding_array.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {
namespace detail {

using conv_padding_mode_t =
    std::variant<enumtype::kZeros, enumtype::kReflect, enumtype::kReplicate, enumtype::kCircular>;
// Numbers, or kValid for none, or kSame for what keeps the sizes.
template <size_t D>
using conv_padding_t = std::variant<ExpandingArray<D>, enumtype::kValid, enumtype::kSame>;

// What convolutions and transposed convolutions have in common, as their modules keep it.
template <size_t D>
struct ConvNdOptions {
  using padding_t = conv_padding_t<D>;
  ConvNdOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  GRADLAB_ARG(int64_t, in_channels);
  GRADLAB_ARG(int64_t, out_channels);
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride) = 1;
  GRADLAB_ARG(padding_t, padding) = ExpandingArray<D>(0);
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
  GRADLAB_ARG(bool, transposed) = false;
  GRADLAB_ARG(ExpandingArray<D>, output_padding) = 0;
  GRADLAB_ARG(int64_t, groups) = 1;
  GRADLAB_ARG(bool, bias) = true;
  GRADLAB_ARG(conv_padding_mode_t, padding_mode) = kZeros;
};

}  // namespace detail

template <size_t D>
struct ConvOptions {
  using padding_mode_t = detail::conv_padding_mode_t;
  using padding_t = detail::conv_padding_t<D>;

  ConvOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  GRADLAB_ARG(int64_t, in_channels);
  GRADLAB_ARG(int64_t, out_channels);
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  // How far apart neighbouring outputs look at the input.
  GRADLAB_ARG(ExpandingArray<D>, stride) = 1;
  // At both ends of every dimension.
  GRADLAB_ARG(padding_t, padding) = ExpandingArray<D>(0);

 public:
  ConvOptions& padding(std::initializer_list<int64_t> list) {
    return padding(padding_t(ExpandingArray<D>(list)));
  }
  // How far apart the elements of the kernel are.
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
  // Groups of channels that do not see each other.
  GRADLAB_ARG(int64_t, groups) = 1;
  GRADLAB_ARG(bool, bias) = true;
  // What the padding consists of.
  GRADLAB_ARG(padding_mode_t, padding_mode) = kZeros;
};
using Conv1dOptions = ConvOptions<1>;
using Conv2dOptions = ConvOptions<2>;
using Conv3dOptions = ConvOptions<3>;

template <size_t D>
struct ConvTransposeOptions {
  using padding_mode_t = detail::conv_padding_mode_t;

  ConvTransposeOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  GRADLAB_ARG(int64_t, in_channels);
  GRADLAB_ARG(int64_t, out_channels);
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride) = 1;
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
  // By how much the result is larger than the smallest of the sizes that the stride leaves open.
  GRADLAB_ARG(ExpandingArray<D>, output_padding) = 0;
  GRADLAB_ARG(int64_t, groups) = 1;
  GRADLAB_ARG(bool, bias) = true;
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
  GRADLAB_ARG(padding_mode_t, padding_mode) = kZeros;
};
using ConvTranspose1dOptions = ConvTransposeOptions<1>;
using ConvTranspose2dOptions = ConvTransposeOptions<2>;
using ConvTranspose3dOptions = ConvTransposeOptions<3>;

namespace functional {

template <size_t D>
struct ConvFuncOptions {
  using padding_t = detail::conv_padding_t<D>;

  GRADLAB_ARG(Tensor, bias);
  GRADLAB_ARG(ExpandingArray<D>, stride) = 1;
  GRADLAB_ARG(padding_t, padding) = ExpandingArray<D>(0);

 public:
  ConvFuncOptions& padding(std::initializer_list<int64_t> list) {
    return padding(padding_t(ExpandingArray<D>(list)));
  }
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
  GRADLAB_ARG(int64_t, groups) = 1;
};
using Conv1dFuncOptions = ConvFuncOptions<1>;
using Conv2dFuncOptions = ConvFuncOptions<2>;
using Conv3dFuncOptions = ConvFuncOptions<3>;

template <size_t D>
struct ConvTransposeFuncOptions {
  GRADLAB_ARG(Tensor, bias);
  GRADLAB_ARG(ExpandingArray<D>, stride) = 1;
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
  GRADLAB_ARG(ExpandingArray<D>, output_padding) = 0;
  GRADLAB_ARG(int64_t, groups) = 1;
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
};
using ConvTranspose1dFuncOptions = ConvTransposeFuncOptions<1>;
using ConvTranspose2dFuncOptions = ConvTransposeFuncOptions<2>;
using ConvTranspose3dFuncOptions = ConvTransposeFuncOptions<3>;

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_CONV_H_
