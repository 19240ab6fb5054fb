// Padding.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/padding.h"

namespace gradlab::op_table {

const char* family() { return "padding"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("constant", "F.pad(a, (1, 2), value=2.)", "any", "2x3 4 2x0 0x3",
          [](T a) {
            return pad(a, {1, 2}, "constant", 2.0);
          }),
      Row("constant_of_two_dims", "F.pad(a, (0, 1, 2, 0))", "any", "2x3 2x1x3",
          [](T a) {
            return pad(a, {0, 1, 2, 0});
          }),
      Row("constant_negative", "F.pad(a, (-1, 1, 1, -1))", "any", "3x3 2x2x3",
          [](T a) {
            return pad(a, {-1, 1, 1, -1});
          }),
      Row("reflect1d", "F.pad(a, (2, 1), mode='reflect')", "any", "2x3 2x3x4",
          [](T a) {
            return pad(a, {2, 1}, "reflect");
          }),
      Row("reflect2d", "F.pad(a, (2, 1, 0, 1), mode='reflect')", "any", "2x3x4 1x2x2x3",
          [](T a) {
            return pad(a, {2, 1, 0, 1}, "reflect");
          }),
      Row("reflect3d", "F.pad(a, (1, 1, 0, 1, 1, 0), mode='reflect')", "any", "1x2x2x2x3",
          [](T a) {
            return pad(a, {1, 1, 0, 1, 1, 0}, "reflect");
          }),
      Row("replicate1d", "F.pad(a, (3, 1), mode='replicate')", "any", "2x3 2x1x2",
          [](T a) {
            return pad(a, {3, 1}, "replicate");
          }),
      Row("replicate2d", "F.pad(a, (-1, 1, 1, 0), mode='replicate')", "any", "2x3x4 1x2x2x3",
          [](T a) {
            return pad(a, {-1, 1, 1, 0}, "replicate");
          }),
      Row("circular1d", "F.pad(a, (2, 1), mode='circular')", "any", "2x2x3",
          [](T a) {
            return pad(a, {2, 1}, "circular");
          }),
      Row("circular2d", "F.pad(a, (1, 1, 0, 2), mode='circular')", "any", "1x2x2x3",
          [](T a) {
            return pad(a, {1, 1, 0, 2}, "circular");
          }),
      Row("constant_pad_nd", "torch.constant_pad_nd(a, (1, 2, -1, 0), 0.5)", "any", "2x3 3x2x2",
          [](T a) { return constant_pad_nd(a, {1, 2, -1, 0}, 0.5); }),
      Row("reflection_pad1d", "torch._C._nn.reflection_pad1d(a, (2, 1))", "any", "2x3 2x3x4",
          [](T a) {
            return reflection_pad1d(a, {2, 1});
          }),
      Row("reflection_pad2d", "torch._C._nn.reflection_pad2d(a, (2, 1, 0, 1))", "any", "1x2x2x3",
          [](T a) {
            return reflection_pad2d(a, {2, 1, 0, 1});
          }),
      Row("reflection_pad3d", "torch._C._nn.reflection_pad3d(a, (1, 1, 0, 1, 1, 0))", "any",
          "1x2x2x2x3",
          [](T a) {
            return reflection_pad3d(a, {1, 1, 0, 1, 1, 0});
          }),
      Row("replication_pad1d", "torch._C._nn.replication_pad1d(a, (3, 1))", "any", "2x3 2x1x2",
          [](T a) {
            return replication_pad1d(a, {3, 1});
          }),
      Row("replication_pad2d", "torch._C._nn.replication_pad2d(a, (1, 1, 1, 0))", "any", "1x2x2x3",
          [](T a) {
            return replication_pad2d(a, {1, 1, 1, 0});
          }),
      Row("replication_pad3d", "torch._C._nn.replication_pad3d(a, (1, 1, 0, 1, 1, 0))", "any",
          "1x2x2x2x3",
          [](T a) {
            return replication_pad3d(a, {1, 1, 0, 1, 1, 0});
          }),
      Row("pad_sequence", "torch._C._nn.pad_sequence([a, b])", "any any", "3x2,2x2 2,3 0,2",
          [](T a, T b) {
            return pad_sequence({a, b});
          }),
      Row("pad_sequence_batch_first", "torch._C._nn.pad_sequence([a, b, a], True, 0.5)", "any any",
          "3x2,4x2 2x2x1,1x2x1",
          [](T a, T b) {
            return pad_sequence({a, b, a}, true, 0.5);
          }),
  };
  return rows;
}

}  // namespace gradlab::op_table
