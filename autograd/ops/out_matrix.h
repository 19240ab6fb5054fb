// The out= forms of products and of linear algebra (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_MATRIX_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_MATRIX_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/ops/linalg_names.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

GRADLAB_OUT_RULE(kPseudoInverse, cast(
    "linalg.pinv: Expected result to be safely castable from {R} dtype, but got "
    "result with dtype {O}"))
GRADLAB_OUT_RULE(kReflectors, cast(
    "torch.linalg.householder_product: Expected result to be safely castable "
    "from {R} dtype, but got result with dtype {O}"))
GRADLAB_OUT_RULE(kRank, cast(
    "torch.linalg.matrix_rank: Expected result to be safely castable from {R} "
    "dtype, but got result with dtype {O}"))

GRADLAB_OUT_BINARY(kSameDtype, mm)
GRADLAB_OUT_BINARY(kSameDtype, bmm)
GRADLAB_OUT_BINARY(kSameDtype, mv)
GRADLAB_OUT_BINARY(same("result dtype {O} does not match input dtype {R}"), dot)
GRADLAB_OUT_BINARY(same("result dtype {O} does not match input dtype {R}"), vdot)
GRADLAB_OUT_AS(kPromoted, mul, outer, (const Tensor& self, const Tensor& vec2), (self, vec2))
GRADLAB_OUT_AS(kPromoted, mul, ger, (const Tensor& self, const Tensor& vec2), (self, vec2))
GRADLAB_OUT_BINARY(recorded(same("tensordot: Expected the output tensor to have dtype {R}, but got "
                                 "an output tensor with dtype {O}")),
                   inner)
GRADLAB_OUT_BINARY_AS(kPromoted, mul, kron)
GRADLAB_OUT_AS(kSameDtype, linalg_cross, cross,
               (const Tensor& self, const Tensor& other, std::optional<int64_t> dim = std::nullopt),
               (self, other, dim))
GRADLAB_OUT(kSameDtype, linalg_cross, (const Tensor& self, const Tensor& other, int64_t dim = -1),
            (self, other, dim))
GRADLAB_OUT_BINARY_AS(kSameDtype, mm, matmul)
GRADLAB_OUT_BINARY_AS(kSameDtype, mm, linalg_matmul)
GRADLAB_OUT(recorded(same("tensordot: Expected the output tensor to have dtype {R}, but got an "
                          "output tensor with dtype {O}")),
            tensordot,
            (const Tensor& self, const Tensor& other, IntArrayRef dims_self,
             IntArrayRef dims_other),
            (self, other, dims_self, dims_other))
GRADLAB_OUT_AS(same("multi_dot(): expected out tensor to have dtype {r} but got {o}"), mm,
               chain_matmul, (TensorList matrices), (matrices))
GRADLAB_OUT_AS(same("multi_dot(): expected out tensor to have dtype {r} but got {o}"), mm,
               linalg_multi_dot, (TensorList tensors), (tensors))
GRADLAB_OUT(kSameDtype, linear,
            (const Tensor& input, const Tensor& weight, const std::optional<Tensor>& bias = {}),
            (input, weight, bias))
GRADLAB_OUT(kSameDtype, addmm,
            (const Tensor& self, const Tensor& mat1, const Tensor& mat2, const Scalar& beta = 1,
             const Scalar& alpha = 1),
            (self, mat1, mat2, beta, alpha))
GRADLAB_OUT(kSameDtype, addmv,
            (const Tensor& self, const Tensor& mat, const Tensor& vec, const Scalar& beta = 1,
             const Scalar& alpha = 1),
            (self, mat, vec, beta, alpha))
GRADLAB_OUT(kPromoted, addr,
            (const Tensor& self, const Tensor& vec1, const Tensor& vec2, const Scalar& beta = 1,
             const Scalar& alpha = 1),
            (self, vec1, vec2, beta, alpha))
GRADLAB_OUT(silent(same("self and mat2 must have the same dtype")), addbmm,
            (const Tensor& self, const Tensor& batch1, const Tensor& batch2, const Scalar& beta = 1,
             const Scalar& alpha = 1),
            (self, batch1, batch2, beta, alpha))
GRADLAB_OUT(kSameDtype, baddbmm,
            (const Tensor& self, const Tensor& batch1, const Tensor& batch2, const Scalar& beta = 1,
             const Scalar& alpha = 1),
            (self, batch1, batch2, beta, alpha))
GRADLAB_OUT_UNARY_AS(kSameDtype, linalg_inv_ex, inverse)
GRADLAB_OUT_AS(kSameDtype, linalg_inv_ex, linalg_inv, (const Tensor& A), (A))
GRADLAB_OUT2(kSameDtype, linalg_inv_ex, linalg_inv_ex, inverse, info,
             (const Tensor& A, bool check_errors = false), (A, check_errors))
GRADLAB_OUT(recorded(kPseudoInverse), linalg_pinv,
            (const Tensor& self, std::optional<double> atol, std::optional<double> rtol,
             bool hermitian = false),
            (self, atol, rtol, hermitian))
GRADLAB_OUT(kPseudoInverse, linalg_pinv,
            (const Tensor& self, const std::optional<Tensor>& atol = {},
             const std::optional<Tensor>& rtol = {}, bool hermitian = false),
            (self, atol, rtol, hermitian))
GRADLAB_OUT(recorded(kPseudoInverse), linalg_pinv,
            (const Tensor& self, const Tensor& rcond, bool hermitian = false),
            (self, rcond, hermitian))
GRADLAB_OUT(recorded(kPseudoInverse), linalg_pinv,
            (const Tensor& self, double rcond, bool hermitian = false), (self, rcond, hermitian))
GRADLAB_OUT_AS(kSameDtype, _linalg_det, linalg_det, (const Tensor& A), (A))
GRADLAB_OUT2(kSameDtype, _linalg_slogdet, slogdet, sign, logabsdet, (const Tensor& self), (self))
GRADLAB_OUT2(kSameDtype, _linalg_slogdet, linalg_slogdet, sign, logabsdet, (const Tensor& A), (A))
GRADLAB_OUT_AS(kSameDtype, _linalg_solve_ex, linalg_solve,
               (const Tensor& A, const Tensor& B, bool left = true), (A, B, left))
GRADLAB_OUT2(kSameDtype, _linalg_solve_ex, linalg_solve_ex, result, info,
             (const Tensor& A, const Tensor& B, bool left = true, bool check_errors = false),
             (A, B, left, check_errors))
GRADLAB_OUT(same("expected scalar type {R} but found {O}"), linalg_solve_triangular,
            (const Tensor& self, const Tensor& B, bool upper, bool left = true,
             bool unitriangular = false),
            (self, B, upper, left, unitriangular))
GRADLAB_OUT2(kSameDtype, triangular_solve, triangular_solve, X, M,
             (const Tensor& self, const Tensor& A, bool upper = true, bool transpose = false,
              bool unitriangular = false),
             (self, A, upper, transpose, unitriangular))
GRADLAB_OUT(cast("cholesky: Expected result to be safely castable from {R} dtype, but got result "
                 "with dtype {O}"),
            cholesky, (const Tensor& self, bool upper = false), (self, upper))
GRADLAB_OUT(cast("cholesky_solve: Expected result to be safely castable from {R} dtype, but got "
                 "result with dtype {O}"),
            cholesky_solve, (const Tensor& self, const Tensor& input2, bool upper = false),
            (self, input2, upper))
GRADLAB_OUT(cast("cholesky_inverse: Expected result to be safely castable from {R} dtype, but got "
                 "result with dtype {O}"),
            cholesky_inverse, (const Tensor& self, bool upper = false), (self, upper))
GRADLAB_OUT_AS(kSameDtype, linalg_cholesky_ex, linalg_cholesky,
               (const Tensor& self, bool upper = false), (self, upper))
GRADLAB_OUT2(kSameDtype, linalg_cholesky_ex, linalg_cholesky_ex, L, info,
             (const Tensor& self, bool upper = false, bool check_errors = false),
             (self, upper, check_errors))
GRADLAB_OUT2(kSameDtype, linalg_qr, qr, Q, R, (const Tensor& self, bool some = true), (self, some))
GRADLAB_OUT2(kSameDtype, linalg_qr, linalg_qr, Q, R,
             (const Tensor& A, std::string_view mode = "reduced"), (A, mode))
GRADLAB_OUT2(kSameDtype, _linalg_eigh, linalg_eigh, eigvals, eigvecs,
             (const Tensor& self, std::string_view UPLO = "L"), (self, UPLO))
GRADLAB_OUT_AS(kSameDtype, _linalg_eigh, linalg_eigvalsh,
               (const Tensor& self, std::string_view UPLO = "L"), (self, UPLO))
GRADLAB_OUT3(kSameDtype, _linalg_svd, svd, U, S, V,
             (const Tensor& self, bool some = true, bool compute_uv = true),
             (self, some, compute_uv))
GRADLAB_OUT3(kSameDtype, _linalg_svd, linalg_svd, U, S, Vh,
             (const Tensor& A, bool full_matrices = true,
              std::optional<std::string_view> driver = std::nullopt),
             (A, full_matrices, driver))
GRADLAB_OUT_AS(kSameDtype, _linalg_svd, linalg_svdvals,
               (const Tensor& A, std::optional<std::string_view> driver = std::nullopt),
               (A, driver))
GRADLAB_OUT4(cast("torch.linalg.lstsq: Expected solution to be safely castable from {R} dtype, but "
                  "got solution with dtype {O}",
                  "torch.linalg.lstsq: Expected solution to be safely castable from {R} dtype, but "
                  "got solution with dtype {O}",
                  "torch.linalg.lstsq: Expected rank to be safely castable from {R} dtype, but got "
                  "rank with dtype {O}",
                  "torch.linalg.lstsq: Expected singular_values to be safely castable from {R} "
                  "dtype, but got singular_values with dtype {O}"),
             linalg_lstsq, linalg_lstsq, solution, residuals, rank, singular_values,
             (const Tensor& self, const Tensor& b, std::optional<double> rcond = std::nullopt,
              std::optional<std::string_view> driver = std::nullopt),
             (self, b, rcond, driver))
GRADLAB_OUT(kRank, linalg_matrix_rank,
            (const Tensor& self, std::optional<double> atol, std::optional<double> rtol,
             bool hermitian = false),
            (self, atol, rtol, hermitian))
GRADLAB_OUT(kRank, linalg_matrix_rank,
            (const Tensor& self, const std::optional<Tensor>& atol = {},
             const std::optional<Tensor>& rtol = {}, bool hermitian = false),
            (self, atol, rtol, hermitian))
GRADLAB_OUT(kRank, linalg_matrix_rank,
            (const Tensor& self, const Tensor& tol, bool hermitian = false),
            (self, tol, hermitian))
GRADLAB_OUT(kRank, linalg_matrix_rank, (const Tensor& self, double tol, bool hermitian = false),
            (self, tol, hermitian))
GRADLAB_OUT_AS(kSameDtype, mm, matrix_power, (const Tensor& self, int64_t n), (self, n))
GRADLAB_OUT_AS(kSameDtype, mm, linalg_matrix_power, (const Tensor& self, int64_t n), (self, n))
GRADLAB_OUT_UNARY(kCopied, linalg_matrix_exp)
GRADLAB_OUT(recorded(cast("linalg.cond: Expected result to be safely castable from {R} dtype, but "
                          "got result with dtype {O}")),
            linalg_cond, (const Tensor& self, const std::optional<Scalar>& p = std::nullopt),
            (self, p))
GRADLAB_OUT(recorded(cast("linalg.cond: Expected result to be safely castable from {R} dtype, but "
                          "got result with dtype {O}")),
            linalg_cond, (const Tensor& self, std::string_view p), (self, p))
GRADLAB_OUT(recorded(same("linalg.norm expected out tensor dtype {R} but got: {O}")), linalg_norm,
            (const Tensor& self, const std::optional<Scalar>& ord = std::nullopt,
             OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
             std::optional<ScalarType> dtype = std::nullopt),
            (self, ord, dim, keepdim, dtype))
GRADLAB_OUT(recorded(same("linalg.norm expected out tensor dtype {R} but got: {O}")), linalg_norm,
            (const Tensor& self, std::string_view ord, OptionalIntArrayRef dim = std::nullopt,
             bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
            (self, ord, dim, keepdim, dtype))
GRADLAB_OUT(recorded(same("linalg.matrix_norm expected out tensor dtype {R} but got: {O}")),
            linalg_matrix_norm,
            (const Tensor& self, const Scalar& ord, IntArrayRef dim = {-2, -1},
             bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
            (self, ord, dim, keepdim, dtype))
GRADLAB_OUT(recorded(same("linalg.matrix_norm expected out tensor dtype {R} but got: {O}")),
            linalg_matrix_norm,
            (const Tensor& self, std::string_view ord = "fro", IntArrayRef dim = {-2, -1},
             bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
            (self, ord, dim, keepdim, dtype))
GRADLAB_OUT(kSameDtype, linalg_vector_norm,
            (const Tensor& self, const Scalar& ord = 2, OptionalIntArrayRef dim = std::nullopt,
             bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
            (self, ord, dim, keepdim, dtype))
GRADLAB_OUT_AS(same("linalg.vecdot: Expected out of dtype{R} but found {O}"), sum, linalg_vecdot,
               (const Tensor& x, const Tensor& y, int64_t dim = -1), (x, y, dim))
GRADLAB_OUT(recorded(cast("tensorinv: Expected result to be safely castable from {R} dtype, but "
                          "got result with dtype {O}")),
            linalg_tensorinv, (const Tensor& self, int64_t ind = 2), (self, ind))
GRADLAB_OUT(recorded(cast("tensorsolve: Expected result to be safely castable from {R} dtype, but "
                          "got result with dtype {O}")),
            linalg_tensorsolve,
            (const Tensor& self, const Tensor& other, OptionalIntArrayRef dims = std::nullopt),
            (self, other, dims))
GRADLAB_OUT3(kSameDtype, linalg_lu, linalg_lu, P, L, U, (const Tensor& A, bool pivot = true),
             (A, pivot))
GRADLAB_OUT2(kSameDtype, linalg_lu_factor_ex, linalg_lu_factor, LU, pivots,
             (const Tensor& A, bool pivot = true), (A, pivot))
GRADLAB_OUT3(kSameDtype, linalg_lu_factor_ex, linalg_lu_factor_ex, LU, pivots, info,
             (const Tensor& A, bool pivot = true, bool check_errors = false),
             (A, pivot, check_errors))
GRADLAB_OUT(kSameDtype, linalg_lu_solve,
            (const Tensor& LU, const Tensor& pivots, const Tensor& B, bool left = true,
             bool adjoint = false),
            (LU, pivots, B, left, adjoint))
GRADLAB_OUT_AS(kSameDtype, linalg_lu_solve, lu_solve,
               (const Tensor& self, const Tensor& LU_data, const Tensor& LU_pivots),
               (self, LU_data, LU_pivots))
GRADLAB_OUT3(kSameDtype, lu_unpack, lu_unpack, P, L, U,
             (const Tensor& LU_data, const Tensor& LU_pivots, bool unpack_data = true,
              bool unpack_pivots = true),
             (LU_data, LU_pivots, unpack_data, unpack_pivots))
GRADLAB_OUT2(cast("torch.geqrf: Expected a to be safely castable from {R} dtype, but got a with "
                  "dtype {O}",
                  "torch.geqrf: Expected tau to be safely castable from {R} dtype, but got tau "
                  "with dtype {O}"),
             geqrf, geqrf, a, tau, (const Tensor& self), (self))
GRADLAB_OUT_AS(kReflectors, linalg_householder_product, orgqr,
               (const Tensor& self, const Tensor& input2), (self, input2))
GRADLAB_OUT(kReflectors, linalg_householder_product, (const Tensor& input, const Tensor& tau),
            (input, tau))
GRADLAB_OUT(same("torch.ormqr: Expected input and result to have the same dtype, but input has "
                 "dtype{R} and result has dtype {O}"),
            ormqr,
            (const Tensor& self, const Tensor& input2, const Tensor& input3, bool left = true,
             bool transpose = false),
            (self, input2, input3, left, transpose))
GRADLAB_OUT2(recorded(kSameDtype), linalg_ldl_factor, linalg_ldl_factor, LD, pivots,
             (const Tensor& self, bool hermitian = false), (self, hermitian))
GRADLAB_OUT3(recorded(kSameDtype), linalg_ldl_factor_ex, linalg_ldl_factor_ex, LD, pivots, info,
             (const Tensor& self, bool hermitian = false, bool check_errors = false),
             (self, hermitian, check_errors))
GRADLAB_OUT(recorded(kSameDtype), linalg_ldl_solve,
            (const Tensor& LD, const Tensor& pivots, const Tensor& B, bool hermitian = false),
            (LD, pivots, B, hermitian))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_MATRIX_H_
