// Padding: more (or, for negative amounts, fewer) elements at both ends of the last dimensions.
#ifndef GRADLAB_AUTOGRAD_OPS_PADDING_H_
#define GRADLAB_AUTOGRAD_OPS_PADDING_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// `pad` is {before, after} of the last dimension, then of the one before it, and so on. Throws
// "Length of pad must be even but instead it equals 1" and the like.
Tensor constant_pad_nd(const Tensor& x, IntArrayRef pad, const Scalar& value = 0,
                       Location at = Location::here());

// mode "constant" (with `value`, 0 if none), "reflect" (without the edge: 2 1 | 0 1 2), "replicate"
// (0 0 | 0 1 2) or "circular" (1 2 | 0 1 2). The last three pad all dimensions but the first one or
// two of a tensor of 2 to 5 dimensions.
Tensor pad(const Tensor& x, IntArrayRef pad, std::string_view mode = "constant",
           std::optional<double> value = std::nullopt, Location at = Location::here());

// pad() in the modes "reflect" and "replicate", for as many dimensions as the name says: a padding
// of two values for each. Throws "padding size is expected to be 4" for others.
Tensor reflection_pad1d(const Tensor& x, IntArrayRef padding, Location at = Location::here());
Tensor reflection_pad2d(const Tensor& x, IntArrayRef padding, Location at = Location::here());
Tensor reflection_pad3d(const Tensor& x, IntArrayRef padding, Location at = Location::here());
Tensor replication_pad1d(const Tensor& x, IntArrayRef padding, Location at = Location::here());
Tensor replication_pad2d(const Tensor& x, IntArrayRef padding, Location at = Location::here());
Tensor replication_pad3d(const Tensor& x, IntArrayRef padding, Location at = Location::here());

// Sequences [length, ...] of different lengths in one tensor, [longest, sequences, ...] or, with
// batch_first, [sequences, longest, ...], with padding_value behind the shorter ones. Throws
// "received an empty list of sequences" and for other sizes that differ.
Tensor pad_sequence(TensorList sequences, bool batch_first = false, double padding_value = 0,
                    Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_PADDING_H_
