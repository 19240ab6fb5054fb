#include "gradlab/autograd/graph/engine.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using autograd::grad;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

Tensor leaf(double value) { return full({}, value, kDouble).requires_grad_(); }

double value(const Tensor& t) { return t.item<double>(); }

TEST(GradientEdgeTest, IsTheNodeAndOutputThatMadeATensorOrTheAccumulatorOfALeafOrNothing) {
  Tensor x = leaf(3);
  EXPECT_FALSE(gradient_edge(*zeros({2}).impl()).is_valid());
  const Edge of_leaf = gradient_edge(*x.impl());
  EXPECT_EQ(of_leaf.function->name(), "AccumulateGrad");
  EXPECT_EQ(of_leaf.input_nr, 0u);
  EXPECT_EQ(of_leaf, gradient_edge(*x.impl())) << "one accumulator for a leaf";
  EXPECT_EQ(of_leaf.function->sequence_nr(), std::numeric_limits<uint64_t>::max());
  EXPECT_EQ(of_leaf.function->num_outputs(), 0u);
  const std::vector<Tensor> parts = (x * ones({4}, kDouble)).split(2);
  const Edge of_part = gradient_edge(*parts[1].impl());
  EXPECT_EQ(of_part.function, parts[1].grad_fn());
  EXPECT_EQ(of_part.input_nr, 1u);
  EXPECT_EQ(x.detach().grad_fn(), nullptr);
}

// y = 3 * x^2 at x = 3, the lab's example.
TEST(EngineTest, GradientOfThreeXSquaredAtThreeIsEighteen) {
  Tensor x = leaf(3);
  Tensor y = 3 * pow(x, 2);
  y.backward();
  EXPECT_EQ(value(x.grad()), 18);
}

TEST(EngineTest, RetainedGraphRunsTwiceAndAccumulatesToThirtySix) {
  Tensor x = leaf(3);
  Tensor y = 3 * pow(x, 2);
  y.backward({}, true);
  EXPECT_EQ(value(x.grad()), 18);
  y.backward();
  EXPECT_EQ(value(x.grad()), 36);
}

TEST(EngineTest, SecondBackwardThrowsUnlessRetained) {
  Tensor x = leaf(3);
  Tensor y = 3 * pow(x, 2);
  y.backward();
  EXPECT_THAT([&] { y.backward(); },
              ThrowsMessage<Error>(StartsWith(
                  "Trying to backward through the graph a second time (or directly access saved "
                  "tensors after they have already been freed).")));
  EXPECT_EQ(value(x.grad()), 18) << "the failed pass must not add anything";
}

TEST(EngineTest, GraphThatSavedNothingRunsAgain) {
  Tensor x = leaf(3);
  Tensor y = x + 2;
  y.backward();
  y.backward();
  EXPECT_EQ(value(x.grad()), 2);
}

TEST(EngineTest, TensorUsedTwiceGetsTheSumOfBothGradients) {
  Tensor x = leaf(5);
  (x * x + x).backward();
  EXPECT_EQ(value(x.grad()), 11);
}

TEST(EngineTest, DiamondRunsEachNodeOnceWithTheSummedGradient) {
  Tensor x = leaf(2);
  Tensor shared = exp(x);
  int calls = 0;
  double seen = 0;
  shared.register_hook([&](const Tensor& g) {
    ++calls;
    seen = value(g);
  });
  (3 * shared + 4 * shared).backward();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(seen, 7);
  EXPECT_DOUBLE_EQ(value(x.grad()), 7 * std::exp(2.0));
}

TEST(EngineTest, LaterCreatedNodesRunFirst) {
  Tensor x = leaf(1);
  Tensor u = x * 1.0, v = x * 1.0;
  std::string order;
  u.register_hook([&](const Tensor&) { order += "u"; });
  v.register_hook([&](const Tensor&) { order += "v"; });
  (u + v).backward();
  EXPECT_EQ(order, "vu");
}

TEST(EngineTest, BroadcastGradientsAreSummedBack) {
  Tensor row = arange(3, kDouble).requires_grad_();
  Tensor column = arange(2, kDouble).reshape({2, 1}).detach().requires_grad_();
  Tensor weights = tensor({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}, kDouble);
  ((row + column) * weights).sum().backward();
  EXPECT_TRUE(equal(row.grad(), tensor({5.0, 7.0, 9.0}, kDouble)));
  EXPECT_TRUE(equal(column.grad(), tensor({{6.0}, {15.0}}, kDouble)));
}

TEST(EngineTest, GradientHasTheDtypeOfItsTensor) {
  Tensor scale = full({}, 2.0, kFloat).requires_grad_();
  Tensor v = arange(3, kDouble).requires_grad_();
  (scale * v).sum().backward();
  EXPECT_EQ(scale.grad().dtype(), kFloat);
  EXPECT_EQ(scale.grad().item<float>(), 3.0f);
  EXPECT_EQ(v.grad().dtype(), kDouble);
}

TEST(EngineTest, GradReturnsGradientsAndLeavesDotGradAlone) {
  Tensor x = leaf(2), y = leaf(5);
  auto grads = grad({x * y}, {x, y});
  EXPECT_EQ(value(grads[0]), 5);
  EXPECT_EQ(value(grads[1]), 2);
  EXPECT_FALSE(x.grad().defined());
}

TEST(EngineTest, GradOfAnIntermediateStopsThere) {
  Tensor x = leaf(2);
  Tensor h = x * 3;
  Tensor y = h * h;
  auto grads = grad({y}, {h}, {}, true);
  EXPECT_EQ(value(grads[0]), 12);
  auto both = grad({y}, {h, x, h});
  EXPECT_EQ(value(both[0]), 12);
  EXPECT_EQ(value(both[1]), 36);
  EXPECT_EQ(value(both[2]), 12);
}

TEST(EngineTest, GradDoesNotRunWhatIsNotNeeded) {
  Tensor x = leaf(2), y = leaf(3);
  Tensor a = exp(x), b = exp(y);
  bool ran = false;
  b.register_hook([&](const Tensor&) { ran = true; });
  auto grads = grad({a * 2 + b}, {x});
  EXPECT_DOUBLE_EQ(value(grads[0]), 2 * std::exp(2.0));
  EXPECT_FALSE(ran);
}

TEST(EngineTest, GradOfUnusedInputThrowsOrIsUndefined) {
  Tensor x = leaf(2), unused = leaf(3);
  EXPECT_THAT(
      [&] { grad({x * 2}, {unused}); },
      ThrowsMessage<Error>("One of the differentiated Tensors appears to not have been used in the "
                           "graph. Set allow_unused=True if this is the desired behavior."));
  auto grads = grad({x * 2}, {x, unused}, {}, std::nullopt, false, true);
  EXPECT_EQ(value(grads[0]), 2);
  EXPECT_FALSE(grads[1].defined());
}

TEST(EngineTest, SeveralOutputsAddUp) {
  Tensor x = leaf(2);
  auto grads = grad({x * x, x * 10}, {x});
  EXPECT_EQ(value(grads[0]), 14);
  autograd::backward({x * x, x * 10});
  EXPECT_EQ(value(x.grad()), 14);
}

TEST(EngineTest, BackwardWithInputsFillsOnlyThose) {
  Tensor x = leaf(2), y = leaf(3);
  Tensor h = x * y;
  autograd::backward({h * h}, {}, std::nullopt, false, {h, y});
  EXPECT_EQ(value(h.grad()), 12);
  EXPECT_EQ(value(y.grad()), 24);
  EXPECT_FALSE(x.grad().defined());
}

TEST(EngineTest, SecondDerivativeThroughCreateGraph) {
  Tensor x = leaf(2);
  Tensor g = grad({pow(x, 3)}, {x}, {}, std::nullopt, true)[0];
  EXPECT_EQ(value(g), 12);
  EXPECT_EQ(std::string(g.grad_fn()->name()), "MulBackward0");
  Tensor gg = grad({g}, {x}, {}, std::nullopt, true)[0];
  EXPECT_EQ(value(gg), 12);
  EXPECT_EQ(value(grad({gg}, {x})[0]), 6);
}

TEST(EngineTest, GradientsRecordNothingWithoutCreateGraph) {
  Tensor x = leaf(2);
  Tensor g = grad({pow(x, 3)}, {x})[0];
  EXPECT_FALSE(g.requires_grad());
}

TEST(EngineTest, LeafSwitchedOffAfterTheForwardReceivesNothing) {
  Tensor x = leaf(2);
  Tensor y = x * 3;
  x.requires_grad_(false);
  y.backward();
  EXPECT_FALSE(x.grad().defined());
}

TEST(EngineTest, WorkDoneBeforeAnErrorStays) {
  Tensor a = leaf(1), b = leaf(1);
  Tensor fails = b * 1.0;
  fails.register_hook([](const Tensor&) -> Tensor { GRADLAB_THROW(Error, "stop"); });
  Tensor early = a * 2.0;  // created later, so it runs first
  EXPECT_THROW((early + fails).backward(), Error);
  EXPECT_EQ(value(a.grad()), 2);
  EXPECT_FALSE(b.grad().defined());
  (a * 1.0).backward();  // the engine is usable afterwards
  EXPECT_EQ(value(a.grad()), 3);
}

TEST(EngineTest, BackwardInsideAHookRunsOnTheSameGraph) {
  Tensor x = leaf(3);
  Tensor square = x * x;
  Tensor y = square * 2.0;
  double inner = 0;
  // The outer pass has claimed the nodes that the inner one runs.
  y.register_hook([&](const Tensor&) { inner = value(grad({square}, {x}, {}, true)[0]); });
  y.backward();
  EXPECT_EQ(inner, 6);
  EXPECT_EQ(value(x.grad()), 12);
}

}  // namespace
}  // namespace gradlab
