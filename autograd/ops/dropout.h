// Dropout: switching off random elements while training. All are the input itself when `train` is
// false, and throw "dropout probability has to be between 0 and 1, but got 2".
#ifndef GRADLAB_AUTOGRAD_OPS_DROPOUT_H_
#define GRADLAB_AUTOGRAD_OPS_DROPOUT_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Each element becomes zero with probability p, and the others are divided by 1 - p, so that sums
// stay the same on average.
Tensor dropout(const Tensor& x, double p, bool train, Location at = Location::here());
// The same for whole features x[i][j] (Tompson et al., Efficient object localization using
// convolutional networks, 2015). Throws for fewer than two dimensions.
Tensor feature_dropout(const Tensor& x, double p, bool train, Location at = Location::here());
// Elements or features become the negative limit of selu instead, and all are scaled and moved so
// that mean 0 and variance 1 stay (Klambauer et al., Self-normalizing neural networks, 2017).
Tensor alpha_dropout(const Tensor& x, double p, bool train, Location at = Location::here());
Tensor feature_alpha_dropout(const Tensor& x, double p, bool train,
                             Location at = Location::here());

// The same in place.
Tensor& dropout_(const Tensor& x, double p, bool train, Location at = Location::here());
Tensor& feature_dropout_(const Tensor& x, double p, bool train, Location at = Location::here());
Tensor& alpha_dropout_(const Tensor& x, double p, bool train, Location at = Location::here());
Tensor& feature_alpha_dropout_(const Tensor& x, double p, bool train,
                               Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_DROPOUT_H_
