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
GRADLAB_MODULE(L1Loss);

// (input - target)^2, of one shape.
class MSELossImpl : public Cloneable<MSELossImpl> {
 public:
  explicit MSELossImpl(const MSELossOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input, const Tensor& target);

  MSELossOptions options;
};
GRADLAB_MODULE(MSELoss);

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
GRADLAB_MODULE(NLLLoss);

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
GRADLAB_MODULE(CrossEntropyLoss);

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
GRADLAB_MODULE(BCELoss);

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
GRADLAB_MODULE(BCEWithLogitsLoss);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_LOSS_H_
