// The functions that libtorch builds t.index() and t.index_put_() from (ATen/TensorIndexing.h), for
// programs that call them: one index applied to one dimension, whole expressions, assignments.
#ifndef GRADLAB_AUTOGRAD_TENSOR_INDEXING_H_
#define GRADLAB_AUTOGRAD_TENSOR_INDEXING_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::indexing {

namespace impl {

// self[start:stop:step] of dimension `dim`. The tensor itself for the whole of it, unless that
// shortcut is disabled or `self_sizes`, its sizes, are not given. Throws ValueError "step must be
// greater than zero".
Tensor applySlice(const Tensor& self, int64_t dim, int64_t start, int64_t stop, int64_t step,
                  bool disable_slice_optimization, const Device& self_device,
                  const std::optional<IntArrayRef>& self_sizes);
// self[index] of dimension `dim`, which is number `real_dim` of the expression. Throws IndexError
// "index 5 is out of bounds for dimension 0 with size 2".
Tensor applySelect(const Tensor& self, int64_t dim, int64_t index, int64_t real_dim,
                   const Device& self_device, const std::optional<IntArrayRef>& self_sizes);
// The index tensor that a boolean index stands for: {0} for true, of no elements for false.
Tensor boolToIndexingTensor(const Tensor& self, bool value, const Device& self_device);
// Makes the tensor the index of dimension *dim_ptr, and goes to the next dimension.
void recordTensorIndex(const Tensor& tensor, std::vector<Tensor>& indices, int64_t* dim_ptr);
// Undefined tensors stand for ":".
TensorIndices typeConvertIndices(const Tensor& self, std::vector<Tensor>&& indices);
// How many dimensions of the tensor the indices use up: a mask as many as it has.
int64_t count_specified_dimensions(const ArrayRef<TensorIndex>& indices);

}  // namespace impl

// A tensor without dimensions.
Tensor scalarToTensor(const Scalar& value, const TensorOptions& options,
                      const Device& self_device);
// Without the leading sizes of 1, which an assignment ignores.
IntArrayRef slicePrefix1sSize(const IntArrayRef& sizes);
// dst[...] = src.
void copy_to(const Tensor& dst, const Tensor& src);
Tensor dispatch_index(const Tensor& self, std::vector<Tensor>&& indices);
Tensor dispatch_index_put_(Tensor& self, std::vector<Tensor>&& indices, const Tensor& value);
// self[indices] and self[indices] = value.
Tensor get_item(const Tensor& self, const ArrayRef<TensorIndex>& indices,
                bool disable_slice_optimization = false);
void set_item(const Tensor& self, const ArrayRef<TensorIndex>& indices, const Tensor& value,
              bool disable_slice_optimization = false);

}  // namespace gradlab::indexing

#endif  // GRADLAB_AUTOGRAD_TENSOR_INDEXING_H_
