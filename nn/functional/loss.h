// Losses as functions. Shapes are those of the modules in modules/loss.h.
#ifndef GRADLAB_NN_FUNCTIONAL_LOSS_H_
#define GRADLAB_NN_FUNCTIONAL_LOSS_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/loss.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// |input - target|.
Tensor l1_loss(const Tensor& input, const Tensor& target, const L1LossFuncOptions& options = {},
               Location at = Location::here());
// (input - target)^2. Warns when the sizes differ, and broadcasts.
Tensor mse_loss(const Tensor& input, const Tensor& target, const MSELossFuncOptions& options = {},
                Location at = Location::here());
// Minus the log probability, given in `input`, of the target class.
Tensor nll_loss(const Tensor& input, const Tensor& target, const NLLLossFuncOptions& options = {},
                Location at = Location::here());
// nll_loss(log_softmax(input), target); targets may be class probabilities too.
Tensor cross_entropy(const Tensor& input, const Tensor& target,
                     const CrossEntropyFuncOptions& options = {}, Location at = Location::here());
// -(target * log(input) + (1 - target) * log(1 - input)) for probabilities of the target's size.
Tensor binary_cross_entropy(const Tensor& input, const Tensor& target,
                            const BinaryCrossEntropyFuncOptions& options = {},
                            Location at = Location::here());
// The same of sigmoid(input).
Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target,
                                        const BinaryCrossEntropyWithLogitsFuncOptions& options = {},
                                        Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_LOSS_H_
