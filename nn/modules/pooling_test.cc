// Pooling as modules and functions: options, texts, misuse. Values and gradients of the operations
// against PyTorch's are in the operation table.
#include "gradlab/nn/modules/pooling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/nn/functional/pooling.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"

namespace gradlab::nn {
namespace {

namespace F = functional;
using Sizes = std::vector<int64_t>;

// The first of the two images in tools/record_nn.py.
Tensor image() {
  return ((7 * arange(72.0)).remainder(19) - 9).div(4).reshape({2, 4, 3, 3}).narrow(0, 0, 1);
}

TEST(MaxPool, IsUndoneByMaxUnpool) {
  const auto [pooled, places] =
      MaxPool2d(MaxPool2dOptions(2).stride(1).padding(1))->forward_with_indices(image());
  expect_same(pooled, recorded::kMaxPool);
  expect_same(places, recorded::kMaxPoolPlaces);
  MaxUnpool2d unpool(MaxUnpool2dOptions(2).stride(1).padding(1));
  expect_same(unpool->forward(pooled, places), recorded::kMaxUnpool);
  EXPECT_TRUE(MaxPool2d(MaxPool2dOptions(2).stride(1).padding(1))(image()).equal(pooled));

  const auto [line, at] = MaxPool1d(2)->forward_with_indices(image()[0]);
  expect_same(MaxUnpool1d(2)->forward(line, at, Sizes{4, 3, 3}), recorded::kMaxUnpoolOfLines);
  const auto [cube, in_cube] = MaxPool3d(3)->forward_with_indices(ones({1, 1, 3, 3, 3}));
  const Tensor back = MaxUnpool3d(3)->forward(cube, in_cube);
  EXPECT_EQ(back.sizes(), (Sizes{1, 1, 3, 3, 3}));
  EXPECT_EQ(back.sum().item<float>(), 1);
  EXPECT_EQ(back.view({-1})[0].item<float>(), 1);
}

TEST(AvgPool, TakesAllOptions) {
  const auto options =
      AvgPool2dOptions({2, 3}).stride(2).padding(1).ceil_mode(true).count_include_pad(false);
  expect_near(AvgPool2d(options)(image()), recorded::kAvgPool, 1e-6);
  EXPECT_TRUE(F::avg_pool2d(image(), options).equal(AvgPool2d(options)(image())));
  const Tensor sums = F::avg_pool2d(image(), F::AvgPool2dFuncOptions(2).divisor_override(1));
  EXPECT_TRUE(sums.equal(4 * F::avg_pool2d(image(), F::AvgPool2dFuncOptions(2))));
  EXPECT_EQ(AvgPool1d(3)(image()[0]).sizes(), (Sizes{4, 3, 1}));
  EXPECT_EQ(AvgPool3d(2)(ones({1, 4, 4, 5})).sizes(), (Sizes{1, 2, 2, 2}));
}

TEST(AdaptivePool, KeepsTheSizesThatAreLeftOut) {
  expect_near(AdaptiveAvgPool2d(AdaptiveAvgPool2dOptions({std::nullopt, 2}))(image()),
              recorded::kAdaptiveAvgPool, 1e-6);
  AdaptiveMaxPool3d pool(AdaptiveMaxPool3dOptions({3, 1, std::nullopt}));
  expect_same(pool->forward(image()), recorded::kAdaptiveMaxPool);
  EXPECT_EQ(std::get<1>(pool->forward_with_indices(image())).sizes(), (Sizes{1, 3, 1, 3}));
  EXPECT_EQ(AdaptiveAvgPool1d(2)(image()[0]).sizes(), (Sizes{4, 3, 2}));
  EXPECT_EQ(AdaptiveMaxPool1d(2)(image()[0]).sizes(), (Sizes{4, 3, 2}));
  EXPECT_EQ(AdaptiveMaxPool2d(2)(image()).sizes(), (Sizes{1, 4, 2, 2}));
  EXPECT_EQ(AdaptiveAvgPool3d(2)(image()).sizes(), (Sizes{1, 2, 2, 2}));
}

TEST(LPPool, IsANormOfEveryWindow) {
  const Tensor x = image().abs();
  expect_near(LPPool2d(LPPool2dOptions(3, {2, 1}).stride(1))(x), recorded::kLpPool, 1e-5);
  expect_near(LPPool1d(LPPool1dOptions(2, 2).ceil_mode(true))(image()[0]),
              recorded::kLpPoolOfLines, 1e-5);
  const Tensor norms = LPPool3d(2, 3)(ones({1, 1, 3, 3, 3}));
  EXPECT_TRUE(norms.allclose(full({1, 1, 1, 1, 1}, std::sqrt(27.0))));
}

TEST(Pooling, StandsInASequential) {
  Sequential model(MaxPool2d(2), AdaptiveAvgPool2d(1));
  EXPECT_EQ(model->forward(ones({2, 3, 8, 8})).sizes(), (Sizes{2, 3, 1, 1}));
  Sequential unpool(MaxUnpool2d(2));
  EXPECT_EQ(unpool->forward(ones({1, 1, 2, 2}), zeros({1, 1, 2, 2}, kLong)).sizes(),
            (Sizes{1, 1, 4, 4}));
}

TEST(Pooling, PrintsAsInLibtorch) {
  EXPECT_EQ(streamed(MaxPool1d(3)),
            "torch::nn::MaxPool1d(kernel_size=3, stride=3, padding=0, dilation=1, "
            "ceil_mode=false)");
  const auto all = MaxPool2dOptions({3, 2}).stride(2).padding({1, 0}).dilation(2).ceil_mode(true);
  EXPECT_EQ(streamed(MaxPool2d(all)),
            "torch::nn::MaxPool2d(kernel_size=[3, 2], stride=[2, 2], padding=[1, 0], "
            "dilation=[2, 2], ceil_mode=true)");
  EXPECT_EQ(streamed(AvgPool2d(AvgPool2dOptions({3, 2}).stride({2, 1}).padding(1))),
            "torch::nn::AvgPool2d(kernel_size=[3, 2], stride=[2, 1], padding=[1, 1])");
  EXPECT_EQ(streamed(AdaptiveMaxPool2d(AdaptiveMaxPool2dOptions({3, std::nullopt}))),
            "torch::nn::AdaptiveMaxPool2d(output_size=[3, None])");
  EXPECT_EQ(streamed(AdaptiveAvgPool1d(3)), "torch::nn::AdaptiveAvgPool1d(output_size=3)");
  EXPECT_EQ(streamed(AdaptiveAvgPool3d(3)), "torch::nn::AdaptiveAvgPool3d(output_size=[3, 3, 3])");
  EXPECT_EQ(streamed(MaxUnpool1d(3)),
            "torch::nn::MaxUnpool1d(kernel_size=3, stride=3, padding=0)");
  EXPECT_EQ(streamed(LPPool2d(LPPool2dOptions(1.5, {3, 2}).stride(2).ceil_mode(true))),
            "torch::nn::LPPool2d(norm_type=1.5, kernel_size=[3, 2], stride=[2, 2], "
            "ceil_mode=true)");
}

TEST(Pooling, PrintsAsInPython) {
  EXPECT_EQ(MaxPool2d(MaxPool2dOptions({3, 2}).stride(2).ceil_mode(true))->extra_repr(),
            "kernel_size=(3, 2), stride=2, padding=0, dilation=1, ceil_mode=True");
  EXPECT_EQ(AvgPool1d(3)->extra_repr(), "kernel_size=(3,), stride=(3,), padding=(0,)");
  EXPECT_EQ(AvgPool2d(3)->extra_repr(), "kernel_size=3, stride=3, padding=0");
  EXPECT_EQ(MaxUnpool2d(3)->extra_repr(), "kernel_size=(3, 3), stride=(3, 3), padding=(0, 0)");
  EXPECT_EQ(LPPool1d(2, 3)->extra_repr(),
            "norm_type=2, kernel_size=3, stride=None, ceil_mode=False");
  EXPECT_EQ(LPPool2d(LPPool2dOptions(1.5, {3, 2}).stride(2))->extra_repr(),
            "norm_type=1.5, kernel_size=(3, 2), stride=2, ceil_mode=False");
  EXPECT_EQ(AdaptiveAvgPool1d(3)->extra_repr(), "output_size=3");
  EXPECT_EQ(AdaptiveAvgPool2d(AdaptiveAvgPool2dOptions({3, std::nullopt}))->extra_repr(),
            "output_size=(3, None)");
}

TEST(Pooling, MisuseThrowsLibtorchsTexts) {
  const Tensor x = ones({1, 1, 2, 2}), places = zeros({1, 1, 2, 2}, kLong);
  const auto unpool = [&](const Sizes& size) {
    return message_of(
        [&] { F::max_unpool2d(x, places, F::MaxUnpool2dFuncOptions(2).output_size(size)); });
  };
  EXPECT_EQ(unpool({4, 4}),
            "output_size should be a sequence containing 2 or 4 elements, but it has a length of "
            "'0'");
  EXPECT_EQ(unpool({1, 1, 4, 7}), "invalid output_size 4 7 (dim 1 must be between 2 and 6)");
  EXPECT_EQ(message_of([] {
              F::adaptive_avg_pool2d(ones({2, 2}), F::AdaptiveAvgPool2dFuncOptions({1, 2}));
            }),
            "Input dimension should be at least 3");
  EXPECT_EQ(message_of([] { MaxPool2dOptions({1, 2, 3}); }),
            "Expected 2 values, but instead got 3");
  EXPECT_EQ(message_of([] { AdaptiveAvgPool2dOptions({1, 2, 3}); }),
            "Expected 2 values, but instead got 3");
}

}  // namespace
}  // namespace gradlab::nn
