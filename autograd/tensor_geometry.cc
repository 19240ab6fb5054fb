#include "gradlab/autograd/tensor_geometry.h"

#include <utility>

namespace gradlab {

TensorGeometry::TensorGeometry(IntArrayRef sizes) {
  const Extents extents = Extents::contiguous(sizes);
  geometry_.sizes = sizes.vec();
  geometry_.strides = extents.strides().vec();
}

TensorGeometry TensorGeometry::transpose(int64_t dim0, int64_t dim1) const {
  const auto a = static_cast<size_t>(existing_dim(dim0, dim()));
  const auto b = static_cast<size_t>(existing_dim(dim1, dim()));
  TensorGeometry result = *this;
  std::swap(result.geometry_.sizes[a], result.geometry_.sizes[b]);
  std::swap(result.geometry_.strides[a], result.geometry_.strides[b]);
  return result;
}

}  // namespace gradlab
