// Normalisations.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/normalization.h"

namespace gradlab::op_table {

const char* family() { return "normalization"; }

namespace {

constexpr const char* kStatistics = "the statistics have no gradients";

Tensor channels_last(T a) { return a.contiguous(MemoryFormat::ChannelsLast); }

// The result in training, and what becomes of the running statistics.
std::tuple<Tensor, Tensor, Tensor> trained(T a, T weight, T mean, T var) {
  const Tensor m = mean.clone(), v = var.clone();
  const Tensor y = batch_norm(a, weight, {}, m, v, true, 0.25, 1e-3);
  return {y, m, v};
}
std::tuple<Tensor, Tensor, Tensor> trained_instances(T a, T weight, T mean, T var) {
  const Tensor m = mean.clone(), v = var.clone();
  const Tensor y = instance_norm(a, weight, {}, m, v, true, 0.25, 1e-3);
  return {y, m, v};
}

}  // namespace

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
      Row("batch_norm", "F.batch_norm(a, None, None, b, c, True)", "any any any",
          "2x3x4,3,3 4x3,3,3 2x3x2x5,3,3 1x2x2x3x9,2,2 0x3x2,3,3",
          [](T a, T b, T c) { return batch_norm(a, b, c, {}, {}, true, 0.1, 1e-5); }),
      Row("batch_norm_without_affine", "F.batch_norm(a, None, None, None, None, True, 0.1, 0.01)",
          "any", "3x2x4 5x2",
          [](T a) { return batch_norm(a, {}, {}, {}, {}, true, 0.1, 0.01); }),
      Row("batch_norm_with_weight", "F.batch_norm(a, None, None, b, None, True)", "any any",
          "3x2x4,2 5x2,2", [](T a, T b) { return batch_norm(a, b, {}, {}, {}, true, 0.1, 1e-5); }),
      Row("batch_norm_training",
          "(lambda a, b, m, v: (F.batch_norm(a, m, v, b, None, True, 0.25, 1e-3), m, v))"
          "(a, b, c.clone(), d.clone())",
          "any any const_any const_pos", "2x3x4,3,3,3 4x3,3,3,3 3x2x2x2,2,2,2", trained)
          .not_the_derivative(kStatistics),
      Row("batch_norm_evaluation", "F.batch_norm(a, c, d, b, None, False)",
          "any any const_any const_pos", "2x3x4,3,3,3 1x3,3,3,3 2x2x3x2,2,2,2 0x3,3,3,3",
          [](T a, T b, T c, T d) { return batch_norm(a, b, {}, c, d, false, 0.1, 1e-5); }),
      Row("batch_norm_channels_last",
          "F.batch_norm(a.contiguous(memory_format=torch.channels_last), None, None, b, c, True)",
          "any any any", "2x3x4x5,3,3",
          [](T a, T b, T c) {
            return batch_norm(channels_last(a), b, c, {}, {}, true, 0.1, 1e-5);
          }),
      Row("native_batch_norm", "torch.native_batch_norm(a, b, c, None, None, True, 0.1, 1e-5)",
          "any any any", "2x3x4,3,3",
          [](T a, T b, T c) { return native_batch_norm(a, b, c, {}, {}, true, 0.1, 1e-5); })
          .not_the_derivative(kStatistics),
      Row("instance_norm", "F.instance_norm(a, None, None, b, c)", "any any any",
          "2x3x4,3,3 2x3x2x5,3,3 0x3x2,3,3",
          [](T a, T b, T c) { return instance_norm(a, b, c, {}, {}, true, 0.1, 1e-5); }),
      Row("instance_norm_training",
          "(lambda a, b, m, v: (F.instance_norm(a, m, v, b, None, True, 0.25, 1e-3), m, v))"
          "(a, b, c.clone(), d.clone())",
          "any any const_any const_pos", "2x3x4,3,3,3", trained_instances)
          .not_the_derivative(kStatistics),
      Row("instance_norm_evaluation",
          "F.instance_norm(a, c.clone(), d.clone(), b, None, False)",
          "any any const_any const_pos", "2x3x4,3,3,3",
          [](T a, T b, T c, T d) {
            return instance_norm(a, b, {}, c.clone(), d.clone(), false, 0.1, 1e-5);
          }),
      Row("group_norm", "F.group_norm(a, 2, b, c)", "any any any",
          "2x4x3,4,4 3x4,4,4 2x6x2x5,6,6 1x2x2x3x9,2,2 0x4x2,4,4",
          [](T a, T b, T c) { return group_norm(a, 2, b, c); }),
      Row("group_norm_without_affine", "F.group_norm(a, 2, eps=0.01)", "any", "3x4x2 2x2x17",
          [](T a) { return group_norm(a, 2, {}, {}, 0.01); }),
      Row("group_norm_with_bias", "F.group_norm(a, 3, None, b)", "any any", "2x3x4,3",
          [](T a, T b) { return group_norm(a, 3, {}, b); }),
      Row("group_norm_channels_last",
          "F.group_norm(a.contiguous(memory_format=torch.channels_last), 2, b, c)", "any any any",
          "2x4x3x2,4,4", [](T a, T b, T c) { return group_norm(channels_last(a), 2, b, c); }),
      Row("native_group_norm",
          "torch.native_group_norm(a.contiguous(), b.contiguous(), c.contiguous(), 2, 4, 3, 2, "
          "1e-5)",
          "any any any", "2x4x3,4,4",
          [](T a, T b, T c) { return native_group_norm(a, b, c, 2, 4, 3, 2, 1e-5); }),
      Row("native_layer_norm", "torch.native_layer_norm(a, b.shape, b, c, 0.1)[0]", "any any any",
          "3x2x4,2x4,2x4 3x5,5,5",
          [](T a, T b, T c) {
            return std::get<0>(native_layer_norm(a, b.sizes(), b, c, 0.1));
          }),
      Row("rms_norm", "a * (a.square().mean(-1, True) + 0.1).rsqrt() * b", "any any",
          "3x5,5 2x3x4,4",
          [](T a, T b) { return rms_norm(a, b.sizes(), b, 0.1); })
          .other_texts("of layer_norm, in another order"),
      Row("rms_norm_without_weight", "a * (a.square().mean((-2, -1), True) + 2**-52).rsqrt()",
          "any", "3x5x2", [](T a) { return rms_norm(a, a.sizes().slice(1)); })
          .other_texts("of layer_norm, in another order"),
  };
  return rows;
}

}  // namespace gradlab::op_table
