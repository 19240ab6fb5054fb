// What the losses have in common: their reduction, its gradient, and their dtype.
#ifndef GRADLAB_AUTOGRAD_OPS_LOSS_REDUCTION_H_
#define GRADLAB_AUTOGRAD_OPS_LOSS_REDUCTION_H_

#include <algorithm>
#include <cstdint>

#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

// For losses that PyTorch computes into a tensor of x's dtype: throws unless `computed` casts to
// it.
inline void check_fits_dtype_of(const Tensor& x, ScalarType computed) {
  GRADLAB_CHECK(can_cast(computed, x.scalar_type()), "result type ", computed,
                " can't be cast to the desired output type ", x.scalar_type());
}

// The losses of the elements, or their mean or sum.
inline Tensor reduce_losses(const Tensor& losses, int64_t reduction) {
  if (reduction == Reduction::Mean) return mean(losses);
  if (reduction == Reduction::Sum) return sum(losses);
  return losses;
}

// The gradient of each of `count` losses for the gradient `g` of what reduce_losses() gives.
inline Tensor gradient_of_losses(const Tensor& g, int64_t count, int64_t reduction) {
  // For no losses the result has no elements, but a second derivative of which 0 / 0 must stay out.
  return reduction == Reduction::Mean ? g / static_cast<double>(std::max<int64_t>(count, 1)) : g;
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_LOSS_REDUCTION_H_
