// TensorAccessor<T, N>: the elements of N-dimensional memory by index, a[i][j], without a check.
//
// It borrows the sizes and strides, and the memory: it lives no longer than the tensor that it was
// taken from. A PackedTensorAccessor has sizes and strides of its own, and only borrows the memory.
#ifndef GRADLAB_TENSOR_ACCESSOR_H_
#define GRADLAB_TENSOR_ACCESSOR_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "gradlab/tensor/array_ref.h"

namespace gradlab {

template <class T, size_t N>
class TensorAccessor {
 public:
  // Strides count elements.
  TensorAccessor(T* data, const int64_t* sizes, const int64_t* strides)
      : data_(data), sizes_(sizes), strides_(strides) {}

  IntArrayRef sizes() const { return {sizes_, N}; }
  IntArrayRef strides() const { return {strides_, N}; }
  int64_t size(int64_t dim) const { return sizes_[dim]; }
  int64_t stride(int64_t dim) const { return strides_[dim]; }
  T* data() const { return data_; }

  // The element or, of more than one dimension, the accessor of a row.
  decltype(auto) operator[](int64_t i) const {
    if constexpr (N == 1) {
      return (data_[i * strides_[0]]);
    } else {
      return TensorAccessor<T, N - 1>(data_ + i * strides_[0], sizes_ + 1, strides_ + 1);
    }
  }

 private:
  T* data_;
  const int64_t* sizes_;
  const int64_t* strides_;
};

// `Index` is the type that sizes, strides and indices are counted in.
template <class T, size_t N, class Index = int64_t>
class PackedTensorAccessor {
 public:
  PackedTensorAccessor(T* data, const int64_t* sizes, const int64_t* strides) : data_(data) {
    for (size_t i = 0; i < N; ++i) {
      sizes_[i] = sizes[i];
      strides_[i] = strides[i];
    }
  }

  Index size(Index dim) const { return static_cast<Index>(sizes_[static_cast<size_t>(dim)]); }
  Index stride(Index dim) const { return static_cast<Index>(strides_[static_cast<size_t>(dim)]); }
  T* data() const { return data_; }
  decltype(auto) operator[](Index i) const {
    return TensorAccessor<T, N>(data_, sizes_.data(), strides_.data())[i];
  }

 private:
  T* data_;
  std::array<int64_t, N> sizes_, strides_;
};
template <class T, size_t N>
using PackedTensorAccessor32 = PackedTensorAccessor<T, N, int32_t>;
template <class T, size_t N>
using PackedTensorAccessor64 = PackedTensorAccessor<T, N, int64_t>;

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_ACCESSOR_H_
