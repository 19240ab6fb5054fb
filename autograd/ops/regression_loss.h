// Losses of numbers, counts and distributions against targets of the same shape; they broadcast.
#ifndef GRADLAB_AUTOGRAD_OPS_REGRESSION_LOSS_H_
#define GRADLAB_AUTOGRAD_OPS_REGRESSION_LOSS_H_

#include <cstdint>

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// |x - target|; its gradient is 0 where they are equal.
Tensor l1_loss(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
               Location at = Location::here());

// d^2 / (2 beta) for differences |d| < beta, else |d| - beta / 2. For beta = 0 the slope at d = 0
// is -1, as PyTorch has it. Throws for beta < 0.
Tensor smooth_l1_loss(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
                      double beta = 1.0, Location at = Location::here());

// d^2 / 2 for differences |d| <= delta, else delta (|d| - delta / 2) (Huber 1964). Throws for
// delta <= 0.
Tensor huber_loss(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
                  double delta = 1.0, Location at = Location::here());

// target (log(target) - x) for log probabilities x; with log_target, the target holds logarithms
// too. The mean is over elements, not over the batch.
Tensor kl_div(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
              bool log_target = false, Location at = Location::here());

// The negative log likelihood of a Poisson distribution whose mean is exp(x) with log_input, else x
// (eps keeps its logarithm finite), without the term that only depends on the target; `full` adds
// Stirling's approximation of it for targets above 1.
Tensor poisson_nll_loss(const Tensor& x, const Tensor& target, bool log_input, bool full,
                        double eps, int64_t reduction, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_REGRESSION_LOSS_H_
