#include "gradlab/nn/functional/loss.h"

#include <variant>

#include "gradlab/autograd/ops/binary_cross_entropy.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/regression_loss.h"
#include "gradlab/nn/enum.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn::functional {
namespace {

void warn_unless_same_size(const Tensor& input, const Tensor& target) {
  if (input.sizes() == target.sizes()) return;
  GRADLAB_WARN("Using a target size (", target.sizes(), ") that is different to the input size (",
               input.sizes(),
               "). This will likely lead to incorrect results due to broadcasting. Please ensure "
               "they have the same size.");
}

}  // namespace

Tensor l1_loss(const Tensor& input, const Tensor& target, const L1LossFuncOptions& options,
               Location at) {
  LocationScope scope(at);
  return gradlab::l1_loss(input, target, enumtype::reduction_get_enum(options.reduction()));
}

Tensor mse_loss(const Tensor& input, const Tensor& target, const MSELossFuncOptions& options,
                Location at) {
  LocationScope scope(at);
  warn_unless_same_size(input, target);
  return gradlab::mse_loss(input, target, enumtype::reduction_get_enum(options.reduction()));
}

Tensor nll_loss(const Tensor& input, const Tensor& target, const NLLLossFuncOptions& options,
                Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() >= 2, "Expected 2 or more dimensions (got ", input.dim(), ")");
  GRADLAB_CHECK_VALUE(
      target.dim() > 0 && input.size(0) == target.size(0), "Expected input batch_size (",
      input.size(0), ") to match target batch_size (", target.dim() > 0 ? target.size(0) : 0, ").");
  return gradlab::nll_loss(input, target, options.weight(),
                           enumtype::reduction_get_enum(options.reduction()),
                           options.ignore_index());
}

Tensor cross_entropy(const Tensor& input, const Tensor& target,
                     const CrossEntropyFuncOptions& options, Location at) {
  LocationScope scope(at);
  return cross_entropy_loss(input, target, options.weight(),
                            enumtype::reduction_get_enum(options.reduction()),
                            options.ignore_index(), options.label_smoothing());
}

Tensor binary_cross_entropy(const Tensor& input, const Tensor& target,
                            const BinaryCrossEntropyFuncOptions& options, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK_VALUE(target.sizes() == input.sizes(), "Using a target size (", target.sizes(),
                      ") that is different to the input size (", input.sizes(),
                      ") is deprecated. Please ensure they have the same size.");
  return gradlab::binary_cross_entropy(input, target, options.weight(),
                                       enumtype::reduction_get_enum(options.reduction()));
}

Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target,
                                        const BinaryCrossEntropyWithLogitsFuncOptions& options,
                                        Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK_VALUE(target.sizes() == input.sizes(), "Target size (", target.sizes(),
                      ") must be the same as input size (", input.sizes(), ")");
  return gradlab::binary_cross_entropy_with_logits(
      input, target, options.weight(), options.pos_weight(),
      enumtype::reduction_get_enum(options.reduction()));
}

Tensor smooth_l1_loss(const Tensor& input, const Tensor& target,
                      const SmoothL1LossFuncOptions& options, Location at) {
  LocationScope scope(at);
  warn_unless_same_size(input, target);
  return gradlab::smooth_l1_loss(input, target, enumtype::reduction_get_enum(options.reduction()),
                                 options.beta());
}

Tensor huber_loss(const Tensor& input, const Tensor& target, const HuberLossFuncOptions& options,
                  Location at) {
  LocationScope scope(at);
  warn_unless_same_size(input, target);
  return gradlab::huber_loss(input, target, enumtype::reduction_get_enum(options.reduction()),
                             options.delta());
}

Tensor kl_div(const Tensor& input, const Tensor& target, const KLDivFuncOptions& options,
              Location at) {
  LocationScope scope(at);
  const auto& reduction = options.reduction();
  if (std::holds_alternative<enumtype::kBatchMean>(reduction)) {
    const Tensor total = gradlab::kl_div(input, target, Reduction::Sum, options.log_target());
    return input.dim() == 0 ? total : total / input.size(0);
  }
  if (std::holds_alternative<enumtype::kMean>(reduction)) {
    GRADLAB_WARN(
        "reduction: 'mean' divides the total loss by both the batch size and the support size."
        "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
        "'mean' will be changed to behave the same as 'batchmean' in the next major release.");
  }
  return gradlab::kl_div(input, target, enumtype::reduction_get_enum(reduction),
                         options.log_target());
}

Tensor hinge_embedding_loss(const Tensor& input, const Tensor& target,
                            const HingeEmbeddingLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::hinge_embedding_loss(input, target, options.margin(),
                                       enumtype::reduction_get_enum(options.reduction()));
}

Tensor soft_margin_loss(const Tensor& input, const Tensor& target,
                        const SoftMarginLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::soft_margin_loss(input, target,
                                   enumtype::reduction_get_enum(options.reduction()));
}

Tensor poisson_nll_loss(const Tensor& input, const Tensor& target,
                        const PoissonNLLLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::poisson_nll_loss(input, target, options.log_input(), options.full(),
                                   options.eps(),
                                   enumtype::reduction_get_enum(options.reduction()));
}

Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                           const MarginRankingLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(
      input1.dim() == input2.dim() && input1.dim() == target.dim(),
      "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: ",
      input1.sizes(), ", input2: ", input2.sizes(), ", target: ", target.sizes());
  return gradlab::margin_ranking_loss(input1, input2, target, options.margin(),
                                      enumtype::reduction_get_enum(options.reduction()));
}

Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target,
                             const CosineEmbeddingLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::cosine_embedding_loss(input1, input2, target, options.margin(),
                                        enumtype::reduction_get_enum(options.reduction()));
}

Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative,
                           const TripletMarginLossFuncOptions& options, Location at) {
  LocationScope scope(at);
  return gradlab::triplet_margin_loss(anchor, positive, negative, options.margin(), options.p(),
                                      options.eps(), options.swap(),
                                      enumtype::reduction_get_enum(options.reduction()));
}

}  // namespace gradlab::nn::functional
