// Images as columns of blocks: what a convolution's kernel sees at each of its places.
#ifndef GRADLAB_AUTOGRAD_OPS_FOLD_H_
#define GRADLAB_AUTOGRAD_OPS_FOLD_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// x [n, c, h, w] -> [n, c * kh * kw, blocks], or without the n: column b holds the elements under a
// window of kernel_size elements, `dilation` apart, at its b-th place in the image with `padding`
// zeros around it; places are `stride` apart. All lists have two values, for height and width.
// Throws when there is no such place and for values out of range.
Tensor im2col(const Tensor& x, IntArrayRef kernel_size, IntArrayRef dilation, IntArrayRef padding,
              IntArrayRef stride, Location at = Location::here());
// The other way round, [n, c * kh * kw, blocks] -> [n, c, h, w] for output_size {h, w}: elements
// that several blocks have are sums.
Tensor col2im(const Tensor& x, IntArrayRef output_size, IntArrayRef kernel_size,
              IntArrayRef dilation, IntArrayRef padding, IntArrayRef stride,
              Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_FOLD_H_
