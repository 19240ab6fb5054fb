#include "gradlab/nn/modules/loss.h"

#include <gtest/gtest.h>

#include "gradlab/autograd/ops/shape.h"
#include "gradlab/nn/functional/loss.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn {
namespace {

Tensor input() {
  return tensor_of<float>({std::begin(recorded::kLossInput), std::end(recorded::kLossInput)},
                          {4, 3});
}
Tensor classes() { return tensor_of<int64_t>({2, 0, 1, 2}, {4}); }
Tensor weight() { return tensor_of<float>({0.5f, 2, 1}, {3}); }

template <class Reduction>
CrossEntropyLoss cross_entropy(Reduction reduction, double smoothing = 0) {
  return CrossEntropyLoss(CrossEntropyLossOptions()
                              .weight(weight())
                              .ignore_index(1)
                              .reduction(reduction)
                              .label_smoothing(smoothing));
}

constexpr double kTolerance = 5e-6;

TEST(Loss, CrossEntropyMatchesPyTorch) {
  const Tensor x = input(), y = classes();
  expect_near(cross_entropy(kNone)(x, y), recorded::kCrossEntropyNone, kTolerance);
  expect_near(cross_entropy(kMean)(x, y), recorded::kCrossEntropyMean, kTolerance);
  expect_near(cross_entropy(kSum)(x, y), recorded::kCrossEntropySum, kTolerance);
  expect_near(cross_entropy(kNone, 0.2)(x, y), recorded::kSmoothedNone, kTolerance);
  expect_near(cross_entropy(kMean, 0.2)(x, y), recorded::kSmoothedMean, kTolerance);
  expect_near(cross_entropy(kSum, 0.2)(x, y), recorded::kSmoothedSum, kTolerance);
}

TEST(Loss, NllMatchesPyTorch) {
  const Tensor x = input().log_softmax(1), y = classes();
  auto nll = [](auto reduction) {
    return NLLLoss(NLLLossOptions().weight(weight()).reduction(reduction));
  };
  expect_near(nll(kNone)(x, y), recorded::kNllNone, kTolerance);
  expect_near(nll(kMean)(x, y), recorded::kNllMean, kTolerance);
  expect_near(nll(kSum)(x, y), recorded::kNllSum, kTolerance);
}

TEST(Loss, DistancesMatchPyTorch) {
  const Tensor x = input(), y = flip(x, {0});
  expect_near(MSELoss(kNone)(x, y), recorded::kMseNone, kTolerance);
  expect_near(MSELoss()(x, y), recorded::kMseMean, kTolerance);
  expect_near(MSELoss(MSELossOptions(kSum))(x, y), recorded::kMseSum, kTolerance);
  expect_near(L1Loss(kNone)(x, y), recorded::kL1None, kTolerance);
  expect_near(L1Loss()(x, y), recorded::kL1Mean, kTolerance);
  expect_near(L1Loss(kSum)(x, y), recorded::kL1Sum, kTolerance);
}

TEST(Loss, BinaryCrossEntropyMatchesPyTorch) {
  const Tensor x = input(), p = x.sigmoid(), t = flip(x, {0}).sigmoid(), w = weight();
  auto bce = [&](auto r) { return BCELoss(BCELossOptions().weight(w).reduction(r))(p, t); };
  expect_near(bce(kNone), recorded::kBceNone, kTolerance);
  expect_near(bce(kMean), recorded::kBceMean, kTolerance);
  expect_near(bce(kSum), recorded::kBceSum, kTolerance);
  auto logits = [&](auto r) {
    return BCEWithLogitsLoss(
        BCEWithLogitsLossOptions().weight(w).pos_weight(w.add(1)).reduction(r))(x, t);
  };
  expect_near(logits(kNone), recorded::kLogitsNone, kTolerance);
  expect_near(logits(kMean), recorded::kLogitsMean, kTolerance);
  expect_near(logits(kSum), recorded::kLogitsSum, kTolerance);
}

TEST(Loss, BinaryCrossEntropyGradientsMatchPyTorchAtTheEnds) {
  const Tensor p = tensor_of<float>({0, 1, 0.25f, 0.5f}, {4}).requires_grad_();
  BCELoss()(p, tensor_of<float>({0, 0, 1, 0.5f}, {4})).backward();
  for (int i = 0; i < 4; ++i) {
    EXPECT_FLOAT_EQ(p.grad()[i].item<float>(), recorded::kBceGradient[i]);
  }
  const Tensor x = tensor_of<float>({-200, 200, 0, 0.5f}, {4}).requires_grad_();
  const Tensor t = tensor_of<float>({1, 0, 0.5f, 0.25f}, {4}).requires_grad_();
  BCEWithLogitsLoss(BCEWithLogitsLossOptions().pos_weight(full({}, 3.0)))(x, t).backward();
  expect_near(x.grad(), recorded::kLogitsGradient, 1e-6);
  expect_near(t.grad(), recorded::kLogitsTargetGradient, 1e-5);
}

TEST(Loss, ClassWeightsAreABuffer) {
  CrossEntropyLoss loss(CrossEntropyLossOptions().weight(weight()));
  EXPECT_EQ(loss->named_buffers().keys(), std::vector<std::string>{"weight"});
  EXPECT_TRUE(loss->parameters().empty());
  loss->to(kDouble);
  EXPECT_EQ(loss(input().to(kDouble), classes()).dtype(), kDouble);
  EXPECT_TRUE(CrossEntropyLoss()->buffers().empty());
}

TEST(Loss, DifferentSizesWarn) {
  static std::string warning;
  set_warning_handler([](const std::string& m) { warning = m; });
  EXPECT_EQ(MSELoss()(ones({3}), zeros({1})).item<float>(), 1);
  EXPECT_EQ(
      warning,
      "Using a target size ([1]) that is different to the input size ([3]). This will likely "
      "lead to incorrect results due to broadcasting. Please ensure they have the same size.");
  warning.clear();
  L1Loss()(ones({3}), zeros({1}));
  EXPECT_NE(warning, "");
  set_warning_handler(nullptr);
}

// The texts are those of libtorch 1.13.1.
TEST(Loss, MisuseThrows) {
  EXPECT_EQ(message_of([] {
              NLLLoss()(ones({2, 3}), tensor_of<int64_t>({1, 2, 0}, {3}));
            }),
            "Expected input batch_size (2) to match target batch_size (3).");
  EXPECT_EQ(message_of([] { NLLLoss()(ones({}), tensor_of<int64_t>({1}, {1})); }),
            "Expected 2 or more dimensions (got 0)");
  EXPECT_EQ(message_of([] {
              CrossEntropyLoss(CrossEntropyLossOptions().label_smoothing(2))(
                  ones({2, 3}), tensor_of<int64_t>({0, 1}, {2}));
            }),
            "label_smoothing must be between 0.0 and 1.0. Got: 2");
  EXPECT_EQ(message_of([] { BCELoss()(ones({3}), ones({1})); }),
            "Using a target size ([1]) that is different to the input size ([3]) is deprecated. "
            "Please ensure they have the same size.");
  EXPECT_EQ(message_of([] { BCELoss()(full({3}, 1.5), ones({3})); }),
            "all elements of input should be between 0 and 1");
  EXPECT_EQ(message_of([] { BCEWithLogitsLoss()(ones({3}), ones({1})); }),
            "Target size ([1]) must be the same as input size ([3])");
  EXPECT_EQ(message_of([] {
              CrossEntropyLoss()(ones({1, 2}), tensor_of<int64_t>({2}, {1}));
            }),
            "Target 2 is out of bounds.");
}

TEST(Loss, Prints) {
  EXPECT_EQ(streamed(CrossEntropyLoss()), "torch::nn::CrossEntropyLoss()");
  EXPECT_EQ(streamed(NLLLoss()), "torch::nn::NLLLoss()");
  EXPECT_EQ(streamed(MSELoss()), "torch::nn::MSELoss()");
  EXPECT_EQ(streamed(L1Loss()), "torch::nn::L1Loss()");
  EXPECT_EQ(streamed(BCELoss()), "torch::nn::BCELoss()");
  EXPECT_EQ(streamed(BCEWithLogitsLoss()), "torch::nn::BCEWithLogitsLoss()");
  EXPECT_EQ(repr(CrossEntropyLoss()), "CrossEntropyLoss()");
}

}  // namespace
}  // namespace gradlab::nn
