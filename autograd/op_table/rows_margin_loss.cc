// Losses of differences, distributions and margins.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/regression_loss.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {

const char* family() { return "margin_loss"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("l1_loss", "torch._C._nn.l1_loss(a, b, 1)", "any any", "2x3,2x3 2x3,3 s,s 0x3,0x3",
          [](T a, T b) { return l1_loss(a, b); }),
      Row("l1_loss_none", "torch._C._nn.l1_loss(a, b, 0)", "any any", "2x3,2x3 2x1,3",
          [](T a, T b) { return l1_loss(a, b, Reduction::None); }),
      Row("smooth_l1_loss", "torch._C._nn.smooth_l1_loss(a, b, 1, 1.0)", "any any",
          "2x3,2x3 s,s 0x3,0x3", [](T a, T b) { return smooth_l1_loss(a, b); })
          .other_texts("PyTorch refuses the dtype of the mean first"),
      Row("smooth_l1_loss_sum", "torch._C._nn.smooth_l1_loss(a, b, 2, 0.5)", "any any",
          "2x3,2x3 0x3,0x3", [](T a, T b) { return smooth_l1_loss(a, b, Reduction::Sum, 0.5); })
          .other_texts("PyTorch refuses bool in its subtraction first"),
      Row("smooth_l1_loss_none", "torch._C._nn.smooth_l1_loss(a, b, 0, 2.0)", "any any",
          "2x3,2x3 2x3,3 2x1,3", [](T a, T b) { return smooth_l1_loss(a, b, Reduction::None, 2); })
          .other_texts("PyTorch refuses bool in its subtraction first"),
      Row("smooth_l1_loss_of_beta_0", "torch._C._nn.smooth_l1_loss(a, b, 1, 0.0)", "any any",
          "2x3,2x3", [](T a, T b) { return smooth_l1_loss(a, b, Reduction::Mean, 0); })
          .other_texts("PyTorch refuses the dtype of the mean first"),
      Row("huber_loss", "torch._C._nn.huber_loss(a, b, 1, 1.0)", "any any", "2x3,2x3 s,s 0x3,0x3",
          [](T a, T b) { return huber_loss(a, b); })
          .other_texts("PyTorch refuses the dtype of the mean first"),
      Row("huber_loss_none", "torch._C._nn.huber_loss(a, b, 0, 0.75)", "any any",
          "2x3,2x3 2x3,3 2x1,3", [](T a, T b) { return huber_loss(a, b, Reduction::None, 0.75); })
          .other_texts("PyTorch refuses bool in its subtraction first"),
      Row("kl_div", "torch.kl_div(a, b, 1)", "any share", "2x3,2x3 s,s 0x3,0x3",
          [](T a, T b) { return kl_div(a, b); }),
      Row("kl_div_none", "torch.kl_div(a, b, 0)", "any share", "2x3,2x3 2x3,3",
          [](T a, T b) { return kl_div(a, b, Reduction::None); }),
      Row("kl_div_of_logarithms", "torch.kl_div(a, b, 2, log_target=True)", "any any",
          "2x3,2x3 2x3,3", [](T a, T b) { return kl_div(a, b, Reduction::Sum, true); }),
      Row("poisson_nll_loss", "torch.poisson_nll_loss(a, b, True, False, 1e-8, 1)", "any pos",
          "2x3,2x3 2x3,3 0x3,0x3",
          [](T a, T b) { return poisson_nll_loss(a, b, true, false, 1e-8, Reduction::Mean); }),
      Row("poisson_nll_loss_full", "torch.poisson_nll_loss(a, b, False, True, 1e-4, 0)", "pos pos",
          "2x3,2x3",
          [](T a, T b) { return poisson_nll_loss(a, b, false, true, 1e-4, Reduction::None); })
          .other_nodes("PyTorch adds in place")
          .other_texts("PyTorch adds in place"),

      Row("hinge_embedding_loss", "torch.hinge_embedding_loss(a, torch.sign(b.detach()), 1.0, 1)",
          "any const_any", "2x3,2x3 2x3,3 0x3,0x3",
          [](T a, T b) { return hinge_embedding_loss(a, sign(b)); }),
      Row("hinge_embedding_loss_none", "torch.hinge_embedding_loss(a, b, 0.5, 0)", "any const_any",
          "2x3,2x3", [](T a, T b) { return hinge_embedding_loss(a, b, 0.5, Reduction::None); }),
      Row("margin_ranking_loss", "torch.margin_ranking_loss(a, b, c, 0.0, 1)", "any any any",
          "2x3,2x3,2x3 4,4,4 0x3,0x3,0x3",
          [](T a, T b, T c) { return margin_ranking_loss(a, b, c); }),
      Row("margin_ranking_loss_none", "torch.margin_ranking_loss(a, b, c, 0.5, 0)", "any any any",
          "2x3,2x3,2x3 2x3,3,2x1",
          [](T a, T b, T c) { return margin_ranking_loss(a, b, c, 0.5, Reduction::None); }),
      Row("soft_margin_loss", "F.soft_margin_loss(a, b)", "any const_any", "2x3,2x3 s,s 0x3,0x3",
          [](T a, T b) { return soft_margin_loss(a, b); })
          .other_texts("PyTorch writes into the result of a negation"),
      Row("soft_margin_loss_none", "F.soft_margin_loss(a, b, reduction='none')", "any const_any",
          "2x3,2x3", [](T a, T b) { return soft_margin_loss(a, b, Reduction::None); })
          .other_texts("PyTorch writes into the result of a negation"),
      Row("cosine_embedding_loss", "torch.cosine_embedding_loss(a, b, torch.sign(c), 0.0, 1)",
          "any any const_any", "4x3,4x3,4 3,3,s",
          [](T a, T b, T c) { return cosine_embedding_loss(a, b, sign(c)); })
          .other_texts("PyTorch takes the square root in place"),
      Row("cosine_embedding_loss_none", "torch.cosine_embedding_loss(a, b, torch.sign(c), 0.25, 0)",
          "any any const_any", "4x3,4x3,4",
          [](T a, T b, T c) { return cosine_embedding_loss(a, b, sign(c), 0.25, Reduction::None); })
          .other_texts("PyTorch takes the square root in place"),
      Row("triplet_margin_loss", "torch.triplet_margin_loss(a, b, c, 3.0, 2.0, 1e-6, False, 1)",
          "any any any", "4x3,4x3,4x3 3,3,3",
          [](T a, T b, T c) { return triplet_margin_loss(a, b, c, 3); }),
      Row("triplet_margin_loss_swapped",
          "torch.triplet_margin_loss(a, b, c, 2.0, 3.0, 1e-6, True, 0)", "any any any",
          "4x3,4x3,4x3",
          [](T a, T b, T c) {
            return triplet_margin_loss(a, b, c, 2, 3, 1e-6, true, Reduction::None);
          }),
      Row("multi_margin_loss", "F.multi_margin_loss(a, b, 1, 0.7)", "any index<3>", "4x3,4 3,s",
          [](T a, T b) { return multi_margin_loss(a, b, 1, 0.7); })
          .other_nodes("a composition"),
      Row("multi_margin_loss_weighted",
          "F.multi_margin_loss(a, b, 2, 0.7, c.contiguous(), reduction='none')",
          "any index<3> const_pos",
          "4x3,4,3 3,1,3 3,s,3 0x3,0,3",
          [](T a, T b, T c) { return multi_margin_loss(a, b, 2, 0.7, c, Reduction::None); })
          .other_nodes("a composition"),
      Row("multilabel_margin_loss", "F.multilabel_margin_loss(a * 0.97, b - 1)", "any index<4>",
          "5x3,5x3 3,3", [](T a, T b) { return multilabel_margin_loss(a * 0.97, b - 1); })
          .other_nodes("a composition"),
      Row("multilabel_margin_loss_none",
          "F.multilabel_margin_loss(a * 0.97, b - 1, reduction='none')", "any index<4>",
          "6x3,6x3 3,3 0x3,0x3",
          [](T a, T b) { return multilabel_margin_loss(a * 0.97, b - 1, Reduction::None); })
          .other_nodes("a composition"),
  };
  return rows;
}

}  // namespace gradlab::op_table
