// Decompositions of matrices, and what is computed with them.
//
// Matrices are the last two dimensions, those before are batches. float32 and float64 only. Throws
// "linalg.inv: A must be batches of square matrices, but they are 2 by 3 matrices" and the like;
// with "(Batch element 1)" in it when one matrix of a batch cannot be treated. Factors of which
// signs or bases are free have LAPACK's; their gradients assume a loss that does not depend on it.
// The functions outside of linalg are libtorch's older names.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// A matrix that cannot be treated: singular, not positive definite, not finite.
class LinAlgError : public Error {
 public:
  using Error::Error;
};

namespace linalg {

// The inverse. Throws for a singular matrix (linalg_solve.cc).
Tensor inv(const Tensor& a, Location at = Location::here());
// The _ex forms throw only if `check_errors`: the last result, int32, is 0 for each matrix that
// could be treated, and the rest is undetermined for the others.
std::tuple<Tensor, Tensor> inv_ex(const Tensor& a, bool check_errors = false,
                                  Location at = Location::here());
// The x of a x = b, or of x a = b unless `left`, for b [.., n, k], or [.., n] with the batches of a
// (or one vector for all). Throws for a singular matrix.
Tensor solve(const Tensor& a, const Tensor& b, bool left = true, Location at = Location::here());
std::tuple<Tensor, Tensor> solve_ex(const Tensor& a, const Tensor& b, bool left = true,
                                    bool check_errors = false, Location at = Location::here());
// The same for a triangle of a, which may be singular: divisions by zero then.
Tensor solve_triangular(const Tensor& a, const Tensor& b, bool upper, bool left = true,
                        bool unitriangular = false, Location at = Location::here());
// The determinant; its sign and the logarithm of its absolute value (0 and -inf if singular).
Tensor det(const Tensor& a, Location at = Location::here());
std::tuple<Tensor, Tensor> slogdet(const Tensor& a, Location at = Location::here());

// L of a = L L^T, or U of a = U^T U if `upper`; reads one triangle of a. Throws unless it is
// positive definite (linalg_factor.cc).
Tensor cholesky(const Tensor& a, bool upper = false, Location at = Location::here());
std::tuple<Tensor, Tensor> cholesky_ex(const Tensor& a, bool upper = false,
                                       bool check_errors = false, Location at = Location::here());
// Q and R of a = Q R: mode "reduced", "complete" (Q is square) or "r" (no Q).
std::tuple<Tensor, Tensor> qr(const Tensor& a, std::string_view mode = "reduced",
                              Location at = Location::here());
// Eigenvalues in ascending order and eigenvectors as columns, of the symmetric matrix whose lower
// (or upper, "U") triangle is read (linalg_spectrum.cc).
std::tuple<Tensor, Tensor> eigh(const Tensor& a, std::string_view uplo = "L",
                                Location at = Location::here());
Tensor eigvalsh(const Tensor& a, std::string_view uplo = "L", Location at = Location::here());
// U, S and Vh of a = U diag(S) Vh, S in descending order; U and Vh square if `full_matrices`.
// Throws for a driver: they are those of other devices.
std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& a, bool full_matrices = true,
                                       std::optional<std::string_view> driver = std::nullopt,
                                       Location at = Location::here());
Tensor svdvals(const Tensor& a, std::optional<std::string_view> driver = std::nullopt,
               Location at = Location::here());

// The pseudo-inverse (linalg_rank.cc). Singular values up to max(atol, rtol * the largest) count as
// 0; by default atol is 0, rtol the number of rows or columns times epsilon, or 0 if atol is given.
// `hermitian`: a is symmetric, its eigenvalues are taken.
Tensor pinv(const Tensor& a, std::optional<double> atol, std::optional<double> rtol,
            bool hermitian = false, Location at = Location::here());
Tensor pinv(const Tensor& a, const std::optional<Tensor>& atol,
            const std::optional<Tensor>& rtol = {}, bool hermitian = false,
            Location at = Location::here());
Tensor pinv(const Tensor& a, const Tensor& rcond, bool hermitian = false,
            Location at = Location::here());
Tensor pinv(const Tensor& a, double rcond, bool hermitian = false, Location at = Location::here());
Tensor pinv(const Tensor& a, Location at = Location::here());
inline Tensor pinv(const Tensor& a, std::nullopt_t, std::nullopt_t, bool hermitian = false,
                   Location at = Location::here()) {
  return pinv(a, std::optional<double>(), std::optional<double>(), hermitian, at);
}
// How many singular values are above that bound, or above `tol`: int64.
Tensor matrix_rank(const Tensor& a, std::optional<double> atol, std::optional<double> rtol,
                   bool hermitian = false, Location at = Location::here());
Tensor matrix_rank(const Tensor& a, const std::optional<Tensor>& atol,
                   const std::optional<Tensor>& rtol = {}, bool hermitian = false,
                   Location at = Location::here());
Tensor matrix_rank(const Tensor& a, const Tensor& tol, bool hermitian = false,
                   Location at = Location::here());
Tensor matrix_rank(const Tensor& a, double tol, bool hermitian = false,
                   Location at = Location::here());
Tensor matrix_rank(const Tensor& a, Location at = Location::here());
inline Tensor matrix_rank(const Tensor& a, std::nullopt_t, std::nullopt_t, bool hermitian = false,
                   Location at = Location::here()) {
  return matrix_rank(a, std::optional<double>(), std::optional<double>(), hermitian, at);
}
// The x of least |a x - b|, the squared residuals (of full rank, more rows than columns), the rank
// and the singular values, as far as the driver ("gelsy", "gels", "gelsd", "gelss") gives them.
std::tuple<Tensor, Tensor, Tensor, Tensor> lstsq(
    const Tensor& a, const Tensor& b, std::optional<double> rcond = std::nullopt,
    std::optional<std::string_view> driver = std::nullopt, Location at = Location::here());
// The n-th power, of the inverse if n is negative.
Tensor matrix_power(const Tensor& a, int64_t n, Location at = Location::here());

// 1 + a + a^2 / 2! + ... (linalg_exp.cc).
Tensor matrix_exp(const Tensor& a, Location at = Location::here());

}  // namespace linalg

Tensor matrix_exp(const Tensor& a, Location at = Location::here());

Tensor inverse(const Tensor& a, Location at = Location::here());
Tensor det(const Tensor& a, Location at = Location::here());
Tensor logdet(const Tensor& a, Location at = Location::here());
std::tuple<Tensor, Tensor> slogdet(const Tensor& a, Location at = Location::here());
Tensor pinverse(const Tensor& a, double rcond = 1e-15, Location at = Location::here());
Tensor cholesky(const Tensor& a, bool upper = false, Location at = Location::here());
// The x of a x = b, and the inverse of a, for the Cholesky factor of a.
Tensor cholesky_solve(const Tensor& b, const Tensor& factor, bool upper = false,
                      Location at = Location::here());
Tensor cholesky_inverse(const Tensor& factor, bool upper = false, Location at = Location::here());
// The x of a x = b (of a^T x = b if `transpose`) for a triangle of a, and a copy of a.
std::tuple<Tensor, Tensor> triangular_solve(const Tensor& b, const Tensor& a, bool upper = true,
                                            bool transpose = false, bool unitriangular = false,
                                            Location at = Location::here());
std::tuple<Tensor, Tensor> qr(const Tensor& a, bool some = true, Location at = Location::here());
// U, S and V of a = U diag(S) V^T; zeros for U and V unless `compute_uv`.
std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& a, bool some = true, bool compute_uv = true,
                                       Location at = Location::here());
Tensor matrix_power(const Tensor& a, int64_t n, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_H_
