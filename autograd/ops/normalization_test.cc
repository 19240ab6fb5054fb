// Batch, instance and group normalisation: the texts of their errors, running statistics, dtypes
// and layouts. Values and gradients against PyTorch's are in the operation table.
#include "gradlab/autograd/ops/normalization.h"

#include <cmath>
#include <functional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functional/gradcheck.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using Sizes = std::vector<int64_t>;
Tensor counted(IntArrayRef sizes, ScalarType dtype = kDouble) {
  int64_t n = 1;
  for (int64_t size : sizes) n *= size;
  return arange(0, n, kDouble).mul(7).remainder(11).sub(5).div(4).view(sizes).to(dtype);
}

Tensor training(const Tensor& x, const Tensor& weight = {}, const Tensor& bias = {},
                const Tensor& running_mean = {}, const Tensor& running_var = {}) {
  return batch_norm(x, weight, bias, running_mean, running_var, true, 0.1, 1e-5);
}
Tensor evaluation(const Tensor& x, const Tensor& running_mean, const Tensor& running_var) {
  return batch_norm(x, {}, {}, running_mean, running_var, false, 0.1, 1e-5);
}

TEST(BatchNormErrors, SayWhatIsWrong) {
  const Tensor x = ones({2, 3, 4}), three = ones({3}), four = ones({4});
  const Tensor wide = three.to(kDouble), brief = three.to(kBFloat16);
  expect_texts({
      {[=] { training(x, four); }, "weight should contain 3 elements not 4"},
      {[=] { training(x, {}, four); }, "bias should contain 3 elements not 4"},
      {[=] { training(x, {}, {}, four, three); }, "running_mean should contain 3 elements not 4"},
      {[=] { training(x, {}, {}, three, four); }, "running_var should contain 3 elements not 4"},
      {[=] { evaluation(x, {}, {}); }, "running_mean must be defined in evaluation mode"},
      {[=] { evaluation(x, three, {}); }, "running_var must be defined in evaluation mode"},
      {[=] { training(ones({3})); },
       "Dimension out of range (expected to be in range of [-1, 0], but got 1)"},
      {[=] { training(x.to(kLong)); }, "\"batch_norm\" not implemented for 'Long'"},
      {[=] { training(x.to(kHalf), three); }, "\"batch_norm\" not implemented for 'Half'"},
      {[=] { training(x, wide); },
       "mixed dtype (CPU): expect parameter to have scalar type of Float"},
      {[=] { training(x.to(kDouble), three); },
       "mixed dtype (CPU): expect input to have scalar type of BFloat16"},
      {[=] { training(x.to(kBFloat16), three, brief); },
       "mixed dtype (CPU): expect parameter to have scalar type of Float"},
      {[=] { training(x.to(kBFloat16), brief, {}, three, three); },
       "expected scalar type BFloat16 but found Float"},
      {[=] { native_batch_norm(ones({0, 3}), {}, {}, {}, {}, true, 0.1, 1e-5); },
       "input tensor must have at least one element, but got input_sizes = [0, 3]"},
      {[=] { instance_norm(x, {}, {}, {}, {}, false, 0.1, 1e-5); },
       "Expected running_mean and running_var to be defined when use_input_stats is false"},
      {[=] { instance_norm(x, four, {}, {}, {}, true, 0.1, 1e-5); },
       "weight should contain 6 elements not 8"},
  });
}

TEST(GroupNormErrors, SayWhatIsWrong) {
  const Tensor x = ones({2, 3, 4}), three = ones({3}), four = ones({4});
  expect_texts({
      {[=] { group_norm(x, 0); }, "Expected num groups to be greater than 0, got 0"},
      {[=] { group_norm(x, 2); },
       "Expected number of channels in input to be divisible by num_groups, but got input of shape "
       "[2, 3, 4] and num_groups=2"},
      {[=] { group_norm(x, 3, four); },
       "Expected weight to be a vector of size equal to the number of channels in input, but got "
       "weight of shape [4] and input of shape [2, 3, 4]"},
      // PyTorch's text shows the shape of the weight.
      {[=] { group_norm(x, 3, {}, four); },
       "Expected bias to be a vector of size equal to the number of channels in input, but got "
       "bias of shape [0] and input of shape [2, 3, 4]"},
      {[=] { group_norm(ones({3}), 3); },
       "Dimension out of range (expected to be in range of [-1, 0], but got 1)"},
      {[=] { group_norm(x, 3, three.to(kDouble)); },
       "expected scalar type Float but found Double"},
      {[=] { group_norm(x.to(kHalf), 3); }, "\"GroupNormKernelImpl\" not implemented for 'Half'"},
      {[=] { native_group_norm(x, {}, {}, 2, 3, 4, 0, 1e-5); },
       "Expected num groups to be greater than 0, got 0"},
      {[=] { native_group_norm(x, {}, {}, 2, 3, 5, 3, 1e-5); },
       "Expected X.numel() == N * C * HxW to be true, but got false.  (Could this error message be "
       "improved?  If so, please report an enhancement request to PyTorch.)"},
  });
}

TEST(BatchNorm, WritesRunningStatisticsBehindAutogradsBack) {
  const Tensor mean = zeros({3}, kDouble), var = ones({3}, kDouble);
  const Tensor x = counted({2, 3, 4}).requires_grad_();
  const Tensor y = training(x, {}, {}, mean, var), z = training(x, {}, {}, mean, var);
  EXPECT_EQ(mean._version(), 0);
  EXPECT_TRUE(mean.allclose(0.19 * x.mean({0, 2})));
  EXPECT_TRUE(var.allclose(0.81 + 0.19 * x.var({0, 2})));
  EXPECT_NO_THROW(autograd::grad({y.sum() + z.sum()}, {x}));
}

TEST(BatchNorm, EvaluationKeepsWhatItUsed) {
  const Tensor mean = zeros({3}, kDouble), var = ones({3}, kDouble);
  const Tensor x = counted({2, 3, 4}).requires_grad_();
  const Tensor y = evaluation(x, mean, var);
  var.mul_(4);
  EXPECT_THROW(autograd::grad({y.sum()}, {x}), Error);
}

TEST(BatchNorm, OfOneValueHasNoUnbiasedVariance) {
  const Tensor mean = zeros({3}), var = ones({3});
  const Tensor y = training(ones({1, 3}), {}, {}, mean, var);
  EXPECT_TRUE(y.equal(zeros({1, 3})));
  EXPECT_TRUE(mean.allclose(full({3}, 0.1)));
  for (int64_t c = 0; c < 3; ++c) EXPECT_TRUE(std::isnan(var[c].item<float>()));
}

TEST(BatchNorm, WritesStridedStatistics) {
  const Tensor both = zeros({3, 2}, kDouble);
  const Tensor x = counted({2, 3, 4});
  training(x, {}, {}, both.select(1, 0), both.select(1, 1));
  EXPECT_TRUE(both.select(1, 0).allclose(0.1 * x.mean({0, 2})));
  EXPECT_TRUE(both.select(1, 1).allclose(0.1 * x.var({0, 2})));
}

TEST(BatchNorm, ReturnsTheStatisticsOfTheBatch) {
  const Tensor x = counted({2, 3, 4});
  const auto [y, mean, rstd] = native_batch_norm(x, {}, {}, {}, {}, true, 0.1, 1e-5);
  EXPECT_TRUE(mean.allclose(x.mean({0, 2})));
  EXPECT_TRUE(rstd.allclose((x.var({0, 2}, false) + 1e-5).rsqrt()));
  const auto [z, no_mean, no_rstd] =
      native_batch_norm(x, {}, {}, mean, mean.square(), false, 0.1, 1e-5);
  EXPECT_EQ(no_mean.sizes(), Sizes{0});
  EXPECT_EQ(no_rstd.sizes(), Sizes{0});
}

TEST(BatchNorm, TakesFloatParametersForBFloat16) {
  const Tensor x = counted({2, 3, 4}, kBFloat16).requires_grad_();
  const Tensor weight = counted({3}, kFloat).requires_grad_(), mean = zeros({3}), var = ones({3});
  const auto [y, saved_mean, saved_rstd] =
      native_batch_norm(x, weight, {}, mean, var, true, 0.1, 1e-5);
  EXPECT_EQ(y.dtype(), kBFloat16);
  EXPECT_EQ(saved_mean.dtype(), kFloat);
  EXPECT_TRUE(y.equal(training(x.to(kFloat), weight).to(kBFloat16)));
  const variable_list g = autograd::grad({y.square().sum()}, {x, weight});
  EXPECT_EQ(g[0].dtype(), kBFloat16);
  EXPECT_EQ(g[1].dtype(), kFloat);
  EXPECT_EQ(training(x, weight.to(kBFloat16)).dtype(), kBFloat16);
  EXPECT_EQ(group_norm(x, 3, weight.to(kBFloat16)).dtype(), kBFloat16);
}

TEST(Norms, AreTheSameInEveryLayout) {
  const Tensor x = counted({2, 4, 5, 3}), weight = counted({4}).add(0.5);
  const Tensor last = x.contiguous(MemoryFormat::ChannelsLast);
  const Tensor y = training(x, weight), z = training(last, weight);
  EXPECT_TRUE(y.is_contiguous());
  EXPECT_TRUE(z.is_contiguous(MemoryFormat::ChannelsLast));
  EXPECT_TRUE(y.allclose(z));
  const Tensor u = group_norm(x, 2, weight), v = group_norm(last, 2, weight);
  EXPECT_TRUE(v.is_contiguous(MemoryFormat::ChannelsLast));
  EXPECT_TRUE(u.equal(v));
}

TEST(GroupNorm, WithoutElementsGivesZeroOrNaNGradients) {
  const auto weight_gradient = [](IntArrayRef sizes) {
    const Tensor weight = ones({3}).requires_grad_();
    const Tensor y = group_norm(ones(sizes), 3, weight);
    EXPECT_EQ(y.sizes(), sizes);
    return autograd::grad({y.sum()}, {weight})[0];
  };
  EXPECT_TRUE(weight_gradient({0, 3, 2}).equal(zeros({3})));
  EXPECT_TRUE(std::isnan(weight_gradient({2, 3, 0})[0].item<float>()));
}

TEST(GroupNorm, StatisticsHaveGradients) {
  const Tensor x = counted({2, 4, 3}).requires_grad_();
  for (const bool of_mean : {true, false}) {
    const auto statistic = [of_mean](const variable_list& in) {
      const auto [y, mean, rstd] = native_group_norm(in[0], {}, {}, 2, 4, 3, 2, 1e-3);
      return variable_list{of_mean ? mean : rstd};
    };
    EXPECT_TRUE(autograd::gradcheck(statistic, {x}));
    EXPECT_TRUE(autograd::gradgradcheck(statistic, {x}));
  }
}

}  // namespace
}  // namespace gradlab
