// The arithmetic of the optimizers: one pass over a parameter, its gradient and its state, in the
// order and with the roundings of PyTorch's formulas (its kernels without fused multiply-add).
//
// Common to all: the arrays have the parameter's shape and a floating dtype, in any layout (the
// gradient may broadcast); numbers are rounded to that dtype first. The parameter's version is
// bumped. They work on Arrays, so that an update cannot become part of a graph.
#ifndef GRADLAB_OPTIM_FUSED_H_
#define GRADLAB_OPTIM_FUSED_H_

#include "gradlab/tensor/array.h"

namespace gradlab::optim {

struct SgdUpdate {
  double lr;
  double momentum;
  double dampening;
  double weight_decay;
  bool nesterov;
};
// d = g + weight_decay * p; with momentum: buffer = d at the first time, else
// momentum * buffer + (1 - dampening) * d, and d = buffer, or d + momentum * buffer if nesterov;
// p = p - lr * d. `buffer` is not looked at without momentum, and not read the first time.
void sgd_update(const Array& param, const Array& grad, const Array* buffer, bool first,
                const SgdUpdate& update);

struct AdamUpdate {
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  bool decoupled;  // AdamW: the decay acts on the parameter, not on the gradient
};
// With the `step`-th (1, 2, ...) gradient g (+ weight_decay * p, unless decoupled: then
// p = p * (1 - lr * weight_decay) first): m = beta1 * m + (1 - beta1) * g,
// v = beta2 * v + (1 - beta2) * g^2, p = p - lr / (1 - beta1^step) * m / (sqrt(w) /
// sqrt(1 - beta2^step) + eps), where w is v, or with `max_v` (AMSGrad, else null) the largest v.
void adam_update(const Array& param, const Array& grad, const Array& m, const Array& v,
                 const Array* max_v, int64_t step, const AdamUpdate& update);

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_FUSED_H_
