// Padding with libtorch's options.
#ifndef GRADLAB_NN_FUNCTIONAL_PADDING_H_
#define GRADLAB_NN_FUNCTIONAL_PADDING_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/padding.h"

namespace gradlab::nn::functional {

// `input` with more or fewer elements at the ends of its last dimensions: see pad() of
// autograd/ops/padding.h.
Tensor pad(const Tensor& input, const PadFuncOptions& options);

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_PADDING_H_
