#include "gradlab/nn/functional/loss.h"

#include "gradlab/autograd/ops/binary_cross_entropy.h"
#include "gradlab/autograd/ops/loss.h"
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
  warn_unless_same_size(input, target);
  const Tensor losses = input.sub(target).abs();
  switch (enumtype::reduction_get_enum(options.reduction())) {
    case Reduction::Mean:
      return losses.mean();
    case Reduction::Sum:
      return losses.sum();
    default:
      return losses;
  }
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

}  // namespace gradlab::nn::functional
