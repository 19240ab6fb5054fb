// Modules: losses. Each compares an input with a target and, unless the reduction is kNone, gives
// one number to call backward() on.
#ifndef GRADLAB_NN_MODULES_LOSS_H_
#define GRADLAB_NN_MODULES_LOSS_H_

#include <ostream>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/loss.h"

namespace gradlab::nn {

// |input - target|, of one shape.
class L1LossImpl : public Cloneable<L1LossImpl> {
 public:
  explicit L1LossImpl(const L1LossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  L1LossOptions options;
};
GRADLAB_LIBRARY_MODULE(L1Loss);

// (input - target)^2, of one shape.
class MSELossImpl : public Cloneable<MSELossImpl> {
 public:
  explicit MSELossImpl(const MSELossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  MSELossOptions options;
};
GRADLAB_LIBRARY_MODULE(MSELoss);

// -weight[target] * input[target] for log probabilities [N, C] or [N, C, d1, ...] and int64 class
// targets [N] or [N, d1, ...]. The mean is weighted.
class NLLLossImpl : public Cloneable<NLLLossImpl> {
 public:
  explicit NLLLossImpl(const NLLLossOptions& options = {});
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  NLLLossOptions options;
  Tensor weight;  // a buffer; may be undefined
};
GRADLAB_LIBRARY_MODULE(NLLLoss);

// NLLLoss of log_softmax(input): takes any numbers ("logits"). Inputs [C], [N, C] or
// [N, C, d1, ...]; targets are classes or, floating and of the input's shape, probabilities.
class CrossEntropyLossImpl : public Cloneable<CrossEntropyLossImpl> {
 public:
  explicit CrossEntropyLossImpl(const CrossEntropyLossOptions& options = {});
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  CrossEntropyLossOptions options;
  Tensor weight;  // a buffer; may be undefined
};
GRADLAB_LIBRARY_MODULE(CrossEntropyLoss);

// -(target * log(input) + (1 - target) * log(1 - input)) for probabilities; targets of the same
// size, between 0 and 1.
class BCELossImpl : public Cloneable<BCELossImpl> {
 public:
  explicit BCELossImpl(const BCELossOptions& options = {});
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  BCELossOptions options;
  Tensor weight;  // a buffer; may be undefined
};
GRADLAB_LIBRARY_MODULE(BCELoss);

// BCELoss of sigmoid(input): takes any numbers, and is exact where the sigmoid is 0 or 1.
class BCEWithLogitsLossImpl : public Cloneable<BCEWithLogitsLossImpl> {
 public:
  explicit BCEWithLogitsLossImpl(const BCEWithLogitsLossOptions& options = {});
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  BCEWithLogitsLossOptions options;
  Tensor weight;  // buffers; may be undefined
  Tensor pos_weight;
};
GRADLAB_LIBRARY_MODULE(BCEWithLogitsLoss);

// (input - target)^2 / (2 beta) for differences below beta, |input - target| - beta / 2 above
// (Girshick 2015).
class SmoothL1LossImpl : public Cloneable<SmoothL1LossImpl> {
 public:
  explicit SmoothL1LossImpl(const SmoothL1LossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  SmoothL1LossOptions options;
};
GRADLAB_LIBRARY_MODULE(SmoothL1Loss);

// (input - target)^2 / 2 for differences up to delta, delta (|input - target| - delta / 2) above.
class HuberLossImpl : public Cloneable<HuberLossImpl> {
 public:
  explicit HuberLossImpl(const HuberLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  HuberLossOptions options;
};
GRADLAB_LIBRARY_MODULE(HuberLoss);

// Kullback and Leibler's divergence, target (log(target) - input), for log probabilities in the
// input.
class KLDivLossImpl : public Cloneable<KLDivLossImpl> {
 public:
  explicit KLDivLossImpl(const KLDivLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  KLDivLossOptions options;
};
GRADLAB_LIBRARY_MODULE(KLDivLoss);

// For distances [*] and targets 1 (alike) and -1: the distance, or max(0, margin - distance).
class HingeEmbeddingLossImpl : public Cloneable<HingeEmbeddingLossImpl> {
 public:
  explicit HingeEmbeddingLossImpl(const HingeEmbeddingLossOptions& options = {})
      : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  HingeEmbeddingLossOptions options;
};
GRADLAB_LIBRARY_MODULE(HingeEmbeddingLoss);

// log(1 + exp(-target input)) for scores [*] and targets 1 and -1.
class SoftMarginLossImpl : public Cloneable<SoftMarginLossImpl> {
 public:
  explicit SoftMarginLossImpl(const SoftMarginLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  SoftMarginLossOptions options;
};
GRADLAB_LIBRARY_MODULE(SoftMarginLoss);

// Minus the log likelihood of counts [*] under Poisson distributions of these means.
class PoissonNLLLossImpl : public Cloneable<PoissonNLLLossImpl> {
 public:
  explicit PoissonNLLLossImpl(const PoissonNLLLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  PoissonNLLLossOptions options;
};
GRADLAB_LIBRARY_MODULE(PoissonNLLLoss);

// For scores [N] and targets 1 (the first ranks higher) and -1: max(0, margin - target (a - b)).
class MarginRankingLossImpl : public Cloneable<MarginRankingLossImpl> {
 public:
  explicit MarginRankingLossImpl(const MarginRankingLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input1, const Tensor& input2, const Tensor& target);

  MarginRankingLossOptions options;
};
GRADLAB_LIBRARY_MODULE(MarginRankingLoss);

// For vectors [N, D] or [D] and targets [N] or [], 1 (alike) and -1: 1 - cosine, or max(0, cosine -
// margin).
class CosineEmbeddingLossImpl : public Cloneable<CosineEmbeddingLossImpl> {
 public:
  explicit CosineEmbeddingLossImpl(const CosineEmbeddingLossOptions& options = {})
      : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input1, const Tensor& input2, const Tensor& target);

  CosineEmbeddingLossOptions options;
};
GRADLAB_LIBRARY_MODULE(CosineEmbeddingLoss);

// For vectors [N, D] or [D]: the positive is to be nearer to the anchor than the negative, by a
// margin.
class TripletMarginLossImpl : public Cloneable<TripletMarginLossImpl> {
 public:
  explicit TripletMarginLossImpl(const TripletMarginLossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& anchor, const Tensor& positive, const Tensor& negative);

  TripletMarginLossOptions options;
};
GRADLAB_LIBRARY_MODULE(TripletMarginLoss);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_LOSS_H_
