// One matrix product on raw memory with any strides: the common core of mm, bmm, addmm and mv.
#ifndef GRADLAB_TENSOR_KERNELS_PRODUCT_H_
#define GRADLAB_TENSOR_KERNELS_PRODUCT_H_

#include <cstdint>

namespace gradlab::kernels {

// A matrix in memory; strides in elements, from row to row and from column to column.
template <class T>
struct Matrix {
  T* data;
  int64_t rows, cols;
  int64_t row_stride, col_stride;

  Matrix transposed() const { return {data, cols, rows, col_stride, row_stride}; }
};

// Whether BLAS can read a matrix of these sizes and strides where it lies.
bool blas_can_address(int64_t rows, int64_t cols, int64_t row_stride, int64_t col_stride);

// c = alpha * a * b + beta * c, with c row-major (col_stride 1, rows at least c.cols apart). With
// beta = 0, c is not read. Integers wrap around. Floating-point operands that BLAS cannot address
// are multiplied by a plain loop: make them contiguous first.
template <class T>
void multiply(const Matrix<const T>& a, const Matrix<const T>& b, T alpha, T beta,
              const Matrix<T>& c);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_PRODUCT_H_
