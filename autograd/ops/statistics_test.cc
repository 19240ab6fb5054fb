// Statistics, distances, rearranged images and windows: what is refused, and what is not in the
// operation table.
#include "gradlab/autograd/ops/statistics.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/distance.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shuffle.h"
#include "gradlab/autograd/ops/window.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;

template <class T>
std::vector<T> values(const Tensor& t) {
  const Tensor rows = t.contiguous();
  return std::vector<T>(rows.data_ptr<T>(), rows.data_ptr<T>() + rows.numel());
}

TEST(StatisticsTest, CovarianceChecksItsWeights) {
  const Tensor m = arange(6, kFloat).view({2, 3});
  EXPECT_EQ(message([] {
              cov(ones({2, 2, 2}));
            }),
            "cov(): expected input to have two or fewer dimensions but got an input with 3 "
            "dimensions");
  EXPECT_EQ(message([&] { cov(m > 0); }), "cov(): bool dtype is not supported for input");
  EXPECT_EQ(message([&] { cov(m, 1, ones({3})); }),
            "cov(): expected fweights to have integral dtype but got fweights with Float dtype");
  EXPECT_EQ(message([&] {
              cov(m, 1, tensor({1, 2}));
            }),
            "cov(): expected fweights to have the same numel as there are observations in the "
            "input but got 2 != 3");
  EXPECT_EQ(message([&] { cov(m, 1, tensor({1, -2, 3})); }), "cov(): fweights cannot be negative");
  EXPECT_EQ(message([&] {
              cov(m, 1, ones({1, 3}, kLong));
            }),
            "cov(): expected fweights to have one or fewer dimensions but got fweights with 2 "
            "dimensions");
  EXPECT_EQ(message([&] { cov(m, 1, zeros({3}, kLong)); }),
            "cov(): weights sum to zero, can't be normalized");
  EXPECT_EQ(message([&] { cov(m, 1, {}, ones({3}, kLong)); }),
            "cov(): expected aweights to have floating point dtype but got aweights with Long "
            "dtype");
  EXPECT_EQ(message([] {
              corrcoef(ones({2, 2, 2}));
            }),
            "corrcoef(): expected input to have two or fewer dimensions but got an input with 3 "
            "dimensions");
  const Tensor both = cov(tensor({{-2.0f, -1.0f, 0.0f}, {1.0f, 2.0f, 3.0f}}), 1, tensor({1, 2, 3}),
                          tensor({1.0f, 2.0f, 3.0f}));
  EXPECT_NEAR(both[0][1].item<float>(), 0.4750, 5e-5);
}

TEST(StatisticsTest, IntegralsCheckTheirSamples) {
  const Tensor y = arange(6, kFloat).view({2, 3});
  EXPECT_EQ(message([&] { trapezoid(y > 0); }),
            "trapezoid: received a bool input for `y`, but bool is not supported");
  EXPECT_EQ(message([&] { trapezoid(y, y > 0); }),
            "trapezoid: received a bool input for `x` or `y`, but bool is not supported");
  EXPECT_EQ(message([&] { trapezoid(y, ones({2})); }),
            "trapezoid: There must be one `x` value for each sample point");
  EXPECT_EQ(message([&] { cumulative_trapezoid(y, ones({2})); }),
            "cumulative_trapezoid: There must be one `x` value for each sample point");
  EXPECT_EQ(message([] { trapezoid(scalar_tensor(1)); }),
            "Dimension specified as -1 but tensor has no dimensions");
  EXPECT_EQ(message([&] { vander(y); }), "x must be a one-dimensional tensor.");
  EXPECT_EQ(message([] { vander(ones({3}), -1); }), "N must be non-negative.");
}

TEST(StatisticsTest, HistogramsCheckTheirBins) {
  const Tensor x = arange(6, kFloat);
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(message([&] { histogram(x, 0); }),
            "torch.histogram(): bins must be > 0, but got 0 for dimension 0");
  EXPECT_EQ(message([&] { histogram(x, ones({1})); }),
            "torch.histogram(): bins must be > 0, but got 0 for dimension 0");
  EXPECT_EQ(message([&] {
              histogram(x, 3, {{2.0, 1.0}});
            }),
            "torch.histogramdd: min should not exceed max, but got min 2 max 1 for dimension 0");
  EXPECT_EQ(message([&] {
              histogram(x, 3, {{0.0, inf}});
            }),
            "torch.histogramdd: dimension 0's range [0, inf] is not finite");
  EXPECT_EQ(message([&] { histogram(x, 3, {}, ones({3})); }),
            "torch.histogramdd: if weight tensor is provided it should have the same shape as the "
            "input tensor excluding its innermost dimension, but got input with shape [6, 1] and "
            "weight with shape [3]");
  EXPECT_EQ(message([&] { histogram(x, ones({2}, kDouble)); }),
            "torch.histogramdd: input tensor and bins tensors should have the same dtype, but got "
            "input with dtype float and bins for dimension 0 with dtype double");
  EXPECT_EQ(message([&] {
              histogram(x, ones({1, 3}));
            }),
            "torch.histogramdd: bins tensor should have one dimension, but got 2 dimensions in the "
            "bins tensor for dimension 0");
  EXPECT_EQ(message([&] { histogram(x.to(kLong), 3); }),
            "\"histogramdd\" not implemented for 'Long'");
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto [counts, edges] = histogram(tensor({nan, 0.0f, 1.0f, 2.0f, 9.0f}), 2, {{0.0, 2.0}});
  EXPECT_THAT(values<float>(counts), ElementsAre(1, 2));
  EXPECT_THAT(values<float>(edges), ElementsAre(0, 1, 2));
}

TEST(StatisticsTest, DistancesCheckTheirShapes) {
  const Tensor m = ones({2, 3}), v = ones({3});
  EXPECT_EQ(message([&] { cdist(m, v); }), "cdist only supports at least 2D tensors, X2 got: 1D");
  EXPECT_EQ(message([&] {
              cdist(m, ones({2, 2}));
            }),
            "X1 and X2 must have the same number of columns. X1: 3 X2: 2");
  EXPECT_EQ(message([&] { cdist(m, m, -1); }), "cdist only supports non-negative p values");
  EXPECT_EQ(message([&] { cdist(m.to(kLong), m); }),
            "cdist only supports floating-point dtypes, X1 got: Long");
  EXPECT_EQ(message([&] { pdist(v); }), "pdist only supports 2D tensors, got: 1D");
  EXPECT_EQ(message([&] { pdist(m, -1); }), "pdist only supports non-negative p values");
  EXPECT_EQ(message([&] { cosine_similarity(m.to(kLong), m.to(kLong)); }),
            "expected common dtype to be floating point, yet common dtype is Long");
  EXPECT_EQ(message([&] {
              bilinear(m, m, ones({2, 3, 2}));
            }),
            "bilinear(): input2 size does not match weight size: got 3 but expected 2");
  EXPECT_EQ(message([&] {
              bilinear(m, m, ones({2, 2, 3}));
            }),
            "bilinear(): input1 size does not match weight size: got 3 but expected 2");
  EXPECT_EQ(message([&] {
              bilinear(m, v, ones({2, 3, 3}));
            }),
            "bilinear(): input dimensions do not match: got 2 and 1");
  EXPECT_EQ(message([&] {
              bilinear(m, ones({3, 3}), ones({2, 3, 3}));
            }),
            "bilinear(): input batch dimensions do not match at dim 0: got 2 and 3");
  EXPECT_EQ(message([&] {
              bilinear(m, m, ones({2, 3, 3}), v);
            }),
            "bilinear(): bias size does not match weight size: got 3 but expected 2");
}

TEST(StatisticsTest, ManyRowsAreComparedByAProduct) {
  const Tensor a = arange(90, kDouble).view({30, 3}).requires_grad_();
  const Tensor d = cdist(a, a.detach()[0].unsqueeze(0));
  EXPECT_EQ(d.grad_fn()->name(), "EuclideanDistBackward0");
  EXPECT_NEAR(d[2][0].item<double>(), 6 * std::sqrt(3.0), 1e-10);
}

TEST(StatisticsTest, ShufflesAskForChannelsThatDivide) {
  EXPECT_EQ(message([] {
              pixel_shuffle(ones({4, 1}), 2);
            }),
            "pixel_shuffle expects input to have at least 3 dimensions, but got input with 2 "
            "dimension(s)");
  EXPECT_EQ(message([] {
              pixel_shuffle(ones({1, 3, 1, 2}), 2);
            }),
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square "
            "of upscale_factor, but input.size(-3)=3 is not divisible by 4");
  EXPECT_EQ(message([] {
              pixel_shuffle(ones({1, 4, 1, 2}), 0);
            }),
            "pixel_shuffle expects a positive upscale_factor, but got 0");
  EXPECT_EQ(message([] {
              pixel_unshuffle(ones({1, 1, 3, 2}), 2);
            }),
            "pixel_unshuffle expects height to be divisible by downscale_factor, but "
            "input.size(-2)=3 is not divisible by 2");
  EXPECT_EQ(message([] {
              pixel_unshuffle(ones({1, 1, 2, 3}), 2);
            }),
            "pixel_unshuffle expects width to be divisible by downscale_factor, but "
            "input.size(-1)=3 is not divisible by 2");
  EXPECT_EQ(message([] { channel_shuffle(ones({4}), 2); }),
            "channel_shuffle expects input with > 2 dims, but got input with sizes [4]");
  EXPECT_EQ(message([] {
              channel_shuffle(ones({1, 3, 2}), 2);
            }),
            "Number of channels must be divisible by groups. Got 3 channels and 2 groups.");
  EXPECT_EQ(message([] {
              channel_shuffle(ones({1, 4, 2}), 0);
            }),
            "Number of groups to divide channels in must be positive. Value of groups:0");
}

void expect_near(const Tensor& t, const std::vector<double>& expected, double tolerance) {
  const std::vector<double> found = values<double>(t.to(kDouble));
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

// Values recorded from PyTorch 1.13.
TEST(StatisticsTest, WindowsHavePyTorchsValues) {
  expect_near(hann_window(7, kDouble),
              {0.0, 0.1882550990706332, 0.6112604669781572, 0.9504844339512095, 0.9504844339512095,
               0.6112604669781573, 0.1882550990706333},
              1e-15);
  expect_near(hamming_window(7, false, kDouble),
              {0.08, 0.30999999999999994, 0.77, 1.0, 0.77, 0.31, 0.08}, 1e-15);
  expect_near(bartlett_window(7, kDouble),
              {0.0, 0.2857142857142857, 0.5714285714285714, 0.8571428571428571, 0.8571428571428572,
               0.5714285714285716, 0.2857142857142858},
              1e-15);
  expect_near(blackman_window(7, kDouble),
              {0.0, 0.09045342435412806, 0.4591829575459636, 0.9203636180999082, 0.9203636180999082,
               0.4591829575459638, 0.09045342435412812},
              1e-15);
  expect_near(kaiser_window(7, kDouble),
              {5.2773441320097665e-05, 0.03276828844175176, 0.33089863665707414, 0.8888676640466582,
               0.8888676640466582, 0.33089863665707414, 0.03276828844175176},
              1e-14);
  expect_near(hann_window(7),
              {0.0, 0.18825510144233704, 0.6112604737281799, 0.9504844546318054, 0.9504843950271606,
               0.6112605333328247, 0.18825498223304749},
              1e-7);
  EXPECT_EQ(hann_window(0).numel(), 0);
  EXPECT_THAT(values<float>(kaiser_window(1)), ElementsAre(1));
  EXPECT_EQ(message([] { hann_window(-1); }),
            "hann_window requires non-negative window_length, got window_length=-1");
  EXPECT_THAT(message([] { kaiser_window(5, kLong); }),
              testing::StartsWith("kaiser_window expects floating point dtypes, got: "
                                  "TensorOptions(dtype=long"));
}

}  // namespace
}  // namespace gradlab
