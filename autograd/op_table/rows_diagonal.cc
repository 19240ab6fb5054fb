// Triangles and diagonals of matrices.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"

namespace gradlab::op_table {

const char* family() { return "diagonal"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("tril", "a.tril()", "any", "3x4 4x3 2x3x3 0x3 2x0x3 1x1", [](T a) { return tril(a); }),
      Row("tril_above", "a.tril(1)", "any", "3x4 4x3", [](T a) { return tril(a, 1); }),
      Row("tril_none", "a.tril(-9)", "any", "3x4", [](T a) { return tril(a, -9); }),
      Row("tril_in_place", "a.clone().tril_()", "any", "3x4 2x3x3",
          [](T a) { return clone(a).tril_(); }),
      Row("triu", "a.triu()", "any", "3x4 4x3 2x3x3 0x3", [](T a) { return triu(a); }),
      Row("triu_below", "a.triu(-1)", "any", "3x4 4x3", [](T a) { return triu(a, -1); }),
      Row("triu_in_place", "a.clone().triu_(1)", "any", "3x4",
          [](T a) { return clone(a).triu_(1); }),
      Row("trace", "a.trace()", "any", "3x3 2x4 0x3", [](T a) { return trace(a); }),
      Row("diag_of_vector", "a.diag()", "any", "3 1 0", [](T a) { return diag(a); }),
      Row("diag_of_vector_above", "a.diag(1)", "any", "3", [](T a) { return diag(a, 1); }),
      Row("diag_of_vector_below", "a.diag(-2)", "any", "3", [](T a) { return diag(a, -2); }),
      Row("diag_of_matrix", "a.diag()", "any", "3x4 4x3 0x3", [](T a) { return diag(a); }),
      Row("diag_of_matrix_below", "a.diag(-1)", "any", "3x4 4x3", [](T a) { return diag(a, -1); }),
      Row("diagflat", "a.diagflat(1)", "any", "2x2 3 s", [](T a) { return diagflat(a, 1); }),
      Row("diag_embed", "a.diag_embed()", "any", "3 2x3 2x2x2 0x3",
          [](T a) { return diag_embed(a); }),
      Row("diag_embed_dims", "a.diag_embed(-1, 0, 2)", "any", "2x3 2x2x2",
          [](T a) { return diag_embed(a, -1, 0, 2); }),
      Row("diag_embed_turned", "a.diag_embed(1, -1, 0)", "any", "2x3",
          [](T a) { return diag_embed(a, 1, -1, 0); }),
      Row("fill_diagonal", "a.clone().fill_diagonal_(5)", "any", "3x3 2x4 4x2 2x2x2",
          [](T a) { return clone(a).fill_diagonal_(5); })
          .other_nodes("written through a view, which PyTorch 2 does too"),
      Row("fill_diagonal_wrapped", "a.clone().fill_diagonal_(-1, True)", "any", "7x2 5x3 2x7",
          [](T a) { return clone(a).fill_diagonal_(-1, true); })
          .contiguous_only("PyTorch writes beyond the storage of a transposed tensor")
          .other_nodes("written through a view, which PyTorch 2 does too"),
      Row("select_scatter", "a.select_scatter(b, 0, 1)", "any any", "2x3,3 3,s 2x2x3,2x3",
          [](T a, T b) { return a.select_scatter(b, 0, 1); }),
      Row("slice_scatter", "a.slice_scatter(b, -1, 0, None, 2)", "any any", "2x3,2x2 4,2 2x3,2x2",
          [](T a, T b) { return a.slice_scatter(b, -1, 0, std::nullopt, 2); }),
      Row("diagonal_scatter", "a.diagonal_scatter(b)", "any any", "3x3,3 2x4,2 2x2x3,3x2",
          [](T a, T b) { return a.diagonal_scatter(b); }),
      Row("as_strided_scatter", "torch.as_strided_scatter(a, b, (2, 2), (3, 1))", "const_any any",
          "2x3,2x2 2x4,2x2",
          [](T a, T b) {
            return a.as_strided_scatter(b, {2, 2}, {3, 1});
          })
          .contiguous_only("the strides are about the memory"),
  };
  return rows;
}

}  // namespace gradlab::op_table
