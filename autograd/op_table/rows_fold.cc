// Images as columns of blocks.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/fold.h"

namespace gradlab::op_table {

const char* family() { return "fold"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("im2col", "torch._C._nn.im2col(a, (2, 2), (1, 1), (0, 0), (1, 1))", "any",
          "2x2x3x4 2x3x4 0x2x3x3 2x1x4",
          [](T a) {
            return im2col(a, {2, 2}, {1, 1}, {0, 0}, {1, 1});
          }),
      Row("im2col_padded", "torch._C._nn.im2col(a, (2, 3), (2, 1), (1, 2), (2, 3))", "any",
          "2x2x5x4 1x4x7",
          [](T a) {
            return im2col(a, {2, 3}, {2, 1}, {1, 2}, {2, 3});
          }),
      Row("col2im", "torch._C._nn.col2im(a, (3, 4), (2, 2), (1, 1), (0, 0), (1, 1))", "any",
          "2x8x6 4x6 0x4x6 8x5",
          [](T a) {
            return col2im(a, {3, 4}, {2, 2}, {1, 1}, {0, 0}, {1, 1});
          }),
      Row("col2im_padded", "torch._C._nn.col2im(a, (5, 4), (2, 3), (2, 1), (1, 2), (2, 3))", "any",
          "1x12x6 6x6",
          [](T a) {
            return col2im(a, {5, 4}, {2, 3}, {2, 1}, {1, 2}, {2, 3});
          }),
  };
  return rows;
}

}  // namespace gradlab::op_table
