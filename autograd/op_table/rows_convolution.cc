// Convolutions. PyTorch 1.13 refuses some layouts of the operands ("view size is not compatible"),
// so it gets them contiguous.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/convolution.h"

namespace gradlab::op_table {

const char* family() { return "convolution"; }

namespace {
constexpr const char* kMkldnn =
    "for two dtypes PyTorch has another text when it would use the MKL-DNN library";
}

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("conv1d", "F.conv1d(a.contiguous(), b.contiguous(), c)", "any any any",
          "2x3x6,4x3x3,4 3x5,2x3x2,2 2x1x4,1x1x1,1", [](T a, T b, T c) { return conv1d(a, b, c); }),
      Row("conv1d_strided", "F.conv1d(a.contiguous(), b.contiguous(), c, 2, 1, 2)", "any any any",
          "2x3x8,4x3x3,4", [](T a, T b, T c) { return conv1d(a, b, c, 2, 1, 2); }),
      Row("conv1d_same", "F.conv1d(a.contiguous(), b.contiguous(), None, 1, 'same', 1)", "any any",
          "2x3x6,4x3x4 2x3x6,4x3x3", [](T a, T b) { return conv1d(a, b, {}, 1, "same"); })
          .other_texts(kMkldnn),
      Row("conv2d", "F.conv2d(a.contiguous(), b.contiguous(), c)", "any any any",
          "2x2x4x5,3x2x3x2,3 2x4x3,1x2x2x2,1 0x2x4x4,3x2x3x3,3 1x2x2x2,3x2x1x1,3",
          [](T a, T b, T c) { return conv2d(a, b, c); }),
      Row("conv2d_without_bias",
          "F.conv2d(a.contiguous(), b.contiguous(), None, (2, 1), (1, 0), (1, 2))", "any any",
          "2x2x5x6,3x2x3x2",
          [](T a, T b) {
            return conv2d(a, b, {}, {2, 1}, {1, 0}, {1, 2});
          })
          .other_texts(kMkldnn),
      Row("conv2d_in_groups", "F.conv2d(a.contiguous(), b.contiguous(), c, 1, 1, 1, 2)",
          "any any any", "2x4x3x3,6x2x2x2,6",
          [](T a, T b, T c) { return conv2d(a, b, c, 1, IntArrayRef(1), 1, 2); }),
      Row("conv3d", "F.conv3d(a.contiguous(), b.contiguous(), c, 1, 1)", "any any any",
          "2x2x2x3x2,3x2x2x2x2,3",
          [](T a, T b, T c) { return conv3d(a, b, c, 1, IntArrayRef(1)); }),
      Row("conv_transpose1d", "F.conv_transpose1d(a.contiguous(), b.contiguous(), c, 2, 1, 1)",
          "any any any", "2x3x4,3x2x3,2 3x4,3x2x3,2",
          [](T a, T b, T c) { return conv_transpose1d(a, b, c, 2, 1, 1); }),
      Row("conv_transpose2d", "F.conv_transpose2d(a.contiguous(), b.contiguous(), c)",
          "any any any", "2x2x2x3,2x3x2x2,3",
          [](T a, T b, T c) { return conv_transpose2d(a, b, c); }),
      Row("conv_transpose2d_in_groups",
          "F.conv_transpose2d(a.contiguous(), b.contiguous(), c, (2, 1), 1, (1, 0), 2, 2)",
          "any any any", "1x4x3x3,4x1x2x2,2",
          [](T a, T b, T c) {
            return conv_transpose2d(a, b, c, {2, 1}, 1, {1, 0}, 2, 2);
          }),
      Row("conv_transpose3d", "F.conv_transpose3d(a.contiguous(), b.contiguous())", "any any",
          "1x2x2x2x2,2x1x2x1x2", [](T a, T b) { return conv_transpose3d(a, b); }),
      Row("convolution", "torch.convolution(a, b, c, (2,), (1,), (1,), False, (0,), 1)",
          "any any any", "2x3x5,4x3x2,4",
          [](T a, T b, T c) { return convolution(a, b, c, 2, 1, 1, false, 0, 1); }),
      Row("conv_tbc", "torch.conv_tbc(a.contiguous(), b.contiguous(), c, 1)", "any any any",
          "5x2x3,2x3x4,4", [](T a, T b, T c) { return conv_tbc(a, b, c, 1); })
          .other_nodes("a composition")
          .other_texts("PyTorch's is a sum of matrix products"),
  };
  return rows;
}

}  // namespace gradlab::op_table
