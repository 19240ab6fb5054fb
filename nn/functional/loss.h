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
// (input - target)^2 / (2 beta) near the target, |input - target| - beta / 2 from beta on. Warns
// when the sizes differ, and broadcasts.
Tensor smooth_l1_loss(const Tensor& input, const Tensor& target,
                      const SmoothL1LossFuncOptions& options = {}, Location at = Location::here());
// (input - target)^2 / 2 near the target, linear from delta on. Warns as smooth_l1_loss does.
Tensor huber_loss(const Tensor& input, const Tensor& target,
                  const HuberLossFuncOptions& options = {}, Location at = Location::here());
// target (log(target) - input) for log probabilities in `input`. Warns that kMean divides by all
// sizes.
Tensor kl_div(const Tensor& input, const Tensor& target, const KLDivFuncOptions& options = {},
              Location at = Location::here());
// A distance where the target is 1, max(0, margin - distance) where it is -1.
Tensor hinge_embedding_loss(const Tensor& input, const Tensor& target,
                            const HingeEmbeddingLossFuncOptions& options = {},
                            Location at = Location::here());
// log(1 + exp(-target input)) for targets 1 and -1.
Tensor soft_margin_loss(const Tensor& input, const Tensor& target,
                        const SoftMarginLossFuncOptions& options = {},
                        Location at = Location::here());
// Minus the log likelihood of the counts in `target` for expected counts in `input`.
Tensor poisson_nll_loss(const Tensor& input, const Tensor& target,
                        const PoissonNLLLossFuncOptions& options = {},
                        Location at = Location::here());
// max(0, margin - target (input1 - input2)); all of as many dimensions.
Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                           const MarginRankingLossFuncOptions& options = {},
                           Location at = Location::here());
// One minus the cosine of the angle where the target is 1, max(0, cosine - margin) where it is -1.
Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                             const CosineEmbeddingLossFuncOptions& options = {},
                             Location at = Location::here());
// max(0, |anchor - positive| - |anchor - negative| + margin).
Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative,
                           const TripletMarginLossFuncOptions& options = {},
                           Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_LOSS_H_
