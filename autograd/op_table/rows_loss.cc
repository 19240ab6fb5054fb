// Softmax and losses.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/binary_cross_entropy.h"
#include "gradlab/autograd/ops/loss.h"

namespace gradlab::op_table {

const char* family() { return "loss"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("softmax", "torch.softmax(a, -1)", "any", "2x3 4 s 0x3 2x0 2x3x4",
          [](T a) { return softmax(a, -1); }),
      Row("softmax_first", "torch.softmax(a, 0)", "any", "2x3 2x3x4",
          [](T a) { return softmax(a, 0); }),
      Row("softmax_middle", "torch.softmax(a, 1)", "any", "2x3x4",
          [](T a) { return softmax(a, 1); }),
      Row("softmax_dtype", "torch.softmax(a, 1, dtype=torch.float64)", "any", "2x3",
          [](T a) { return softmax(a, 1, kDouble); }),
      Row("log_softmax", "torch.log_softmax(a, -1)", "any", "2x3 4 s 0x3 2x0 2x3x4",
          [](T a) { return log_softmax(a, -1); }),
      Row("log_softmax_first", "torch.log_softmax(a, 0)", "any", "2x3 2x3x4",
          [](T a) { return log_softmax(a, 0); }),
      Row("log_softmax_middle", "torch.log_softmax(a, -2)", "any", "2x3x4",
          [](T a) { return log_softmax(a, -2); }),
      Row("log_softmax_dtype", "torch.log_softmax(a, 1, dtype=torch.float64)", "any", "2x3",
          [](T a) { return log_softmax(a, 1, kDouble); }),

      Row("nll_loss", "F.nll_loss(a, b)", "any index<3>", "2x3,2 3,s 2x3x2,2x2",
          [](T a, T b) { return nll_loss(a, b); }),
      Row("nll_loss_sum", "F.nll_loss(a, b, reduction='sum')", "any index<3>",
          "2x3,2 0x3,0 2x3x2,2x2", [](T a, T b) { return nll_loss(a, b, {}, Reduction::Sum); }),
      Row("nll_loss_none", "F.nll_loss(a, b, reduction='none')", "any index<3>",
          "2x3,2 3,s 0x3,0 2x3x2,2x2", [](T a, T b) { return nll_loss(a, b, {}, Reduction::None); })
          .other_nodes("PyTorch reshapes inputs of 3 dims to 4 and back"),
      Row("nll_loss_weighted", "F.nll_loss(a, b, torch.tensor([1., 0.5, 3.]).to(a))",
          "any index<3>", "4x3,4 2x3x2,2x2",
          [](T a, T b) {
            Tensor w = a.new_empty({3});
            for (int i = 0; i < 3; ++i) w.select(0, i).fill_(i == 0 ? 1 : i == 1 ? 0.5 : 3);
            return nll_loss(a, b, w);
          }),
      Row("nll_loss_ignored", "F.nll_loss(a, b, ignore_index=1)", "any index<3>", "6x3,6 2x3x4,2x4",
          [](T a, T b) { return nll_loss(a, b, {}, Reduction::Mean, 1); }),
      Row("nll_loss_none_ignored", "F.nll_loss(a, b, ignore_index=0, reduction='none')",
          "any index<3>", "6x3,6 2x3x4,2x4",
          [](T a, T b) { return nll_loss(a, b, {}, Reduction::None, 0); })
          .other_nodes("PyTorch reshapes inputs of 3 dims to 4 and back"),

      Row("cross_entropy", "F.cross_entropy(a, b)", "any index<3>", "4x3,4 3,s 2x3x2,2x2",
          [](T a, T b) { return cross_entropy_loss(a, b); }),
      Row("cross_entropy_none", "F.cross_entropy(a, b, reduction='none')", "any index<3>",
          "4x3,4 3,s 0x3,0",
          [](T a, T b) { return cross_entropy_loss(a, b, {}, Reduction::None); }),
      Row("cross_entropy_weighted_ignored",
          "F.cross_entropy(a, b, c, ignore_index=1, reduction='sum')", "any index<3> const_pos",
          "6x3,6,3 2x3x4,2x4,3",
          [](T a, T b, T c) { return cross_entropy_loss(a, b, c, Reduction::Sum, 1); }),
      Row("cross_entropy_smoothed", "F.cross_entropy(a, b, label_smoothing=0.2)", "any index<3>",
          "4x3,4 3,s 2x3x2,2x2",
          [](T a, T b) { return cross_entropy_loss(a, b, {}, Reduction::Mean, -100, 0.2); }),
      Row("cross_entropy_smoothed_weighted",
          "F.cross_entropy(a, b, c, ignore_index=2, label_smoothing=0.1)", "any index<3> const_pos",
          "6x3,6,3 2x3x4,2x4,3",
          [](T a, T b, T c) { return cross_entropy_loss(a, b, c, Reduction::Mean, 2, 0.1); }),
      Row("cross_entropy_smoothed_none",
          "F.cross_entropy(a, b, reduction='none', ignore_index=0, label_smoothing=0.1)",
          "any index<3>", "6x3,6",
          [](T a, T b) { return cross_entropy_loss(a, b, {}, Reduction::None, 0, 0.1); }),
      Row("cross_entropy_probabilities", "F.cross_entropy(a, b)", "any prob", "2x3,2x3 3,3",
          [](T a, T b) { return cross_entropy_loss(a, b); })
          .other_nodes("Python and C++ number the division by a number differently"),
      Row("cross_entropy_probabilities_weighted",
          "F.cross_entropy(a, b, c, reduction='none', label_smoothing=0.1)", "any prob const_pos",
          "2x3,2x3,3 2x3x4,2x3x4,3",
          [](T a, T b, T c) { return cross_entropy_loss(a, b, c, Reduction::None, -100, 0.1); }),

      Row("binary_cross_entropy", "F.binary_cross_entropy(a, b)", "share share",
          "2x3,2x3 s,s 0x3,0x3", [](T a, T b) { return binary_cross_entropy(a, b); }),
      Row("binary_cross_entropy_weighted", "F.binary_cross_entropy(a, b, c, reduction='sum')",
          "share share const_pos", "2x3,2x3,2x3 2x3,2x3,3",
          [](T a, T b, T c) { return binary_cross_entropy(a, b, c, Reduction::Sum); }),
      Row("binary_cross_entropy_none", "F.binary_cross_entropy(a, b, c, reduction='none')",
          "share share const_pos", "2x3,2x3,2x3 2x3,2x3,2x1",
          [](T a, T b, T c) { return binary_cross_entropy(a, b, c, Reduction::None); }),
      Row("binary_cross_entropy_with_logits", "F.binary_cross_entropy_with_logits(a, b)",
          "any share", "2x3,2x3 s,s 0x3,0x3",
          [](T a, T b) { return binary_cross_entropy_with_logits(a, b); })
          .other_texts("bool inputs are refused for another reason"),
      Row("binary_cross_entropy_with_logits_weighted",
          "F.binary_cross_entropy_with_logits(a, b, c, reduction='none', pos_weight=d)",
          "any share const_pos const_pos", "2x3,2x3,2x3,3 2x3,2x3,2x1,2x3",
          [](T a, T b, T c, T d) {
            return binary_cross_entropy_with_logits(a, b, c, d, Reduction::None);
          })
          .other_texts("bool inputs are refused for another reason"),

      Row("mse_loss", "torch._C._nn.mse_loss(a, b, 1)", "any any", "2x3,2x3 s,s 0x3,0x3",
          [](T a, T b) { return mse_loss(a, b); }),
      Row("mse_loss_sum", "torch._C._nn.mse_loss(a, b, 2)", "any any", "2x3,2x3 4,4 0x3,0x3",
          [](T a, T b) { return mse_loss(a, b, Reduction::Sum); }),
      Row("mse_loss_none", "torch._C._nn.mse_loss(a, b, 0)", "any any",
          "2x3,2x3 s,s 0x3,0x3 2x3,3 2x1,3",
          [](T a, T b) { return mse_loss(a, b, Reduction::None); }),
      Row("mse_loss_broadcast", "F.mse_loss(a, b)", "any any", "2x3,3 2x1,1x3 3,2x3",
          [](T a, T b) { return mse_loss(a, b); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
