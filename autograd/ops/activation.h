// Softmax and its logarithm along a dimension.
#ifndef GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_
#define GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_

#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// exp(x) / sum(exp(x)) along `dim`. The input is converted to `dtype` first, if given.
Tensor softmax(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
               Location at = Location::here());
// x - log(sum(exp(x))): use it where softmax(x).log() would lose digits.
Tensor log_softmax(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
                   Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_ACTIVATION_H_
