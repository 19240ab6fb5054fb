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

namespace functional {

using L1LossFuncOptions = L1LossOptions;
using MSELossFuncOptions = MSELossOptions;
using NLLLossFuncOptions = NLLLossOptions;
using CrossEntropyFuncOptions = CrossEntropyLossOptions;
using BinaryCrossEntropyFuncOptions = BCELossOptions;
using BinaryCrossEntropyWithLogitsFuncOptions = BCEWithLogitsLossOptions;

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_LOSS_H_
