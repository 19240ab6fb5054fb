// The LAPACK and BLAS routines that matrix decompositions use, on column-major matrices, for float
// and double.
//
// Names, arguments and results are LAPACK's (Anderson et al., LAPACK Users' Guide); `lda` is the
// distance of columns. Workspace is allocated here. Each returns `info`: 0 for success, -i for an
// illegal argument i, and what the comment says when positive. Sizes must be at least 1, leading
// dimensions at least the number of rows; none more than kBlasMax.
#ifndef GRADLAB_TENSOR_KERNELS_LAPACK_H_
#define GRADLAB_TENSOR_KERNELS_LAPACK_H_

namespace gradlab::kernels::lapack {

enum class LeastSquares { kGels, kGelsy, kGelsd, kGelss };

#define GRADLAB_DECLARE_LAPACK(T)                                                                  \
  /* a = P L U with row exchanges ipiv, counted from 1; > 0: U(info, info) is exactly zero. */     \
  int getrf(int m, int n, T* a, int lda, int* ipiv);                                               \
  /* Solves op(a) x = b for the result of getrf. */                                                \
  int getrs(bool transpose, int n, int nrhs, const T* lu, int lda, const int* ipiv, T* b,          \
            int ldb);                                                                              \
  /* a = U^T U or L L^T; > 0: the leading minor of that order is not positive definite. */         \
  int potrf(bool upper, int n, T* a, int lda);                                                     \
  /* Solves a x = b, and inverts a (one triangle), for the result of potrf. */                     \
  int potrs(bool upper, int n, int nrhs, const T* a, int lda, T* b, int ldb);                      \
  int potri(bool upper, int n, T* a, int lda);                                                     \
  /* b = op(a)^-1 b, or b op(a)^-1 unless `left`, for a triangle a; b is [m, n]. */                \
  void trsm(bool left, bool upper, bool transpose, bool unit, int m, int n, const T* a, int lda,   \
            T* b, int ldb);                                                                        \
  /* a = Q R: R above the diagonal, Q as reflectors below it. orgqr makes k columns' Q. */         \
  int geqrf(int m, int n, T* a, int lda, T* tau);                                                  \
  int orgqr(int m, int n, int k, T* a, int lda, const T* tau);                                     \
  /* c = op(Q) c, or c op(Q) unless `left`, for k reflectors; c is [m, n]. */                      \
  int ormqr(bool left, bool transpose, int m, int n, int k, const T* a, int lda, const T* tau,     \
            T* c, int ldc);                                                                        \
  /* a = L D L^T of the lower triangle of a symmetric matrix, D with blocks of 1 or 2 (Bunch and   \
     Kaufman); > 0: D(info, info) is exactly zero. And solving a x = b with that. */               \
  int sytrf(int n, T* a, int lda, int* ipiv);                                                      \
  int sytrs(int n, int nrhs, const T* a, int lda, const int* ipiv, T* b, int ldb);                 \
  /* Eigenvalues of a symmetric matrix in ascending order, and vectors in place of a. */           \
  int syevd(bool vectors, bool upper, int n, T* a, int lda, T* w);                                 \
  /* a = u diag(s) vt; job 'A': all of u and vt, 'S': the first min(m, n), 'N': neither. */        \
  int gesdd(char job, int m, int n, T* a, int lda, T* s, T* u, int ldu, T* vt, int ldvt);          \
  /* The x of least |a x - b|, in place of b [max(m, n), nrhs]. kGels: a has full rank. Others set \
     the rank as seen with singular values cut off at rcond times the largest; kGelsd and kGelss   \
     give those in s. */                                                                           \
  int least_squares(LeastSquares driver, int m, int n, int nrhs, T* a, int lda, T* b, int ldb,     \
                    T* s, T rcond, int* rank);
GRADLAB_DECLARE_LAPACK(float)
GRADLAB_DECLARE_LAPACK(double)
#undef GRADLAB_DECLARE_LAPACK

}  // namespace gradlab::kernels::lapack

#endif  // GRADLAB_TENSOR_KERNELS_LAPACK_H_
