// Normalisation of channels over a batch, and of groups of channels within each of its samples.
//
// x is [batch, channels, ...] with at least two dimensions, of any layout; results like x are laid
// out in the format that x suggests (memory_format.h). Weights, biases and statistics have one
// element per channel or, where said so, are null. Half and BFloat16 are computed in Float, whose
// statistics they get unless rounded; other dtypes than the floating ones are refused.
#ifndef GRADLAB_TENSOR_KERNELS_BATCH_NORM_H_
#define GRADLAB_TENSOR_KERNELS_BATCH_NORM_H_

#include <cstdint>

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// Of each channel over everything else, in x's dtype (Float for 16 bits).
struct ChannelStatistics {
  Array mean;
  Array squares;  // sum of (x - mean)^2
  Array rstd;     // 1 / sqrt(squares / count + eps)
};
ChannelStatistics channel_statistics(const Array& x, double eps);

// x * alpha + beta with alpha = rstd * weight and beta = bias - mean * alpha.
Array normalize_channels(const Array& x, const Array& mean, const Array& rstd, const Array* weight,
                         const Array* bias);

// running = momentum * batch + (1 - momentum) * running, in place; the variance of the batch is the
// unbiased one, squares / (count - 1).
void update_running_mean(const Array& running, const Array& mean, double momentum);
void update_running_var(const Array& running, const Array& squares, int64_t count,
                        double momentum);

// The gradients for the gradient g of normalize_channels; `from_batch`: mean and rstd are those of
// x, so that they depend on it too.
struct ChannelGradients {
  Array x, weight, bias;
};
ChannelGradients normalize_channels_backward(const Array& g, const Array& x, const Array& mean,
                                             const Array& rstd, const Array* weight,
                                             bool from_batch);

// Every group of `channels / groups` channels of a sample to mean 0 and variance 1, then times
// weight plus bias. mean and rstd are [batch, groups].
struct GroupNorm {
  Array y, mean, rstd;
};
GroupNorm group_norm(const Array& x, int64_t groups, const Array* weight, const Array* bias,
                     double eps);
ChannelGradients group_norm_backward(const Array& g, const Array& x, int64_t groups,
                                     const Array& mean, const Array& rstd, const Array* weight);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BATCH_NORM_H_
