// The few BLAS routines that matrix products use, row-major, for float and double.
//
// The library runs on the calling thread only: its own threads cut sums in other places for every
// number of them. Who has more threads shares pieces of a product among them (product.h).
// Sizes must be at least 1 and, like leading dimensions, at most kBlasMax.
#ifndef GRADLAB_TENSOR_KERNELS_BLAS_H_
#define GRADLAB_TENSOR_KERNELS_BLAS_H_

#include <cstdint>

namespace gradlab::kernels {

inline constexpr int64_t kBlasMax = INT32_MAX;

// Every function here and in lapack.h does this before it computes: a comparison, unless somebody
// else in the process has changed the number.
void use_one_blas_thread();

// c[n, m] = alpha * op(a)[n, k] * op(b)[k, m] + beta * c, where op transposes if `trans_` says so
// and lda, ldb, ldc are the distances of rows as stored. With beta = 0, c is not read.
void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, float alpha, const float* a,
          int64_t lda, const float* b, int64_t ldb, float beta, float* c, int64_t ldc);
void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, double alpha,
          const double* a, int64_t lda, const double* b, int64_t ldb, double beta, double* c,
          int64_t ldc);
// y = alpha * op(a) * x + beta * y, where a is [rows, cols] as stored; x and y have their elements
// incx and incy apart (at least 1). y is always read.
void gemv(bool trans, int64_t rows, int64_t cols, float alpha, const float* a, int64_t lda,
          const float* x, int64_t incx, float beta, float* y, int64_t incy);
void gemv(bool trans, int64_t rows, int64_t cols, double alpha, const double* a, int64_t lda,
          const double* x, int64_t incx, double beta, double* y, int64_t incy);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BLAS_H_
