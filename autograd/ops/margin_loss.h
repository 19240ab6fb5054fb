// Losses that ask for a margin between scores or distances.
#ifndef GRADLAB_AUTOGRAD_OPS_MARGIN_LOSS_H_
#define GRADLAB_AUTOGRAD_OPS_MARGIN_LOSS_H_

#include <cstdint>

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Distances x that should be small where the target is 1 (loss x) and at least `margin` where it is
// -1 (loss max(0, margin - x)). Targets other than -1 and 1 count as both.
Tensor hinge_embedding_loss(const Tensor& x, const Tensor& target, double margin = 1.0,
                            int64_t reduction = Reduction::Mean, Location at = Location::here());

// max(0, margin - target (a - b)): a should be above b where the target is 1, below where it is -1.
Tensor margin_ranking_loss(const Tensor& a, const Tensor& b, const Tensor& target,
                           double margin = 0.0, int64_t reduction = Reduction::Mean,
                           Location at = Location::here());

// log(1 + exp(-target x)) for targets -1 and 1. Throws when the target requires a gradient.
Tensor soft_margin_loss(const Tensor& x, const Tensor& target, int64_t reduction = Reduction::Mean,
                        Location at = Location::here());

// For the cosine c of the angle between vectors a and b, [N, D] or [D]: 1 - c where the target, [N]
// or [], is 1, max(0, c - margin) where it is -1.
Tensor cosine_embedding_loss(const Tensor& a, const Tensor& b, const Tensor& target,
                             double margin = 0.0, int64_t reduction = Reduction::Mean,
                             Location at = Location::here());

// max(0, |anchor - positive| - |anchor - negative| + margin) with p-norms along the last dimension;
// with `swap`, the positive's distance to the negative counts if it is smaller (Balntas 2016).
Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative,
                           double margin = 1.0, double p = 2.0, double eps = 1e-6,
                           bool swap = false, int64_t reduction = Reduction::Mean,
                           Location at = Location::here());

// The sum over the classes j other than t = target of max(0, margin - x[t] + x[j])^p divided by the
// number of classes, times weight[t]: x is [N, C] or [C], the int64 target [N] or one number; p is
// 1 or 2. Throws "target out of range".
Tensor multi_margin_loss(const Tensor& x, const Tensor& target, const Scalar& p = 1,
                         const Scalar& margin = 1, OptionalTensorRef weight = {},
                         int64_t reduction = Reduction::Mean, Location at = Location::here());

// The sum over the targets t and the classes j that are none of max(0, 1 - (x[t] - x[j])), divided
// by the number of classes: x and the int64 target are [N, C] or [C]; a row of targets ends at its
// first -1. Throws "argument #2 'target' is out of range".
Tensor multilabel_margin_loss(const Tensor& x, const Tensor& target,
                              int64_t reduction = Reduction::Mean, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_MARGIN_LOSS_H_
