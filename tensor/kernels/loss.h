// Negative log likelihood of class targets, and its backward formula.
#ifndef GRADLAB_TENSOR_KERNELS_LOSS_H_
#define GRADLAB_TENSOR_KERNELS_LOSS_H_

#include <cstdint>

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

enum Reduction : int { kReductionNone = 0, kReductionMean = 1, kReductionSum = 2 };

struct NllLoss {
  Array output;        // 0-dim, or the target's shape for kReductionNone
  Array total_weight;  // 0-dim: the sum of the weights of the targets that count
};
// -weight[target] * log_probs[target] for log_probs [C], [N, C] or [N, C, d1, ...] and int64
// targets [], [N] or [N, d1, ...]. Targets equal to `ignore_index` count for nothing. `weight` is
// [C] or null for ones. The mean divides by total_weight (no target that counts: NaN).
// Throws "Target 2 is out of bounds." (IndexError), "Expected input batch_size (2) to match target
// batch_size (3)." (ValueError) and for other shapes and dtypes.
NllLoss nll_loss(const Array& log_probs, const Array& target, const Array* weight = nullptr,
                 int reduction = kReductionMean, int64_t ignore_index = -100);
// The gradient of log_probs, of its shape, for the gradient `g` of the output.
Array nll_loss_backward(const Array& g, const Array& log_probs, const Array& target,
                        const Array* weight, int reduction, int64_t ignore_index,
                        const Array& total_weight);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_LOSS_H_
