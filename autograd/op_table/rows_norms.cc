// Norms of vectors and matrices, and linear algebra on tensors.
#include <limits>

#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg_norm.h"
#include "gradlab/autograd/ops/linalg_tensors.h"
#include "gradlab/autograd/ops/named_norms.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::op_table {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

Tensor regular(T a) { return a + 5 * eye(a.size(-1)); }

}  // namespace

const char* family() { return "norms"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("vector_norm", "torch.linalg.vector_norm(a)", "any", "2x3 s 4 0x3",
          [](T a) { return linalg::vector_norm(a); }),
      Row("vector_norm_3", "torch.linalg.vector_norm(a, 3, 1, True)", "any", "2x3 0x3 2x3x2",
          [](T a) { return linalg::vector_norm(a, 3, IntArrayRef({1}), true); }),
      Row("vector_norm_1", "torch.linalg.vector_norm(a, 1, [0, -1])", "any", "2x3 2x3x2",
          [](T a) {
            return linalg::vector_norm(a, 1, IntArrayRef({0, -1}));
          }),
      Row("vector_norm_inf", "torch.linalg.vector_norm(a, inf, 0)", "any", "2x3 3x0 0x3",
          [](T a) { return linalg::vector_norm(a, kInf, IntArrayRef({0})); }),
      Row("vector_norm_below", "torch.linalg.vector_norm(a, -1.5)", "big", "2x3 0",
          [](T a) { return linalg::vector_norm(a, -1.5); }),
      Row("vector_norm_0", "torch.linalg.vector_norm(a, 0)", "any", "2x3",
          [](T a) { return linalg::vector_norm(a, 0); }),
      Row("matrix_norm", "torch.linalg.matrix_norm(a)", "any", "2x3 2x3x2 4",
          [](T a) { return linalg::matrix_norm(a); }),
      Row("matrix_norm_nuc", "torch.linalg.matrix_norm(a, 'nuc', keepdim=True)", "any",
          "2x3 2x3x2 0x3",
          [](T a) {
            return linalg::matrix_norm(a, "nuc", {-2, -1}, true);
          })
          .tolerance(1e-9, "condition"),
      Row("matrix_norm_2", "torch.linalg.matrix_norm(a, 2)", "any", "2x3 2x3x2 0x3",
          [](T a) { return linalg::matrix_norm(a, 2); })
          .tolerance(1e-9, "condition"),
      Row("matrix_norm_minus_2", "torch.linalg.matrix_norm(a, -2, (0, 2), True)", "any", "2x3x2",
          [](T a) {
            return linalg::matrix_norm(a, -2, {0, 2}, true);
          })
          .tolerance(1e-9, "condition"),
      Row("matrix_norm_1", "torch.linalg.matrix_norm(a, 1)", "any", "2x3 2x3x2 0x3",
          [](T a) { return linalg::matrix_norm(a, 1); }),
      Row("matrix_norm_minus_1", "torch.linalg.matrix_norm(a, -1, (2, 0))", "any", "2x3x2",
          [](T a) {
            return linalg::matrix_norm(a, -1, {2, 0});
          }),
      Row("matrix_norm_inf", "torch.linalg.matrix_norm(a, inf, keepdim=True)", "any", "2x3 2x3x2",
          [](T a) {
            return linalg::matrix_norm(a, kInf, {-2, -1}, true);
          }),
      Row("norm", "torch.linalg.norm(a)", "any", "2x3 4 2x3x2 s",
          [](T a) { return linalg::norm(a); }),
      Row("norm_order", "torch.linalg.norm(a, 1)", "any", "2x3 4",
          [](T a) { return linalg::norm(a, 1); }),
      Row("norm_dim", "torch.linalg.norm(a, 3, 1)", "any", "2x3",
          [](T a) { return linalg::norm(a, 3, IntArrayRef({1})); }),
      Row("norm_fro", "torch.linalg.norm(a, 'fro')", "any", "2x3",
          [](T a) { return linalg::norm(a, "fro"); }),
      Row("cond", "torch.linalg.cond(a)", "any", "3x3 2x3 2x2x2 0x0 2x0x0",
          [](T a) { return linalg::cond(a); })
          .tolerance(1e-9, "condition"),
      Row("cond_minus_2", "torch.linalg.cond(a, -2)", "any", "3x3",
          [](T a) { return linalg::cond(a, -2); })
          .tolerance(1e-9, "condition"),
      Row("cond_1", "torch.linalg.cond(a + 5 * torch.eye(a.shape[-1]), 1)", "any", "3x3 2x2x2",
          [](T a) { return linalg::cond(regular(a), 1); }),
      Row("cond_fro", "torch.linalg.cond(a + 5 * torch.eye(a.shape[-1]), 'fro')", "any", "3x3",
          [](T a) { return linalg::cond(regular(a), "fro"); }),
      Row("cond_nuc", "torch.linalg.cond(a + 5 * torch.eye(a.shape[-1]), 'nuc')", "any", "3x3",
          [](T a) { return linalg::cond(regular(a), "nuc"); })
          .tolerance(1e-9, "condition"),
      Row("diagonal", "torch.linalg.diagonal(a, offset=1)", "any", "3x3 2x2x2",
          [](T a) { return linalg::diagonal(a, 1); }),
      Row("vander", "torch.linalg.vander(a)", "any", "3 2x3",
          [](T a) { return linalg::vander(a); }),
      Row("vander_five", "torch.linalg.vander(a, N=5)", "any", "3 s",
          [](T a) { return linalg::vander(a, 5); }),
      Row("vecdot", "torch.linalg.vecdot(a, b)", "any any", "3,3 2x3,3 2x3,2x3",
          [](T a, T b) { return linalg::vecdot(a, b); }),
      Row("vecdot_first", "torch.linalg.vecdot(a, b, dim=0)", "any any", "3x2,3x1",
          [](T a, T b) { return linalg::vecdot(a, b, 0); }),
      Row("tensorinv", "torch.linalg.tensorinv(a + torch.eye(6).view(2, 3, 6) * 9, 2)", "any",
          "2x3x6",
          [](T a) {
            return linalg::tensorinv(a + eye(6).view({2, 3, 6}) * 9, 2);
          }),
      Row("tensorsolve", "torch.linalg.tensorsolve(a + torch.eye(6).view(2, 3, 6) * 9, b)",
          "any any", "2x3x6,2x3",
          [](T a, T b) {
            return linalg::tensorsolve(a + eye(6).view({2, 3, 6}) * 9, b);
          }),
      Row("tensorsolve_dims",
          "torch.linalg.tensorsolve(a + torch.eye(6).view(6, 2, 3) * 9, b, dims=(0,))", "any any",
          "6x2x3,2x3",
          [](T a, T b) {
            return linalg::tensorsolve(a + eye(6).view({6, 2, 3}) * 9, b, IntArrayRef({0}));
          }),
      Row("frobenius_norm", "torch.frobenius_norm(a)", "any", "2x3 4 2x3x2 s",
          [](T a) { return frobenius_norm(a); }),
      Row("frobenius_norm_dims", "torch.frobenius_norm(a, (0, -1))", "any", "2x3 2x3x2",
          [](T a) { return frobenius_norm(a, {0, -1}); })
          .other_texts("an assertion of PyTorch's own"),
      Row("frobenius_norm_dim", "torch.frobenius_norm(a, 1, True)", "any", "2x3 2x3x2",
          [](T a) { return frobenius_norm(a, 1, true); }),
      Row("nuclear_norm", "torch.nuclear_norm(a)", "any", "2x3 3x3 2",
          [](T a) { return nuclear_norm(a); }),
      Row("nuclear_norm_keepdim", "torch.nuclear_norm(a, True)", "any", "2x3",
          [](T a) { return nuclear_norm(a, true); })
          .other_nodes("one view instead of two"),
      Row("nuclear_norm_dims", "torch.nuclear_norm(a, (2, 0))", "any", "2x3x4 3x2x2x2",
          [](T a) { return nuclear_norm(a, {2, 0}); }),
      Row("nuclear_norm_dims_keepdim", "torch.nuclear_norm(a, (0, 2), True)", "any", "2x3x4",
          [](T a) { return nuclear_norm(a, {0, 2}, true); })
          .other_nodes("one view instead of two"),
      Row("norm_except_dim", "torch.norm_except_dim(a, 2, 0)", "any", "2x3 2x3x4",
          [](T a) { return norm_except_dim(a, 2, 0); }),
      Row("norm_except_dim_middle", "torch.norm_except_dim(a, 3, 1)", "any", "2x3x4",
          [](T a) { return norm_except_dim(a, 3, 1); }),
      Row("norm_except_dim_last", "torch.norm_except_dim(a, 2, 2)", "any", "2x3x4",
          [](T a) { return norm_except_dim(a, 2, 2); }),
      Row("norm_except_dim_none", "torch.norm_except_dim(a, 2, -1)", "any", "2x3x4",
          [](T a) { return norm_except_dim(a, 2, -1); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
