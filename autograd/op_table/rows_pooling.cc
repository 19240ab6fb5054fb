// Pooling.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/pooling.h"

namespace gradlab::op_table {

const char* family() { return "pooling"; }

namespace {

Tensor channels_last(T a) { return a.contiguous(MemoryFormat::ChannelsLast); }

void add_max(std::vector<Row>& rows) {
  rows.push_back(Row("max_pool1d", "F.max_pool1d(a, 2)", "any", "2x3x6 3x5 0x2x4",
                     [](T a) { return max_pool1d(a, 2); }));
  rows.push_back(Row("max_pool1d_with_indices",
                     "F.max_pool1d(a, 3, 2, 1, 2, ceil_mode=True, return_indices=True)", "any",
                     "2x3x8 3x6",
                     [](T a) { return max_pool1d_with_indices(a, 3, 2, 1, 2, true); }));
  rows.push_back(Row("max_pool2d", "F.max_pool2d(a, 2)", "any", "2x3x4x5 2x4x4 0x2x4x4",
                     [](T a) { return max_pool2d(a, 2); }));
  rows.push_back(Row("max_pool2d_with_indices",
                     "F.max_pool2d(a, (3, 2), (2, 1), 1, (1, 2), True, return_indices=True)", "any",
                     "2x2x5x6 1x4x4", [](T a) {
                       return max_pool2d_with_indices(a, {3, 2}, {2, 1}, 1, {1, 2}, true);
                     }));
  rows.push_back(
      Row("max_pool2d_channels_last",
          "F.max_pool2d(a.contiguous(memory_format=torch.channels_last), 3, 2, 1, "
          "return_indices=True)",
          "any", "2x3x4x5 0x2x4x4",
          [](T a) { return max_pool2d_with_indices(channels_last(a), 3, 2, 1); }));
  rows.push_back(Row("max_pool3d", "F.max_pool3d(a, 2, 1)", "any", "2x2x3x2x3 2x2x3x4 0x1x2x2x2",
                     [](T a) { return max_pool3d(a, 2, 1); }));
  rows.push_back(Row("max_pool3d_with_indices",
                     "F.max_pool3d(a, (2, 3, 2), (1, 2, 3), (0, 1, 1), (1, 2, 1), True, "
                     "return_indices=True)",
                     "any", "1x2x3x5x4", [](T a) {
                       return max_pool3d_with_indices(a, {2, 3, 2}, {1, 2, 3}, {0, 1, 1}, {1, 2, 1},
                                                      true);
                     }));
}

void add_average(std::vector<Row>& rows) {
  rows.push_back(Row("avg_pool1d", "F.avg_pool1d(a, 3, 2, 1)", "any", "2x3x6 3x5 0x2x4",
                     [](T a) { return avg_pool1d(a, 3, 2, 1); }));
  rows.push_back(Row("avg_pool1d_in_ceil_mode", "F.avg_pool1d(a, 2, 2, 1, True, False)", "any",
                     "2x3x5", [](T a) { return avg_pool1d(a, 2, 2, 1, true, false); }));
  rows.push_back(Row("avg_pool2d", "F.avg_pool2d(a, 2)", "any", "2x3x4x5 2x4x4 0x2x4x4",
                     [](T a) { return avg_pool2d(a, 2); }));
  rows.push_back(Row("avg_pool2d_padded", "F.avg_pool2d(a, (3, 2), (2, 1), 1, True)", "any",
                     "2x2x5x4", [](T a) {
                       return avg_pool2d(a, {3, 2}, {2, 1}, 1, true);
                     }));
  rows.push_back(Row("avg_pool2d_without_padding",
                     "F.avg_pool2d(a, (3, 2), (2, 1), 1, False, False)", "any", "2x2x5x4",
                     [](T a) {
                       return avg_pool2d(a, {3, 2}, {2, 1}, 1, false, false);
                     }));
  rows.push_back(Row("avg_pool2d_with_divisor",
                     "F.avg_pool2d(a, 2, 1, divisor_override=3)", "any", "2x2x3x4",
                     [](T a) { return avg_pool2d(a, 2, 1, 0, false, true, 3); }));
  rows.push_back(Row("avg_pool2d_channels_last",
                     "F.avg_pool2d(a.contiguous(memory_format=torch.channels_last), 3, 2, 1)",
                     "any", "2x3x4x5", [](T a) { return avg_pool2d(channels_last(a), 3, 2, 1); }));
  rows.push_back(Row("avg_pool3d", "F.avg_pool3d(a, 2, 1)", "any", "2x2x3x2x3 2x2x3x4 0x1x2x2x2",
                     [](T a) { return avg_pool3d(a, 2, 1); }));
  rows.push_back(Row("avg_pool3d_padded",
                     "F.avg_pool3d(a, (2, 3, 2), 2, (1, 1, 0), True, False)", "any", "1x2x3x4x5",
                     [](T a) {
                       return avg_pool3d(a, {2, 3, 2}, 2, {1, 1, 0}, true, false);
                     }));
  rows.push_back(Row("avg_pool3d_with_divisor",
                     "F.avg_pool3d(a, 2, 2, 1, divisor_override=-5)", "any", "1x2x3x2x4",
                     [](T a) { return avg_pool3d(a, 2, 2, 1, false, true, -5); }));
}

void add_adaptive(std::vector<Row>& rows) {
  rows.push_back(Row("adaptive_avg_pool1d", "F.adaptive_avg_pool1d(a, 3)", "any",
                     "2x3x7 2x2 0x2x4", [](T a) { return adaptive_avg_pool1d(a, 3); }));
  rows.push_back(Row("adaptive_avg_pool2d", "F.adaptive_avg_pool2d(a, (3, 2))", "any",
                     "2x3x4x5 2x5x3 2x0x4x4", [](T a) {
                       return adaptive_avg_pool2d(a, {3, 2});
                     }));
  rows.push_back(Row("adaptive_avg_pool2d_to_one", "F.adaptive_avg_pool2d(a, 1)", "any",
                     "2x3x4x5 2x5x3", [](T a) {
                       return adaptive_avg_pool2d(a, {1, 1});
                     }));
  rows.push_back(
      Row("adaptive_avg_pool2d_channels_last",
          "F.adaptive_avg_pool2d(a.contiguous(memory_format=torch.channels_last), (3, 2))", "any",
          "2x3x4x5", [](T a) {
            return adaptive_avg_pool2d(channels_last(a), {3, 2});
          }));
  rows.push_back(
      Row("adaptive_avg_pool2d_channels_last_to_one",
          "F.adaptive_avg_pool2d(a.contiguous(memory_format=torch.channels_last), 1)", "any",
          "2x3x4x5", [](T a) {
            return adaptive_avg_pool2d(channels_last(a), {1, 1});
          }));
  rows.push_back(Row("adaptive_avg_pool3d", "F.adaptive_avg_pool3d(a, (2, 3, 1))", "any",
                     "2x2x3x4x2 2x3x2x3", [](T a) {
                       return adaptive_avg_pool3d(a, {2, 3, 1});
                     }));
  rows.push_back(Row("adaptive_avg_pool3d_to_one", "F.adaptive_avg_pool3d(a, 1)", "any",
                     "2x2x3x4x2", [](T a) {
                       return adaptive_avg_pool3d(a, {1, 1, 1});
                     }));
  rows.push_back(Row("adaptive_max_pool1d", "F.adaptive_max_pool1d(a, 3, return_indices=True)",
                     "any", "2x3x7 2x2 0x2x4", [](T a) { return adaptive_max_pool1d(a, 3); }));
  rows.push_back(Row("adaptive_max_pool2d",
                     "F.adaptive_max_pool2d(a, (3, 2), return_indices=True)", "any",
                     "2x3x4x5 2x5x3 0x1x4x4", [](T a) {
                       return adaptive_max_pool2d(a, {3, 2});
                     }));
  rows.push_back(
      Row("adaptive_max_pool2d_channels_last",
          "F.adaptive_max_pool2d(a.contiguous(memory_format=torch.channels_last), (3, 2), "
          "return_indices=True)",
          "any", "2x3x4x5", [](T a) {
            return adaptive_max_pool2d(channels_last(a), {3, 2});
          }));
  rows.push_back(Row("adaptive_max_pool3d",
                     "F.adaptive_max_pool3d(a, (2, 3, 1), return_indices=True)", "any",
                     "2x2x3x4x2 2x3x2x3", [](T a) {
                       return adaptive_max_pool3d(a, {2, 3, 1});
                     }));
}

void add_unpool(std::vector<Row>& rows) {
  rows.push_back(Row("max_unpool2d", "torch.ops.aten.max_unpool2d(a, b, (4, 6))",
                     "any permutation", "2x2x2x3,2x2x2x3 3x2x4,3x2x4 0x1x2x2,0x1x2x2",
                     [](T a, T b) {
                       return max_unpool2d(a, b, {4, 6});
                     }));
  rows.push_back(
      Row("max_unpool2d_channels_last",
          "torch.ops.aten.max_unpool2d(a.contiguous(memory_format=torch.channels_last), b, (4, 6))",
          "any permutation", "2x2x2x3,2x2x2x3", [](T a, T b) {
            return max_unpool2d(channels_last(a), b, {4, 6});
          }));
  rows.push_back(Row("max_unpool3d",
                     "torch.ops.aten.max_unpool3d(a, b, (2, 4, 3), (2, 2, 2), (0, 0, 0))",
                     "any permutation", "1x2x2x2x3,1x2x2x2x3 2x2x3x2,2x2x3x2", [](T a, T b) {
                       return max_unpool3d(a, b, {2, 4, 3}, {2, 2, 2}, {0, 0, 0});
                     }));
}

void add_fractional(std::vector<Row>& rows) {
  rows.push_back(Row("fractional_max_pool2d",
                     "torch._C._nn.fractional_max_pool2d(a.contiguous(), (2, 2), (3, 2), "
                     "b.contiguous())",
                     "any const_share",
                     "2x2x5x4,2x2x2 2x4x5,1x2x2 0x1x4x4,0x1x2", [](T a, T b) {
                       return fractional_max_pool2d(a, {2, 2}, {3, 2}, b);
                     }));
  rows.push_back(Row("fractional_max_pool3d",
                     "torch._C._nn.fractional_max_pool3d(a.contiguous(), (2, 1, 2), (2, 3, 1), "
                     "b.contiguous())",
                     "any const_share", "1x2x5x4x4,1x2x3 2x5x6x4,1x2x3", [](T a, T b) {
                       return fractional_max_pool3d(a, {2, 1, 2}, {2, 3, 1}, b);
                     }));
}

}  // namespace

const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> rows;
    add_max(rows);
    add_average(rows);
    add_adaptive(rows);
    add_unpool(rows);
    add_fractional(rows);
    return rows;
  }();
  return all;
}

}  // namespace gradlab::op_table
