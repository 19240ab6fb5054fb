// Convolution (cross-correlation, as in deep learning) over 1 to 3 spatial dimensions, and the two
// products that are its gradients.
//
// Images are [batch, channels, spatial...], weights [out, in / groups, kernel...]. Channels are
// split into `groups` that do not see each other. The three functions are linear in each argument,
// and the derivatives of each are the other two.
#ifndef GRADLAB_TENSOR_KERNELS_CONVOLUTION_H_
#define GRADLAB_TENSOR_KERNELS_CONVOLUTION_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"

namespace gradlab::kernels {

// Per spatial dimension: output position o sees the input positions o * stride - padding + i *
// dilation for kernel positions i; those outside of the image count as 0.
struct ConvolutionGeometry {
  IntArrayRef stride;
  IntArrayRef padding;
  IntArrayRef dilation;
  int64_t groups;
};

// Size of the output in one spatial dimension; not positive if the kernel is larger than the padded
// input.
int64_t convolved_size(int64_t in, int64_t kernel, int64_t stride, int64_t padding,
                       int64_t dilation);

// [n, in, ...] with [out, in / groups, ...] -> [n, out, ...], plus bias[out] unless it is null. All
// of one numeric dtype and of fitting sizes, which the caller has checked; any layout.
Array convolve(const Array& input, const Array& weight, const Array* bias,
               const ConvolutionGeometry& geometry);
// The gradient of `input`, of these sizes, for the gradient g of the output. Also the transposed
// convolution of g.
Array convolve_input_gradient(const Array& g, const Array& weight, IntArrayRef input_sizes,
                              const ConvolutionGeometry& geometry);
// The gradient of the weight, of these sizes, for the gradient g of the output.
Array convolve_weight_gradient(const Array& g, const Array& input, IntArrayRef weight_sizes,
                               const ConvolutionGeometry& geometry);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVOLUTION_H_
