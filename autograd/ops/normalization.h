// Normalisations.
#ifndef GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_
#define GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Every slice of the last dimensions, whose sizes are normalized_shape, to mean 0 and (biased)
// variance 1, then times weight plus bias, which have that shape or are undefined:
// (x - mean) / sqrt(variance + eps) * weight + bias (Ba, Kiros, Hinton 2016). Throws if x does not
// end in normalized_shape.
Tensor layer_norm(const Tensor& x, IntArrayRef normalized_shape, OptionalTensorRef weight = {},
                  OptionalTensorRef bias = {}, double eps = 1e-5, bool cudnn_enable = true,
                  Location at = Location::here());

// Every channel of x, [batch, channels, ...], over everything else to mean 0 and (biased) variance
// 1, then times weight plus bias, which have one element per channel or are undefined:
// (x - mean) / sqrt(variance + eps) * weight + bias (Ioffe, Szegedy 2015). In training the
// statistics are those of x, and where the running ones are defined these are written:
// running = (1 - momentum) * running + momentum * batch, of the variance the unbiased one, without
// counting as a write of autograd's. Else they are the running ones. For a BFloat16 x the others
// may all be Float. Throws "running_mean should contain 3 elements not 4" and the like.
Tensor batch_norm(const Tensor& x, OptionalTensorRef weight, OptionalTensorRef bias,
                  OptionalTensorRef running_mean, OptionalTensorRef running_var, bool training,
                  double momentum, double eps, bool cudnn_enabled = true,
                  Location at = Location::here());
// The same and, without a history, the mean and 1 / sqrt(variance + eps) of the batch, in
// evaluation both without elements. x must have elements.
std::tuple<Tensor, Tensor, Tensor> native_batch_norm(const Tensor& x, OptionalTensorRef weight,
                                                     OptionalTensorRef bias,
                                                     OptionalTensorRef running_mean,
                                                     OptionalTensorRef running_var, bool training,
                                                     double momentum, double eps,
                                                     Location at = Location::here());

// batch_norm of every sample alone (Ulyanov, Vedaldi, Lempitsky 2016); the running statistics, if
// defined, get the average over the samples.
Tensor instance_norm(const Tensor& x, OptionalTensorRef weight, OptionalTensorRef bias,
                     OptionalTensorRef running_mean, OptionalTensorRef running_var,
                     bool use_input_stats, double momentum, double eps, bool cudnn_enabled = true,
                     Location at = Location::here());

// Every group of channels / num_groups channels of a sample to mean 0 and variance 1, then times
// weight plus bias, which have one element per channel or are undefined (Wu, He 2018).
Tensor group_norm(const Tensor& x, int64_t num_groups, OptionalTensorRef weight = {},
                  OptionalTensorRef bias = {}, double eps = 1e-5, bool cudnn_enabled = true,
                  Location at = Location::here());
// The same and the means and 1 / sqrt(variance + eps), [n, group], of an x of n samples with c
// channels and hxw elements in each.
std::tuple<Tensor, Tensor, Tensor> native_group_norm(const Tensor& x, OptionalTensorRef weight,
                                                     OptionalTensorRef bias, int64_t n, int64_t c,
                                                     int64_t hxw, int64_t group, double eps,
                                                     Location at = Location::here());

// The same with the means and the 1 / sqrt(variance + eps), which have no history: sizes of x with
// 1 for the normalised dimensions.
std::tuple<Tensor, Tensor, Tensor> native_layer_norm(const Tensor& x, IntArrayRef normalized_shape,
                                                     OptionalTensorRef weight,
                                                     OptionalTensorRef bias, double eps,
                                                     Location at = Location::here());

// x over the root of the mean of its squares over the last dimensions, whose sizes are
// normalized_shape, times weight: x / sqrt(mean(x^2) + eps) * weight (Zhang, Sennrich 2019). eps is
// that of the dtype unless given.
Tensor rms_norm(const Tensor& x, IntArrayRef normalized_shape, OptionalTensorRef weight = {},
                std::optional<double> eps = std::nullopt, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NORMALIZATION_H_
