// Decompositions of matrices, through LAPACK.
//
// Arrays are [.., m, n], float32 or float64 of any layout: batches of matrices, computed one after
// another. Sizes are the caller's to check. Results are column-major with the batches row-major, as
// LAPACK writes them. `info` is LAPACK's, one int32 for each matrix: 0 for success, else which
// element or minor stopped the computation (lapack.h).
#ifndef GRADLAB_TENSOR_KERNELS_LINALG_H_
#define GRADLAB_TENSOR_KERNELS_LINALG_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/lapack.h"

namespace gradlab::kernels {

// An uninitialised array whose matrices are column-major.
Array empty_columns(IntArrayRef sizes, ScalarType dtype);
// A copy with such matrices.
Array copy_columns(const Array& a);

// a = P L U: both triangles in `lu`, the row exchanges in `pivots` (int32 [.., min(m, n)], from 1).
struct Lu {
  Array lu, pivots, info;
};
Lu lu_factor(const Array& a);
// The x of a x = b for b [.., n, k] with the batches of `lu`; of a^T x = b if `transpose`.
Array lu_solve(const Lu& factors, const Array& b, bool transpose = false);

// The determinants [..]; their signs and the logarithms of their absolute values.
Array lu_det(const Lu& factors);
struct SignAndLog {
  Array sign, log;
};
SignAndLog lu_slogdet(const Lu& factors);

// The triangle of a = L L^T = U^T U, zeros in the other one. Reads one triangle of a.
struct Cholesky {
  Array factor, info;
};
Cholesky cholesky(const Array& a, bool upper);
// The x of a x = b, and a^-1, for the factor of a.
Array cholesky_solve(const Array& b, const Array& factor, bool upper);
Cholesky cholesky_inverse(const Array& factor, bool upper);

// The x of a x = b, or of x a = b unless `left`, for a triangle of a. `unit`: its diagonal is 1.
Array solve_triangular(const Array& a, const Array& b, bool upper, bool left, bool unit);

// a = q r with q [.., m, k], r [.., k, n], where k = m if `complete`, else min(m, n). q is
// undefined unless wanted.
struct Qr {
  Array q, r;
};
Qr qr(const Array& a, bool complete, bool wants_q);

// The same in LAPACK's form: r above the diagonal of `a`, q as reflectors below it with the factors
// tau [.., min(m, n)]. From such reflectors, the first ones of a [.., m, n] for tau [.., k]: the
// first n columns of their product; and that product, [.., m, m], or its transpose, times c, or c
// times it unless `left`.
struct Reflectors {
  Array a, tau;
};
Reflectors geqrf(const Array& a);
Array householder_product(const Array& a, const Array& tau);
Array ormqr(const Array& a, const Array& tau, const Array& c, bool left, bool transpose);

// a = L D L^T for symmetric matrices of which the lower triangle is read: L (below the diagonal)
// and D in one matrix, with row exchanges (Bunch and Kaufman); and the x of a x = b.
struct Ldl {
  Array ld, pivots, info;
};
Ldl ldl_factor(const Array& a);
Array ldl_solve(const Array& ld, const Array& pivots, const Array& b);

// Eigenvalues of symmetric matrices [.., n] in ascending order, and vectors as columns. Reads one
// triangle.
struct Eigen {
  Array values, vectors, info;
};
Eigen eigh(const Array& a, bool upper, bool wants_vectors);

// a = u diag(s) vh, s in descending order; u and vh are [.., m, k] and [.., k, n] for k = min(m,
// n), or square if `full`; undefined unless wanted.
struct Svd {
  Array u, s, vh, info;
};
Svd svd(const Array& a, bool full, bool wants_vectors);

// The x [.., n, k] of least |a x - b| for b [.., m, k]. `rank` is int64, `singular_values` are
// [.., min(m, n)]; each is set by drivers that know it.
struct LeastSquaresSolution {
  Array x, rank, singular_values, info;
};
LeastSquaresSolution least_squares(const Array& a, const Array& b, double rcond,
                                   lapack::LeastSquares driver);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_LINALG_H_
