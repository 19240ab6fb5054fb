// The common end of every factory: for autograd/*.cc and ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_
#define GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"

namespace gradlab {

// Throws for a device that is not there and for integers that are to require a gradient.
void check_factory(const TensorOptions& options, ScalarType dtype);

// A leaf on make(dtype), with the options' requires_grad whatever the grad mode. The options are
// checked first.
template <class Make>
Tensor new_tensor(const TensorOptions& options, ScalarType dtype, Make&& make) {
  if (options.has_device() || options.requires_grad()) check_factory(options, dtype);
  Tensor t(make(dtype));
  if (options.requires_grad()) t.impl()->leaf_requires_grad = true;
  return t;
}
template <class Make>
Tensor new_tensor(const TensorOptions& options, Make&& make) {
  return new_tensor(options, options.dtype(), std::forward<Make>(make));
}

// The dtype of a tensor made like another one.
inline ScalarType dtype_like(const Tensor& t, const TensorOptions& options) {
  return options.dtype_opt().value_or(t.dtype());
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_
