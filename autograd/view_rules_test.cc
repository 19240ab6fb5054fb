// Which views may be modified in place, and what becomes of the others (texts recorded with PyTorch
// 1.13.1). What the gradients are is in in_place_test.cc.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const char* const kNoGradView =
    " Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your "
    "code by moving both the view and the inplace either both inside the no_grad block (if you "
    "don't "
    "want the inplace to be tracked) or both outside (if you want the inplace to be tracked).";

// --- CreationMeta ---

TEST(CreationMetaTest, ViewMadeUnderNoGradMayNotBeWrittenInGradMode) {
  Tensor h = leaf({2}) * 1.0, view;
  std::vector<Tensor> parts;
  {
    NoGradGuard no_grad;
    view = h.slice(0, 0, 1);
    parts = h.unbind();
  }
  EXPECT_ERROR(view.mul_(2), std::string("A view was created in no_grad mode and is being modified "
                                         "inplace with grad mode enabled.") +
                                 kNoGradView);
  EXPECT_ERROR(parts[0].mul_(2), StartsWith("A view was created in no_grad mode"));
  EXPECT_EQ(h._version(), 0);
}

TEST(CreationMetaTest, ViewMadeUnderNoGradMayBeWrittenUnderNoGrad) {
  Tensor x = leaf({2});
  Tensor h = x * 1.0;
  NoGradGuard no_grad;
  h.slice(0, 0, 1).mul_(2);
  EXPECT_TRUE(equal(h, tensor({2.0, 1.0}, kDouble)));
}

TEST(CreationMetaTest, ViewOfAPlainTensorMayBeWrittenWhereverItWasMade) {
  Tensor plain = ones({2}, kDouble), view;
  {
    NoGradGuard no_grad;
    view = plain.slice(0, 0, 1);
  }
  view.mul_(2);
  EXPECT_TRUE(equal(plain, tensor({2.0, 1.0}, kDouble)));
}

TEST(CreationMetaTest, PassesToViewsOfTheView) {
  Tensor h = leaf({2}) * 1.0, view;
  {
    NoGradGuard no_grad;
    view = h.slice(0, 0, 1);
  }
  Tensor inner = view.view({1, 1});
  EXPECT_EQ(inner.unsafeGetTensorImpl()->get_creation_meta(), CreationMeta::NO_GRAD_MODE);
  EXPECT_ERROR(inner.mul_(2),
               std::string("Output 0 of ViewBackward0 is a view of a view which was created in "
                           "no_grad mode and is being modified inplace with grad mode enabled.") +
                   kNoGradView);
}

TEST(CreationMetaTest, OneOfSeveralViewsMayNotBeWritten) {
  const std::string rest =
      " modified inplace. This view is the output of a function that returns multiple views. Such "
      "functions do not allow the output views to be modified inplace. You should replace the "
      "inplace "
      "operation by an out-of-place one.";
  Tensor h = leaf({4}) * 1.0;
  EXPECT_ERROR(h.unbind()[1].mul_(2), "Output 1 of UnbindBackward0 is a view and is being" + rest);
  EXPECT_ERROR(h.split(2)[0].mul_(2), "Output 0 of SplitBackward0 is a view and is being" + rest);
  EXPECT_ERROR(h.chunk(2)[0].mul_(2), StartsWith("Output 0 of SplitBackward0 is a view"));
  Tensor part = h.unbind()[0];
  h.mul_(2);
  const std::string indirect =
      "Output 0 of UnbindBackward0 is a view and its base or another view of its base has been" +
      rest;
  EXPECT_ERROR(part.grad_fn(), indirect);
  EXPECT_ERROR(part * 2, indirect);
  EXPECT_FALSE(part.is_leaf());
}

TEST(CreationMetaTest, OneOfSeveralViewsOfAPlainTensorMayBeWritten) {
  Tensor plain = ones({4}, kDouble);
  plain.unbind()[0].mul_(2);
  EXPECT_TRUE(equal(plain, tensor({2.0, 1.0, 1.0, 1.0}, kDouble)));
}

TEST(CreationMetaTest, ViewMadeUnderNoGradWhoseBaseIsWrittenHasNoHistory) {
  Tensor h = leaf({2}) * 1.0, view;
  {
    NoGradGuard no_grad;
    view = h.slice(0, 0, 1);
  }
  h.mul_(2);
  EXPECT_ERROR(view.grad_fn(),
               std::string("A view was created in no_grad mode and its base or another view of its "
                           "base has been modified inplace with grad mode enabled.") +
                   kNoGradView);
}

// --- Leaves and their views ---

TEST(LeafViewTest, ViewOfALeafThatRequiresGradMayNotBeWritten) {
  Tensor x = leaf({2});
  EXPECT_ERROR(x.slice(0, 0, 1).zero_(),
               "a view of a leaf Variable that requires grad is being used "
               "in an in-place operation.");
  EXPECT_ERROR(x.zero_(),
               "a leaf Variable that requires grad is being used in an in-place operation.");
  EXPECT_EQ(x._version(), 0);
}

TEST(LeafViewTest, ViewThatItselfIsALeafMayNotBeWritten) {
  Tensor view = zeros({4}, kDouble).slice(0, 0, 2).requires_grad_();
  EXPECT_ERROR(view.mul_(2),
               "a view of a leaf Variable that requires grad is being used in an "
               "in-place operation.");
}

TEST(LeafViewTest, WriteToTheBaseReplacesTheLeafByAView) {
  Tensor base = zeros({4}, kDouble);
  Tensor view = base.slice(0, 0, 2).requires_grad_();
  Tensor s = leaf({4}, 3);
  base.copy_(s);
  EXPECT_FALSE(view.is_leaf());
  EXPECT_EQ(view.grad_fn()->name(), "AsStridedBackward0");
  view.sum().backward();
  EXPECT_TRUE(equal(s.grad(), tensor({1.0, 1.0, 0.0, 0.0}, kDouble)));
}

TEST(LeafViewTest, WriteUnderNoGradLeavesTheHistoryOfViewsOfALeafRight) {
  Tensor x = leaf({4}, 2);
  Tensor view = x.slice(0, 0, 2);
  {
    NoGradGuard no_grad;
    x.mul_(5);
  }
  EXPECT_EQ(view.grad_fn()->name(), "AsStridedBackward0");
  (view * view).sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({20.0, 20.0, 0.0, 0.0}, kDouble)));
}

TEST(LeafViewTest, CannotBeSwitchedOffWhileItsBaseRequiresGrad) {
  Tensor view = leaf({3}).view({3});
  EXPECT_ERROR(view.requires_grad_(false),
               StartsWith("you can only change requires_grad flags of leaf variables."));
}

TEST(LeafViewTest, ViewMadeUnderNoGradReportsTheFlagOfItsBaseAndGetsNoGradient) {
  Tensor x = leaf({4}), view;
  {
    NoGradGuard no_grad;
    view = x.view({2, 2});
  }
  EXPECT_TRUE(view.requires_grad());
  EXPECT_TRUE(view.is_leaf());
  (view * 2).sum().backward();
  EXPECT_FALSE(x.grad().defined());
  EXPECT_FALSE(view.grad().defined());
}

// --- Chains ---

TEST(ViewChainTest, BaseIsAlwaysTheRoot) {
  Tensor x = leaf({2, 4});
  Tensor h = x * 1.0;
  Tensor inner = h.view({8}).slice(0, 2, 6).view({2, 2}).select(0, 1);
  EXPECT_TRUE(inner._base().is_same(h));
  EXPECT_TRUE(inner.is_view());
  EXPECT_FALSE(h.is_view());
}

TEST(ViewChainTest, WritesThroughSeveralViewsRewriteTheHistoryOfAll) {
  Tensor x = leaf({4}, 3), s = leaf({2}, 5);
  Tensor h = x * 1.0;
  Tensor middle = h.view({2, 2}), row = middle.select(0, 0), last = row.slice(0, 1, 2);
  row.mul_(s);              // h = (3 * 5, 3 * 5, 3, 3)
  last.mul_(last.clone());  // h[1] = 15^2
  middle.select(0, 1).copy_(s);
  EXPECT_TRUE(equal(h, tensor({15.0, 225.0, 5.0, 5.0}, kDouble)));
  (middle * tensor({{1.0, 2.0}, {3.0, 4.0}}, kDouble)).sum().backward();
  // d h[1] / dx = 2 * 15 * 5, d h[1] / ds = 2 * 15 * 3; h[2..3] = s.
  EXPECT_TRUE(equal(x.grad(), tensor({5.0, 300.0, 0.0, 0.0}, kDouble)));
  EXPECT_TRUE(equal(s.grad(), tensor({3.0 + 3.0, 180.0 + 4.0}, kDouble)));
}

TEST(ViewChainTest, TransposedAndSteppedViews) {
  Tensor x = arange(6, kDouble).reshape({2, 3}).detach().requires_grad_();
  Tensor h = x * 1.0;
  Tensor column = h.t().select(0, 2), stepped = h.view({6}).slice(0, 0, 6, 2);
  column.mul_(10);  // elements 2 and 5
  stepped.exp_();   // elements 0, 2 and 4
  EXPECT_EQ(column.grad_fn()->name(), "AsStridedBackward0");
  h.sum().backward();
  const double e0 = 1, e2 = std::exp(20.0), e4 = std::exp(4.0);
  EXPECT_TRUE(allclose(x.grad(), tensor({{e0, 1.0, 10 * e2}, {1.0, e4, 10.0}}, kDouble)));
}

TEST(ViewChainTest, HistoryOfAViewFollowsEveryLaterWrite) {
  Tensor x = leaf({2}, 2);
  Tensor h = x * 1.0;
  Tensor view = h.view({2});
  for (int i = 0; i < 3; ++i) {
    h.mul_(2);
    view.mul_(3);
  }
  view.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 216.0, kDouble)));
}

TEST(ViewChainTest, OverlappingBaseIsRefused) {
  Tensor x = ones({1}, kDouble).expand({3}).detach();
  Tensor s = leaf({});
  x.select(0, 0).copy_(s);
  EXPECT_ERROR(x.sum().backward(),
               StartsWith("unsupported operation: more than one element of the written-to tensor "
                          "refers to a single memory location."));
}

TEST(ViewChainTest, ExpandedViewsRefuseWrites) {
  Tensor x = leaf({1}) * 1.0;
  EXPECT_ERROR(x.expand({3}).mul_(2),
               StartsWith("unsupported operation: more than one element of the written-to tensor"));
  EXPECT_EQ(x._version(), 0);
}

// --- Versions ---

TEST(VersionRulesTest, DataHasAVersionOfItsOwnAndDetachSharesIt) {
  Tensor x = zeros({2});
  x.add_(1);
  EXPECT_EQ(x.detach()._version(), 1);
  EXPECT_EQ(x.data()._version(), 0);
  x.data().add_(1);
  EXPECT_EQ(x._version(), 1);
  EXPECT_TRUE(equal(x, full({2}, 2)));
  x.detach().add_(1);
  EXPECT_EQ(x._version(), 2);
}

TEST(VersionRulesTest, CounterOfTheImplementationIsTheSame) {
  Tensor x = zeros({2});
  TensorImpl* impl = x.unsafeGetTensorImpl();
  EXPECT_EQ(impl->version_counter().current_version(), 0u);
  impl->bump_version();
  autograd::impl::bump_version(x);
  EXPECT_EQ(x._version(), 2);
  EXPECT_EQ(autograd::impl::version_counter(x).current_version(), 2u);
  EXPECT_EQ(x.slice(0, 0, 1)._version(), 2);
}

TEST(VersionRulesTest, BumpByHandIsFoundLikeAWrite) {
  Tensor x = leaf({2});
  Tensor y = exp(x);
  y.unsafeGetTensorImpl()->bump_version();
  EXPECT_ERROR(y.sum().backward(), HasSubstr("is at version 1; expected version 0 instead."));
}

// --- Access to the metadata ---

TEST(ViewMetaTest, IsFoundThroughTheImplementation) {
  Tensor x = leaf({2});
  EXPECT_EQ(ones({2}).unsafeGetTensorImpl()->autograd_meta(), nullptr);
  EXPECT_NE(x.unsafeGetTensorImpl()->autograd_meta(), nullptr);
  Tensor view = x.view({2});
  auto* meta = static_cast<DifferentiableViewMeta*>(view.unsafeGetTensorImpl()->autograd_meta());
  EXPECT_TRUE(meta->has_bw_view());
  EXPECT_EQ(meta->get_creation_meta(), CreationMeta::DEFAULT);
  EXPECT_EQ(autograd::impl::get_view_autograd_meta(view), meta);
  EXPECT_EQ(autograd::impl::get_view_autograd_meta(x), nullptr);
}

TEST(ViewMetaTest, TellsTheBaseOfAView) {
  const Tensor x = leaf({2}) * 1.0, view = x.view({2, 1});
  auto* meta = autograd::impl::get_view_autograd_meta(view);
  EXPECT_TRUE(meta->get_backward_view().base_.is_same(x));
  EXPECT_TRUE(meta->has_fw_view());
  auto* none = static_cast<DifferentiableViewMeta*>(x.unsafeGetTensorImpl()->autograd_meta());
  EXPECT_ERROR(none->get_backward_view(),
               "backward view info can only exist for backward views.");
}

TEST(ViewMetaTest, MakeVariableTakesAnEdgeAsItsHistory) {
  const Tensor x = leaf({2}), y = x * 3;
  const Variable v = autograd::make_variable(ones({2}, x.options()), Edge(y.grad_fn(), 0));
  EXPECT_EQ(v.grad_fn(), y.grad_fn());
  v.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 3.0, x.options())));
  EXPECT_TRUE(autograd::make_variable(ones({2}), Edge()).is_leaf());
}

TEST(ViewMetaTest, MakeVariableSharesMemoryButNotTheVersion) {
  Tensor x = ones({2});
  Variable v = autograd::make_variable(x, true);
  EXPECT_TRUE(v.requires_grad());
  EXPECT_TRUE(v.is_leaf());
  EXPECT_EQ(v.data_ptr(), x.data_ptr());
  x.add_(1);
  EXPECT_EQ(v._version(), 0);
  EXPECT_FALSE(autograd::make_variable(Tensor()).defined());
}

}  // namespace
}  // namespace gradlab
