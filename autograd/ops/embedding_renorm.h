// Limiting the norm of the rows of a table.
#ifndef GRADLAB_AUTOGRAD_OPS_EMBEDDING_RENORM_H_
#define GRADLAB_AUTOGRAD_OPS_EMBEDDING_RENORM_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Scales the rows of `weight` that int64 or int32 `indices` name, in place, to a norm (of order
// `norm_type`) of at most `max_norm`. Throws for other indices and for those out of range.
Tensor& embedding_renorm_(const Tensor& weight, const Tensor& indices, double max_norm,
                          double norm_type, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_EMBEDDING_RENORM_H_
