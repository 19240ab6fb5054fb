#include "gradlab/lab/fw/localise.h"

#include <gtest/gtest.h>

#include <vector>

namespace gradlab::lab {
namespace {

// The backward pass of 3 * exp(x), from the end: each step's own factor may be wrong.
std::vector<BackwardStep> chain(double product_factor, double exp_factor) {
  const Tensor x = tensor({0.5, -1.0, 2.0}, kFloat64);
  const Tensor v = tensor({2.0, -0.5, 1.5}, kFloat64);  // into the pass
  const Tensor e = x.exp();
  const Tensor of_product = v * 3 * product_factor;
  const Tensor of_exp = of_product * e * exp_factor;
  return {{.name = "product",
           .forward = [](const Tensors& in) { return Tensors{in[0] * 3}; },
           .inputs = {e},
           .incoming = {v},
           .outgoing = {of_product}},
          {.name = "exp",
           .forward = [](const Tensors& in) { return Tensors{in[0].exp()}; },
           .inputs = {x},
           .incoming = {of_product},
           .outgoing = {of_exp}}};
}

TEST(FirstWrongStep, NoneWhenAllAreRight) {
  EXPECT_FALSE(first_wrong_step(chain(1, 1)).has_value());
}

TEST(FirstWrongStep, EachIsJudgedAlone) {
  const auto second = first_wrong_step(chain(1, 2));
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->index, 1u);
  // With the first one wrong too, the second is behind it.
  for (const double exp_factor : {1.0, 2.0}) {
    const auto first = first_wrong_step(chain(-1, exp_factor));
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->index, 0u);
    EXPECT_TRUE(same(first->expected, Value(tensor({6.0, -1.5, 4.5}, kFloat64)), {1e-6, 1e-6}));
    EXPECT_TRUE(same(first->got, Value(tensor({-6.0, 1.5, -4.5}, kFloat64)), {1e-6, 1e-6}));
  }
}

TEST(FirstWrongStep, AMissingGradientIsWrong) {
  std::vector<BackwardStep> steps = chain(1, 1);
  steps[1].outgoing = {Tensor()};
  const auto wrong = first_wrong_step(steps);
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->index, 1u);
}

TEST(FirstWrongStep, ARuleIsTriedAloneWithOtherGradients) {
  std::vector<BackwardStep> steps = chain(1, 1);
  // Right for the pass, but it ignores what comes in.
  steps[0].rule = [right = steps[0].outgoing](const Tensors&) { return right; };
  const auto wrong = first_wrong_step(steps);
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->index, 0u);
}

}  // namespace
}  // namespace gradlab::lab
