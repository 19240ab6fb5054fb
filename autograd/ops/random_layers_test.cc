// Dropout and the randomised ReLU, and the binomial distribution: streams and messages. The numbers
// were recorded from PyTorch 1.13.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/dropout.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/rrelu.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;

std::vector<float> values(const Tensor& t) {
  const Tensor list = t.detach().contiguous();
  return std::vector<float>(list.data_ptr<float>(), list.data_ptr<float>() + list.numel());
}

TEST(RreluTest, SlopesAreDrawnForWhatIsNotPositive) {
  const Tensor x = tensor({-1.0, 2.0, 0.0, -3.0}).requires_grad_();
  Tensor noise = zeros({4});
  manual_seed(0);
  const Tensor y = rrelu_with_noise(x, noise, 0.1, 0.3, true);
  EXPECT_THAT(values(y), ElementsAre(-0.29401060938835144f, 2, 0, -0.5756297707557678f));
  EXPECT_THAT(values(noise),
              ElementsAre(0.29401060938835144f, 1, 0.24156397581100464f, 0.1918765902519226f));
  EXPECT_EQ(rand({1}).item<float>(), 0.4900934100151062f);
  EXPECT_EQ(y.grad_fn()->name(), "RreluWithNoiseBackward0");
  y.backward(tensor({1.0, 2.0, 3.0, 4.0}));
  EXPECT_TRUE(equal(x.grad(), noise * tensor({1.0, 2.0, 3.0, 4.0})));
}

TEST(RreluTest, SlopesAreDrawnInTheOrderOfTheIndices) {
  const Tensor x = tensor({{-1.0, -2.0}, {-3.0, -4.0}});
  manual_seed(3);
  EXPECT_THAT(values(rrelu(x.t(), 0.1, 0.3, true)),
              ElementsAre(-0.10682164132595062f, -0.4720441699028015f, -0.5091660022735596f,
                          -0.5399416089057922f));
  manual_seed(3);
  Tensor y = x.t().clone();
  rrelu_(y, 0.1, 0.3, true);
  EXPECT_FLOAT_EQ(y[1][0].item<float>(), -0.5091660022735596f);
}

TEST(RreluTest, InPlaceKnowsItsSlopesToo) {
  const Tensor x = tensor({-1.0, 2.0, -3.0}).requires_grad_();
  Tensor y = x * 1, noise = zeros({3});
  rrelu_with_noise_(y, noise, 0.1, 0.3, true);
  EXPECT_EQ(y.grad_fn()->name(), "RreluWithNoiseBackward1");
  sum(y).backward();
  EXPECT_TRUE(equal(x.grad(), noise));
}

TEST(RreluTest, BadArgumentsAreNamed) {
  const Tensor x = tensor({-1.0, 2.0});
  EXPECT_EQ(message([&] { rrelu(x, 0.5, 0.3); }),
            "Lower bound should be less than or equal to the upper bound");
  EXPECT_EQ(message([&] { rrelu(x.to(kLong), 0.1, 0.3, true); }),
            "\"rrelu_with_noise_out_cpu\" not implemented for 'Long'");
  EXPECT_EQ(message([&] { rrelu(x.to(kLong)); }), "\"leaky_relu_cpu\" not implemented for 'Long'");
  EXPECT_EQ(message([&] { rrelu_with_noise(x, zeros({2}, kDouble), 0.1, 0.3, true); }),
            "expected scalar type Float but found Double");
  EXPECT_EQ(message([&] { rrelu_with_noise(x, zeros({3}), 0.1, 0.3, true); }),
            "noise tensor shape must match self tensor shape. Got self.shape = [2] noise.shape = "
            "[3]");
}

TEST(BinomialTest, DrawsPyTorchsNumbersInBothDtypes) {
  const Tensor count = tensor({3.0, 10.0, 100.0, 1000.0, 50.0, 7.0, 0.0, 40.0});
  const Tensor prob = tensor({0.3, 0.5, 0.3, 0.9, 0.7, 1.0, 0.5, 0.25});
  for (ScalarType dtype : {kFloat, kDouble}) {
    manual_seed(5);
    EXPECT_THAT(values(binomial(count.to(dtype), prob.to(dtype)).to(kFloat)),
                ElementsAre(1, 7, 28, 891, 40, 7, 0, 9));
    EXPECT_EQ(rand({1}).item<float>(), 0.9697042107582092f);
  }
}

TEST(BinomialTest, HasTheMeanAndVarianceOfItsDistribution) {
  manual_seed(1);
  const Tensor few = binomial(full({20000}, 12, kDouble), full({20000}, 0.3, kDouble));
  EXPECT_NEAR(mean(few).item<double>(), 3.6, 0.05);
  EXPECT_NEAR(few.var().item<double>(), 2.52, 0.1);
  const Tensor many = binomial(full({20000}, 400, kDouble), full({20000}, 0.8, kDouble));
  EXPECT_NEAR(mean(many).item<double>(), 320, 0.3);
  EXPECT_NEAR(many.var().item<double>(), 64, 2.5);
}

TEST(BinomialTest, BroadcastsAndAnswersImpossibleArguments) {
  const Tensor drawn = binomial(full({2, 1}, 5.0), full({3}, 0.5));
  EXPECT_EQ(drawn.sizes(), IntArrayRef({2, 3}));
  EXPECT_THAT(values(binomial(tensor({-1.0, 1.5, 4.0}), tensor({0.5, -0.3, 1.3}))),
              ElementsAre(0, 0, 4));
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (float v : values(binomial(tensor({nan, 5.0f}), tensor({0.5f, nan})))) {
    EXPECT_TRUE(std::isnan(v));
  }
  EXPECT_EQ(message([] { binomial(tensor({10}), tensor({0.5})); }),
            "Found dtype Float but expected Long");
  EXPECT_EQ(message([] { binomial(tensor({10}), tensor({1})); }),
            "\"binomial_cpu\" not implemented for 'Long'");
  const Tensor count = tensor({3.0}).requires_grad_();
  EXPECT_EQ(message([&] { binomial(count, tensor({0.5})).sum().backward(); }),
            "derivative for aten::binomial is not implemented");
}

TEST(DropoutTest, AlphaAndFeatureDropoutDrawPyTorchsNumbers) {
  const Tensor x = arange(1, 13, kFloat).view({2, 2, 3});
  manual_seed(1);
  const std::vector<float> alpha = values(alpha_dropout(x, 0.4, true));
  EXPECT_FLOAT_EQ(alpha[0], 1.4703772068023682f);
  EXPECT_FLOAT_EQ(alpha[7], -0.9106420278549194f);
  EXPECT_FLOAT_EQ(alpha[11], 10.966485977172852f);
  EXPECT_EQ(rand({1}).item<float>(), 0.3397757411003113f);
  manual_seed(1);
  EXPECT_FLOAT_EQ(values(feature_alpha_dropout(x, 0.4, true))[7], 7.513355731964111f);
  EXPECT_EQ(rand({1}).item<float>(), 0.5695084929466248f);
  manual_seed(1);
  EXPECT_FLOAT_EQ(values(feature_dropout(x, 0.4, true))[11], 20);
  EXPECT_EQ(rand({1}).item<float>(), 0.5695084929466248f);
}

TEST(DropoutTest, FeaturesAreDroppedAsAWhole) {
  manual_seed(2);
  const Tensor y = feature_dropout(ones({8, 16, 5}), 0.5, true);
  const Tensor sums = y.sum(2);
  EXPECT_TRUE(logical_or(sums == 0, sums == 10).all().item<bool>());
  EXPECT_GT((sums == 0).sum().item<int64_t>(), 0);
  EXPECT_GT((sums == 10).sum().item<int64_t>(), 0);
}

TEST(DropoutTest, InPlaceFormsDrawTheSame) {
  const Tensor x = arange(1, 13, kFloat).view({2, 2, 3});
  const auto check = [&](auto plain, auto in_place) {
    manual_seed(4);
    const Tensor expected = plain(x, 0.4, true, Location::here());
    manual_seed(4);
    Tensor y = x.clone();
    EXPECT_TRUE(equal(in_place(y, 0.4, true, Location::here()), expected));
    EXPECT_TRUE(equal(in_place(y, 1, true, Location::here()), zeros_like(x)));
    EXPECT_TRUE(plain(x, 0.4, false, Location::here()).is_same(x));
    EXPECT_EQ(message([&] { plain(x, 2, true, Location::here()); }),
              "dropout probability has to be between 0 and 1, but got 2");
  };
  check(dropout, dropout_);
  check(feature_dropout, feature_dropout_);
  check(alpha_dropout, alpha_dropout_);
  check(feature_alpha_dropout, feature_alpha_dropout_);
  EXPECT_EQ(message([&] { feature_dropout(x[0][0], 0.5, true); }),
            "Feature dropout requires at least 2 dimensions in the input");
}

TEST(BernoulliTest, TakesAProbabilityForEachElement) {
  const Tensor drawn = bernoulli(zeros({2, 3}), tensor({0.0, 1.0, 0.0}));
  EXPECT_THAT(values(drawn), ElementsAre(0, 1, 0, 0, 1, 0));
}

TEST(CauchyTest, ScaleMustBePositive) {
  EXPECT_EQ(message([] { zeros({2}).cauchy_(0, -1); }),
            "cauchy_ expects sigma > 0.0, but found sigma=-1");
}

TEST(MultinomialTest, DrawsPyTorchsCategoriesForBfloat16) {
  const Tensor weights = tensor({0.1, 0.2, 0.3, 0.4, 0.05, 0.9, 0.33}).to(kBFloat16);
  manual_seed(3);
  EXPECT_THAT(values(multinomial(weights, 4).to(kFloat)), ElementsAre(0, 3, 6, 5));
  EXPECT_EQ(rand({1}).item<float>(), 0.054176926612854004f);
  manual_seed(3);
  EXPECT_THAT(values(multinomial(weights, 12, true).to(kFloat)),
              ElementsAre(0, 3, 5, 2, 5, 5, 2, 3, 3, 5, 2, 5));
  EXPECT_EQ(rand({1}).item<float>(), 0.1808772087097168f);
  EXPECT_EQ(multinomial(weights.to(kHalf), 7).sum().item<int64_t>(), 21);
}

}  // namespace
}  // namespace gradlab
