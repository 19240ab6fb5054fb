#include "gradlab/tensor/kernels/blas.h"

#include <cblas.h>

namespace gradlab::kernels {
namespace {

// One thread, once, before anything is computed.
void initialise() {
  static const bool done = (openblas_set_num_threads(1), true);
  static_cast<void>(done);
}

CBLAS_TRANSPOSE flag(bool trans) { return trans ? CblasTrans : CblasNoTrans; }

}  // namespace

void set_blas_threads(int n) {
  initialise();
  openblas_set_num_threads(n);
}

void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, float alpha, const float* a,
          int64_t lda, const float* b, int64_t ldb, float beta, float* c, int64_t ldc) {
  initialise();
  cblas_sgemm(CblasRowMajor, flag(trans_a), flag(trans_b), n, m, k, alpha, a, lda, b, ldb, beta, c,
              ldc);
}
void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, double alpha,
          const double* a, int64_t lda, const double* b, int64_t ldb, double beta, double* c,
          int64_t ldc) {
  initialise();
  cblas_dgemm(CblasRowMajor, flag(trans_a), flag(trans_b), n, m, k, alpha, a, lda, b, ldb, beta, c,
              ldc);
}
void gemv(bool trans, int64_t rows, int64_t cols, float alpha, const float* a, int64_t lda,
          const float* x, int64_t incx, float beta, float* y, int64_t incy) {
  initialise();
  cblas_sgemv(CblasRowMajor, flag(trans), rows, cols, alpha, a, lda, x, incx, beta, y, incy);
}
void gemv(bool trans, int64_t rows, int64_t cols, double alpha, const double* a, int64_t lda,
          const double* x, int64_t incx, double beta, double* y, int64_t incy) {
  initialise();
  cblas_dgemv(CblasRowMajor, flag(trans), rows, cols, alpha, a, lda, x, incx, beta, y, incy);
}

}  // namespace gradlab::kernels
