// Copies: between dtypes, layouts and tensors.
#ifndef GRADLAB_AUTOGRAD_OPS_COPY_H_
#define GRADLAB_AUTOGRAD_OPS_COPY_H_

#include "gradlab/autograd/tensor.h"

namespace gradlab {

// Memory of its own; dense layouts keep their strides.
Tensor clone(const Tensor& t);
// Row-major: t itself when it is already.
Tensor contiguous(const Tensor& t);
// Converted; t itself when it has the dtype already and no copy is asked for.
Tensor to_dtype(const Tensor& t, ScalarType dtype, bool copy = false);
// Writes `source`, broadcast and converted, into `self`; self's gradient becomes zero, source's is
// that of self.
Tensor& copy_(const Tensor& self, const Tensor& source);
// Sets every element; the gradient of what was there is zero.
Tensor& fill_(const Tensor& self, const Scalar& value);
Tensor& fill_(const Tensor& self, const Tensor& value);
Tensor& zero_(const Tensor& self);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_COPY_H_
