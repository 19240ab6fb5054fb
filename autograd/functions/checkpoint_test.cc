// Checkpointing, with and without reentrant backward passes: gradients, memory, random numbers,
// texts.
#include "gradlab/autograd/functions/checkpoint.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/dropout.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

class CheckpointTest : public ::testing::TestWithParam<bool> {
 protected:
  CheckpointOptions options() const { return {.use_reentrant = GetParam()}; }
};
INSTANTIATE_TEST_SUITE_P(Both, CheckpointTest, ::testing::Bool(), [](const auto& info) {
  return std::string(info.param ? "Reentrant" : "NonReentrant");
});

Tensor leaf(IntArrayRef sizes) {
  manual_seed(3);
  return randn(sizes, kDouble).requires_grad_();
}

TEST_P(CheckpointTest, GradientsAreThoseOfTheFunctionItself) {
  Tensor x = leaf({3, 4}), w = leaf({4, 4});
  int runs = 0;
  auto block = [&](const Tensor& t) {
    ++runs;
    return tanh(t.matmul(w)).exp() * t;
  };
  block(x.sin()).pow(2).sum().backward();
  const Tensor dx = x.grad().clone(), dw = w.grad().clone();
  x.mutable_grad().reset();
  w.mutable_grad().reset();
  runs = 0;
  Tensor loss = checkpoint(block, x.sin(), options()).pow(2).sum();
  EXPECT_EQ(runs, 1);
  loss.backward();
  EXPECT_EQ(runs, 2);
  EXPECT_TRUE(equal(x.grad(), dx));
  EXPECT_TRUE(equal(w.grad(), dw));
}

TEST_P(CheckpointTest, SeveralInputsAndOutputs) {
  Tensor a = leaf({3}), b = leaf({3});
  const Tensor plain = arange(3, kDouble);
  auto f = [](const variable_list& in) -> variable_list {
    return {in[0] * in[1], exp(in[1]) * in[2]};
  };
  auto gradients = [&](const variable_list& out) {
    (out[0].sum() + (out[1] * 2).sum()).backward();
    const std::vector<Tensor> grads = {a.grad().clone(), b.grad().clone()};
    a.mutable_grad().reset();
    b.mutable_grad().reset();
    return grads;
  };
  const std::vector<Tensor> expected = gradients(f({a, b, plain}));
  const std::vector<Tensor> got = gradients(checkpoint(f, {a, b, plain}, options()));
  EXPECT_TRUE(equal(got[0], expected[0]));
  EXPECT_TRUE(equal(got[1], expected[1]));
}

TEST_P(CheckpointTest, KeepsOnlyInputsAndOutput) {
  Tensor x = leaf({1000});
  auto f = [](const Tensor& t) {
    Tensor y = t;
    for (int i = 0; i < 10; ++i) y = y.sin();
    return y;
  };
  const int64_t before = counter_value(Counter::kStorageBytes);
  Tensor y = checkpoint(f, x, options());
  // The state of the generator, 5056 bytes, is kept too.
  EXPECT_LT(counter_value(Counter::kStorageBytes) - before, 8000 + 6000);
  y.sum().backward();
  y.reset();
  EXPECT_EQ(counter_value(Counter::kStorageBytes) - before, 8000) << "x.grad() is left";
}

TEST_P(CheckpointTest, DropoutDropsTheSameAndTheStreamGoesOn) {
  Tensor x = leaf({64});
  auto f = [](const Tensor& t) { return dropout(t, 0.5, true).exp(); };
  manual_seed(7);
  Tensor expected = f(x);
  expected.sum().backward();
  const Tensor dx = x.grad().clone(), next = rand({4});
  x.mutable_grad().reset();

  manual_seed(7);
  Tensor y = checkpoint(f, x, options());
  y.sum().backward();
  EXPECT_TRUE(equal(y, expected));
  EXPECT_TRUE(equal(x.grad(), dx));
  EXPECT_TRUE(equal(rand({4}), next)) << "the second run must not move the stream";
}

TEST_P(CheckpointTest, TheStreamMayBeLeftAlone) {
  Tensor x = leaf({64});
  CheckpointOptions no_state = options();
  no_state.preserve_rng_state = false;
  auto f = [](const Tensor& t) { return dropout(t, 0.5, true).exp(); };
  manual_seed(7);
  Tensor y = checkpoint(f, x, no_state);
  y.sum().backward();
  const Tensor dropped_before = y == 1, dropped_again = x.grad() == 0;
  EXPECT_FALSE(equal(dropped_before, dropped_again));
}

TEST_P(CheckpointTest, NestsInItself) {
  Tensor x = leaf({3});
  auto inner = [](const Tensor& t) { return t.sin().exp(); };
  auto outer = [&](const Tensor& t) { return checkpoint(inner, t.cos(), options()) * t.tanh(); };
  outer(x).sum().backward();
  const Tensor dx = x.grad().clone();
  x.mutable_grad().reset();
  checkpoint(outer, x, options()).sum().backward();
  EXPECT_TRUE(equal(x.grad(), dx));
}

TEST_P(CheckpointTest, SequentialIsTheFunctionsInARow) {
  Tensor x = leaf({3});
  int runs = 0;
  std::vector<std::function<Tensor(const Tensor&)>> functions;
  for (int i = 0; i < 7; ++i) {
    functions.push_back([&](const Tensor& t) {
      ++runs;
      return t.sin();
    });
  }
  Tensor expected = x;
  for (const auto& f : functions) expected = f(expected);
  expected.sum().backward();
  const Tensor dx = x.grad().clone();
  x.mutable_grad().reset();
  runs = 0;
  Tensor y = checkpoint_sequential(functions, 3, x, options());
  EXPECT_TRUE(equal(y, expected));
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), dx));
  EXPECT_GT(runs, 7);
  EXPECT_LE(runs, 7 + 4) << "the last three are not checkpointed";
}

TEST_P(CheckpointTest, LeavesNothingBehind) {
  const int64_t nodes = counter_value(Counter::kNodes);
  const int64_t bytes = counter_value(Counter::kStorageBytes);
  const int64_t saved = counter_value(Counter::kSavedTensors);
  {
    Tensor x = leaf({8});
    Tensor y = checkpoint([](const Tensor& t) { return t.exp().sin(); }, x, options());
    y.sum().backward();
    Tensor unused = checkpoint([](const Tensor& t) { return t.exp().sin(); }, x, options());
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
  EXPECT_EQ(counter_value(Counter::kStorageBytes), bytes);
  EXPECT_EQ(counter_value(Counter::kSavedTensors), saved);
}

TEST(NonReentrantCheckpoint, WorksWithGradRetainGraphAndCreateGraph) {
  Tensor x = leaf({3});
  auto f = [](const Tensor& t) { return t.pow(3).exp(); };
  const Tensor y = checkpoint(f, x);
  const Tensor g = grad({y.sum()}, {x}, {}, /*retain_graph=*/true)[0];
  const Tensor again = grad({y.sum()}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  EXPECT_TRUE(equal(g, again.detach()));
  const Tensor gg = grad({again.sum()}, {x})[0];
  const Tensor h = grad({f(x).sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_TRUE(allclose(gg, grad({h.sum()}, {x})[0]));
}

TEST(NonReentrantCheckpoint, TheSecondRunStopsWhenItHasAll) {
  Tensor x = leaf({3});
  bool reached_the_end = false;
  auto f = [&](const Tensor& t) {
    Tensor y = t.exp();
    reached_the_end = true;
    return y + 1;
  };
  Tensor y = checkpoint(f, x).sum();
  reached_the_end = false;
  y.backward();
  EXPECT_FALSE(reached_the_end);
}

TEST(NonReentrantCheckpoint, NoticesAFunctionThatDoesSomethingElse) {
  Tensor x = leaf({3});
  int run = 0;
  Tensor fewer =
      checkpoint([&](const Tensor& t) { return ++run == 1 ? t.exp().exp() : t.exp(); }, x);
  EXPECT_THAT([&] { fewer.sum().backward(); },
              ThrowsMessage<gradlab::Error>(
                  "torch.utils.checkpoint: A different number of tensors was saved during the "
                  "original forward and recomputation.\nNumber of tensors saved during forward: 2\n"
                  "Number of tensors saved during recomputation: 1"));
  run = 0;
  Tensor other = checkpoint(
      [&](const Tensor& t) {
        return ++run == 1 ? t.exp() : t.expand({2, 3}).exp();
      },
      x);
  EXPECT_THAT([&] { other.sum().backward(); },
              ThrowsMessage<gradlab::Error>(StartsWith(
                  "torch.utils.checkpoint: Recomputed values for the following tensors have "
                  "different metadata than during the forward pass.\ntensor at position 0:\n")));
}

TEST(NonReentrantCheckpoint, NoticesAnInputThatWasWrittenTo) {
  Tensor x = leaf({3});
  Tensor t = x * 1;
  Tensor y = checkpoint([](const Tensor& in) { return in.exp(); }, t);
  t.detach().zero_();
  EXPECT_THAT([&] { y.sum().backward(); },
              ThrowsMessage<gradlab::Error>(HasSubstr("modified by an inplace operation")));
}

TEST(ReentrantCheckpoint, NeedsAPlainBackward) {
  Tensor x = leaf({3});
  auto f = [](const Tensor& t) { return t.exp(); };
  const char* text =
      "Checkpointing is not compatible with .grad() or when an `inputs` parameter is passed to "
      ".backward(). Please use .backward() and do not pass its `inputs` argument.";
  EXPECT_THAT([&] { grad({checkpoint(f, x, {.use_reentrant = true}).sum()}, {x}); },
              ThrowsMessage<gradlab::Error>(text));
  EXPECT_THAT(
      [&] { backward({checkpoint(f, x, {.use_reentrant = true}).sum()}, {}, {}, false, {x}); },
      ThrowsMessage<gradlab::Error>(text));
}

TEST(ReentrantCheckpoint, WarnsWithoutAnInputThatRequiresGrad) {
  static std::string warning;
  const WarningFunction before =
      set_warning_handler([](const std::string& text) { warning = text; });
  Tensor w = leaf({3});
  const Tensor y = checkpoint([&](const Tensor& t) { return t * w; }, ones({3}, kDouble),
                              {.use_reentrant = true});
  set_warning_handler(before);
  EXPECT_EQ(warning, "None of the inputs have requires_grad=True. Gradients will be None");
  EXPECT_FALSE(y.requires_grad());
}

}  // namespace
}  // namespace gradlab::autograd
