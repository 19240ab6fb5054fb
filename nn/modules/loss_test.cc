#include "gradlab/nn/modules/loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

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

Tensor scores() { return tensor_of<float>({0.5f, -1, 2, 0.25f}, {2, 2}); }
Tensor shares() { return tensor_of<float>({0.75f, 1, 0.5f, 0.125f}, {2, 2}); }

void expect_values(const Tensor& losses, const std::vector<double>& expected) {
  ASSERT_EQ(losses.numel(), static_cast<int64_t>(expected.size()));
  const Tensor flat = losses.reshape({-1});
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(flat[static_cast<int64_t>(i)].item<double>(), expected[i],
                kTolerance * std::max(1.0, std::abs(expected[i])));
  }
}

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
  SmoothL1Loss()(ones({3}), zeros({1}));
  EXPECT_NE(warning, "");
  warning.clear();
  L1Loss()(ones({3}), zeros({1}));  // as libtorch's does
  EXPECT_EQ(warning, "");
  set_warning_handler(nullptr);
}

// The values are those of libtorch 1.13.1.
TEST(Loss, LossesOfDifferencesAndDistributionsMatchLibtorch) {
  const Tensor x = scores(), y = shares();
  expect_values(SmoothL1Loss(SmoothL1LossOptions(kNone).beta(0.5))(x, y),
                {0.0625, 1.75, 1.25, 0.015625});
  expect_values(SmoothL1Loss()(x, y), {0.634765625});
  expect_values(HuberLoss(HuberLossOptions(kSum).delta(0.75))(x, y), {2.1015625});
  expect_values(KLDivLoss(kBatchMean)(x, y), {-0.614257693});
  expect_values(KLDivLoss(kSum)(x, y), {-1.22851539});
  expect_values(KLDivLoss(KLDivLossOptions(kNone).log_target(true))(x, y),
                {0.529250026, 5.43656349, -2.47308183, -0.141643554});
  expect_values(PoissonNLLLoss()(x, y), {2.570858});
  expect_values(PoissonNLLLoss(PoissonNLLLossOptions().log_input(false).full(true).reduction(kSum))(
                    y, x.abs().mul(4)),
                {24.9782448});
}

TEST(Loss, MarginLossesMatchLibtorch) {
  const Tensor x = scores(), y = shares(), sign = tensor_of<float>({1, -1, -1, 1}, {2, 2});
  expect_values(HingeEmbeddingLoss(HingeEmbeddingLossOptions().margin(0.5))(x, sign), {0.5625});
  expect_values(
      MarginRankingLoss(MarginRankingLossOptions().margin(0.25).reduction(kSum))(x, y, sign),
      {2.375});
  expect_values(CosineEmbeddingLoss(CosineEmbeddingLossOptions().margin(0.1))(
                    x, y, tensor_of<float>({1, -1}, {2})),
                {1.16997373});
  expect_values(SoftMarginLoss(kSum)(x, sign), {3.490206});
  expect_values(TripletMarginLoss(TripletMarginLossOptions().margin(3).swap(true).reduction(kNone))(
                    x, y, tensor_of<float>({-1, 0.5f, 0.25f, 1}, {2, 2})),
                {3.19553471, 3.59518743});
}

TEST(Loss, TheMeanOfADivergenceWarns) {
  static std::string warning;
  set_warning_handler([](const std::string& m) { warning = m; });
  expect_values(KLDivLoss()(scores(), shares()), {-0.307128847});
  set_warning_handler(nullptr);
  EXPECT_EQ(
      warning,
      "reduction: 'mean' divides the total loss by both the batch size and the support size."
      "'batchmean' divides only by the batch size, and aligns with the KL div math definition."
      "'mean' will be changed to behave the same as 'batchmean' in the next major release.");
}

// The texts are those of libtorch 1.13.1.
TEST(Loss, ModulesPrintTheirMargins) {
  auto text = [](const auto& module) {
    std::ostringstream stream;
    stream << module;
    return stream.str();
  };
  EXPECT_EQ(text(SmoothL1Loss()), "torch::nn::SmoothL1Loss");
  EXPECT_EQ(text(HuberLoss()), "torch::nn::HuberLoss");
  EXPECT_EQ(text(KLDivLoss()), "torch::nn::KLDivLoss()");
  EXPECT_EQ(text(HingeEmbeddingLoss(HingeEmbeddingLossOptions().margin(0.5))),
            "torch::nn::HingeEmbeddingLoss(margin=0.5)");
  EXPECT_EQ(text(MarginRankingLoss(MarginRankingLossOptions().margin(0.25))),
            "torch::nn::MarginRankingLoss()");
  EXPECT_EQ(text(CosineEmbeddingLoss(CosineEmbeddingLossOptions().margin(0.5))),
            "torch::nn::CosineEmbeddingLoss(margin=0.5)");
  EXPECT_EQ(text(SoftMarginLoss()), "torch::nn::SoftMarginLoss()");
  EXPECT_EQ(text(TripletMarginLoss(TripletMarginLossOptions().margin(3).swap(true))),
            "torch::nn::TripletMarginLoss(margin=3, p=2, eps=1e-06, swap=true)");
  EXPECT_EQ(text(PoissonNLLLoss()), "torch::nn::PoissonNLLLoss()");
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
  EXPECT_EQ(message_of([] {
              MarginRankingLoss()(ones({2}), ones({2, 1}), ones({2}));
            }),
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            "input1: [2], input2: [2, 1], target: [2]");
  EXPECT_EQ(message_of([] {
              CosineEmbeddingLoss()(ones({2, 2}), ones({2, 2}), ones({2, 2}));
            }),
            "0D or 1D target tensor expected, multi-target not supported");
  EXPECT_EQ(message_of([] { HuberLoss(HuberLossOptions().delta(0))(ones({2}), ones({2})); }),
            "huber_loss does not support non-positive values for delta.");
  EXPECT_EQ(message_of([] { SmoothL1Loss(SmoothL1LossOptions().beta(-1))(ones({2}), ones({2})); }),
            "smooth_l1_loss does not support negative values for beta.");
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
