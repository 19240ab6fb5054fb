// How gradients arrive in .grad (PyTorch's rules; outcomes recorded with 1.13.1).
#include "gradlab/autograd/graph/accumulate_grad.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

std::vector<std::string> warnings;
// Collects the warnings of a scope.
struct Warnings {
  Warnings() {
    warnings.clear();
    set_warning_handler([](const std::string& message) { warnings.push_back(message); });
  }
  ~Warnings() { set_warning_handler(nullptr); }
};

TEST(AccumulateGradTest, GradientNeverAliasesWhatTheCallerPassed) {
  Tensor x = zeros({3}, kDouble).requires_grad_();
  Tensor g = ones({3}, kDouble);
  x.backward(g);
  EXPECT_NE(x.grad().data_ptr(), g.data_ptr());
  Tensor a = zeros({3}, kDouble).requires_grad_(), b = zeros({3}, kDouble).requires_grad_();
  (a + b).backward(g);
  EXPECT_NE(a.grad().data_ptr(), g.data_ptr());
  EXPECT_NE(a.grad().data_ptr(), b.grad().data_ptr());
  Tensor v = zeros({3}, kDouble).requires_grad_();
  v.view({3}).backward(g);
  EXPECT_NE(v.grad().data_ptr(), g.data_ptr());
}

TEST(AccumulateGradTest, LaterGradientsAreAddedInPlace) {
  Tensor x = ones({2}, kDouble).requires_grad_();
  (x * 2).sum().backward();
  Tensor held = x.grad();
  (x * 3).sum().backward();
  EXPECT_TRUE(held.is_same(x.grad()));
  EXPECT_TRUE(equal(held, full({2}, 5.0, kDouble)));
}

TEST(AccumulateGradTest, CreateGraphMakesANewGradient) {
  Tensor x = ones({2}, kDouble).requires_grad_();
  (x * x).sum().backward();
  Tensor held = x.grad();
  (x * x).sum().backward({}, std::nullopt, true);
  EXPECT_FALSE(held.is_same(x.grad()));
  EXPECT_TRUE(x.grad().requires_grad());
  EXPECT_TRUE(equal(x.grad(), full({2}, 4.0, kDouble)));
}

TEST(AccumulateGradTest, ExpandedGradientIsMaterialised) {
  Tensor x = ones({3}, kDouble).requires_grad_();
  x.sum().backward();
  EXPECT_EQ(x.grad().strides(), IntArrayRef({1}));
}

TEST(AccumulateGradTest, GradientTakesTheLayoutOfADenseLeaf) {
  Tensor x = zeros({3, 2}, kDouble).t().detach().requires_grad_();
  (x * 2).sum().backward();
  EXPECT_EQ(x.grad().strides(), IntArrayRef({1, 2}));
  Tensor stepped = zeros({6}, kDouble).slice(0, 0, 6, 2).detach().requires_grad_();
  (stepped * 2).sum().backward();
  EXPECT_EQ(stepped.grad().strides(), IntArrayRef({1}));
}

TEST(AccumulateGradTest, AssignedGradientIsAddedToInPlace) {
  Tensor x = ones({2}, kDouble).requires_grad_();
  Tensor mine = full({2}, 10.0, kDouble);
  x.mutable_grad() = mine;
  (x * 3).sum().backward();
  EXPECT_TRUE(equal(mine, full({2}, 13.0, kDouble)));
}

TEST(AccumulateGradTest, GradientThatNobodyElseHoldsIsStolen) {
  Tensor x = leaf({3});
  const void* arrived = nullptr;
  x.register_hook([&](const Tensor& g) { arrived = g.data_ptr(); });
  (x * 2).backward(ones({3}, kDouble));
  EXPECT_EQ(x.grad().data_ptr(), arrived);
}

TEST(AccumulateGradTest, PostHooksOfTheNodeDoNotPreventStealing) {
  Tensor x = leaf({3});
  const void* arrived = nullptr;
  x.register_hook([&](const Tensor& g) { arrived = g.data_ptr(); });
  gradient_edge(*x.impl()).function->register_hook(
      [](const variable_list&, const variable_list&) { return variable_list(); });
  (x * 2).backward(ones({3}, kDouble));
  EXPECT_EQ(x.grad().data_ptr(), arrived);
}

TEST(AccumulateGradTest, GradientThatAHookKeptIsCopied) {
  Tensor x = leaf({3}), kept;
  x.register_hook([&](const Tensor& g) { kept = g; });
  (x * 2).backward(ones({3}, kDouble));
  EXPECT_NE(x.grad().data_ptr(), kept.data_ptr());
}

TEST(AccumulateGradTest, CopyMadeWithAGraphTakesTheLayoutOfTheLeafAndKeepsItsHistory) {
  Tensor x = ones({3, 2}, kDouble).t().detach().requires_grad_();
  (x * x).sum().backward({}, std::nullopt, true);
  EXPECT_EQ(x.grad().strides(), IntArrayRef({1, 2}));
  EXPECT_EQ(x.grad().grad_fn()->name(), "CopyBackwards");
}

TEST(AccumulateGradTest, GradientOfAnotherLayoutThanTheLeafIsWarnedOfOnce) {
  Warnings scope;
  Tensor x = leaf({3, 2});
  x.mutable_grad() = zeros({2, 3}, kDouble).t();
  (x * 2).sum().backward();
  (x * 2).sum().backward();
  EXPECT_EQ(x.grad().strides(), IntArrayRef({1, 3}));
  EXPECT_THAT(warnings,
              ElementsAre("grad and param do not obey the gradient layout contract. This is not an "
                          "error, but may impair performance.\ngrad.sizes() = [3, 2], strides() = "
                          "[1, 3]\nparam.sizes() = [3, 2], strides() = [2, 1]"));
}

TEST(AccumulateGradTest, LeafThatIsDetachedInPlaceReceivesNothing) {
  Tensor x = leaf({2});
  Tensor y = x * 3;
  x.detach_();
  y.sum().backward();
  EXPECT_FALSE(x.grad().defined());
}

// --- .grad ---

TEST(GradTest, IsUndefinedUntilBackwardReachesTheLeafAndThenAccumulates) {
  Tensor x = leaf({2});
  EXPECT_FALSE(x.grad().defined());
  (x * 2).sum().backward();
  (x * 3).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 5.0, kDouble)));
}

TEST(GradTest, OfANonLeafIsUndefinedAndWarns) {
  Warnings scope;
  Tensor y = leaf({2}) * 2;
  EXPECT_FALSE(y.grad().defined());
  EXPECT_THAT(
      warnings,
      ElementsAre("The .grad attribute of a Tensor that is not a leaf Tensor is being "
                  "accessed. Its .grad attribute won't be populated during "
                  "autograd.backward(). If you indeed want the .grad field to be populated "
                  "for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you "
                  "access the non-leaf Tensor by mistake, make sure you access the leaf "
                  "Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more "
                  "informations."));
  y.retain_grad();
  EXPECT_FALSE(y.grad().defined());
  EXPECT_FALSE(leaf({2}).grad().defined());
  EXPECT_EQ(warnings.size(), 1);
}

TEST(GradTest, AssignmentChecksSizeDtypeAndIdentity) {
  Tensor x = leaf({2});
  EXPECT_ERROR(x.set_grad(ones({3}, kDouble)), "assigned grad has data of a different size");
  EXPECT_ERROR(x.set_grad(ones({3})), "assigned grad has data of a different type");
  EXPECT_ERROR(x.set_grad(x), "can't assign Variable as its own grad");
  EXPECT_FALSE(x.grad().defined());
  x.set_grad(ones({2}, kDouble));
  EXPECT_TRUE(x.grad().defined());
  x.set_grad(Tensor());
  EXPECT_FALSE(x.grad().defined());
}

TEST(GradTest, OfAnotherSizeThanTheGradientThrowsAndStays) {
  Tensor x = leaf({2});
  x.mutable_grad() = ones({3}, kDouble);
  EXPECT_THROW((x * 2).sum().backward(), Error);
  EXPECT_TRUE(equal(x.grad(), ones({3}, kDouble)));
}

TEST(GradTest, SurvivesNewDataOfTheLeafTogetherWithItsHooks) {
  Tensor x = leaf({2});
  int calls = 0;
  x.register_hook([&](const Tensor&) { ++calls; });
  x.set_data(full({2}, 5.0, kDouble));
  (x * x).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 10.0, kDouble)));
  x.mutable_grad().reset();
  x.set_data(full({3}, 7.0, kDouble));
  (x * x).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 14.0, kDouble)));
  EXPECT_EQ(calls, 2);
}

// --- requires_grad ---

TEST(RequiresGradTest, ResultsRequireGradIfGradModeIsOnAndAnInputDoesAndTheyAreFloating) {
  Tensor x = leaf({2}), plain = ones({2}, kDouble);
  EXPECT_TRUE((x + plain).requires_grad());
  EXPECT_FALSE((plain + plain).requires_grad());
  EXPECT_FALSE((x > 0).requires_grad());
  EXPECT_FALSE(x.toType(kLong).requires_grad());
  EXPECT_FALSE(x.argmax().requires_grad());
  EXPECT_TRUE(x.round().requires_grad());
  EXPECT_TRUE(x.sign().requires_grad());
  NoGradGuard no_grad;
  EXPECT_FALSE((x + plain).requires_grad());
}

TEST(RequiresGradTest, TensorsWithoutAGradFnAreLeaves) {
  Tensor x = leaf({2});
  EXPECT_TRUE(x.is_leaf());
  EXPECT_TRUE(ones({2}).is_leaf());
  EXPECT_FALSE((x * 2).is_leaf());
  EXPECT_TRUE((x * 2).detach().is_leaf());
  NoGradGuard no_grad;
  EXPECT_TRUE((x * 2).is_leaf());
}

TEST(RequiresGradTest, OnlyFloatingTensorsMayRequireGrad) {
  Tensor i = ones({2}, kLong);
  EXPECT_ERROR(ones({2}, TensorOptions(kLong).requires_grad(true)),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_ERROR(i.set_requires_grad(true),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_ERROR(i.requires_grad_(),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_FALSE(i.requires_grad());
}

TEST(RequiresGradTest, CannotBeSwitchedOffForAResult) {
  Tensor y = leaf({2}) * 2;
  EXPECT_ERROR(y.requires_grad_(false),
               "you can only change requires_grad flags of leaf variables. If you want to use a "
               "computed variable in a subgraph that doesn't require differentiation use "
               "var_no_grad = var.detach().");
  y.requires_grad_();
  EXPECT_TRUE(y.requires_grad());
  // libtorch's function does not refuse, and changes nothing.
  y.set_requires_grad(false);
  EXPECT_TRUE(y.requires_grad());
  EXPECT_FALSE(y.is_leaf());
}

TEST(RequiresGradTest, FactoriesObeyTheirOptionUnderNoGrad) {
  NoGradGuard no_grad;
  EXPECT_TRUE(ones({2}, TensorOptions().requires_grad(true)).requires_grad());
}

TEST(RequiresGradTest, DetachInPlaceMakesALeafButNotOfAView) {
  Tensor x = leaf({2});
  Tensor y = x * 2;
  y.detach_();
  EXPECT_TRUE(y.is_leaf());
  EXPECT_FALSE(y.requires_grad());
  EXPECT_ERROR((x * 2).slice(0, 0, 1).detach_(),
               "Can't detach views in-place. Use detach() instead. If you are using "
               "DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as "
               "True, gradients are views of DDP buckets, and hence detach_() cannot be called on "
               "these gradients. To fix this error, please refer to the Optimizer.zero_grad() "
               "function in torch/optim/optimizer.py as the solution.");
}

TEST(RequiresGradTest, CloneIsDifferentiableDetachIsNot) {
  Tensor x = leaf({2});
  x.clone().sum().backward();
  EXPECT_TRUE(equal(x.grad(), ones({2}, kDouble)));
  Tensor d = x.detach();
  EXPECT_EQ(d.data_ptr(), x.data_ptr());
  EXPECT_FALSE(d.requires_grad());
  EXPECT_FALSE(d.is_view());
}

}  // namespace
}  // namespace gradlab
