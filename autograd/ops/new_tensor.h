// The common end of every factory: for autograd/*.cc and ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_
#define GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_

#include <optional>
#include <utility>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

// Throws for a device that is not there and for integers that are to require a gradient.
void check_factory(const TensorOptions& options, ScalarType dtype);

// A leaf on make(dtype), with the options' requires_grad whatever the grad mode. The options are
// checked first.
template <class Make>
Tensor new_tensor(const TensorOptions& options, ScalarType dtype, Make&& make) {
  if (options.has_device() || options.has_layout() || options.requires_grad()) {
    check_factory(options, dtype);
  }
  Tensor t(make(dtype));
  if (options.requires_grad()) t.impl()->leaf_requires_grad = true;
  return t;
}
template <class Make>
Tensor new_tensor(const TensorOptions& options, Make&& make) {
  return new_tensor(options, options.dtype(), std::forward<Make>(make));
}

// The format that was asked for, in the options or beside them. Throws when it is in both.
std::optional<MemoryFormat> memory_format_of(const TensorOptions& options,
                                             std::optional<MemoryFormat> format);
// Uninitialised, with the shape of `t`; its strides too where no other format is asked for.
Array empty_array_like(const Tensor& t, ScalarType dtype, std::optional<MemoryFormat> format);

// The dtype of a tensor made like another one.
inline ScalarType dtype_like(const Tensor& t, const TensorOptions& options) {
  return options.dtype_opt().value_or(t.dtype());
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NEW_TENSOR_H_
