// Running results along a dimension.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/gradient.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {

const char* family() { return "scan"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("cumsum", "a.cumsum(0)", "any", "2x3 2x3x4 s 0x3", [](T a) { return cumsum(a, 0); }),
      Row("cumsum_last", "a.cumsum(-1)", "any", "2x3 2x3x4 2x0", [](T a) { return cumsum(a, -1); }),
      Row("cumsum_dtype", "a.cumsum(1, dtype=torch.float64)", "any", "2x3",
          [](T a) { return cumsum(a, 1, kDouble); }),
      Row("cumprod", "a.cumprod(0)", "any", "4x3 2x3x4 s 0x3", [](T a) { return cumprod(a, 0); }),
      Row("cumprod_last", "a.cumprod(-1)", "any", "2x3 2x3x4 2x0",
          [](T a) { return cumprod(a, -1); }),
      Row("cumprod_dtype", "a.cumprod(1, dtype=torch.float64)", "any", "2x3",
          [](T a) { return cumprod(a, 1, kDouble); }),
      Row("cumprod_zeros", "(a * (a > 0)).cumprod(1)", "any", "3x5",
          [](T a) { return cumprod(a * (a > 0), 1); }),
      Row("cumsum_in_place", "a.clone().cumsum_(0)", "any", "2x3 2x3x4 0x3",
          [](T a) { return clone(a).cumsum_(0); }),
      Row("cumprod_in_place", "a.clone().cumprod_(-1)", "any", "2x3 2x3x4 2x0",
          [](T a) { return clone(a).cumprod_(-1); }),
      Row("cumsum_in_place_dtype", "a.clone().cumsum_(0, dtype=torch.float64)", "any", "2x3",
          [](T a) { return clone(a).cumsum_(0, kDouble); }),
      Row("cummax", "a.cummax(0)", "any", "5x3 2x3x4 s 0x3", [](T a) { return cummax(a, 0); }),
      Row("cummax_last", "a.cummax(-1)", "any", "2x6 2x3x4 2x0", [](T a) { return cummax(a, -1); }),
      Row("cummax_tied", "a.floor().cummax(0)", "any", "12",
          [](T a) { return cummax(floor(a), 0); }),
      Row("cummax_nan", "a.log().cummax(0)", "big", "6x3", [](T a) { return cummax(log(a), 0); })
          .not_the_derivative("NaN has none"),
      Row("cummin", "a.cummin(0)", "any", "5x3 2x3x4 s 0x3", [](T a) { return cummin(a, 0); }),
      Row("cummin_last", "a.cummin(-1)", "any", "2x6 2x3x4 2x0", [](T a) { return cummin(a, -1); }),
      Row("cummin_tied", "a.floor().cummin(0)", "any", "12",
          [](T a) { return cummin(floor(a), 0); }),
      Row("cummin_nan", "a.log().cummin(0)", "big", "6x3", [](T a) { return cummin(log(a), 0); })
          .not_the_derivative("NaN has none"),
      Row("logcumsumexp", "a.logcumsumexp(0)", "any", "4x3 2x3x4 s 0x3",
          [](T a) { return logcumsumexp(a, 0); }),
      Row("logcumsumexp_last", "a.logcumsumexp(-1)", "any", "2x3 2x3x4",
          [](T a) { return logcumsumexp(a, -1); }),
      Row("diff", "a.diff()", "any", "2x3 4 2x3x4 1 2x0", [](T a) { return diff(a); }),
      Row("diff_dim", "a.diff(dim=0)", "any", "4x3 2x3x4", [](T a) { return diff(a, 1, 0); }),
      Row("diff_twice", "a.diff(2)", "any", "2x4 5 1", [](T a) { return diff(a, 2); }),
      Row("diff_joined", "a.diff(1, 0, b, c)", "any any any", "2x3,2x3,1x3 3,1,2 2x3,0x3,1x3",
          [](T a, T b, T c) { return diff(a, 1, 0, b, c); }),
      Row("gradient", "torch.gradient(a)", "any", "2x3 4 3x2x4 1x3 s",
          [](T a) { return gradient(a); }),
      Row("gradient_dim", "torch.gradient(a, dim=1)", "any", "2x3 3x2x4",
          [](T a) { return gradient(a, std::nullopt, 1); }),
      Row("gradient_dims", "torch.gradient(a, dim=(2, 0), edge_order=2)", "any", "3x2x4",
          [](T a) { return gradient(a, {2, 0}, 2); }),
      Row("gradient_spacing", "torch.gradient(a, spacing=0.5, edge_order=2)", "any", "3x4 5",
          [](T a) { return gradient(a, 0.5, std::nullopt, 2); }),
      Row("gradient_spacings", "torch.gradient(a, spacing=(0.5, 2.0), dim=(1, 0))", "any", "3x4",
          [](T a) {
            return gradient(a, std::vector<Scalar>{0.5, 2.0}, std::vector<int64_t>{1, 0});
          }),
      Row("gradient_positions", "torch.gradient(a, spacing=(b.cumsum(0),), dim=1)", "any pos",
          "2x3,3 4x5,5 2x2,2",
          [](T a, T b) {
            return gradient(a, std::vector<Tensor>{b.cumsum(0)}, std::optional<int64_t>(1));
          }),
      Row("gradient_positions_edges",
          "torch.stack(torch.gradient(a, spacing=(b.cumsum(0), c.cumsum(0)), edge_order=2))",
          "any pos pos",
          "3x4,3,4 4x5,4,5",
          [](T a, T b, T c) {
            const std::vector<Tensor> positions = {b.cumsum(0), c.cumsum(0)};
            return stack(gradient(a, positions, std::nullopt, 2));
          }),
  };
  return rows;
}

}  // namespace gradlab::op_table
