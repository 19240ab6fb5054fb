// Options of the modules in modules/pooling.h; autograd/ops/pooling.h says what they mean. Numbers
// for all spatial dimensions may be written as one; the stride is the kernel size unless given.
#ifndef GRADLAB_NN_OPTIONS_POOLING_H_
#define GRADLAB_NN_OPTIONS_POOLING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/expanding_array.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

template <size_t D>
struct AvgPoolOptions {
  AvgPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size), stride_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride);
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
  GRADLAB_ARG(bool, ceil_mode) = false;
  GRADLAB_ARG(bool, count_include_pad) = true;
  // Not of one dimension.
  GRADLAB_ARG(std::optional<int64_t>, divisor_override) = std::nullopt;
};
using AvgPool1dOptions = AvgPoolOptions<1>;
using AvgPool2dOptions = AvgPoolOptions<2>;
using AvgPool3dOptions = AvgPoolOptions<3>;

template <size_t D>
struct MaxPoolOptions {
  MaxPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size), stride_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride);
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
  GRADLAB_ARG(ExpandingArray<D>, dilation) = 1;
  GRADLAB_ARG(bool, ceil_mode) = false;
};
using MaxPool1dOptions = MaxPoolOptions<1>;
using MaxPool2dOptions = MaxPoolOptions<2>;
using MaxPool3dOptions = MaxPoolOptions<3>;

// A size that is left out is that of the input.
template <class output_size_t>
struct AdaptiveMaxPoolOptions {
  AdaptiveMaxPoolOptions(output_size_t output_size) : output_size_(output_size) {}
  GRADLAB_ARG(output_size_t, output_size);
};
using AdaptiveMaxPool1dOptions = AdaptiveMaxPoolOptions<ExpandingArray<1>>;
using AdaptiveMaxPool2dOptions = AdaptiveMaxPoolOptions<ExpandingArrayWithOptionalElem<2>>;
using AdaptiveMaxPool3dOptions = AdaptiveMaxPoolOptions<ExpandingArrayWithOptionalElem<3>>;

template <class output_size_t>
struct AdaptiveAvgPoolOptions {
  AdaptiveAvgPoolOptions(output_size_t output_size) : output_size_(output_size) {}
  GRADLAB_ARG(output_size_t, output_size);
};
using AdaptiveAvgPool1dOptions = AdaptiveAvgPoolOptions<ExpandingArray<1>>;
using AdaptiveAvgPool2dOptions = AdaptiveAvgPoolOptions<ExpandingArrayWithOptionalElem<2>>;
using AdaptiveAvgPool3dOptions = AdaptiveAvgPoolOptions<ExpandingArrayWithOptionalElem<3>>;

template <size_t D>
struct MaxUnpoolOptions {
  MaxUnpoolOptions(ExpandingArray<D> kernel_size)
      : kernel_size_(kernel_size), stride_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride);
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
};
using MaxUnpool1dOptions = MaxUnpoolOptions<1>;
using MaxUnpool2dOptions = MaxUnpoolOptions<2>;
using MaxUnpool3dOptions = MaxUnpoolOptions<3>;

// The norm of every window: (sum of x^norm_type)^(1 / norm_type).
template <size_t D>
struct LPPoolOptions {
  LPPoolOptions(double norm_type, ExpandingArray<D> kernel_size)
      : norm_type_(norm_type), kernel_size_(kernel_size), stride_(kernel_size) {}
  GRADLAB_ARG(double, norm_type);
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride);
  GRADLAB_ARG(bool, ceil_mode) = false;
};
using LPPool1dOptions = LPPoolOptions<1>;
using LPPool2dOptions = LPPoolOptions<2>;
using LPPool3dOptions = LPPoolOptions<3>;

// Exactly one of output_size and output_ratio, which is in (0, 1), is given.
template <size_t D>
struct FractionalMaxPoolOptions {
  FractionalMaxPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  using ExpandingArrayDouble = ExpandingArray<D, double>;
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(std::optional<ExpandingArray<D>>, output_size) = std::nullopt;
  GRADLAB_ARG(std::optional<ExpandingArrayDouble>, output_ratio) = std::nullopt;
  // Where the windows begin, drawn anew at every call if undefined.
  GRADLAB_ARG(Tensor, _random_samples) = Tensor();
};
using FractionalMaxPool2dOptions = FractionalMaxPoolOptions<2>;
using FractionalMaxPool3dOptions = FractionalMaxPoolOptions<3>;

namespace functional {

using FractionalMaxPool2dFuncOptions = FractionalMaxPool2dOptions;
using FractionalMaxPool3dFuncOptions = FractionalMaxPool3dOptions;

using AvgPool1dFuncOptions = AvgPool1dOptions;
using AvgPool2dFuncOptions = AvgPool2dOptions;
using AvgPool3dFuncOptions = AvgPool3dOptions;
using MaxPool1dFuncOptions = MaxPool1dOptions;
using MaxPool2dFuncOptions = MaxPool2dOptions;
using MaxPool3dFuncOptions = MaxPool3dOptions;
using AdaptiveMaxPool1dFuncOptions = AdaptiveMaxPool1dOptions;
using AdaptiveMaxPool2dFuncOptions = AdaptiveMaxPool2dOptions;
using AdaptiveMaxPool3dFuncOptions = AdaptiveMaxPool3dOptions;
using AdaptiveAvgPool1dFuncOptions = AdaptiveAvgPool1dOptions;
using AdaptiveAvgPool2dFuncOptions = AdaptiveAvgPool2dOptions;
using AdaptiveAvgPool3dFuncOptions = AdaptiveAvgPool3dOptions;
using LPPool1dFuncOptions = LPPool1dOptions;
using LPPool2dFuncOptions = LPPool2dOptions;
using LPPool3dFuncOptions = LPPool3dOptions;

template <size_t D>
struct MaxUnpoolFuncOptions {
  MaxUnpoolFuncOptions(ExpandingArray<D> kernel_size)
      : kernel_size_(kernel_size), stride_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<D>, kernel_size);
  GRADLAB_ARG(ExpandingArray<D>, stride);
  GRADLAB_ARG(ExpandingArray<D>, padding) = 0;
  // [batch, channels, sizes...]; without it the smallest sizes that give the input's when pooled.
  GRADLAB_ARG(std::optional<std::vector<int64_t>>, output_size) = std::nullopt;
};
using MaxUnpool1dFuncOptions = MaxUnpoolFuncOptions<1>;
using MaxUnpool2dFuncOptions = MaxUnpoolFuncOptions<2>;
using MaxUnpool3dFuncOptions = MaxUnpoolFuncOptions<3>;

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_POOLING_H_
