// Matrix products.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/matmul.h"

namespace gradlab::op_table {
namespace {

constexpr const char* kWords =
    "for dtypes that differ: PyTorch 2's, or those of the product that is computed";

}  // namespace

const char* family() { return "matmul"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("mm", "torch.mm(a, b)", "any any", "2x3,3x4 1x3,3x1 0x3,3x2 2x0,0x3 2x3,3x0",
          [](T a, T b) { return mm(a, b); })
          .other_texts(kWords),
      Row("mm_transposed", "torch.mm(a.t(), b.t())", "any any", "3x2,4x3",
          [](T a, T b) { return mm(a.t(), b.t()); })
          .other_texts(kWords),
      Row("mm_square", "torch.mm(a, a.t())", "any", "2x3 3x3", [](T a) { return mm(a, a.t()); }),
      Row("bmm", "torch.bmm(a, b)", "any any", "2x3x4,2x4x2 1x2x3,1x3x2 0x2x3,0x3x2 2x2x0,2x0x3",
          [](T a, T b) { return bmm(a, b); })
          .other_texts(kWords),
      Row("bmm_transposed", "torch.bmm(a.transpose(1, 2), b)", "any any", "2x4x3,2x4x2",
          [](T a, T b) { return bmm(a.transpose(1, 2), b); })
          .other_texts(kWords),
      Row("bmm_expanded", "torch.bmm(a.expand(2, 3, 4), b)", "any any", "3x4,2x4x2",
          [](T a, T b) {
            return bmm(a.expand({2, 3, 4}), b);
          })
          .other_texts(kWords),
      Row("mv", "torch.mv(a, b)", "any any", "2x3,3 1x4,4 0x3,3 2x0,0",
          [](T a, T b) { return mv(a, b); })
          .other_texts(kWords),
      Row("dot", "torch.dot(a, b)", "any any", "4,4 1,1 0,0", [](T a, T b) { return dot(a, b); }),
      Row("dot_itself", "torch.dot(a, a)", "any", "4", [](T a) { return dot(a, a); }),
      Row("outer", "torch.outer(a, b)", "any any", "2,3 1,4 0,3",
          [](T a, T b) { return outer(a, b); }),
      Row("addmm", "torch.addmm(a, b, c)", "any any any",
          "2x4,2x3,3x4 4,2x3,3x4 2x1,2x3,3x4 s,2x3,3x4 4,2x0,0x4 3,0x2,2x3",
          [](T a, T b, T c) { return addmm(a, b, c); }),
      Row("addmm_scaled", "torch.addmm(a, b, c, beta=0.5, alpha=-2)", "any any any",
          "2x4,2x3,3x4 4,2x3,3x4 2x4,2x0,0x4",
          [](T a, T b, T c) { return addmm(a, b, c, 0.5, -2); }),
      Row("addmm_no_bias", "torch.addmm(a, b, c, beta=0)", "any any any", "2x4,2x3,3x4",
          [](T a, T b, T c) { return addmm(a, b, c, 0); }),
      Row("addmm_transposed", "torch.addmm(a, b.t(), c.t(), beta=2)", "any any any", "2x4,3x2,4x3",
          [](T a, T b, T c) { return addmm(a, b.t(), c.t(), 2); }),
      Row("matmul_vectors", "a @ b", "any any", "3,3 0,0", [](T a, T b) { return matmul(a, b); }),
      Row("matmul_matrix_vector", "a @ b", "any any", "2x3,3 2x2x3,3 0x3,3 2x1x2x3,3",
          [](T a, T b) { return matmul(a, b); })
          .other_texts(kWords),
      Row("matmul_vector_matrix", "a @ b", "any any", "3,3x2 3,2x3x2 3,2x1x3x2",
          [](T a, T b) { return matmul(a, b); })
          .other_texts(kWords),
      Row("matmul_matrices", "a @ b", "any any", "2x3,3x4 0x3,3x2 2x0,0x3",
          [](T a, T b) { return matmul(a, b); })
          .other_texts(kWords),
      Row("matmul_batch", "a @ b", "any any", "2x3x4,2x4x2 2x3x4,4x2 2x0x3,2x3x2 2x2x3,3x0",
          [](T a, T b) { return matmul(a, b); })
          .other_texts(kWords),
      Row("matmul_matrix_batch", "a @ b", "any any", "3x4,2x4x2 1x4,2x4x2",
          [](T a, T b) { return matmul(a, b); })
          .other_nodes("PyTorch multiplies the transposes and turns the result back")
          .other_texts(kWords),
      Row("matmul_broadcast", "a @ b", "any any", "2x1x2x3,2x3x2 1x2x3,2x3x2 2x1x2x3,1x3x3x2",
          [](T a, T b) { return matmul(a, b); })
          .other_texts(kWords),
      Row("linear", "F.linear(a, b)", "any any", "2x3,4x3 3,4x3 2x2x3,4x3 0x3,4x3 1x2x1x3,2x3",
          [](T a, T b) { return linear(a, b); })
          .other_texts(kWords),
      Row("linear_bias", "F.linear(a, b, c)", "any any any",
          "2x3,4x3,4 3,4x3,4 2x2x3,4x3,4 0x3,4x3,4 2x0,4x0,4 1x2x1x3,2x3,2",
          [](T a, T b, T c) { return linear(a, b, c); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
