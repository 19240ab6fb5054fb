// What the lab claims about backward, on y = 3x^2 at x = 3 and its neighbours. The numbers are
// PyTorch's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

constexpr const char* kSecondBackward =
    "Trying to backward through the graph a second time (or directly access saved tensors after "
    "they have already been freed). Saved intermediate values of the graph are freed when you call "
    ".backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the "
    "graph a second time or if you need to access saved tensors after calling backward.";

Tensor f(const Tensor& x) { return 3 * x.pow(2); }

Tensor leaf(double value) { return tensor(value, requires_grad()); }

float number(const Tensor& t) { return t.item<float>(); }

std::vector<float> numbers(const Tensor& t) {
  const Tensor flat = t.contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

// The text of the error that `run` throws.
template <class Run>
std::string error_text(Run&& run) {
  try {
    run();
  } catch (const Error& e) {
    return e.msg();
  }
  return "no error";
}

TEST(Autograd, TheGradientOf3XSquaredIs6X) {
  for (double at : {3.0, -2.0, 0.0, 0.5, 10.0}) {
    Tensor x = leaf(at);
    f(x).backward();
    EXPECT_EQ(number(x.grad()), static_cast<float>(6 * at));
  }
}

TEST(Autograd, ASecondBackwardThrowsAndLeavesTheGradientAt18) {
  Tensor x = leaf(3);
  Tensor y = f(x);
  y.backward();
  EXPECT_THAT(error_text([&] { y.backward(); }), StartsWith(kSecondBackward));
  EXPECT_EQ(number(x.grad()), 18);
}

TEST(Autograd, RetainGraphAllowsASecondBackwardThatAddsUpTo36) {
  Tensor x = leaf(3);
  Tensor y = f(x);
  y.backward({}, /*retain_graph=*/true);
  EXPECT_EQ(number(x.grad()), 18);
  y.backward();
  EXPECT_EQ(number(x.grad()), 36);
  EXPECT_THAT(error_text([&] { y.backward(); }), StartsWith(kSecondBackward));
}

// 54 would be the gradient of u kept from the first pass and sent down again.
TEST(Autograd, OnlyLeavesAccumulateBetweenPasses) {
  Tensor x = leaf(3);
  Tensor u = x * x;
  u.retain_grad();
  Tensor y = 3 * u;
  y.backward({}, /*retain_graph=*/true);
  EXPECT_EQ(number(u.grad()), 3);
  y.backward();
  EXPECT_EQ(number(u.grad()), 6);
  EXPECT_EQ(number(x.grad()), 36);
}

TEST(Autograd, RecomputingTheForwardGives18EachTime) {
  Tensor x = leaf(3);
  f(x).backward();
  EXPECT_EQ(number(x.grad()), 18);
  x.grad().zero_();
  f(x).backward();
  EXPECT_EQ(number(x.grad()), 18);
  f(x).backward();
  EXPECT_EQ(number(x.grad()), 36);
}

TEST(Autograd, ASecondBackwardOfXPlus2DoesNotFailBecauseNothingWasSaved) {
  Tensor x = leaf(3);
  Tensor y = x + 2;
  y.backward();
  y.backward();
  EXPECT_EQ(number(x.grad()), 2);
}

TEST(Autograd, OnlyOperationsThatSavedValuesFailTheSecondTime) {
  using Function = Tensor (*)(const Tensor&);
  const Function saving[] = {
      [](const Tensor& x) { return x.exp(); }, [](const Tensor& x) { return x.relu(); },
      [](const Tensor& x) { return 3 * x; },   [](const Tensor& x) { return x / 2; },
      [](const Tensor& x) { return x * x; },
  };
  const Function free_of_values[] = {
      [](const Tensor& x) { return -x; },          [](const Tensor& x) { return x - x; },
      [](const Tensor& x) { return x.sum(); },     [](const Tensor& x) { return x.mean(); },
      [](const Tensor& x) { return x.view({1}); }, [](const Tensor& x) { return x.t(); },
  };
  for (size_t i = 0; i < std::size(saving); ++i) {
    Tensor x = leaf(3);
    Tensor y = saving[i](x);
    y.backward();
    const float once = number(x.grad());
    EXPECT_THAT(error_text([&] { y.backward(); }), StartsWith(kSecondBackward)) << i;
    EXPECT_EQ(number(x.grad()), once) << i;
  }
  for (size_t i = 0; i < std::size(free_of_values); ++i) {
    Tensor x = leaf(3);
    Tensor y = free_of_values[i](x);
    y.backward();
    const float once = number(x.grad());
    EXPECT_EQ(error_text([&] { y.backward(); }), "no error") << i;
    EXPECT_EQ(number(x.grad()), 2 * once) << i;
  }
}

TEST(Autograd, AValueUsedSeveralTimesReceivesTheSumOfItsContributions) {
  Tensor x = leaf(3);
  (x * x + x).backward();
  EXPECT_EQ(number(x.grad()), 7);
}

TEST(Autograd, AVectorNeedsADirection) {
  Tensor x = tensor({1.0, 2.0, 3.0}, requires_grad());
  EXPECT_EQ(error_text([&] { (x * x).backward(); }),
            "grad can be implicitly created only for scalar outputs");
  (x * x).backward(tensor({1.0, 10.0, 100.0}));
  EXPECT_THAT(numbers(x.grad()), ElementsAre(2, 40, 600));
}

TEST(Autograd, DetachStopsTheGradient) {
  Tensor x = arange(4, kFloat).requires_grad_();
  ((x * x).detach() * x).sum().backward();
  EXPECT_THAT(numbers(x.grad()), ElementsAre(0, 1, 4, 9));
  x.mutable_grad() = Tensor();
  (x * x * x).sum().backward();
  EXPECT_THAT(numbers(x.grad()), ElementsAre(0, 3, 12, 27));
}

TEST(Autograd, DerivativesOfXCubedAt2Are12And12And6) {
  Tensor x = leaf(2);
  Tensor first = autograd::grad({x.pow(3)}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  Tensor second = autograd::grad({first}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  Tensor third = autograd::grad({second}, {x})[0];
  EXPECT_EQ(number(first), 12);
  EXPECT_EQ(number(second), 12);
  EXPECT_EQ(number(third), 6);
}

TEST(Autograd, WritingOverASavedValueIsNoticed) {
  Tensor x = tensor({1.0, 2.0}, requires_grad());
  Tensor y = x.exp();
  y.add_(1);
  EXPECT_THAT(error_text([&] { y.sum().backward(); }),
              StartsWith("one of the variables needed for gradient computation has been modified "
                         "by an inplace operation: [torch.FloatTensor [2]], which is output 0 of "
                         "ExpBackward0, is at version 1; expected version 0 instead."));
  Tensor z = x * 2;  // saves the 2, not its result
  z.add_(1);
  z.sum().backward();
  EXPECT_THAT(numbers(x.grad()), ElementsAre(2, 2));
}

}  // namespace
}  // namespace gradlab
