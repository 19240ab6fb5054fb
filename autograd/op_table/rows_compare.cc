// Comparisons, logic and tests: results without history.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/pointwise.h"

namespace gradlab::op_table {

const char* family() { return "compare"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("eq", "a == b", "any any", "@pair", [](T a, T b) { return a == b; }),
      Row("eq_itself", "a == a", "any", "@unary", [](T a) { return a == a; }),
      Row("eq_number", "a == 1", "any", "@unary", [](T a) { return a == 1; }),
      Row("ne", "a != b", "any any", "@pair", [](T a, T b) { return a != b; }),
      Row("ne_number", "a != 0.5", "any", "@unary", [](T a) { return a != 0.5; }),
      Row("lt", "a < b", "any any", "@pair", [](T a, T b) { return a < b; }),
      Row("lt_number", "a < 1", "any", "@unary", [](T a) { return a < 1; }),
      Row("lt_number_left", "1 < a", "any", "@unary", [](T a) { return 1 < a; }),
      Row("le", "a <= b", "any any", "@pair", [](T a, T b) { return a <= b; }),
      Row("le_number", "a <= 0.5", "any", "@unary", [](T a) { return a <= 0.5; }),
      Row("gt", "a > b", "any any", "@pair", [](T a, T b) { return a > b; }),
      Row("gt_number", "a > -1", "any", "@unary", [](T a) { return a > -1; }),
      Row("ge", "a >= b", "any any", "@pair", [](T a, T b) { return a >= b; }),
      Row("ge_number", "a >= 0", "any", "@unary", [](T a) { return a >= 0; }),
      Row("logical_not", "torch.logical_not(a.floor())", "any", "2x3 s 0x3",
          [](T a) { return logical_not(a.floor()); }),
      Row("logical_not_mask", "torch.logical_not(a)", "mask", "@unary",
          [](T a) { return logical_not(a); }),
      Row("logical_and", "torch.logical_and(a, b)", "any any", "@pair",
          [](T a, T b) { return logical_and(a, b); }),
      Row("logical_or", "torch.logical_or(a, b)", "any any", "@pair",
          [](T a, T b) { return logical_or(a, b); }),
      Row("logical_xor", "torch.logical_xor(a, b)", "any any", "@pair",
          [](T a, T b) { return logical_xor(a, b); }),
      Row("bitwise_not", "~a", "mask", "@unary", [](T a) { return ~a; }),
      Row("bitwise_not_whole", "~a", "index<9>", "@unary", [](T a) { return ~a; }),
      Row("bitwise_and", "a & b", "any any", "@pair", [](T a, T b) { return a & b; }),
      Row("bitwise_and_number", "a & 6", "any", "@unary", [](T a) { return a & 6; }),
      Row("bitwise_or", "a | b", "any any", "@pair", [](T a, T b) { return a | b; }),
      Row("bitwise_or_number", "a | 6", "any", "@unary", [](T a) { return a | 6; }),
      Row("bitwise_xor", "a ^ b", "any any", "@pair", [](T a, T b) { return a ^ b; }),
      Row("bitwise_xor_number", "a ^ 6", "any", "@unary", [](T a) { return a ^ 6; }),
      Row("isnan", "torch.isnan(a.log())", "big", "@unary", [](T a) { return isnan(a.log()); }),
      Row("isinf", "torch.isinf(1 / a.floor())", "any", "@unary",
          [](T a) { return isinf(1 / a.floor()); }),
      Row("isfinite", "torch.isfinite(1 / a.floor())", "any", "@unary",
          [](T a) { return isfinite(1 / a.floor()); }),
      Row("isfinite_whole", "torch.isfinite(a)", "index<4>", "@unary",
          [](T a) { return isfinite(a); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
