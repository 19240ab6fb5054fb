// ATen's names of what namespace linalg has: linalg_inv and the like.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_NAMES_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_NAMES_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "gradlab/autograd/ops/householder.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/ops/linalg_norm.h"
#include "gradlab/autograd/ops/linalg_tensors.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

#define GRADLAB_LIST(...) __VA_ARGS__
// `parameters` as in namespace linalg, but for the last one; `arguments` are their names.
#define GRADLAB_LINALG_NAME(result, name, parameters, arguments)                         \
  inline result linalg_##name(GRADLAB_LIST parameters, Location at = Location::here()) { \
    LocationScope scope(at);                                                             \
    return linalg::name arguments;                                                       \
  }
using TensorPair = std::tuple<Tensor, Tensor>;
using TensorTriple = std::tuple<Tensor, Tensor, Tensor>;
using TensorQuadruple = std::tuple<Tensor, Tensor, Tensor, Tensor>;

GRADLAB_LINALG_NAME(Tensor, inv, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(TensorPair, inv_ex, (const Tensor& a, bool check_errors = false),
                    (a, check_errors))
GRADLAB_LINALG_NAME(Tensor, solve, (const Tensor& a, const Tensor& b, bool left = true),
                    (a, b, left))
GRADLAB_LINALG_NAME(TensorPair, solve_ex,
                    (const Tensor& a, const Tensor& b, bool left = true, bool check_errors = false),
                    (a, b, left, check_errors))
GRADLAB_LINALG_NAME(Tensor, solve_triangular,
                    (const Tensor& a, const Tensor& b, bool upper, bool left = true,
                     bool unitriangular = false),
                    (a, b, upper, left, unitriangular))
GRADLAB_LINALG_NAME(Tensor, householder_product, (const Tensor& a, const Tensor& tau), (a, tau))
GRADLAB_LINALG_NAME(TensorPair, ldl_factor, (const Tensor& a, bool hermitian = false),
                    (a, hermitian))
GRADLAB_LINALG_NAME(TensorTriple, ldl_factor_ex,
                    (const Tensor& a, bool hermitian = false, bool check_errors = false),
                    (a, hermitian, check_errors))
GRADLAB_LINALG_NAME(Tensor, ldl_solve,
                    (const Tensor& ld, const Tensor& pivots, const Tensor& b,
                     bool hermitian = false),
                    (ld, pivots, b, hermitian))
GRADLAB_LINALG_NAME(Tensor, det, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(TensorPair, slogdet, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(Tensor, cholesky, (const Tensor& a, bool upper = false), (a, upper))
GRADLAB_LINALG_NAME(TensorPair, cholesky_ex,
                    (const Tensor& a, bool upper = false, bool check_errors = false),
                    (a, upper, check_errors))
GRADLAB_LINALG_NAME(TensorPair, qr, (const Tensor& a, std::string_view mode = "reduced"), (a, mode))
GRADLAB_LINALG_NAME(TensorPair, eigh, (const Tensor& a, std::string_view uplo = "L"), (a, uplo))
GRADLAB_LINALG_NAME(Tensor, eigvalsh, (const Tensor& a, std::string_view uplo = "L"), (a, uplo))
GRADLAB_LINALG_NAME(TensorTriple, svd,
                    (const Tensor& a, bool full_matrices = true,
                     std::optional<std::string_view> driver = std::nullopt),
                    (a, full_matrices, driver))
GRADLAB_LINALG_NAME(Tensor, svdvals,
                    (const Tensor& a, std::optional<std::string_view> driver = std::nullopt),
                    (a, driver))
GRADLAB_LINALG_NAME(Tensor, pinv,
                    (const Tensor& a, std::optional<double> atol, std::optional<double> rtol,
                     bool hermitian = false),
                    (a, atol, rtol, hermitian))
GRADLAB_LINALG_NAME(Tensor, pinv,
                    (const Tensor& a, const std::optional<Tensor>& atol,
                     const std::optional<Tensor>& rtol = {}, bool hermitian = false),
                    (a, atol, rtol, hermitian))
GRADLAB_LINALG_NAME(Tensor, pinv, (const Tensor& a, const Tensor& rcond, bool hermitian = false),
                    (a, rcond, hermitian))
GRADLAB_LINALG_NAME(Tensor, pinv, (const Tensor& a, double rcond, bool hermitian = false),
                    (a, rcond, hermitian))
GRADLAB_LINALG_NAME(Tensor, pinv, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(Tensor, pinv,
                    (const Tensor& a, std::nullopt_t none, std::nullopt_t, bool hermitian = false),
                    (a, none, none, hermitian))
GRADLAB_LINALG_NAME(Tensor, matrix_rank,
                    (const Tensor& a, std::optional<double> atol, std::optional<double> rtol,
                     bool hermitian = false),
                    (a, atol, rtol, hermitian))
GRADLAB_LINALG_NAME(Tensor, matrix_rank,
                    (const Tensor& a, const std::optional<Tensor>& atol,
                     const std::optional<Tensor>& rtol = {}, bool hermitian = false),
                    (a, atol, rtol, hermitian))
GRADLAB_LINALG_NAME(Tensor, matrix_rank,
                    (const Tensor& a, const Tensor& tol, bool hermitian = false),
                    (a, tol, hermitian))
GRADLAB_LINALG_NAME(Tensor, matrix_rank, (const Tensor& a, double tol, bool hermitian = false),
                    (a, tol, hermitian))
GRADLAB_LINALG_NAME(Tensor, matrix_rank, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(Tensor, matrix_rank,
                    (const Tensor& a, std::nullopt_t none, std::nullopt_t, bool hermitian = false),
                    (a, none, none, hermitian))
GRADLAB_LINALG_NAME(TensorQuadruple, lstsq,
                    (const Tensor& a, const Tensor& b, std::optional<double> rcond = std::nullopt,
                     std::optional<std::string_view> driver = std::nullopt),
                    (a, b, rcond, driver))
GRADLAB_LINALG_NAME(Tensor, matrix_power, (const Tensor& a, int64_t n), (a, n))
GRADLAB_LINALG_NAME(Tensor, matrix_exp, (const Tensor& a), (a))
GRADLAB_LINALG_NAME(Tensor, cross, (const Tensor& a, const Tensor& b, int64_t dim = -1),
                    (a, b, dim))
GRADLAB_LINALG_NAME(Tensor, multi_dot, (TensorList matrices), (matrices))
GRADLAB_LINALG_NAME(TensorTriple, lu, (const Tensor& a, bool pivot = true), (a, pivot))
GRADLAB_LINALG_NAME(TensorPair, lu_factor, (const Tensor& a, bool pivot = true), (a, pivot))
GRADLAB_LINALG_NAME(TensorTriple, lu_factor_ex,
                    (const Tensor& a, bool pivot = true, bool check_errors = false),
                    (a, pivot, check_errors))
GRADLAB_LINALG_NAME(Tensor, lu_solve,
                    (const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left = true,
                     bool adjoint = false),
                    (lu, pivots, b, left, adjoint))
GRADLAB_LINALG_NAME(Tensor, vector_norm,
                    (const Tensor& t, const Scalar& ord = 2, OptionalIntArrayRef dim = std::nullopt,
                     bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
                    (t, ord, dim, keepdim, dtype))
GRADLAB_LINALG_NAME(Tensor, matrix_norm,
                    (const Tensor& t, const Scalar& ord, IntArrayRef dim = {-2, -1},
                     bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
                    (t, ord, dim, keepdim, dtype))
GRADLAB_LINALG_NAME(Tensor, matrix_norm,
                    (const Tensor& t, std::string_view ord = "fro", IntArrayRef dim = {-2, -1},
                     bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
                    (t, ord, dim, keepdim, dtype))
GRADLAB_LINALG_NAME(Tensor, norm,
                    (const Tensor& t, const std::optional<Scalar>& ord = std::nullopt,
                     OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
                     std::optional<ScalarType> dtype = std::nullopt),
                    (t, ord, dim, keepdim, dtype))
GRADLAB_LINALG_NAME(Tensor, norm,
                    (const Tensor& t, std::string_view ord, OptionalIntArrayRef dim = std::nullopt,
                     bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
                    (t, ord, dim, keepdim, dtype))
GRADLAB_LINALG_NAME(Tensor, cond, (const Tensor& a, const std::optional<Scalar>& p = std::nullopt),
                    (a, p))
GRADLAB_LINALG_NAME(Tensor, cond, (const Tensor& a, std::string_view p), (a, p))
GRADLAB_LINALG_NAME(Tensor, diagonal,
                    (const Tensor& a, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1),
                    (a, offset, dim1, dim2))
GRADLAB_LINALG_NAME(Tensor, matmul, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_LINALG_NAME(Tensor, vander, (const Tensor& x, std::optional<int64_t> N = std::nullopt),
                    (x, N))
GRADLAB_LINALG_NAME(Tensor, vecdot, (const Tensor& x, const Tensor& y, int64_t dim = -1),
                    (x, y, dim))
GRADLAB_LINALG_NAME(Tensor, tensorinv, (const Tensor& a, int64_t ind = 2), (a, ind))
GRADLAB_LINALG_NAME(Tensor, tensorsolve,
                    (const Tensor& a, const Tensor& b, OptionalIntArrayRef dims = std::nullopt),
                    (a, b, dims))
#undef GRADLAB_LINALG_NAME
#undef GRADLAB_LIST

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_NAMES_H_
