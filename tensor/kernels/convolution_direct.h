// Convolution without a matrix of columns, for strides of 1.
//
// What all output positions see at one kernel position is the padded image from some offset on. So
// the output is a sum of weighted images at several offsets, and the gradient of a weight is the
// product of the output's gradient with the image at its offset. Measured against the product with
// a matrix of columns in docs/performance.md.
#ifndef GRADLAB_TENSOR_KERNELS_CONVOLUTION_DIRECT_H_
#define GRADLAB_TENSOR_KERNELS_CONVOLUTION_DIRECT_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convolution_plan.h"

namespace gradlab::kernels {

// Whether these functions take the plan, and are worth it.
bool convolves_directly(const ConvolutionPlan& p, ScalarType dtype);

// out = the convolution of x with w plus bias unless it is null. All contiguous; out is written.
void convolve_directly(const ConvolutionPlan& p, const Array& x, const Array& w, const Array* bias,
                       Array& out);

// The convolution of the output's gradient that gives the input's, if it has no negative padding:
// otherwise one that convolves_directly() refuses.
ConvolutionPlan reversed(const ConvolutionPlan& p);
// out = that convolution of g, with the weight w of the other direction.
void convolve_reversed_directly(const ConvolutionPlan& reverse, const Array& g, const Array& w,
                                Array& out);

// out = the gradient of the weight.
void weight_gradient_directly(const ConvolutionPlan& p, const Array& g, const Array& x, Array& out);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVOLUTION_DIRECT_H_
