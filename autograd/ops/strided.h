// Taking and putting elements by sizes, strides and offset: as_strided and what its gradient needs.
#ifndef GRADLAB_AUTOGRAD_OPS_STRIDED_H_
#define GRADLAB_AUTOGRAD_OPS_STRIDED_H_

#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The geometry of an array, without its storage.
struct StridedGeometry {
  std::vector<int64_t> sizes, strides;
  int64_t offset = 0;

  StridedGeometry() = default;
  explicit StridedGeometry(const Array& a)
      : sizes(a.sizes().vec()), strides(a.strides().vec()), offset(a.storage_offset()) {}
};

// A copy of `t` in memory of its own with the sizes and strides of `layout`. Differentiable.
Tensor copy_to_layout(const Tensor& t, const StridedGeometry& layout);

// The view of `t`'s storage with these sizes and strides; the offset defaults to t's. Throws when
// an element would lie outside the storage.
Tensor as_strided(const Tensor& t, IntArrayRef sizes, IntArrayRef strides,
                  std::optional<int64_t> storage_offset = std::nullopt,
                  Location at = Location::here());

// The gradient of `base` when g is that of the view `view` of it: each element of g is added to the
// element of the base that the view shows there. Differentiable.
Tensor as_strided_backward(const Tensor& g, const StridedGeometry& base,
                           const StridedGeometry& view);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_STRIDED_H_
