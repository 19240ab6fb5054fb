// Pooling: every output is the largest, or the average, of a window of the input.
//
// The input is [batch, channels, space...] or, without a batch, [channels, space...], with 1 to 3
// spatial dimensions; the batch may be empty. Lists have one value per spatial dimension, or one
// for all. Output position o sees the input positions o * stride - padding + i * dilation for i in
// 0..kernel_size-1; an empty stride is the kernel size. Without ceil_mode there are as many outputs
// as whole windows fit into the padded input; with it, one more where a rest is left, if it starts
// inside of the input or of the padding before it. Throws for sizes that do not fit, with PyTorch's
// texts. Channels-last inputs of 2 spatial dimensions give channels-last results.
#ifndef GRADLAB_AUTOGRAD_OPS_POOLING_H_
#define GRADLAB_AUTOGRAD_OPS_POOLING_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The largest element of every window; padding never is. The gradient goes to the first of equal
// ones, or to the last NaN, which is larger than every number.
Tensor max_pool1d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false,
                  Location at = Location::here());
Tensor max_pool2d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false,
                  Location at = Location::here());
Tensor max_pool3d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false,
                  Location at = Location::here());
// The same and where they are: int64 indices into the spatial dimensions, row-major. (A window that
// dilation steps over the whole input with has -infinity and the index -1.)
std::tuple<Tensor, Tensor> max_pool1d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false,
                                                   Location at = Location::here());
std::tuple<Tensor, Tensor> max_pool2d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false,
                                                   Location at = Location::here());
std::tuple<Tensor, Tensor> max_pool3d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false,
                                                   Location at = Location::here());

// The sum over every window divided by divisor_override or else by the number of its elements:
// those inside of the padded input, or without count_include_pad only those of the input itself.
Tensor avg_pool1d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                  Location at = Location::here());
Tensor avg_pool2d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                  std::optional<int64_t> divisor_override = std::nullopt,
                  Location at = Location::here());
Tensor avg_pool3d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride = {},
                  IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                  std::optional<int64_t> divisor_override = std::nullopt,
                  Location at = Location::here());

// The windows that give output_size (one value per spatial dimension): output o of n sees the
// positions from floor(o * size / n) to ceil((o + 1) * size / n).
Tensor adaptive_avg_pool1d(const Tensor& x, IntArrayRef output_size,
                           Location at = Location::here());
Tensor adaptive_avg_pool2d(const Tensor& x, IntArrayRef output_size,
                           Location at = Location::here());
Tensor adaptive_avg_pool3d(const Tensor& x, IntArrayRef output_size,
                           Location at = Location::here());
// Values and indices.
std::tuple<Tensor, Tensor> adaptive_max_pool1d(const Tensor& x, IntArrayRef output_size,
                                               Location at = Location::here());
std::tuple<Tensor, Tensor> adaptive_max_pool2d(const Tensor& x, IntArrayRef output_size,
                                               Location at = Location::here());
std::tuple<Tensor, Tensor> adaptive_max_pool3d(const Tensor& x, IntArrayRef output_size,
                                               Location at = Location::here());

// Values and indices for windows of kernel_size elements that begin at random places (Graham,
// Fractional max-pooling, 2014): [channels, spatial...] or [batch, channels, spatial...] to the
// spatial sizes output_size. random_samples, of x's dtype, has a number in [0, 1] for each spatial
// dimension of each channel, [batch, channels, 2 or 3], of two dimensions that for the width first.
// Throws for windows that do not fit and for fewer samples.
std::tuple<Tensor, Tensor> fractional_max_pool2d(const Tensor& x, IntArrayRef kernel_size,
                                                 IntArrayRef output_size,
                                                 const Tensor& random_samples,
                                                 Location at = Location::here());
std::tuple<Tensor, Tensor> fractional_max_pool3d(const Tensor& x, IntArrayRef kernel_size,
                                                 IntArrayRef output_size,
                                                 const Tensor& random_samples,
                                                 Location at = Location::here());

// Undoes max_pool2d and 3d as far as possible: zeros with the spatial sizes output_size, and every
// element of x where `indices`, of x's sizes, says; of several for one place the last one counts.
Tensor max_unpool2d(const Tensor& x, const Tensor& indices, IntArrayRef output_size,
                    Location at = Location::here());
// stride and padding are checked, no more.
Tensor max_unpool3d(const Tensor& x, const Tensor& indices, IntArrayRef output_size,
                    IntArrayRef stride, IntArrayRef padding, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_POOLING_H_
