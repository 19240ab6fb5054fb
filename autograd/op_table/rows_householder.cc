// Products of reflectors and decompositions L D L^T.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/householder.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::op_table {

const char* family() { return "householder"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("householder_product", "torch.linalg.householder_product(a, b)", "any any",
          "3x2,2 3x3,3 4x3,2 2x3x2,2x2 3x2,0 3x0,0 2x3,2",
          [](T a, T b) { return linalg::householder_product(a, b); }),
      Row("orgqr", "torch.orgqr(a, b)", "any any", "3x2,2", [](T a, T b) { return orgqr(a, b); }),
      Row("geqrf", "torch.geqrf(a)", "any", "3x2 2x3 2x3x3 0x3", [](T a) { return geqrf(a); }),
      Row("ormqr", "torch.ormqr(a, b, c)", "const_any const_any const_any",
          "3x2,2,3x2 3x3,3,3x4 2x3x2,2x1,2x3x2",
          [](T a, T b, T c) { return ormqr(a, b, c); }),
      Row("ormqr_right_transposed", "torch.ormqr(a, b, c, False, True)",
          "const_any const_any const_any", "3x2,2,2x3 3x3,3,4x3",
          [](T a, T b, T c) { return ormqr(a, b, c, false, true); }),
      // PyTorch 1.13 has no derivative of ormqr yet: the reflectors as a matrix instead.
      Row("ormqr_by_product", "torch.linalg.householder_product(a, b) @ c", "any any any",
          "3x3,3,3x2 2x3x3,2x2,2x3x2 2x2,1,2x3", [](T a, T b, T c) { return ormqr(a, b, c); })
          .other_nodes("a product there")
          .other_strides("a product there")
          .other_texts("a product there"),
      Row("ormqr_by_product_right", "c @ torch.linalg.householder_product(a, b).mT", "any any any",
          "3x3,3,2x3 2x2,1,3x2",
          [](T a, T b, T c) { return ormqr(a, b, c, false, true); })
          .other_nodes("a product there")
          .other_strides("a product there")
          .other_texts("a product there"),
      Row("ldl_factor", "torch.linalg.ldl_factor(a + a.mT)", "any", "3x3 2x2x2 1x1",
          [](T a) { return linalg::ldl_factor(a + a.mT()); }),
      Row("ldl_factor_ex", "torch.linalg.ldl_factor_ex(a)", "any", "3x3 2x2x2 2x3 3",
          [](T a) { return linalg::ldl_factor_ex(a); }),
      Row("ldl_solve", "torch.linalg.ldl_solve(*torch.linalg.ldl_factor(a.detach() + a.mT), b)",
          "const_any any", "3x3,3x2 2x2x2,2x2x1 2x2,3x2x1",
          [](T a, T b) {
            const auto [ld, pivots] = linalg::ldl_factor(a + a.mT());
            return linalg::ldl_solve(ld, pivots, b);
          })
          .tolerance(1e-8, "condition"),
  };
  return rows;
}

}  // namespace gradlab::op_table
