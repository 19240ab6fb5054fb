// Special functions of distributions.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/special.h"

namespace gradlab::op_table {

const char* family() { return "probability"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("angle", "torch.angle(a)", "any", "@unary", [](T a) { return a.angle(); }),
      Row("i0e", "torch.special.i0e(a)", "any", "@unary", [](T a) { return special_i0e(a); }),
      Row("i1e", "torch.special.i1e(a)", "any", "@unary", [](T a) { return special_i1e(a); }),
      Row("erfcx", "torch.special.erfcx(a)", "any", "@unary", [](T a) { return special_erfcx(a); }),
      Row("ndtr", "torch.special.ndtr(a)", "any", "@unary", [](T a) { return special_ndtr(a); })
          .other_nodes("a product with a number is MulBackward1"),
      Row("ndtri", "torch.special.ndtri(a)", "share", "@unary",
          [](T a) { return special_ndtri(a); }),
      Row("log_ndtr", "torch.special.log_ndtr(a)", "any", "@unary",
          [](T a) { return special_log_ndtr(a); }),
      Row("zeta", "torch.special.zeta(a, b)", "const_above pos",
          "2x3,2x3 2x3,3 2x1,1x3 s,s 0x3,3 3,2x1x3", [](T a, T b) { return special_zeta(a, b); }),
      Row("zeta_of_order", "torch.special.zeta(a, b)", "above pos", "2x3,2x3",
          [](T a, T b) { return special_zeta(a, b); }),
      Row("zeta_number", "torch.special.zeta(a, 2.5)", "above", "2x3",
          [](T a) { return special_zeta(a, 2.5); }),
      Row("zeta_of_number", "torch.special.zeta(3, a)", "pos", "@unary",
          [](T a) { return special_zeta(3, a); }),
      Row("xlog1py_number", "torch.special.xlog1py(a, 3)", "any", "@unary",
          [](T a) { return special_xlog1py(a, 3); }),
      Row("xlog1py_of_number", "torch.special.xlog1py(3, a)", "pos", "@unary",
          [](T a) { return special_xlog1py(3, a); }),
      Row("igamma", "torch.igamma(a, b)", "const_pos pos", "@pair",
          [](T a, T b) { return igamma(a, b); }),
      Row("igamma_of_order", "torch.igamma(a, b)", "pos pos", "2x3,2x3",
          [](T a, T b) { return igamma(a, b); }),
      Row("igamma_in_place", "a.clone().igamma_(b)", "const_pos pos", "@in_place_pair",
          [](T a, T b) { return clone(a).igamma_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
      Row("igammac", "torch.igammac(a, b)", "const_pos pos", "@pair",
          [](T a, T b) { return igammac(a, b); }),
      Row("igammac_of_order", "torch.igammac(a, b)", "pos pos", "2x3,2x3",
          [](T a, T b) { return igammac(a, b); }),
      Row("igammac_in_place", "a.clone().igammac_(b)", "const_pos pos", "@in_place_pair",
          [](T a, T b) { return clone(a).igammac_(b); })
          .other_texts("the dtype of the arithmetic is refused before that of the result"),
  };
  return rows;
}

}  // namespace gradlab::op_table
