#include "gradlab/autograd/ops/random.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

template <class T>
std::vector<T> values(const Tensor& t) {
  return std::vector<T>(t.data_ptr<T>(), t.data_ptr<T>() + t.numel());
}

// Values recorded from PyTorch 1.13.
TEST(RandomTest, FactoriesDrawPyTorchsNumbersOneAfterAnother) {
  manual_seed(0);
  EXPECT_THAT(values<float>(rand({3})),
              ElementsAre(0.49625658988952637f, 0.7682217955589294f, 0.08847743272781372f));
  EXPECT_THAT(values<float>(randn({3})),
              ElementsAre(FloatEq(0.3643381893634796), FloatEq(0.13439632952213287),
                          FloatEq(0.16421625018119812)));
  EXPECT_THAT(values<int64_t>(randint(10, {5})), ElementsAre(6, 6, 9, 8, 6));
  EXPECT_THAT(values<int64_t>(randint(-5, 5, {5})), ElementsAre(1, 3, -1, -2, 1));
  EXPECT_THAT(values<int64_t>(randperm(6)), ElementsAre(5, 2, 4, 0, 3, 1));
}

TEST(RandomTest, DrawsFromParametersMatchPyTorch) {
  manual_seed(0);
  EXPECT_THAT(values<float>(normal(1, 2, {3})),
              ElementsAre(FloatEq(4.081992149353027), FloatEq(0.4131421744823456),
                          FloatEq(-3.357578754425049)));
  EXPECT_THAT(values<float>(normal(tensor({0., 10., 100.}), tensor({1., 2., 3.}))),
              ElementsAre(FloatEq(0.5684312582015991), FloatEq(7.830955505371094),
                          FloatEq(95.80421447753906)));
  EXPECT_THAT(values<float>(bernoulli(full({6}, .5))), ElementsAre(1, 1, 1, 0, 0, 0));
  const Tensor weights = tensor({1., 2., 3.});
  EXPECT_THAT(values<int64_t>(multinomial(weights, 2)), ElementsAre(2, 1));
  EXPECT_THAT(values<int64_t>(weights.multinomial(6, true)), ElementsAre(1, 2, 1, 1, 1, 1));
}

TEST(RandomTest, PoissonNumbersMatchPyTorch) {
  manual_seed(0);
  const Tensor rates = tensor({0.5, 3.0, 0.0, 12.0, 100.0, 1e4, 7.5, 25.0});
  EXPECT_THAT(values<float>(poisson(rates)), ElementsAre(2, 4, 0, 13, 99, 9958, 8, 25));
  EXPECT_THAT(values<float>(poisson(rates)), ElementsAre(0, 5, 0, 8, 99, 10020, 6, 24));
  manual_seed(0);
  EXPECT_THAT(values<double>(poisson(full({6}, 12.0, kDouble))),
              ElementsAre(12, 13, 8, 13, 11, 10));
  manual_seed(0);
  EXPECT_THAT(values<float>(poisson(arange(6, kFloat).view({2, 3}).t() * 5)),
              ElementsAre(0, 14, 5, 19, 9, 25));
  EXPECT_THAT(
      [] { poisson(tensor({-1.0})); },
      ThrowsMessage<Error>(StrEq("invalid Poisson rate, expected rate to be non-negative")));
  const Tensor leaf = ones({2}, requires_grad());
  poisson(leaf).sum().backward();
  EXPECT_THAT(values<float>(leaf.grad()), Each(0));
}

TEST(RandomTest, InPlaceMethodsDrawPyTorchsNumbers) {
  manual_seed(0);
  const Tensor a = empty({3});
  EXPECT_THAT(values<float>(a.uniform_(2, 4)),
              ElementsAre(2.9925131797790527f, 3.5364437103271484f, 2.176954746246338f));
  EXPECT_THAT(values<float>(a.normal_(1, 2)),
              ElementsAre(FloatEq(1.728676438331604), FloatEq(1.2687926292419434),
                          FloatEq(1.3284324407577515)));
  EXPECT_THAT(values<float>(a.random_(5)), ElementsAre(1, 1, 4));
  EXPECT_THAT(values<float>(a.bernoulli_(.5)), ElementsAre(1, 0, 1));
  EXPECT_THAT(values<float>(a.exponential_()),
              ElementsAre(FloatEq(0.6030667424201965), FloatEq(0.19455552101135254),
                          FloatEq(0.4389186203479767)));
}

TEST(RandomTest, AGeneratorOfOnesOwnIsUsedInstead) {
  const Generator g = make_generator(7);
  EXPECT_THAT(values<float>(rand({3}, g)),
              ElementsAre(0.5349225401878357f, 0.19880318641662598f, 0.6592116951942444f));
  EXPECT_THAT(values<int64_t>(randperm(5, g)), ElementsAre(1, 4, 2, 0, 3));
  manual_seed(1);
  const Tensor first = rand({2});
  manual_seed(1);
  empty({5}).uniform_(0, 1, g);
  EXPECT_EQ(values<float>(rand({2})), values<float>(first));
}

TEST(RandomTest, OptionsOfIntegersWithoutADtypeMeanTheDefaultDtype) {
  manual_seed(0);
  EXPECT_THAT(values<float>(randint(0, 5, {3}, kFloat)), ElementsAre(4, 4, 3));
  EXPECT_EQ(randint(5, {2}).dtype(), kLong);
  EXPECT_EQ(randint(5, {2}, requires_grad()).dtype(), kFloat);
  EXPECT_EQ(randperm(5, kFloat).dtype(), kFloat);
  EXPECT_EQ(randint_like(ones({2}, kShort), 3).dtype(), kShort);
  EXPECT_TRUE(randn({2}, requires_grad()).is_leaf());
  EXPECT_FALSE(rand_like(ones({2}, requires_grad())).requires_grad());
}

TEST(RandomTest, BadParametersThrowPyTorchsTexts) {
  EXPECT_THAT([] { normal(0, -1, {2}); },
              ThrowsMessage<Error>(StrEq("normal expects std >= 0.0, but found std -1")));
  EXPECT_THAT([] { randint(5, 1, {2}); },
              ThrowsMessage<Error>(StrEq("random_ expects 'from' to be less than 'to', but got "
                                         "from=5 >= to=1")));
  EXPECT_THAT(
      [] { randperm(-1); },
      ThrowsMessage<Error>(StrEq("Trying to create tensor with negative dimension -1: [-1]")));
  EXPECT_THAT([] { ones({2}).uniform_(1, 0); },
              ThrowsMessage<Error>(StrEq("uniform_ expects to return a [from, to) range, but found "
                                         "from=1 > to=0")));
  EXPECT_THAT([] { ones({2}).bernoulli_(2); },
              ThrowsMessage<Error>(StrEq("bernoulli_ expects p to be in [0, 1], but got p=2")));
  EXPECT_THAT([] { rand({2}, kLong); },
              ThrowsMessage<Error>(StrEq("\"check_uniform_bounds\" not implemented for 'Long'")));
}

TEST(RandomGradientTest, WhatIsWrittenOverHasGradientZero) {
  const Tensor x = ones({2, 3}, requires_grad());
  using Draw = Tensor& (*)(const Tensor&);
  const std::vector<std::pair<Draw, const char*>> draws = {
      {[](const Tensor& t) -> Tensor& { return t.uniform_(); }, "UniformBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.normal_(); }, "NormalBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.random_(); }, "RandomBackward2"},
      {[](const Tensor& t) -> Tensor& { return t.random_(5); }, "RandomBackward1"},
      {[](const Tensor& t) -> Tensor& { return t.random_(2, 5); }, "RandomBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.bernoulli_(); }, "BernoulliBackward2"},
      {[](const Tensor& t) -> Tensor& { return t.exponential_(); }, "ExponentialBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.cauchy_(); }, "CauchyBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.log_normal_(); }, "LogNormalBackward0"},
      {[](const Tensor& t) -> Tensor& { return t.geometric_(0.5); }, "GeometricBackward0"},
  };
  for (const auto& [draw, name] : draws) {
    const Tensor y = x * 1;
    const int64_t version = y._version();
    EXPECT_TRUE(draw(y).is_same(y));
    EXPECT_EQ(y._version(), version + 1);
    ASSERT_TRUE(y.grad_fn());
    EXPECT_EQ(y.grad_fn()->name(), name);
    const Tensor g = autograd::grad({sum(y)}, {x})[0];
    EXPECT_THAT(values<float>(g), Each(0)) << name;
  }
}

TEST(RandomGradientTest, ParametersHaveGradientZero) {
  const Tensor p = full({2, 3}, 0.5, requires_grad());
  const std::vector<std::pair<Tensor, const char*>> results = {
      {normal(p, 1.), "NormalBackward1"},
      {normal(1., p), "NormalBackward2"},
      {normal(p, p), "NormalBackward3"},
      {bernoulli(p), "BernoulliBackward0"},
      {ones({2, 3}).bernoulli_(p), "BernoulliBackward1"},
  };
  for (const auto& [y, name] : results) {
    ASSERT_TRUE(y.grad_fn());
    EXPECT_EQ(y.grad_fn()->name(), name);
    EXPECT_THAT(values<float>(autograd::grad({sum(y)}, {p})[0]), Each(0)) << name;
  }
  EXPECT_FALSE(bernoulli(p, 0.5).requires_grad());
  EXPECT_FALSE(multinomial(p, 1).requires_grad());
}

TEST(RandomGradientTest, LeavesThatRequireGradRefuseAndStayUnchanged) {
  const Tensor x = ones({2}, requires_grad());
  EXPECT_THAT([&] { x.uniform_(); },
              ThrowsMessage<Error>(StrEq("a leaf Variable that requires grad is being used in an "
                                         "in-place operation.")));
  EXPECT_THAT(values<float>(x), Each(1));
  NoGradGuard no_grad;
  x.uniform_();
  EXPECT_TRUE(x.is_leaf());
  EXPECT_TRUE(x.requires_grad());
}

}  // namespace
}  // namespace gradlab
