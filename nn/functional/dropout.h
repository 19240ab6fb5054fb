// Dropout as a function.
#ifndef GRADLAB_NN_FUNCTIONAL_DROPOUT_H_
#define GRADLAB_NN_FUNCTIONAL_DROPOUT_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/dropout.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// Zeroes elements with probability p and divides the others by 1 - p; the input itself when not
// training. Throws for a p outside [0, 1].
Tensor dropout(Tensor input, const DropoutFuncOptions& options = {},
               Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_DROPOUT_H_
