// The rules of backward() and grad(): order, validation, inputs, freeing (PyTorch's; texts recorded
// with 1.13.1).
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using autograd::grad;
using ::testing::ElementsAre;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

using gradlab::leaf;
Tensor leaf(double value) { return full({}, value, kDouble).requires_grad_(); }
double value(const Tensor& t) { return t.item<double>(); }

using Log = std::vector<std::string>;

// --- Order ---

TEST(BackwardOrderTest, LeavesAccumulateAsSoonAsTheyAreReady) {
  Tensor a = leaf(1), b = leaf(1);
  Tensor u = b * 1.0, v = a * 1.0;
  Log log;
  u.register_hook([&](const Tensor&) { log.push_back("u"); });
  v.register_hook([&](const Tensor&) { log.push_back("v"); });
  a.register_hook([&](const Tensor&) { log.push_back("a"); });
  b.register_hook([&](const Tensor&) { log.push_back("b"); });
  (u + v).backward();
  EXPECT_THAT(log, ElementsAre("v", "a", "u", "b"));
}

TEST(BackwardOrderTest, NodeWaitsForAllEdgesThatLeadToIt) {
  Tensor x = leaf(2);
  Tensor h = x * 1.0;
  Tensor late = h * 3.0;
  Tensor y = h * 5.0 + late.exp().log();
  Log log;
  h.register_hook([&](const Tensor& g) { log.push_back(str(std::lround(value(g)))); });
  y.backward();
  EXPECT_THAT(log, ElementsAre("8"));
}

TEST(BackwardOrderTest, GradModeIsThatOfCreateGraph) {
  Tensor x = leaf(2);
  std::vector<bool> modes;
  x.register_hook([&](const Tensor&) { modes.push_back(GradMode::is_enabled()); });
  (x * x).backward();
  {
    NoGradGuard no_grad;
    AutoGradMode on(true);
  }
  Tensor y = x * x;
  {
    NoGradGuard no_grad;
    y.backward({}, std::nullopt, true);
    EXPECT_FALSE(GradMode::is_enabled());
  }
  EXPECT_THAT(modes, ElementsAre(false, true));
}

// --- Summation ---

TEST(InputBufferTest, SumsDoNotWriteToWhatTheCallerHolds) {
  Tensor x = leaf({2}, 1), g = ones({2}, kDouble), kept;
  Tensor h = x * 1.0;
  h.register_hook([&](const Tensor& t) { kept = t; });
  (x + x + h).backward(g);
  EXPECT_TRUE(equal(g, ones({2}, kDouble)));
  EXPECT_TRUE(equal(kept, ones({2}, kDouble)));
  EXPECT_TRUE(equal(x.grad(), full({2}, 3.0, kDouble)));
}

TEST(InputBufferTest, UndefinedGradientsCountAsZero) {
  Tensor x = arange(3, kDouble).requires_grad_();
  const std::vector<Tensor> parts = x.unbind();
  (parts[0] * 2 + parts[2] * 3).backward();
  EXPECT_TRUE(equal(x.grad(), tensor({2.0, 0.0, 3.0}, kDouble)));
}

// --- What is started from ---

TEST(BackwardRootsTest, GradientOfARootIsCastToItsDtype) {
  Tensor x = ones({2}).requires_grad_();
  (x * 3).backward(full({2}, 2.0, kDouble));
  EXPECT_EQ(x.grad().dtype(), kFloat);
  EXPECT_TRUE(equal(x.grad(), full({2}, 6)));
}

TEST(BackwardRootsTest, SeveralRootsAddUpAndMayRepeat) {
  Tensor x = leaf(2);
  Tensor y = x * x;
  autograd::backward({y, y, x * 10}, {Tensor(), full({}, 3.0, kDouble), Tensor()});
  EXPECT_EQ(value(x.grad()), 4 + 12 + 10);
}

TEST(BackwardRootsTest, LeafMayBeTheRoot) {
  Tensor x = leaf(2);
  x.backward(full({}, 3.0, kDouble));
  EXPECT_EQ(value(x.grad()), 3);
  EXPECT_EQ(value(grad({x}, {x})[0]), 1);
}

TEST(BackwardRootsTest, OneRootMayLieBehindAnother) {
  Tensor x = leaf(2);
  Tensor y = x * 3;
  Tensor z = y * 5;
  autograd::backward({y, z});
  EXPECT_EQ(value(x.grad()), 3 + 15);
}

TEST(BackwardRootsTest, EveryRootMustRequireGrad) {
  Tensor x = leaf(2);
  EXPECT_ERROR(autograd::backward({x * 2, ones({})}),
               "element 1 of tensors does not require grad and does not have a grad_fn");
  EXPECT_FALSE(x.grad().defined());
}

TEST(BackwardRootsTest, ThereMustBeAGradientForEveryRoot) {
  Tensor x = leaf(2);
  EXPECT_ERROR(autograd::backward({x * 2}, {ones({}), ones({})}), "got 1 tensors and 2 gradients");
}

// --- backward(inputs) ---

TEST(BackwardInputsTest, OtherLeavesAreLeftAlone) {
  Tensor x = leaf(2), y = leaf(3);
  (x * y).backward({}, true, false, TensorList({x}));
  EXPECT_EQ(value(x.grad()), 3);
  EXPECT_FALSE(y.grad().defined());
}

TEST(BackwardInputsTest, MustRequireGradAndMustNotBeEmpty) {
  Tensor x = leaf(2), plain = ones({});
  EXPECT_ERROR((x * 2).backward({}, true, false, TensorList({plain})),
               "One of the differentiated Tensors does not require grad");
  EXPECT_ERROR((x * 2).backward({}, true, false, TensorList()),
               "'inputs' argument to backward() cannot be empty.");
}

TEST(BackwardInputsTest, ThatAreNotReachedAreLeftAlone) {
  Tensor x = leaf(2), unused = leaf(3);
  (x * 2).backward({}, true, false, TensorList({unused}));
  EXPECT_FALSE(unused.grad().defined());
  EXPECT_FALSE(x.grad().defined());
}

// --- grad ---

TEST(GradFunctionTest, DuplicateInputsGiveTheSameValueTwice) {
  Tensor x = leaf(2);
  const variable_list g = grad({x * 3}, {x, x});
  EXPECT_EQ(value(g[0]), 3);
  EXPECT_EQ(value(g[1]), 3);
}

TEST(GradFunctionTest, MaterializeGradsGivesZerosForUnusedInputs) {
  Tensor x = leaf(2), unused = leaf({2, 3}, 1);
  const variable_list g = grad({x * 2}, {x, unused}, {}, std::nullopt, false, std::nullopt,
                               /*is_grads_batched=*/false, /*materialize_grads=*/true);
  EXPECT_EQ(value(g[0]), 2);
  EXPECT_TRUE(equal(g[1], zeros({2, 3}, kDouble)));
  EXPECT_THAT([&] { grad({x * 2}, {x}, {}, std::nullopt, false, false, false, true); },
              ThrowsMessage<ValueError>("Expected allow_unused to be True or not passed when "
                                        "materialize_grads=True, but got: allow_unused=False."));
}

TEST(GradFunctionTest, NeedsInputs) {
  EXPECT_THAT([&] { grad({leaf(2) * 2}, {}); },
              ThrowsMessage<ValueError>("grad requires non-empty inputs."));
}

TEST(GradFunctionTest, BatchOfGradientsGivesTheJacobian) {
  Tensor x = arange(3, kDouble).requires_grad_();
  const variable_list rows = grad({x * x}, {x}, {eye(3, kDouble)}, std::nullopt, false,
                                  std::nullopt, /*is_grads_batched=*/true);
  EXPECT_TRUE(equal(rows[0], tensor({{0.0, 0.0, 0.0}, {0.0, 2.0, 0.0}, {0.0, 0.0, 4.0}}, kDouble)));
  EXPECT_ERROR(
      grad({x * x}, {x}, {ones({}, kDouble)}, std::nullopt, false, std::nullopt, true),
      "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as "
      "the batch dimension. The sizes of the remaining dimensions are expected to match the "
      "shape of corresponding output, but a mismatch was detected: grad_output[0] has a "
      "shape of [] and output[0] has a shape of [3]. If you only want some tensors in "
      "`grad_output` to be considered batched, consider using vmap.");
}

TEST(GradFunctionTest, NodesThatLeadToNoInputAreNotRun) {
  Tensor x = leaf(2), y = leaf(3);
  Tensor a = x * x, b = exp(y);
  int runs = 0;
  b.grad_fn()->register_prehook([&](const variable_list&) {
    ++runs;
    return variable_list();
  });
  EXPECT_EQ(value(grad({a + b}, {x}, {}, true)[0]), 4);
  EXPECT_EQ(runs, 0);
  (a + b).backward();  // nothing of b was freed
  EXPECT_EQ(runs, 1);
}

// --- Freeing ---

TEST(FreedGraphTest, OnlyNodesThatSavedSomethingRefuseASecondPass) {
  Tensor x = leaf({2}, 3);
  Tensor y = (x + 1).sum();
  y.backward();
  y.backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 2.0, kDouble)));
}

TEST(FreedGraphTest, OneLossFreesWhatAnotherShares) {
  Tensor x = leaf(3);
  Tensor shared = exp(x);
  Tensor first = shared * 2, second = shared * 3;
  first.backward();
  EXPECT_ERROR(second.backward(), StartsWith("Trying to backward through the graph a second time"));
}

TEST(FreedGraphTest, GradFreesTooAndCreateGraphRetains) {
  Tensor x = leaf(3);
  Tensor y = x * x;
  grad({y}, {x}, {}, std::nullopt, true);
  grad({y}, {x});
  EXPECT_ERROR(grad({y}, {x}), StartsWith("Trying to backward through the graph a second time"));
}

std::vector<std::string> warnings;

TEST(FreedGraphTest, CreateGraphIntoDotGradWarnsAndGradDoesNot) {
  warnings.clear();
  set_warning_handler([](const std::string& message) { warnings.push_back(message); });
  set_warn_always(true);
  Tensor x = leaf(3);
  grad({x * x}, {x}, {}, std::nullopt, true);
  EXPECT_TRUE(warnings.empty());
  (x * x).backward({}, std::nullopt, true);
  autograd::backward({x * x}, {}, std::nullopt, true);
  set_warn_always(false);
  set_warning_handler(nullptr);
  ASSERT_EQ(warnings.size(), 2);
  EXPECT_EQ(warnings[0],
            "Using backward() with create_graph=True will create a reference cycle between the "
            "parameter and its gradient which can cause a memory leak. We recommend using "
            "autograd.grad when creating the graph to avoid this. If you have to use this "
            "function, make sure to reset the .grad fields of your parameters to None after use to "
            "break the cycle and avoid the leak.");
}

// --- Final callbacks ---

TEST(FinalCallbackTest, RunsAfterAllNodesAndMayQueueAnother) {
  Tensor x = leaf(1);
  Tensor y = x * 2;
  Log log;
  y.register_hook([&](const Tensor&) {
    autograd::queue_callback([&] {
      log.push_back(str("first ", value(x.grad())));
      autograd::queue_callback([&] { log.push_back("second"); });
    });
    log.push_back("hook");
  });
  y.backward({}, true);
  EXPECT_THAT(log, ElementsAre("hook", "first 2", "second"));
  EXPECT_ERROR(autograd::queue_callback([] {}),
               "Final callbacks can only be installed during backward pass.");
}

TEST(FinalCallbackTest, DoesNotRunWhenThePassFails) {
  Tensor x = leaf(1);
  bool called = false;
  x.register_hook([](const Tensor&) -> Tensor { GRADLAB_THROW(Error, "stop"); });
  Tensor y = x * 2;
  y.register_hook([&](const Tensor&) { autograd::queue_callback([&] { called = true; }); });
  EXPECT_THROW(y.backward(), Error);
  EXPECT_FALSE(called);
}

// --- Backward within backward ---

std::vector<int> order;

struct Plain : autograd::Function<Plain> {
  static Tensor forward(autograd::AutogradContext*, Tensor x) { return x; }
  static variable_list backward(autograd::AutogradContext*, variable_list grads) {
    order.push_back(0);
    return grads;
  }
};

// Counts its argument down, each time in a backward pass within the one before.
struct CountsDown : autograd::Function<CountsDown> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x) {
    {
      AutoGradMode on(true);
      ctx->saved_data["x"] = autograd::make_variable(x.tensor_data(), true) - 1;
    }
    return ctx->saved_data["x"].toTensor().detach();
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    order.push_back(1);
    const Tensor x = ctx->saved_data["x"].toTensor();
    if (x.is_nonzero()) {
      AutoGradMode on(true);
      apply(x).sum().backward();
    }
    return grads;
  }
};

TEST(NestedBackwardTest, InnerPassesEndBeforeTheOuterOneContinues) {
  order.clear();
  Tensor a = Plain::apply(leaf(6));
  Tensor b = CountsDown::apply(leaf(9));
  (a * b).backward();
  EXPECT_THAT(order, ElementsAre(1, 1, 1, 1, 1, 1, 1, 1, 1, 0));
  order.clear();
}

// The thread sanitizer follows no more than 65536 calls that are under way.
#ifdef __SANITIZE_THREAD__
constexpr int kLevels = 1000;
#else
constexpr int kLevels = 10'000;
#endif

TEST(NestedBackwardTest, TenThousandLevelsDoNotOverflowTheStack) {
  order.clear();
  order.reserve(kLevels);
  CountsDown::apply(leaf(kLevels)).sum().backward();
  EXPECT_EQ(order.size(), kLevels);
  order.clear();
}

struct FailsAtTheBottom : autograd::Function<FailsAtTheBottom> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor x, int64_t depth) {
    ctx->saved_data["depth"] = depth;
    return x * 1.0;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const int64_t depth = ctx->saved_data["depth"].toInt();
    EXPECT_FALSE(GradMode::is_enabled());
    if (depth == 0) GRADLAB_THROW(Error, "the bottom");
    AutoGradMode on(true);
    apply(leaf(1), depth - 1).backward();
    return {grads[0], Tensor()};
  }
};

TEST(NestedBackwardTest, ErrorsPassThroughAllLevels) {
  EXPECT_ERROR(FailsAtTheBottom::apply(leaf(1), kLevels / 2).backward(), "the bottom");
  EXPECT_TRUE(GradMode::is_enabled());
  Tensor x = leaf(1);
  (x * 2).backward();
  EXPECT_EQ(value(x.grad()), 2);
}

}  // namespace
}  // namespace gradlab
