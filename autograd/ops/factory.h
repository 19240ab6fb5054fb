// New tensors from sizes and numbers.
//
// Common to all: the last parameter chooses the dtype (the default dtype if unset) and whether the
// result requires a gradient, which it then does under no_grad too. Throws "Only Tensors of
// floating point and complex dtype can require gradients", for negative sizes ("Trying to create
// tensor with negative dimension -1: [-1]") and for devices other than the CPU. Results are
// row-major leaves.
#ifndef GRADLAB_AUTOGRAD_OPS_FACTORY_H_
#define GRADLAB_AUTOGRAD_OPS_FACTORY_H_

#include <cstdint>
#include <functional>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

// Uninitialised.
Tensor empty(IntArrayRef sizes, TensorOptions options = {},
             std::optional<MemoryFormat> format = std::nullopt);
// Uninitialised, with these strides.
Tensor empty_strided(IntArrayRef sizes, IntArrayRef strides, TensorOptions options = {});
Tensor zeros(IntArrayRef sizes, TensorOptions options = {});
Tensor ones(IntArrayRef sizes, TensorOptions options = {});
// Without a dtype in the options, that of the number: Long, Bool or the default dtype.
Tensor full(IntArrayRef sizes, const Scalar& value, TensorOptions options = {});
// 0-dim, of the default dtype whatever the number.
Tensor scalar_tensor(const Scalar& value, TensorOptions options = {});

// Of the shape of `t`, with its dtype if the options have none. A dense layout keeps its strides
// unless a memory format is given, as an argument or in the options: not in both.
// The result requires a gradient only if the options say so.
Tensor empty_like(const Tensor& t, TensorOptions options = {},
                  std::optional<MemoryFormat> format = std::nullopt);
Tensor zeros_like(const Tensor& t, TensorOptions options = {},
                  std::optional<MemoryFormat> format = std::nullopt);
Tensor ones_like(const Tensor& t, TensorOptions options = {},
                 std::optional<MemoryFormat> format = std::nullopt);
Tensor full_like(const Tensor& t, const Scalar& value, TensorOptions options = {},
                 std::optional<MemoryFormat> format = std::nullopt);

// [n, n] or [n, m], ones on the diagonal.
Tensor eye(int64_t n, TensorOptions options = {});
Tensor eye(int64_t n, int64_t m, TensorOptions options = {});

// start, start + step, ... below `end`. Without a dtype in the options, integer numbers make a Long
// tensor. Throws "step must be nonzero" and "upper bound and larger bound inconsistent with step
// sign".
Tensor arange(const Scalar& end, TensorOptions options = {});
Tensor arange(const Scalar& start, const Scalar& end, TensorOptions options = {});
Tensor arange(const Scalar& start, const Scalar& end, const Scalar& step,
              TensorOptions options = {});
// The same with `end` included if a step meets it; of the default dtype unless another is given.
Tensor range(const Scalar& start, const Scalar& end, TensorOptions options = {});
Tensor range(const Scalar& start, const Scalar& end, const Scalar& step,
             TensorOptions options = {});
// `steps` numbers from start to end, both included; `base` to the power of them.
Tensor linspace(const Scalar& start, const Scalar& end, int64_t steps, TensorOptions options = {});
Tensor logspace(const Scalar& start, const Scalar& end, int64_t steps, double base = 10,
                TensorOptions options = {});

// A tensor on the caller's memory, which must outlive all views of it; strides default to
// row-major. `deleter` is called with `data` when the last one is gone; not called when from_blob
// throws.
Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides,
                 const std::function<void(void*)>& deleter, TensorOptions options = {});
Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides, TensorOptions options = {});
Tensor from_blob(void* data, IntArrayRef sizes, const std::function<void(void*)>& deleter,
                 TensorOptions options = {});
Tensor from_blob(void* data, IntArrayRef sizes, TensorOptions options = {});

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_FACTORY_H_
