// TensorGeometry: how the elements of a tensor lie in its memory, without the memory.
#ifndef GRADLAB_AUTOGRAD_TENSOR_GEOMETRY_H_
#define GRADLAB_AUTOGRAD_TENSOR_GEOMETRY_H_

#include <cstdint>

#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/extents.h"

namespace gradlab {

class TensorGeometry {
 public:
  TensorGeometry() = default;
  explicit TensorGeometry(const Array& a) : geometry_(a) {}
  explicit TensorGeometry(const Tensor& t) : geometry_(t.array()) {}
  // That of a row-major tensor.
  explicit TensorGeometry(IntArrayRef sizes);

  int64_t dim() const { return static_cast<int64_t>(geometry_.sizes.size()); }
  IntArrayRef sizes() const { return geometry_.sizes; }
  IntArrayRef strides() const { return geometry_.strides; }
  int64_t storage_offset() const { return geometry_.offset; }
  int64_t numel() const { return checked_numel(sizes()); }
  // Row-major without gaps.
  bool is_contiguous() const { return strides_are_contiguous(sizes(), strides()); }
  // Of one dimension, counted from the end when negative. Throw an IndexError outside.
  int64_t size(int64_t dim) const { return sizes()[existing_dim(dim, this->dim())]; }
  int64_t stride(int64_t dim) const { return strides()[existing_dim(dim, this->dim())]; }
  // The same with two dimensions exchanged.
  TensorGeometry transpose(int64_t dim0, int64_t dim1) const;

  const StridedGeometry& strided() const { return geometry_; }

 private:
  StridedGeometry geometry_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_GEOMETRY_H_
