#include "gradlab/autograd/tensor_indexing.h"

#include <utility>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::indexing {

Tensor impl::applySlice(const Tensor& self, int64_t dim, int64_t start, int64_t stop, int64_t step,
                        bool disable_slice_optimization, const Device&,
                        const std::optional<IntArrayRef>& self_sizes) {
  GRADLAB_CHECK_VALUE(step > 0, "step must be greater than zero");
  const bool whole = start == 0 && step == 1 && stop == self.size(dim);
  if (self_sizes && !disable_slice_optimization && whole) return self;
  return self.slice(dim, start, stop, step);
}

Tensor impl::applySelect(const Tensor& self, int64_t dim, int64_t index, int64_t real_dim,
                         const Device&, const std::optional<IntArrayRef>& self_sizes) {
  if (self_sizes) {
    GRADLAB_CHECK_INDEX(!(index == 0 && dim == 0 && self_sizes->empty()),
                        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                        "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number");
    const int64_t size = self.size(dim);
    GRADLAB_CHECK_INDEX(index >= -size && index < size, "index ", index,
                        " is out of bounds for dimension ", real_dim, " with size ", size);
  }
  return self.select(dim, index);
}

Tensor impl::boolToIndexingTensor(const Tensor&, bool value, const Device&) {
  return zeros({value ? 1 : 0}, kLong);
}

void impl::recordTensorIndex(const Tensor& tensor, std::vector<Tensor>& indices, int64_t* dim_ptr) {
  indices.resize(static_cast<size_t>(*dim_ptr) + 1);
  indices[static_cast<size_t>((*dim_ptr)++)] = tensor;
}

TensorIndices impl::typeConvertIndices(const Tensor&, std::vector<Tensor>&& indices) {
  return TensorIndices(std::move_iterator(indices.begin()), std::move_iterator(indices.end()));
}

int64_t impl::count_specified_dimensions(const ArrayRef<TensorIndex>& indices) {
  int64_t count = 0;
  for (const TensorIndex& index : indices) {
    if (index.is_tensor()) {
      const ScalarType type = index.tensor().scalar_type();
      count += type == kByte || type == kBool ? index.tensor().dim() : 1;
    } else if (index.is_integer() || index.is_slice()) {
      ++count;
    }
  }
  return count;
}

Tensor scalarToTensor(const Scalar& value, const TensorOptions& options, const Device&) {
  return scalar_tensor(value, options);
}

IntArrayRef slicePrefix1sSize(const IntArrayRef& sizes) {
  size_t ones = 0;
  while (ones < sizes.size() && sizes[ones] == 1) ++ones;
  return sizes.slice(ones);
}

void copy_to(const Tensor& dst, const Tensor& src) { set_item(dst, {Ellipsis}, src); }

Tensor dispatch_index(const Tensor& self, std::vector<Tensor>&& indices) {
  return gradlab::index(self, impl::typeConvertIndices(self, std::move(indices)));
}

Tensor dispatch_index_put_(Tensor& self, std::vector<Tensor>&& indices, const Tensor& value) {
  return gradlab::index_put_(self, impl::typeConvertIndices(self, std::move(indices)), value);
}

Tensor get_item(const Tensor& self, const ArrayRef<TensorIndex>& indices, bool) {
  return self.index(indices);
}

void set_item(const Tensor& self, const ArrayRef<TensorIndex>& indices, const Tensor& value, bool) {
  self.index_put_(indices, value);
}

}  // namespace gradlab::indexing
