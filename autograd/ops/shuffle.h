// Images rearranged: channels for resolution.
#ifndef GRADLAB_AUTOGRAD_OPS_SHUFFLE_H_
#define GRADLAB_AUTOGRAD_OPS_SHUFFLE_H_

#include <cstdint>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// [.., c r^2, h, w] -> [.., c, h r, w r]: r^2 channels become the pixels of one (W. Shi et al.,
// Real-time single image and video super-resolution, 2016). And back.
Tensor pixel_shuffle(const Tensor& t, int64_t upscale_factor, Location at = Location::here());
Tensor pixel_unshuffle(const Tensor& t, int64_t downscale_factor, Location at = Location::here());
// [b, groups c, ...] with the channels of all groups in turn: [b, c groups, ...].
Tensor channel_shuffle(const Tensor& t, int64_t groups, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SHUFFLE_H_
