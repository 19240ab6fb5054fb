// Layer and group normalisation and others as modules and functions: values, texts, misuse. Values
// and gradients of the operations against PyTorch's are in the operation table.
#include "gradlab/nn/modules/normalization.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/nn/functional/normalization.h"
#include "gradlab/nn/options/normalization.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"

namespace gradlab::nn {
namespace {

constexpr float kByRows[] = {0.44721359f, -0.89442718f, 0.992277861f, 0.124034733f};
constexpr float kByColumns[] = {0.200000003f, -0.800000012f, 0.800000012f, 0.200000003f};

namespace F = functional;

TEST(LayerNorm, GivesEverySliceMeanZeroAndVarianceOne) {
  LayerNorm norm(LayerNormOptions({2, 2}).eps(0));
  const Tensor x = tensor_of<float>({0, 2, 4, 6, 1, 1, 5, 5}, {2, 2, 2});
  const Tensor y = norm(x);
  EXPECT_TRUE(y[1].equal(tensor_of<float>({-1, -1, 1, 1}, {2, 2})));
  EXPECT_TRUE(y.mean({1, 2}).allclose(zeros({2})));
  EXPECT_TRUE(y.var({1, 2}, /*unbiased=*/false).allclose(ones({2})));
}

TEST(LayerNorm, StartsWithWeightOneAndBiasZero) {
  LayerNorm norm(LayerNormOptions({3}));
  EXPECT_EQ(norm->named_parameters().keys(), (std::vector<std::string>{"weight", "bias"}));
  EXPECT_TRUE(norm->weight.equal(ones({3})));
  EXPECT_TRUE(norm->bias.equal(zeros({3})));
  EXPECT_TRUE(LayerNorm(LayerNormOptions({3}).elementwise_affine(false))->parameters().empty());
}

TEST(LayerNorm, FunctionTakesWeightAndBias) {
  const Tensor x = tensor_of<float>({0, 2}, {1, 2});
  const auto options = F::LayerNormFuncOptions({2}).eps(0);
  EXPECT_TRUE(F::layer_norm(x, options).equal(tensor_of<float>({-1, 1}, {1, 2})));
  const auto scaled = F::LayerNormFuncOptions({2})
                          .eps(0)
                          .weight(tensor_of<float>({2, 3}, {2}))
                          .bias(tensor_of<float>({10, 20}, {2}));
  EXPECT_TRUE(F::layer_norm(x, scaled).equal(tensor_of<float>({8, 23}, {1, 2})));
}

TEST(LayerNorm, PrintsAsInLibtorchAndInPython) {
  EXPECT_EQ(streamed(LayerNorm(LayerNormOptions({2, 3}).eps(1e-3))),
            "torch::nn::LayerNorm([2, 3], eps=0.001, elementwise_affine=true)");
  EXPECT_EQ(LayerNorm(LayerNormOptions({2, 3}).eps(1e-3))->extra_repr(),
            "(2, 3), eps=0.001, elementwise_affine=True");
  EXPECT_EQ(LayerNorm(LayerNormOptions({5}).elementwise_affine(false))->extra_repr(),
            "(5,), eps=1e-05, elementwise_affine=False");
}

TEST(LayerNorm, WrongShapesThrowPyTorchsTexts) {
  LayerNorm norm(LayerNormOptions({3}));
  EXPECT_EQ(message_of([&] {
              norm(ones({2, 4}));
            }),
            "Given normalized_shape=[3], expected input with shape [*, 3], but got input of "
            "size[2, 4]");
  EXPECT_EQ(message_of([] {
              layer_norm(ones({2, 4}), {});
            }),
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one "
            "element, but got normalized_shape = []");
  EXPECT_EQ(message_of([] {
              layer_norm(ones({2, 4}), {4}, ones({3}));
            }),
            "Expected weight to be of same shape as normalized_shape, but got weight of shape [3] "
            "and normalized_shape = [4]");
  EXPECT_EQ(message_of([] {
              layer_norm(ones({2, 4}), {4}, ones({4}), ones({3}));
            }),
            "Expected bias to be of same shape as normalized_shape, but got bias of shape [3] and "
            "normalized_shape = [4]");
}

// As in tools/record_nn.py.
Tensor image() { return ((7 * arange(72.0)).remainder(19) - 9).div(4).reshape({2, 4, 3, 3}); }

TEST(GroupNorm, HasPyTorchsResults) {
  GroupNorm norm(GroupNormOptions(2, 4).eps(1e-3));
  EXPECT_TRUE(norm->weight.equal(ones({4})));
  EXPECT_TRUE(norm->bias.equal(zeros({4})));
  NoGradGuard no_grad;
  norm->weight.copy_(arange(1.0, 5.0));
  norm->bias.copy_(arange(4.0) / 2);
  expect_near(norm(image()), recorded::kGroupNorm, 1e-5);
  EXPECT_TRUE(GroupNorm(GroupNormOptions(2, 4).affine(false))->parameters().empty());
}

TEST(GroupNorm, PrintsAsInLibtorchAndInPython) {
  EXPECT_EQ(streamed(GroupNorm(2, 4)), "torch::nn::GroupNorm(2, 4, eps=1e-05, affine=true)");
  EXPECT_EQ(GroupNorm(GroupNormOptions(2, 4).eps(0.5).affine(false))->extra_repr(),
            "2, 4, eps=0.5, affine=False");
}

TEST(LocalResponseNorm, HasPyTorchsResultsAndTexts) {
  LocalResponseNorm norm(LocalResponseNormOptions(3).alpha(0.5).k(2));
  expect_near(norm(image()), recorded::kLocalResponseNorm, 1e-6);
  expect_near(LocalResponseNorm(2)(image().select(2, 0)), recorded::kLocalResponseNormOfLines,
              1e-6);
  EXPECT_EQ(streamed(norm), "torch::nn::LocalResponseNorm(3, alpha=0.5, beta=0.75, k=2)");
  EXPECT_EQ(LocalResponseNorm(2)->extra_repr(), "2, alpha=0.0001, beta=0.75, k=1.0");
  EXPECT_EQ(message_of([&] { norm(ones({2, 3})); }),
            "Expected 3D or higher dimensionality input (got 2 dimensions)");
}

// The values are those of libtorch 1.13.1.
TEST(Normalize, DividesByTheNormOfOneDimension) {
  const Tensor x = tensor_of<float>({0.5f, -1, 2, 0.25f}, {2, 2});
  expect_near(functional::normalize(x), kByRows, 1e-6);
  const auto by_columns = functional::NormalizeFuncOptions().p(1).dim(0);
  expect_near(functional::normalize(x, by_columns), kByColumns, 1e-6);
  Tensor out = zeros({2, 2});
  EXPECT_TRUE(functional::normalize(x, functional::NormalizeFuncOptions().out(out)).is_same(out));
  expect_near(out, kByRows, 1e-6);
}

}  // namespace
}  // namespace gradlab::nn
