// Decompositions of matrices. Signs of vectors are free, so that vectors are compared by their
// absolute values and through products that do not depend on the signs.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {
namespace {

constexpr const char* kProductWords = "for bool: those of the product that is computed";
constexpr const char* kVectors = "PyTorch's are column-major over the batch";

// a + 5, far from singular.
Tensor regular(T a) { return a + 5 * eye(a.size(-1)); }
// a a^T + 1, positive definite.
Tensor positive_definite(T a) { return matmul(a, a.mT()) + eye(a.size(-2)); }

}  // namespace

const char* family() { return "linalg"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("inv", "torch.linalg.inv(a + 5 * torch.eye(a.shape[-1]))", "any",
          "3x3 2x2x2 1x1 0x0 2x0x0 0x2x2", [](T a) { return linalg::inv(regular(a)); }),
      Row("inverse", "a.inverse()", "big", "1x1 2x1x1", [](T a) { return a.inverse(); }),
      Row("det", "torch.linalg.det(a)", "any", "3x3 2x2x2 1x1 0x0 0x2x2",
          [](T a) { return linalg::det(a); })
          .tolerance(1e-9, "cancellation"),
      Row("slogdet", "torch.linalg.slogdet(a)[1]", "any", "3x3 2x2x2 1x1 0x0",
          [](T a) { return std::get<1>(linalg::slogdet(a)); })
          .tolerance(1e-9, "cancellation"),
      Row("slogdet_sign", "a.slogdet()[0]", "const_any", "3x3 2x2x2",
          [](T a) { return std::get<0>(a.slogdet()); }),
      Row("logdet", "torch.logdet(a @ a.mT + torch.eye(a.shape[-2]))", "any", "3x3 2x2x2",
          [](T a) { return logdet(positive_definite(a)); })
          .other_texts(kProductWords),
      Row("solve", "torch.linalg.solve(a + 5 * torch.eye(a.shape[-1]), b)", "any any",
          "3x3,3x2 2x2x2,2x2x3 3x3,2x3x1 2x2x2,2x3 0x0,0x2 2x2,2x0",
          [](T a, T b) { return linalg::solve(regular(a), b); }),
      Row("solve_vector", "torch.linalg.solve(a + 5 * torch.eye(a.shape[-1]), b)", "any any",
          "3x3,3 2x2x2,2 2x3x3,2x3", [](T a, T b) { return linalg::solve(regular(a), b); })
          .other_strides(kVectors),
      Row("solve_right", "torch.linalg.solve(a + 5 * torch.eye(a.shape[-1]), b, left=False)",
          "any any", "3x3,2x3 2x2x2,2x3x2",
          [](T a, T b) { return linalg::solve(regular(a), b, false); }),
      // PyTorch 1.13 does not look at the dtype of B.
      Row("solve_triangular",
          "torch.linalg.solve_triangular(a + 5 * torch.eye(a.shape[-1]), b.to((a * 1.0).dtype), "
          "upper=True)",
          "any any", "3x3,3x2 2x2x2,2x2x3 2x3x3,3x1 0x0,0x2",
          [](T a, T b) {
            const Tensor x = regular(a);
            return linalg::solve_triangular(x, b.to(x.dtype()), true);
          }),
      Row("solve_triangular_right",
          "torch.linalg.solve_triangular(a, b.to(a.dtype), upper=False, left=False, "
          "unitriangular=True)",
          "any any", "3x3,2x3 2x2x2,2x3x2",
          [](T a, T b) {
            return linalg::solve_triangular(a, b.to(a.dtype()), false, false, true);
          }),
      Row("triangular_solve", "torch.triangular_solve(b, a + 5 * torch.eye(a.shape[-1]))",
          "any any", "3x3,3x2 2x2x2,2x2x3",
          [](T a, T b) { return triangular_solve(b, regular(a)); }),
      Row("triangular_solve_transposed",
          "torch.triangular_solve(b, a + 5 * torch.eye(a.shape[-1]), False, True, True)", "any any",
          "3x3,3x2", [](T a, T b) { return triangular_solve(b, regular(a), false, true, true); }),

      Row("cholesky", "torch.linalg.cholesky(a @ a.mT + torch.eye(a.shape[-2]))", "any",
          "3x3 2x2x2 1x2 0x2", [](T a) { return linalg::cholesky(positive_definite(a)); })
          .other_texts(kProductWords),
      Row("cholesky_upper", "torch.cholesky(a @ a.mT + torch.eye(a.shape[-2]), upper=True)", "any",
          "3x3 2x2x2", [](T a) { return cholesky(positive_definite(a), true); })
          .other_texts(kProductWords),
      Row("cholesky_solve", "torch.cholesky_solve(b, (a + 5 * torch.eye(a.shape[-1])).tril())",
          "any any", "3x3,3x2 2x2x2,2x2x3 3x3,2x3x1",
          [](T a, T b) { return cholesky_solve(b, regular(a).tril()); }),
      Row("cholesky_solve_upper",
          "torch.cholesky_solve(b, (a + 5 * torch.eye(a.shape[-1])).triu(), upper=True)", "any any",
          "3x3,3x2", [](T a, T b) { return cholesky_solve(b, regular(a).triu(), true); }),
      Row("cholesky_inverse", "torch.cholesky_inverse((a + 5 * torch.eye(a.shape[-1])).tril())",
          "any", "3x3 2x2x2", [](T a) { return cholesky_inverse(regular(a).tril()); }),
      Row("cholesky_inverse_upper",
          "torch.cholesky_inverse((a + 5 * torch.eye(a.shape[-1])).triu(), upper=True)", "any",
          "3x3", [](T a) { return cholesky_inverse(regular(a).triu(), true); }),
      Row("qr", "[x.abs() for x in torch.linalg.qr(a)]", "any", "3x2 3x3 2x3 2x3x2 3x0 0x3",
          [](T a) {
            const auto [q, r] = linalg::qr(a);
            return variable_list{abs(q), abs(r)};
          })
          .tolerance(1e-10, "condition"),
      Row("qr_complete", "[x.abs() for x in torch.linalg.qr(a, mode='complete')]", "any",
          "2x3 3x3 2x2x3",
          [](T a) {
            const auto [q, r] = linalg::qr(a, "complete");
            return variable_list{abs(q), abs(r)};
          })
          .tolerance(1e-10, "condition"),
      Row("qr_complete_tall", "[x.abs() for x in torch.qr(a, some=False)]", "const_any",
          "4x2 2x3x2 3x0",
          [](T a) {
            const auto [q, r] = qr(a, false);
            return variable_list{abs(q), abs(r)};
          }),
      Row("qr_r", "torch.linalg.qr(a, mode='r')[1].abs()", "const_any", "3x2 2x3",
          [](T a) { return abs(std::get<1>(linalg::qr(a, "r"))); }),

      Row("eigh", "(lambda e: (e[0], e[1].abs()))(torch.linalg.eigh(a + a.mT))", "any",
          "3x3 2x2x2 1x1 0x0",
          [](T a) {
            const auto [w, v] = linalg::eigh(a + a.mT());
            return variable_list{w, abs(v)};
          })
          .tolerance(1e-9, "condition"),
      Row("eigh_product",
          "(lambda e: (e[1] * e[0].exp().unsqueeze(-2)) @ e[1].mT)"
          "(torch.linalg.eigh(a + a.mT, UPLO='U'))",
          "any", "3x3 2x2x2",
          [](T a) {
            const auto [w, v] = linalg::eigh(a + a.mT(), "U");
            return matmul(v * exp(w).unsqueeze(-2), v.mT());
          })
          .tolerance(1e-9, "condition"),
      Row("eigvalsh", "torch.linalg.eigvalsh(a + a.mT)", "any", "3x3 2x2x2",
          [](T a) { return linalg::eigvalsh(a + a.mT()); })
          .tolerance(1e-9, "condition"),
      Row("svd",
          "(lambda f: (f[0].abs(), f[1], f[2].abs()))(torch.linalg.svd(a, full_matrices=False))",
          "any", "3x2 2x3 2x2 2x3x2",
          [](T a) {
            const auto [u, s, vh] = linalg::svd(a, false);
            return variable_list{abs(u), s, abs(vh)};
          })
          .tolerance(1e-9, "condition"),
      Row("svd_product", "(lambda f: (f[0] * (f[1] ** 2).unsqueeze(-2)) @ f[2].mT)(torch.svd(a))",
          "any", "3x2 2x3 2x2x2",
          [](T a) {
            const auto [u, s, v] = svd(a);
            return matmul(u * square(s).unsqueeze(-2), v.mT());
          })
          .tolerance(1e-9, "condition"),
      Row("svd_full", "(lambda f: (f[0].abs(), f[1], f[2].abs()))(torch.linalg.svd(a))",
          "const_any", "3x2 2x3 2x3x2 0x3 3x0",
          [](T a) {
            const auto [u, s, vh] = linalg::svd(a);
            return variable_list{abs(u), s, abs(vh)};
          })
          .tolerance(1e-9, "condition"),
      Row("svdvals", "torch.linalg.svdvals(a)", "any", "3x2 2x3 2x2x2 0x3",
          [](T a) { return linalg::svdvals(a); })
          .tolerance(1e-9, "condition"),

      Row("pinv", "torch.linalg.pinv(a)", "any", "3x2 2x3 3x3 2x3x2 2x0",
          [](T a) { return linalg::pinv(a); })
          .tolerance(1e-8, "condition"),
      Row("pinverse", "a.pinverse()", "any", "3x2", [](T a) { return a.pinverse(); })
          .tolerance(1e-8, "condition"),
      Row("pinv_symmetric", "torch.linalg.pinv(a + a.mT, hermitian=True)", "any", "3x3 2x2x2",
          [](T a) { return linalg::pinv(a + a.mT(), std::optional<double>(), std::nullopt, true); })
          .tolerance(1e-8, "condition"),
      Row("matrix_rank", "torch.linalg.matrix_rank(a)", "const_any", "3x2 2x2x3 3x0 0x2x2",
          [](T a) { return linalg::matrix_rank(a); }),
      Row("matrix_rank_tol", "torch.linalg.matrix_rank(a @ a.mT, tol=0.5, hermitian=True)",
          "const_any", "3x2 2x2x3",
          [](T a) { return linalg::matrix_rank(matmul(a, a.mT()), 0.5, true); })
          .other_texts(kProductWords),
      Row("lstsq", "torch.linalg.lstsq(a, b)[0]", "any any", "4x2,4x3 2x3,2x2 3x3,3x1 2x3x2,2x3x1",
          [](T a, T b) { return std::get<0>(linalg::lstsq(a, b)); })
          .tolerance(1e-8, "condition"),
      // PyTorch 1.13 cannot differentiate it.
      Row("lstsq_vector", "torch.linalg.lstsq(a, b)[0]", "const_any const_any", "4x2,4 2x3x2,2x3",
          [](T a, T b) { return std::get<0>(linalg::lstsq(a, b)); })
          .tolerance(1e-8, "condition")
          .other_strides(kVectors),
      Row("lstsq_gels", "torch.linalg.lstsq(a, b, driver='gels')[:2]", "const_any const_any",
          "4x2,4x3 2x3x2,2x3x1",
          [](T a, T b) {
            const auto [x, residuals, rank, values] = linalg::lstsq(a, b, std::nullopt, "gels");
            return variable_list{x, residuals};
          })
          .tolerance(1e-9, "condition"),
      Row("lstsq_gelsd", "tuple(torch.linalg.lstsq(a, b, driver='gelsd'))", "const_any const_any",
          "4x2,4x3 2x3x2,2x3x1 3x0,3x2",
          [](T a, T b) {
            const auto [x, residuals, rank, values] = linalg::lstsq(a, b, std::nullopt, "gelsd");
            return variable_list{x, residuals, rank, values};
          })
          .tolerance(1e-9, "condition"),
      Row("lstsq_gelss", "tuple(torch.linalg.lstsq(a, b, driver='gelss'))[1:]",
          "const_any const_any", "4x2,4x3",
          [](T a, T b) {
            const auto [x, residuals, rank, values] = linalg::lstsq(a, b, std::nullopt, "gelss");
            return variable_list{residuals, rank, values};
          })
          .tolerance(1e-9, "condition"),

      Row("matrix_exp", "a.matrix_exp()", "any", "3x3 2x2x2 1x1 0x0",
          [](T a) { return a.matrix_exp(); })
          .tolerance(1e-11, "other roundings"),
      Row("matrix_power", "torch.linalg.matrix_power(a, 5)", "any", "3x3 2x2x2 0x0",
          [](T a) { return linalg::matrix_power(a, 5); })
          .other_texts(kProductWords),
      Row("matrix_power_three", "a.matrix_power(3)", "any", "2x2",
          [](T a) { return a.matrix_power(3); })
          .other_texts(kProductWords),
      Row("matrix_power_none", "a.matrix_power(0)", "any", "3x3 2x2x2",
          [](T a) { return matrix_power(a, 0); }),
      Row("matrix_power_one", "a.matrix_power(1)", "any", "3x3",
          [](T a) { return matrix_power(a, 1); }),
      Row("matrix_power_negative", "torch.linalg.matrix_power(a + 5 * torch.eye(a.shape[-1]), -2)",
          "any", "3x3 2x2x2", [](T a) { return linalg::matrix_power(regular(a), -2); }),
      Row("pinv_tolerances", "torch.linalg.pinv(a, atol=b, rtol=c)", "any const_share const_share",
          "3x2,s,s 2x3x2,2,s 2x3x2,s,2", [](T a, T b, T c) { return linalg::pinv(a, b, c); })
          .tolerance(1e-8, "condition")
          .not_the_derivative("singular values that are cut off"),
      Row("pinv_rcond", "torch.linalg.pinv(a, 0.01 * b)", "any const_share", "3x2,s 2x3x2,2",
          [](T a, T b) { return linalg::pinv(a, 0.01 * b); })
          .tolerance(1e-8, "condition"),
      Row("matrix_rank_tolerances", "torch.linalg.matrix_rank(a, atol=b, rtol=c)",
          "const_any const_share const_share", "3x2,s,s 2x3x3,2,s 2x3x3,s,2",
          [](T a, T b, T c) { return linalg::matrix_rank(a, b, c); }),
      Row("matrix_rank_atol", "torch.linalg.matrix_rank(a, atol=b - 0.25)", "const_any const_share",
          "2x3x3,2 3x2,s",
          [](T a, T b) { return linalg::matrix_rank(a, std::optional<Tensor>(b - 0.25)); }),
      Row("matrix_rank_tensor_tol", "torch.linalg.matrix_rank(a, b)", "const_any const_pos",
          "3x3,s 2x3x3,2", [](T a, T b) { return linalg::matrix_rank(a, b); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
