// Convolutions with libtorch's options; see autograd/ops/convolution.h for shapes and formulas.
#ifndef GRADLAB_NN_FUNCTIONAL_CONV_H_
#define GRADLAB_NN_FUNCTIONAL_CONV_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/conv.h"

namespace gradlab::nn::functional {

Tensor conv1d(const Tensor& input, const Tensor& weight, const Conv1dFuncOptions& options = {});
Tensor conv2d(const Tensor& input, const Tensor& weight, const Conv2dFuncOptions& options = {});
Tensor conv3d(const Tensor& input, const Tensor& weight, const Conv3dFuncOptions& options = {});
Tensor conv_transpose1d(const Tensor& input, const Tensor& weight,
                        const ConvTranspose1dFuncOptions& options = {});
Tensor conv_transpose2d(const Tensor& input, const Tensor& weight,
                        const ConvTranspose2dFuncOptions& options = {});
Tensor conv_transpose3d(const Tensor& input, const Tensor& weight,
                        const ConvTranspose3dFuncOptions& options = {});

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_CONV_H_
