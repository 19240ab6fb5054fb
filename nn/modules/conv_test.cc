// Convolutions and padding as modules and functions: initial values, options, texts, misuse. Values
// and gradients of the operations against PyTorch's are in the operation table.
#include "gradlab/nn/modules/conv.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/nn/functional/conv.h"
#include "gradlab/nn/functional/padding.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::nn {
namespace {

namespace F = functional;
using Sizes = std::vector<int64_t>;

Tensor image() { return (arange(24.0) * 0.25 - 3).reshape({1, 2, 3, 4}); }

TEST(Conv, HasPyTorchsInitialValuesAndResults) {
  manual_seed(0);
  Conv2d conv(Conv2dOptions(2, 4, {3, 2}).padding(1).groups(2).padding_mode(kCircular));
  expect_same(conv->weight, recorded::kConvWeight);
  expect_same(conv->bias, recorded::kConvBias);
  expect_near(conv(image()), recorded::kConvOutput, 1e-6);
  ConvTranspose1d transposed(ConvTranspose1dOptions(2, 3, 2).stride(2));
  expect_same(transposed->weight, recorded::kTransposedWeight);
  const Tensor row = image()[0].select(1, 0);
  expect_near(transposed(row, Sizes{9}), recorded::kTransposedOutput, 1e-6);
}

TEST(Conv, TakesABatchOrOneImage) {
  Conv2d conv(3, 4, 3);
  const Tensor x = ones({2, 3, 5, 6});
  EXPECT_EQ(conv(x).sizes(), (Sizes{2, 4, 3, 4}));
  EXPECT_TRUE(conv(x[0]).allclose(conv(x)[0]));
  EXPECT_EQ(Conv1d(Conv1dOptions(3, 2, 3).stride(2).dilation(2))(ones({3, 9})).sizes(),
            (Sizes{2, 3}));
  EXPECT_EQ(Conv3d(1, 2, 2)(ones({1, 1, 3, 3, 3})).sizes(), (Sizes{1, 2, 2, 2, 2}));
  EXPECT_EQ(ConvTranspose2d(3, 4, 3)(x).sizes(), (Sizes{2, 4, 7, 8}));
  EXPECT_EQ(ConvTranspose3d(1, 2, 2)(ones({1, 1, 3, 3, 3})).sizes(), (Sizes{1, 2, 4, 4, 4}));
}

TEST(Conv, KeepsSizesWithSamePaddingInEveryMode) {
  const Tensor x = image();
  for (const Conv2dOptions::padding_mode_t& mode :
       {Conv2dOptions::padding_mode_t(kZeros), Conv2dOptions::padding_mode_t(kReflect),
        Conv2dOptions::padding_mode_t(kReplicate), Conv2dOptions::padding_mode_t(kCircular)}) {
    Conv2d conv(Conv2dOptions(2, 1, {2, 3}).padding(kSame).padding_mode(mode));
    EXPECT_EQ(conv(x).sizes(), (Sizes{1, 1, 3, 4}));
  }
  EXPECT_EQ(Conv2d(Conv2dOptions(2, 1, 2).padding(kValid))(x).sizes(), (Sizes{1, 1, 2, 3}));
}

TEST(Conv, GradientsReachWeightBiasAndInput) {
  Conv2d conv(Conv2dOptions(1, 1, 2).padding({1, 0}));
  const Tensor x = ones({1, 1, 2, 2}).requires_grad_();
  conv(x).sum().backward();
  EXPECT_EQ(conv->weight.grad().sum().item<float>(), 8);
  EXPECT_EQ(conv->bias.grad().item<float>(), 3);
  EXPECT_TRUE(x.grad().sum().allclose(conv->weight.detach().sum() * 2));
}

TEST(Conv, WorksInSequentialAndClones) {
  Sequential net(Conv1d(2, 3, 2), ConvTranspose1d(3, 1, 2));
  EXPECT_EQ(net->forward(ones({1, 2, 5})).sizes(), (Sizes{1, 1, 5}));
  Conv1d conv(2, 3, 2);
  const auto copy = std::dynamic_pointer_cast<Conv1dImpl>(conv->clone());
  EXPECT_TRUE(copy->weight.equal(conv->weight));
  EXPECT_FALSE(copy->weight.is_same(conv->weight));
}

TEST(Conv, FunctionsTakeOptions) {
  const Tensor x = ones({1, 1, 4}), w = ones({1, 1, 2});
  EXPECT_TRUE(F::conv1d(x, w).equal(full({1, 1, 3}, 2.0)));
  const auto options = F::Conv1dFuncOptions().bias(ones({1})).stride(2).padding(kValid);
  EXPECT_TRUE(F::conv1d(x, w, options).equal(full({1, 1, 2}, 3.0)));
  EXPECT_EQ(F::conv_transpose1d(x, w, F::ConvTranspose1dFuncOptions().stride(3)).sizes(),
            (Sizes{1, 1, 11}));
  EXPECT_EQ(F::conv2d(ones({1, 1, 4, 4}), ones({1, 1, 2, 3})).sizes(), (Sizes{1, 1, 3, 2}));
  EXPECT_EQ(F::conv3d(ones({1, 1, 4, 4, 4}), ones({1, 1, 2, 3, 1})).sizes(),
            (Sizes{1, 1, 3, 2, 4}));
}

TEST(Pad, GivesPyTorchsResults) {
  expect_same(F::pad(image(), F::PadFuncOptions({1, 2, 0, 1}).mode(kReflect)),
              recorded::kConvReflected);
  const Tensor x = tensor_of<float>({1, 2}, {1, 2});
  EXPECT_TRUE(
      F::pad(x, F::PadFuncOptions({1, 0}).value(5)).equal(tensor_of<float>({5, 1, 2}, {1, 3})));
}

TEST(Conv, PrintsAsInLibtorchAndInPython) {
  EXPECT_EQ(streamed(Conv2d(3, 4, 3)),
            "torch::nn::Conv2d(3, 4, kernel_size=[3, 3], stride=[1, 1])");
  const auto all =
      Conv1dOptions(4, 6, 3).stride(2).padding(1).dilation(2).groups(2).bias(false).padding_mode(
          kCircular);
  EXPECT_EQ(streamed(Conv1d(all)),
            "torch::nn::Conv1d(4, 6, kernel_size=3, stride=2, padding=1, dilation=2, groups=2, "
            "bias=false, padding_mode=kCircular)");
  EXPECT_EQ(Conv1d(all)->extra_repr(),
            "4, 6, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,), groups=2, "
            "bias=False, padding_mode=circular");
  EXPECT_EQ(streamed(Conv2d(Conv2dOptions(3, 4, 3).padding(kSame))),
            "torch::nn::Conv2d(3, 4, kernel_size=[3, 3], stride=[1, 1], padding='same')");
  EXPECT_EQ(Conv2d(Conv2dOptions(3, 4, 3).padding(kValid))->extra_repr(),
            "3, 4, kernel_size=(3, 3), stride=(1, 1), padding=valid");
  EXPECT_EQ(streamed(ConvTranspose2d(ConvTranspose2dOptions(3, 4, 3).stride(2).output_padding(1))),
            "torch::nn::ConvTranspose2d(3, 4, kernel_size=[3, 3], stride=[2, 2], "
            "output_padding=[1, 1])");
}

TEST(Conv, MisuseThrowsPyTorchsTexts) {
  EXPECT_EQ(message_of([] { Conv2d(Conv2dOptions(3, 4, 3).groups(2)); }),
            "in_channels must be divisible by groups");
  EXPECT_EQ(message_of([] { Conv2d(Conv2dOptions(4, 3, 3).groups(2)); }),
            "out_channels must be divisible by groups");
  EXPECT_EQ(message_of([] { Conv2d(Conv2dOptions(3, 4, 3).groups(0)); }),
            "groups must be a positive integer");
  EXPECT_EQ(message_of([] { Conv2d(Conv2dOptions(3, 4, 3).padding(kSame).stride(2)); }),
            "padding='same' is not supported for strided convolutions");
  EXPECT_EQ(message_of([] {
              Conv2dOptions(3, 4, {1, 2, 3});
            }),
            "Expected 2 values, but instead got 3");
  ConvTranspose2d transposed(ConvTranspose2dOptions(3, 4, 3).stride(2));
  EXPECT_EQ(message_of([&] {
              transposed(ones({1, 3, 4, 4}), Sizes{12, 10});
            }),
            "requested an output size of [12, 10], but valid sizes range from 9 9 to 10 10 (for an "
            "input of [4, 4])");
  const Tensor w = ones({4, 2, 3, 3});
  EXPECT_EQ(message_of([&] {
              F::conv2d(ones({1, 3, 8, 8}), w);
            }),
            "Given groups=1, weight of size [4, 2, 3, 3], expected input[1, 3, 8, 8] to have 2 "
            "channels, but got 3 channels instead");
  EXPECT_EQ(message_of([&] {
              F::conv2d(ones({8, 8}), w);
            }),
            "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [8, "
            "8]");
  EXPECT_EQ(message_of([&] {
              F::conv2d(ones({1, 2, 2, 2}), w);
            }),
            "Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size "
            "can't be greater than actual input size");
  EXPECT_EQ(message_of([&] {
              F::conv2d(ones({1, 2, 8, 8}), w, F::Conv2dFuncOptions().bias(ones({3})));
            }),
            "Given weight of size [4, 2, 3, 3], expected bias to be 1-dimensional with 4 elements, "
            "but got bias of size [3] instead");
  EXPECT_EQ(message_of([&] {
              F::pad(ones({1, 2, 3}), F::PadFuncOptions({3, 1}).mode(kReflect));
            }),
            "Argument #4: Padding size should be less than the corresponding input dimension, but "
            "got: padding (3, 1) at dimension 2 of input [1, 2, 3]");
  EXPECT_EQ(message_of([&] {
              F::pad(ones({1, 2, 3}), F::PadFuncOptions({4, 1}).mode(kCircular));
            }),
            "Padding value causes wrapping around more than once.");
  EXPECT_EQ(message_of([&] {
              F::pad(ones({1, 2, 3}), F::PadFuncOptions({1}));
            }),
            "Padding length must be divisible by 2");
}

}  // namespace
}  // namespace gradlab::nn
