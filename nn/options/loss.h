// Options of the modules in modules/loss.h. `reduction` says what becomes of the losses of the
// elements: kMean, kSum, or kNone to keep them.
#ifndef GRADLAB_NN_OPTIONS_LOSS_H_
#define GRADLAB_NN_OPTIONS_LOSS_H_

#include <cstdint>
#include <variant>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/enum.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct L1LossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_OPTIONS_FROM_REDUCTION(L1LossOptions)
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct MSELossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_OPTIONS_FROM_REDUCTION(MSELossOptions)
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct NLLLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  // One factor per class.
  GRADLAB_ARG(Tensor, weight) = Tensor();
  // A target that does not count.
  GRADLAB_ARG(int64_t, ignore_index) = -100;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct CrossEntropyLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_ARG(Tensor, weight) = Tensor();
  GRADLAB_ARG(int64_t, ignore_index) = -100;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
  // The share of the target, 0 to 1, that is spread evenly over all classes.
  GRADLAB_ARG(double, label_smoothing) = 0.0;
};

struct BCELossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  // One factor per element; broadcasts.
  GRADLAB_ARG(Tensor, weight) = Tensor();
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct BCEWithLogitsLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_ARG(Tensor, weight) = Tensor();
  GRADLAB_ARG(reduction_t, reduction) = kMean;
  // A factor for the positive examples of each class; broadcasts.
  GRADLAB_ARG(Tensor, pos_weight) = Tensor();
};

struct SmoothL1LossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_OPTIONS_FROM_REDUCTION(SmoothL1LossOptions)
  GRADLAB_ARG(reduction_t, reduction) = kMean;
  // The difference from which on the loss is linear.
  GRADLAB_ARG(double, beta) = 1.0;
};

struct HuberLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_OPTIONS_FROM_REDUCTION(HuberLossOptions)
  GRADLAB_ARG(reduction_t, reduction) = kMean;
  // The difference from which on the loss is linear.
  GRADLAB_ARG(double, delta) = 1.0;
};

struct KLDivLossOptions {
  using reduction_t =
      std::variant<enumtype::kNone, enumtype::kBatchMean, enumtype::kSum, enumtype::kMean>;
  GRADLAB_OPTIONS_FROM_REDUCTION(KLDivLossOptions)
  KLDivLossOptions(enumtype::kBatchMean value) : reduction_(value) {}
  // kBatchMean: the sum divided by the size of the first dimension, as the divergence is defined.
  GRADLAB_ARG(reduction_t, reduction) = kMean;
  // Whether the target holds logarithms of probabilities.
  GRADLAB_ARG(bool, log_target) = false;
};

struct HingeEmbeddingLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_ARG(double, margin) = 1.0;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct MarginRankingLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_ARG(double, margin) = 0;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct CosineEmbeddingLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  // From -1 to 1.
  GRADLAB_ARG(double, margin) = 0.0;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct SoftMarginLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_OPTIONS_FROM_REDUCTION(SoftMarginLossOptions)
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct TripletMarginLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  GRADLAB_ARG(double, margin) = 1.0;
  // Of the norm that measures distances.
  GRADLAB_ARG(double, p) = 2.0;
  // Added to differences, so that the norm has a gradient at 0.
  GRADLAB_ARG(double, eps) = 1e-6;
  // Whether the positive's distance to the negative counts where it is smaller than the anchor's.
  GRADLAB_ARG(bool, swap) = false;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

struct PoissonNLLLossOptions {
  using reduction_t = std::variant<enumtype::kNone, enumtype::kMean, enumtype::kSum>;
  // Whether the input is the logarithm of the expected count.
  GRADLAB_ARG(bool, log_input) = true;
  // Whether to add Stirling's approximation of the term that depends on the target alone.
  GRADLAB_ARG(bool, full) = false;
  // Added to the input before its logarithm is taken.
  GRADLAB_ARG(double, eps) = 1e-8;
  GRADLAB_ARG(reduction_t, reduction) = kMean;
};

namespace functional {

using L1LossFuncOptions = L1LossOptions;
using MSELossFuncOptions = MSELossOptions;
using NLLLossFuncOptions = NLLLossOptions;
using CrossEntropyFuncOptions = CrossEntropyLossOptions;
using BinaryCrossEntropyFuncOptions = BCELossOptions;
using BinaryCrossEntropyWithLogitsFuncOptions = BCEWithLogitsLossOptions;
using SmoothL1LossFuncOptions = SmoothL1LossOptions;
using HuberLossFuncOptions = HuberLossOptions;
using KLDivFuncOptions = KLDivLossOptions;
using HingeEmbeddingLossFuncOptions = HingeEmbeddingLossOptions;
using MarginRankingLossFuncOptions = MarginRankingLossOptions;
using CosineEmbeddingLossFuncOptions = CosineEmbeddingLossOptions;
using SoftMarginLossFuncOptions = SoftMarginLossOptions;
using TripletMarginLossFuncOptions = TripletMarginLossOptions;
using PoissonNLLLossFuncOptions = PoissonNLLLossOptions;

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_LOSS_H_
