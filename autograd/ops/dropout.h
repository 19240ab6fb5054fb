// Dropout: switching off random elements while training.
#ifndef GRADLAB_AUTOGRAD_OPS_DROPOUT_H_
#define GRADLAB_AUTOGRAD_OPS_DROPOUT_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// While training, each element becomes zero with probability p, and the others are divided by
// 1 - p, so that sums stay the same on average; else x itself. Throws "dropout probability has to
// be between 0 and 1, but got 2".
Tensor dropout(const Tensor& x, double p, bool train, Location at = Location::here());
// The same in place.
Tensor& dropout_(const Tensor& x, double p, bool train, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_DROPOUT_H_
