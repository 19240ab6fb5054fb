// Reductions over segments of a dimension.
#ifndef GRADLAB_AUTOGRAD_OPS_SEGMENT_H_
#define GRADLAB_AUTOGRAD_OPS_SEGMENT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The "sum", "mean", "max", "min" or "prod" of segments of `data` along `axis`: of consecutive
// elements, lengths[..., s] for segment s, or those from offsets[..., s] up to offsets[..., s + 1].
// Both are int64 or int32; their last dimension is `axis`, those before it are data's. The result
// has as many elements along `axis` as there are segments; each starts from `initial`, without one
// from what changes nothing (a mean of nothing is NaN). Equal extremes share the gradient.
// Throws for lengths below 0 and, unless `unsafe`, for lengths that are not all of data; `indices`
// are not supported, as in PyTorch.
Tensor segment_reduce(const Tensor& data, std::string_view reduce, OptionalTensorRef lengths = {},
                      OptionalTensorRef indices = {}, OptionalTensorRef offsets = {},
                      int64_t axis = 0, bool unsafe = false,
                      const std::optional<Scalar>& initial = std::nullopt,
                      Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SEGMENT_H_
