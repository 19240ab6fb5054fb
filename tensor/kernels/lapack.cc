#include "gradlab/tensor/kernels/lapack.h"

#include <cblas.h>

#include <algorithm>
#include <climits>
#include <cstddef>
#include <cstring>
#include <vector>

#include "gradlab/tensor/kernels/blas.h"

// Fortran passes everything by address, and the lengths of characters behind the other arguments.
#define GRADLAB_FORTRAN(p, T)                                                                      \
  void p##getrf_(const int*, const int*, T*, const int*, int*, int*);                              \
  void p##getrs_(const char*, const int*, const int*, const T*, const int*, const int*, T*,        \
                 const int*, int*, size_t);                                                        \
  void p##potrf_(const char*, const int*, T*, const int*, int*, size_t);                           \
  void p##potrs_(const char*, const int*, const int*, const T*, const int*, T*, const int*, int*,  \
                 size_t);                                                                          \
  void p##potri_(const char*, const int*, T*, const int*, int*, size_t);                           \
  void p##geqrf_(const int*, const int*, T*, const int*, T*, T*, const int*, int*);                \
  void p##orgqr_(const int*, const int*, const int*, T*, const int*, const T*, T*, const int*,     \
                 int*);                                                                            \
  void p##ormqr_(const char*, const char*, const int*, const int*, const int*, const T*,           \
                 const int*, const T*, T*, const int*, T*, const int*, int*, size_t, size_t);      \
  void p##sytrf_(const char*, const int*, T*, const int*, int*, T*, const int*, int*, size_t);     \
  void p##sytrs_(const char*, const int*, const int*, const T*, const int*, const int*, T*,        \
                 const int*, int*, size_t);                                                        \
  void p##syevd_(const char*, const char*, const int*, T*, const int*, T*, T*, const int*, int*,   \
                 const int*, int*, size_t, size_t);                                                \
  void p##gesdd_(const char*, const int*, const int*, T*, const int*, T*, T*, const int*, T*,      \
                 const int*, T*, const int*, int*, int*, size_t);                                  \
  void p##gels_(const char*, const int*, const int*, const int*, T*, const int*, T*, const int*,   \
                T*, const int*, int*, size_t);                                                     \
  void p##gelsy_(const int*, const int*, const int*, T*, const int*, T*, const int*, int*,         \
                 const T*, int*, T*, const int*, int*);                                            \
  void p##gelsd_(const int*, const int*, const int*, T*, const int*, T*, const int*, T*, const T*, \
                 int*, T*, const int*, int*, int*);                                                \
  void p##gelss_(const int*, const int*, const int*, T*, const int*, T*, const int*, T*, const T*, \
                 int*, T*, const int*, int*);
extern "C" {
GRADLAB_FORTRAN(s, float)
GRADLAB_FORTRAN(d, double)

// The only routine of Fortran's run-time library that these need: `a` and `b` one after another,
// cut or padded with blanks. Weak, so that a program with the library takes the library's.
__attribute__((weak)) void _gfortran_concat_string(size_t length, char* to, size_t a_length,
                                                   const char* a, size_t b_length, const char* b) {
  const size_t first = std::min(length, a_length), second = std::min(length - first, b_length);
  std::memcpy(to, a, first);
  std::memcpy(to + first, b, second);
  std::memset(to + first + second, ' ', length - first - second);
}
}
#undef GRADLAB_FORTRAN

namespace gradlab::kernels::lapack {
namespace {

char triangle(bool upper) { return upper ? 'U' : 'L'; }
CBLAS_TRANSPOSE flag(bool transpose) { return transpose ? CblasTrans : CblasNoTrans; }

// Calls routine(work, &lwork) twice: for the best size of its workspace, then with one.
template <class T, class Routine>
void with_work(Routine&& routine) {
  T best = 0;
  int lwork = -1;
  routine(&best, &lwork);
  // The size comes as a floating number, rounded perhaps.
  lwork = static_cast<int>(std::min(best * (1 + 1e-6) + 1, double{INT_MAX}));
  std::vector<T> work(static_cast<size_t>(lwork));
  routine(work.data(), &lwork);
}

}  // namespace

#define GRADLAB_DEFINE_LAPACK(p, T)                                                                \
  int getrf(int m, int n, T* a, int lda, int* ipiv) {                                              \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    p##getrf_(&m, &n, a, &lda, ipiv, &info);                                                       \
    return info;                                                                                   \
  }                                                                                                \
  int getrs(bool transpose, int n, int nrhs, const T* lu, int lda, const int* ipiv, T* b,          \
            int ldb) {                                                                             \
    use_one_blas_thread();                                                                         \
    const char trans = transpose ? 'T' : 'N';                                                      \
    int info = 0;                                                                                  \
    p##getrs_(&trans, &n, &nrhs, lu, &lda, ipiv, b, &ldb, &info, 1);                               \
    return info;                                                                                   \
  }                                                                                                \
  int potrf(bool upper, int n, T* a, int lda) {                                                    \
    use_one_blas_thread();                                                                         \
    const char uplo = triangle(upper);                                                             \
    int info = 0;                                                                                  \
    p##potrf_(&uplo, &n, a, &lda, &info, 1);                                                       \
    return info;                                                                                   \
  }                                                                                                \
  int potrs(bool upper, int n, int nrhs, const T* a, int lda, T* b, int ldb) {                     \
    use_one_blas_thread();                                                                         \
    const char uplo = triangle(upper);                                                             \
    int info = 0;                                                                                  \
    p##potrs_(&uplo, &n, &nrhs, a, &lda, b, &ldb, &info, 1);                                       \
    return info;                                                                                   \
  }                                                                                                \
  int potri(bool upper, int n, T* a, int lda) {                                                    \
    use_one_blas_thread();                                                                         \
    const char uplo = triangle(upper);                                                             \
    int info = 0;                                                                                  \
    p##potri_(&uplo, &n, a, &lda, &info, 1);                                                       \
    return info;                                                                                   \
  }                                                                                                \
  void trsm(bool left, bool upper, bool transpose, bool unit, int m, int n, const T* a, int lda,   \
            T* b, int ldb) {                                                                       \
    use_one_blas_thread();                                                                         \
    cblas_##p##trsm(CblasColMajor, left ? CblasLeft : CblasRight, upper ? CblasUpper : CblasLower, \
                    flag(transpose), unit ? CblasUnit : CblasNonUnit, m, n, 1, a, lda, b, ldb);    \
  }                                                                                                \
  int geqrf(int m, int n, T* a, int lda, T* tau) {                                                 \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    with_work<T>(                                                                                  \
        [&](T* work, int* lwork) { p##geqrf_(&m, &n, a, &lda, tau, work, lwork, &info); });        \
    return info;                                                                                   \
  }                                                                                                \
  int orgqr(int m, int n, int k, T* a, int lda, const T* tau) {                                    \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    with_work<T>(                                                                                  \
        [&](T* work, int* lwork) { p##orgqr_(&m, &n, &k, a, &lda, tau, work, lwork, &info); });    \
    return info;                                                                                   \
  }                                                                                                \
  int ormqr(bool left, bool transpose, int m, int n, int k, const T* a, int lda, const T* tau,     \
            T* c, int ldc) {                                                                       \
    use_one_blas_thread();                                                                         \
    const char side = left ? 'L' : 'R', trans = transpose ? 'T' : 'N';                             \
    int info = 0;                                                                                  \
    with_work<T>([&](T* work, int* lwork) {                                                        \
      p##ormqr_(&side, &trans, &m, &n, &k, a, &lda, tau, c, &ldc, work, lwork, &info, 1, 1);       \
    });                                                                                            \
    return info;                                                                                   \
  }                                                                                                \
  int sytrf(int n, T* a, int lda, int* ipiv) {                                                     \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    with_work<T>([&](T* work, int* lwork) {                                                        \
      p##sytrf_("L", &n, a, &lda, ipiv, work, lwork, &info, 1);                                    \
    });                                                                                            \
    return info;                                                                                   \
  }                                                                                                \
  int sytrs(int n, int nrhs, const T* a, int lda, const int* ipiv, T* b, int ldb) {                \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    p##sytrs_("L", &n, &nrhs, a, &lda, ipiv, b, &ldb, &info, 1);                                   \
    return info;                                                                                   \
  }                                                                                                \
  int syevd(bool vectors, bool upper, int n, T* a, int lda, T* w) {                                \
    use_one_blas_thread();                                                                         \
    const char job = vectors ? 'V' : 'N', uplo = triangle(upper);                                  \
    int info = 0;                                                                                  \
    std::vector<int> iwork(vectors ? 3 + 5 * static_cast<size_t>(n) : 1);                          \
    with_work<T>([&](T* work, int* lwork) {                                                        \
      const int liwork = static_cast<int>(iwork.size());                                           \
      p##syevd_(&job, &uplo, &n, a, &lda, w, work, lwork, iwork.data(), &liwork, &info, 1, 1);     \
    });                                                                                            \
    return info;                                                                                   \
  }                                                                                                \
  int gesdd(char job, int m, int n, T* a, int lda, T* s, T* u, int ldu, T* vt, int ldvt) {         \
    use_one_blas_thread();                                                                         \
    int info = 0;                                                                                  \
    std::vector<int> iwork(8 * static_cast<size_t>(std::min(m, n)));                               \
    with_work<T>([&](T* work, int* lwork) {                                                        \
      p##gesdd_(&job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, lwork, iwork.data(), &info,    \
                1);                                                                                \
    });                                                                                            \
    return info;                                                                                   \
  }                                                                                                \
  int least_squares(LeastSquares driver, int m, int n, int nrhs, T* a, int lda, T* b, int ldb,     \
                    T* s, T rcond, int* rank) {                                                    \
    use_one_blas_thread();                                                                         \
    const char trans = 'N';                                                                        \
    int info = 0;                                                                                  \
    /* gelsd needs up to 3 nlvl + 11 integers per singular value, nlvl <= 31. */                   \
    std::vector<int> iwork(std::max<size_t>(static_cast<size_t>(n), 1), 0);                        \
    if (driver == LeastSquares::kGelsd) {                                                          \
      iwork.resize(104 * static_cast<size_t>(std::max(1, std::min(m, n))));                        \
    }                                                                                              \
    with_work<T>([&](T* work, int* lwork) {                                                        \
      switch (driver) {                                                                            \
        case LeastSquares::kGels:                                                                  \
          return p##gels_(&trans, &m, &n, &nrhs, a, &lda, b, &ldb, work, lwork, &info, 1);         \
        case LeastSquares::kGelsy:                                                                 \
          return p##gelsy_(&m, &n, &nrhs, a, &lda, b, &ldb, iwork.data(), &rcond, rank, work,      \
                           lwork, &info);                                                          \
        case LeastSquares::kGelsd:                                                                 \
          return p##gelsd_(&m, &n, &nrhs, a, &lda, b, &ldb, s, &rcond, rank, work, lwork,          \
                           iwork.data(), &info);                                                   \
        case LeastSquares::kGelss:                                                                 \
          return p##gelss_(&m, &n, &nrhs, a, &lda, b, &ldb, s, &rcond, rank, work, lwork, &info);  \
      }                                                                                            \
    });                                                                                            \
    return info;                                                                                   \
  }
GRADLAB_DEFINE_LAPACK(s, float)
GRADLAB_DEFINE_LAPACK(d, double)
#undef GRADLAB_DEFINE_LAPACK

}  // namespace gradlab::kernels::lapack
