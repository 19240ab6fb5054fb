// Copies: between dtypes, layouts and tensors.
#ifndef GRADLAB_AUTOGRAD_OPS_COPY_H_
#define GRADLAB_AUTOGRAD_OPS_COPY_H_

#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

// Memory of its own; the format defaults to Preserve.
Tensor clone(const Tensor& t, std::optional<MemoryFormat> format = std::nullopt,
             Location at = Location::here());
// In that layout: t itself when it is already.
Tensor contiguous(const Tensor& t, MemoryFormat format = MemoryFormat::Contiguous,
                  Location at = Location::here());
// Converted; t itself when it has the dtype and layout already and no copy is asked for. The format
// defaults to Preserve.
Tensor to_dtype(const Tensor& t, ScalarType dtype, bool copy = false,
                std::optional<MemoryFormat> format = std::nullopt, Location at = Location::here());
// Writes `source`, broadcast and converted, into `self`; self's gradient becomes zero, source's is
// that of self.
Tensor& copy_(const Tensor& self, const Tensor& source, Location at = Location::here());
// Sets every element; the gradient of what was there is zero.
Tensor& fill_(const Tensor& self, const Scalar& value, Location at = Location::here());
Tensor& fill_(const Tensor& self, const Tensor& value, Location at = Location::here());
Tensor& zero_(const Tensor& self, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_COPY_H_
