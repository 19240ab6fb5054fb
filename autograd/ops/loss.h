// Losses: how far a prediction is from its target.
#ifndef GRADLAB_AUTOGRAD_OPS_LOSS_H_
#define GRADLAB_AUTOGRAD_OPS_LOSS_H_

#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// What to do with the losses of the elements. The values are PyTorch's.
namespace Reduction {
enum Reduction : int64_t { None = 0, Mean = 1, Sum = 2 };
}

// -weight[target] * log_probs[target] for log_probs [C], [N, C] or [N, C, d1, ...] and int64
// targets [], [N] or [N, d1, ...]; targets equal to ignore_index do not count. The mean divides by
// the sum of the weights that count.
Tensor nll_loss(const Tensor& log_probs, const Tensor& target, OptionalTensorRef weight = {},
                int64_t reduction = Reduction::Mean, int64_t ignore_index = -100,
                Location at = Location::here());

// The negative log likelihood of log_softmax(x, class dimension). A target of x's shape holds class
// probabilities and must be floating. label_smoothing spreads that share of the target evenly.
Tensor cross_entropy_loss(const Tensor& x, const Tensor& target, OptionalTensorRef weight = {},
                          int64_t reduction = Reduction::Mean, int64_t ignore_index = -100,
                          double label_smoothing = 0.0, Location at = Location::here());

// (x - target)^2.
Tensor mse_loss(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
                Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_LOSS_H_
