#include "gradlab/tensor/kernels/blas.h"

#include <cblas.h>

#include <atomic>

#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Before every call: a comparison, unless the number of threads was changed.
void obey_thread_count() {
  static std::atomic<int> told = 0;
  const int threads = get_num_threads();
  if (told.load(std::memory_order_relaxed) != threads) {
    told.store(threads, std::memory_order_relaxed);
    openblas_set_num_threads(threads);
  }
}

CBLAS_TRANSPOSE flag(bool trans) { return trans ? CblasTrans : CblasNoTrans; }

}  // namespace

void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, float alpha, const float* a,
          int64_t lda, const float* b, int64_t ldb, float beta, float* c, int64_t ldc) {
  obey_thread_count();
  cblas_sgemm(CblasRowMajor, flag(trans_a), flag(trans_b), n, m, k, alpha, a, lda, b, ldb, beta, c,
              ldc);
}
void gemm(bool trans_a, bool trans_b, int64_t n, int64_t m, int64_t k, double alpha,
          const double* a, int64_t lda, const double* b, int64_t ldb, double beta, double* c,
          int64_t ldc) {
  obey_thread_count();
  cblas_dgemm(CblasRowMajor, flag(trans_a), flag(trans_b), n, m, k, alpha, a, lda, b, ldb, beta, c,
              ldc);
}
void gemv(bool trans, int64_t rows, int64_t cols, float alpha, const float* a, int64_t lda,
          const float* x, int64_t incx, float beta, float* y, int64_t incy) {
  obey_thread_count();
  cblas_sgemv(CblasRowMajor, flag(trans), rows, cols, alpha, a, lda, x, incx, beta, y, incy);
}
void gemv(bool trans, int64_t rows, int64_t cols, double alpha, const double* a, int64_t lda,
          const double* x, int64_t incx, double beta, double* y, int64_t incy) {
  obey_thread_count();
  cblas_dgemv(CblasRowMajor, flag(trans), rows, cols, alpha, a, lda, x, incx, beta, y, incy);
}

}  // namespace gradlab::kernels
