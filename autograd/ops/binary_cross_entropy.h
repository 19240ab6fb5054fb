// Cross entropy of two classes: targets are the probabilities of the first one.
//
// `weight` broadcasts to the losses; the mean divides by their number, whatever the weights.
#ifndef GRADLAB_AUTOGRAD_OPS_BINARY_CROSS_ENTROPY_H_
#define GRADLAB_AUTOGRAD_OPS_BINARY_CROSS_ENTROPY_H_

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// -(target * log(x) + (1 - target) * log(1 - x)) for probabilities x, with logarithms of at least
// -100. Throws "all elements of input should be between 0 and 1".
Tensor binary_cross_entropy(const Tensor& x, const Tensor& target, OptionalTensorRef weight = {},
                            int64_t reduction = Reduction::Mean, Location at = Location::here());

// The same of sigmoid(x), for any x. `pos_weight` broadcasts and multiplies the first term.
Tensor binary_cross_entropy_with_logits(const Tensor& x, const Tensor& target,
                                        OptionalTensorRef weight = {},
                                        OptionalTensorRef pos_weight = {},
                                        int64_t reduction = Reduction::Mean,
                                        Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_BINARY_CROSS_ENTROPY_H_
