// Triangular factors with row exchanges, and the forms that report instead of throwing.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::op_table {
namespace {

// a + 5, far from singular.
Tensor regular(T a) { return a + 5 * eye(a.size(-1)); }
std::tuple<Tensor, Tensor> without_gradient(T a) { return linalg::lu_factor(regular(a.detach())); }

constexpr const char* kLayout = "LAPACK's layout is kept where PyTorch copies";

}  // namespace

const char* family() { return "lu"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("lu", "torch.linalg.lu(a)", "any", "3x3 2x2x2 4x2 2x4 2x3x2 2x2x3 1x1 0x0 0x3 3x0",
          [](T a) { return linalg::lu(a); })
          .other_strides(kLayout),
      Row("lu_lower", "torch.linalg.lu(a)[1]", "any", "3x3 4x2 2x4",
          [](T a) { return std::get<1>(linalg::lu(a)); })
          .other_strides(kLayout),
      Row("lu_upper", "torch.linalg.lu(a)[2]", "any", "3x3 4x2 2x4",
          [](T a) { return std::get<2>(linalg::lu(a)); })
          .other_strides(kLayout),
      Row("lu_factor", "torch.linalg.lu_factor(a)", "any", "3x3 2x2x2 4x2 2x4 2x3x2",
          [](T a) { return linalg::lu_factor(a); }),
      Row("lu_factor_ex", "torch.linalg.lu_factor_ex(a)", "any", "3x3 2x2x2 0x0",
          [](T a) { return linalg::lu_factor_ex(a); }),
      Row("lu_unpack", "torch.lu_unpack(*torch.linalg.lu_factor(a))", "any", "3x3 2x2x2 4x2 2x4",
          [](T a) {
            const auto [lu, pivots] = linalg::lu_factor(a);
            return lu_unpack(lu, pivots);
          })
          .other_strides(kLayout),
      Row("lu_solve",
          "torch.linalg.lu_solve(a + 3 * torch.eye(a.shape[-1]), "
          "torch.linalg.lu_factor(a.detach() + 5 * torch.eye(a.shape[-1]))[1], b)",
          "any any", "3x3,3x2 2x2x2,2x2x3 3x3,2x3x1",
          [](T a, T b) {
            const Tensor pivots = std::get<1>(without_gradient(a));
            return linalg::lu_solve(a + 3 * eye(a.size(-1)), pivots, b);
          })
          .other_strides(kLayout),
      Row("lu_solve_exchanged",
          "torch.linalg.lu_solve(a + 3 * torch.eye(3), torch.tensor([3, 3, 3], "
          "dtype=torch.int32), b)",
          "any any", "3x3,3x2",
          [](T a, T b) { return linalg::lu_solve(a + 3 * eye(3), full({3}, 3, kInt), b); })
          .other_strides(kLayout),
      Row("lu_solve_adjoint",
          "torch.linalg.lu_solve(a + 3 * torch.eye(3), torch.tensor([3, 3, 3], "
          "dtype=torch.int32), b, adjoint=True)",
          "any any", "3x3,3x2",
          [](T a, T b) {
            return linalg::lu_solve(a + 3 * eye(3), full({3}, 3, kInt), b, true, true);
          })
          .other_strides(kLayout),
      Row("lu_solve_right",
          "torch.linalg.lu_solve(a + 3 * torch.eye(3), torch.tensor([3, 2, 3], "
          "dtype=torch.int32), b, left=False)",
          "any any", "3x3,2x3",
          [](T a, T b) {
            const Tensor pivots = arange(3, kInt).remainder(2) * -1 + 3;
            return linalg::lu_solve(a + 3 * eye(3), pivots, b, false);
          })
          .other_strides(kLayout),
      Row("lu_solve_right_adjoint",
          "torch.linalg.lu_solve(a + 3 * torch.eye(3), torch.tensor([3, 3, 3], "
          "dtype=torch.int32), b, left=False, adjoint=True)",
          "any any", "3x3,2x3",
          [](T a, T b) {
            return linalg::lu_solve(a + 3 * eye(3), full({3}, 3, kInt), b, false, true);
          })
          .other_strides(kLayout),
      Row("inv_ex", "torch.linalg.inv_ex(a + 5 * torch.eye(a.shape[-1]))", "any", "3x3 2x2x2 0x0",
          [](T a) { return linalg::inv_ex(regular(a)); }),
      Row("solve_ex", "torch.linalg.solve_ex(a + 5 * torch.eye(a.shape[-1]), b)", "any any",
          "3x3,3x2 2x2x2,2x2x3 3x3,3", [](T a, T b) { return linalg::solve_ex(regular(a), b); }),
      Row("cholesky_ex", "torch.linalg.cholesky_ex(a @ a.mT + torch.eye(a.shape[-2]))", "any",
          "3x3 2x2x2", [](T a) { return linalg::cholesky_ex(matmul(a, a.mT()) + eye(a.size(-2))); })
          .other_texts("for bool: those of the product that is computed"),
  };
  return rows;
}

}  // namespace gradlab::op_table
