// Convolutions (cross-correlations, as in deep learning) over 1, 2 or 3 spatial dimensions.
//
// The input is [batch, in, spatial...] or, for one image, [in, spatial...]; the weight [out,
// in / groups, kernel...], of a transposed convolution [in, out / groups, kernel...]; the bias
// [out] or undefined. Lists have one value per spatial dimension, or one for all. Output position o
// sees input positions o * stride - padding + i * dilation, so that the output has (size + 2 *
// padding - dilation * (kernel - 1) - 1) / stride + 1 positions. The channels are split into
// `groups` that do not see each other. Throws for sizes that do not fit, with PyTorch's texts.
#ifndef GRADLAB_AUTOGRAD_OPS_CONVOLUTION_H_
#define GRADLAB_AUTOGRAD_OPS_CONVOLUTION_H_

#include <cstdint>
#include <string_view>

#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

Tensor conv1d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
              IntArrayRef stride = 1, IntArrayRef padding = 0, IntArrayRef dilation = 1,
              int64_t groups = 1, Location at = Location::here());
Tensor conv2d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
              IntArrayRef stride = 1, IntArrayRef padding = 0, IntArrayRef dilation = 1,
              int64_t groups = 1, Location at = Location::here());
Tensor conv3d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
              IntArrayRef stride = 1, IntArrayRef padding = 0, IntArrayRef dilation = 1,
              int64_t groups = 1, Location at = Location::here());
// padding "valid": none; "same": what keeps the sizes, for strides of 1; of an odd amount the extra
// one goes to the end.
Tensor conv1d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias, IntArrayRef stride,
              std::string_view padding, IntArrayRef dilation = 1, int64_t groups = 1,
              Location at = Location::here());
Tensor conv2d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias, IntArrayRef stride,
              std::string_view padding, IntArrayRef dilation = 1, int64_t groups = 1,
              Location at = Location::here());
Tensor conv3d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias, IntArrayRef stride,
              std::string_view padding, IntArrayRef dilation = 1, int64_t groups = 1,
              Location at = Location::here());
// The gradient of a convolution with respect to its input, as an operation of its own; of the sizes
// that the stride leaves open, the one larger by output_padding.
Tensor conv_transpose1d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
                        IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1,
                        IntArrayRef dilation = 1, Location at = Location::here());
Tensor conv_transpose2d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
                        IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1,
                        IntArrayRef dilation = 1, Location at = Location::here());
Tensor conv_transpose3d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias = {},
                        IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1,
                        IntArrayRef dilation = 1, Location at = Location::here());
// conv1d of an input [time, batch, in] with a weight [kernel, in, out]: [time, batch, out].
Tensor conv_tbc(const Tensor& input, const Tensor& weight, const Tensor& bias, int64_t pad = 0,
                Location at = Location::here());
// What the others call: any number of spatial dimensions, the weight's dimensions less 2; lists may
// have one value for all of them.
Tensor convolution(const Tensor& input, const Tensor& weight, OptionalTensorRef bias,
                   IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, bool transposed,
                   IntArrayRef output_padding, int64_t groups, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_CONVOLUTION_H_
