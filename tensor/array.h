// Array: a strided view of elements of one type in a Storage. A value type that knows nothing of
// gradients; kernels, operation authors and optimizers work on it.
//
// Invariants: sizes are >= 0 and their product fits int64; every element addressed by sizes and
// strides lies inside the storage; strides count elements and are >= 0; numel() and is_contiguous()
// are computed once, at construction. Copying an Array shares the storage.
#ifndef GRADLAB_TENSOR_ARRAY_H_
#define GRADLAB_TENSOR_ARRAY_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/ref.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

class Array {
 public:
  // Undefined: no storage, no dtype, not even a shape.
  Array() = default;
  // Uninitialised, row-major. Throws for negative sizes and when the bytes overflow int64.
  static Array empty(IntArrayRef sizes, ScalarType dtype);
  // Uninitialised, with the given strides; the storage spans exactly what they address.
  static Array empty_strided(IntArrayRef sizes, IntArrayRef strides, ScalarType dtype);
  // Uninitialised, of another array's shape. Keeps the strides when `like` is dense (as PyTorch's
  // preserve_format), else row-major.
  static Array empty_like(const Array& like, ScalarType dtype);
  static Array empty_like(const Array& like) { return empty_like(like, like.dtype()); }
  // A view of a storage. Throws unless every element lies inside it.
  static Array view_of(Ref<Storage> storage, int64_t offset, IntArrayRef sizes,
                       IntArrayRef strides, ScalarType dtype);

  // The same from the parts of an array that was there before: nothing is checked.
  static Array restore(Ref<Storage> storage, int64_t offset, Extents extents, ScalarType dtype) {
    return Array(std::move(storage), offset, std::move(extents), dtype);
  }

  bool defined() const { return static_cast<bool>(storage_); }
  ScalarType dtype() const { return dtype_; }
  int64_t dim() const { return extents_.dim(); }
  int64_t numel() const { return numel_; }
  IntArrayRef sizes() const { return extents_.sizes(); }
  IntArrayRef strides() const { return extents_.strides(); }
  // Size and stride of a dimension; negative counts from the last. Throws IndexError.
  int64_t size(int64_t dim) const { return sizes()[existing_dim(dim, this->dim())]; }
  int64_t stride(int64_t dim) const { return strides()[existing_dim(dim, this->dim())]; }
  int64_t storage_offset() const { return offset_; }
  int64_t itemsize() const { return element_size(dtype_); }

  // Row-major without gaps.
  bool is_contiguous() const { return contiguous_; }
  // A permutation of a contiguous array: each element of one memory range exactly once.
  bool is_non_overlapping_and_dense() const;
  // Whether two indices may address the same element (a broadcast dimension, for one).
  bool has_internal_overlap() const;

  const StorageHandle& storage() const { return storage_; }
  bool shares_storage(const Array& o) const { return storage_ == o.storage_; }
  uint32_t version() const { return storage_->version(); }
  // Counts an in-place write by `operation`, a literal.
  void bump_version(const char* operation) const { storage_->bump_version(operation); }

  // Address of the first element. The storage is shared and writable whatever handle is const, as
  // in PyTorch.
  void* raw_data() const {
    return static_cast<char*>(storage_->data()) + offset_ * element_size(dtype_);
  }
  template <class T>
  T* data() const {
    return static_cast<T*>(raw_data());
  }

  // `dim` as an index 0..dim()-1 (for a 0-dim array 0 and -1 are accepted). Throws IndexError.
  int64_t wrap_dim(int64_t dim) const { return gradlab::wrap_dim(dim, this->dim()); }

  // Views: share the storage, copy nothing. Each throws PyTorch's text for bad arguments.
  // (views.cc)
  Array as_strided(IntArrayRef sizes, IntArrayRef strides, int64_t storage_offset) const;
  // A shape with the same number of elements; one size may be -1. Throws when the strides do not
  // allow it without a copy.
  Array view(IntArrayRef sizes) const;
  // Whether view(sizes) is possible without a copy; `sizes` without -1.
  bool can_view(IntArrayRef sizes) const;
  Array transpose(int64_t dim0, int64_t dim1) const;
  Array permute(IntArrayRef dims) const;
  Array select(int64_t dim, int64_t index) const;
  // Elements start, start + step, ... below end; bounds are clamped and may be negative. step >= 1.
  Array slice(int64_t dim, int64_t start, int64_t end, int64_t step = 1) const;
  Array narrow(int64_t dim, int64_t start, int64_t length) const;
  // -1 keeps a size. New dimensions go in front and have stride 0.
  Array expand(IntArrayRef sizes) const;
  Array squeeze() const;
  Array squeeze(int64_t dim) const;
  Array unsqueeze(int64_t dim) const;
  Array diagonal(int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1) const;
  // Windows of `size` elements every `step` along a dimension, as a new last dimension.
  Array unfold(int64_t dim, int64_t size, int64_t step) const;

 private:
  Array(Ref<Storage> storage, int64_t offset, Extents extents, ScalarType dtype);

  StorageHandle storage_;
  int64_t offset_ = 0;  // in elements
  int64_t numel_ = 0;
  ScalarType dtype_ = ScalarType::Undefined;
  bool contiguous_ = true;
  Extents extents_;
};

// Replaces the single -1 in `sizes` by what makes `numel` elements. Throws PyTorch's text
// "shape '[5]' is invalid for input of size 6".
std::vector<int64_t> infer_size(IntArrayRef sizes, int64_t numel);

// The shape both broadcast to. Throws "The size of tensor a (3) must match the size of tensor b
// (4) at non-singleton dimension 1".
std::vector<int64_t> broadcast_sizes(IntArrayRef a, IntArrayRef b);

// Whether an array of shape `from` can be expanded to `to`.
bool is_expandable_to(IntArrayRef from, IntArrayRef to);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_ARRAY_H_
