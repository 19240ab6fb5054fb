// Normalisations.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/normalization.h"

namespace gradlab::op_table {

const char* family() { return "normalization"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("layer_norm", "torch.nn.functional.layer_norm(a, a.shape[-1:], b, c)", "any any any",
          "3x5,5,5 2x3x4,4,4 7,7,7 2x37,37,37 0x4,4,4",
          [](T a, T b, T c) { return layer_norm(a, a.sizes().slice(a.dim() - 1), b, c); }),
      Row("layer_norm_of_two_dims", "torch.nn.functional.layer_norm(a, b.shape, b, c, 0.1)",
          "any any any", "3x2x4,2x4,2x4 2x3,2x3,2x3",
          [](T a, T b, T c) { return layer_norm(a, b.sizes(), b, c, 0.1); }),
      Row("layer_norm_without_affine", "torch.nn.functional.layer_norm(a, a.shape[-1:])", "any",
          "3x5 6 2x3x20", [](T a) { return layer_norm(a, a.sizes().slice(a.dim() - 1)); }),
      Row("layer_norm_with_weight", "torch.nn.functional.layer_norm(a, a.shape[-1:], b)", "any any",
          "3x5,5", [](T a, T b) { return layer_norm(a, b.sizes(), b); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
