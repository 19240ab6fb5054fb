// In-place writes, versions and views: semantics as PyTorch's, recorded with 1.13.1.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/out.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

TEST(VersionTest, EveryInPlaceWriteCountsAndViewsShareTheCount) {
  Tensor x = zeros({4});
  EXPECT_EQ(x._version(), 0);
  x.add_(1);
  Tensor view = x.slice(0, 0, 2);
  view.mul_(2);
  {
    NoGradGuard no_grad;
    x.zero_();
  }
  EXPECT_EQ(x._version(), 3);
  EXPECT_EQ(view._version(), 3);
  EXPECT_EQ(x.detach()._version(), 3);
  EXPECT_EQ(x.data()._version(), 0);
}

TEST(VersionTest, EveryKindOfWriteCountsOne) {
  const std::vector<std::pair<const char*, std::function<void(Tensor&)>>> writes = {
      {"zero_", [](Tensor& t) { t.zero_(); }},
      {"fill_", [](Tensor& t) { t.fill_(3); }},
      {"copy_", [](Tensor& t) { t.copy_(ones({4})); }},
      {"exp_", [](Tensor& t) { t.exp_(); }},
      {"+=", [](Tensor& t) { t += 1; }},
      {"normal_", [](Tensor& t) { t.normal_(); }},
      {"an element", [](Tensor& t) { t[0] = 1; }},
      {"index_put_",
       [](Tensor& t) {
         t.index_put_({tensor({0, 2})}, 5);
       }},
      {"masked_fill_", [](Tensor& t) { t.masked_fill_(t > 0, 5); }},
      {"a view", [](Tensor& t) { t.slice(0, 1, 3).mul_(2); }},
      {"a detached tensor", [](Tensor& t) { t.detach().mul_(2); }},
      {"out", [](Tensor& t) { add_out(t, ones({4}), ones({4})); }}};
  for (const auto& [name, write] : writes) {
    Tensor t = zeros({4});
    write(t);
    EXPECT_EQ(t._version(), 1) << name;
    NoGradGuard no_grad;
    write(t);
    EXPECT_EQ(t._version(), 2) << name << " under no_grad";
  }
}

TEST(VersionTest, ModifiedSavedOutputThrows) {
  Tensor x = leaf({3});
  Tensor y = exp(x);
  y.add_(1);
  EXPECT_THAT([&] { y.sum().backward(); },
              ThrowsMessage<Error>(StartsWith(
                  "one of the variables needed for gradient computation has been modified by an "
                  "inplace operation: [torch.DoubleTensor [3]], which is output 0 of ExpBackward0, "
                  "is at version 1; expected version 0 instead. Hint: enable anomaly detection to "
                  "find the operation that failed to compute its gradient, with "
                  "torch.autograd.set_detect_anomaly(True).")));
}

TEST(VersionTest, ModifiedSavedLeafIsNamedWithoutANode) {
  Tensor x = leaf({2, 3});
  Tensor y = (x * x).sum();
  {
    NoGradGuard no_grad;
    x.add_(1);
  }
  EXPECT_THAT([&] { y.backward(); },
              ThrowsMessage<Error>(HasSubstr(
                  "[torch.DoubleTensor [2, 3]] is at version 1; expected version 0 instead.")));
}

TEST(VersionTest, ModifiedSavedIntermediateIsNamedWithItsNode) {
  Tensor x = leaf({2});
  Tensor h = x + 1;
  Tensor y = (h * h).sum();
  h.add_(1);
  EXPECT_THAT(
      [&] { y.backward(); },
      ThrowsMessage<Error>(HasSubstr("which is output 0 of AddBackward0, is at version 1")));
}

// The write gave the tensor another history: that is what the message says it is.
TEST(VersionTest, ModifiedSavedInputIsNamedWithTheNodeThatWroteIt) {
  const auto error_of = [](auto write) -> std::string {
    const Tensor x = leaf({2}), h = x * 1, y = (h * h).sum();
    write(h);
    try {
      y.backward();
    } catch (const Error& e) {
      return e.msg();
    }
    return "none";
  };
  EXPECT_THAT(error_of([](const Tensor& h) { h.add_(1); }), HasSubstr("output 0 of AddBackward0,"));
  EXPECT_THAT(error_of([](const Tensor& h) { h.zero_(); }),
              HasSubstr("output 0 of ZeroBackward0,"));
  EXPECT_THAT(error_of([](const Tensor& h) { h.view({2, 1}).zero_(); }),
              HasSubstr("output 0 of CopySlices,"));
  EXPECT_THAT(error_of([](const Tensor& h) { h.detach().zero_(); }),
              HasSubstr("output 0 of MulBackward0,"));
  const Tensor x = leaf({2}), plain = ones({2}, kDouble), y = (x * plain).sum();
  plain.add_(x);
  EXPECT_THAT([&] { y.backward(); },
              ThrowsMessage<Error>(HasSubstr("output 0 of AddBackward0, is at version 1")));
}

TEST(VersionTest, WritesThroughDetachAreSeenThroughDataAreNot) {
  Tensor x = leaf({2});
  Tensor y = exp(x);
  y.detach().add_(1);
  EXPECT_THROW(y.sum().backward(), Error);
  Tensor z = exp(x);
  z.data().zero_();
  z.sum().backward();
  EXPECT_TRUE(equal(x.grad(), zeros({2}, kDouble)));
}

TEST(VersionTest, WhatTheRuleDoesNotNeedMayBeWritten) {
  Tensor x = leaf({2}, 2);
  Tensor y = x + 1;
  y.mul_(3);  // saves nothing of y that is overwritten
  y.add_(1);
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 3.0, kDouble)));
}

// PyTorch refuses this pass ("a saved tensor that has been detached in-place"); the gradient is
// known all the same.
TEST(VersionTest, SavedTensorThatIsDetachedInPlaceKeepsItsHistory) {
  Tensor x = leaf({2}, 3);
  Tensor h = x * 2.0;
  Tensor z = (h * h).sum();
  h.detach_();
  EXPECT_TRUE(h.is_leaf());
  z.backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 24.0, kDouble)));
}

TEST(InPlaceTest, RuleThatNeedsTheOldValueKeepsACopy) {
  Tensor x = leaf({2}, 3);
  Tensor y = x * 1.0;
  y.pow_(2);
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 6.0, kDouble)));

  Tensor a = leaf({2}, 3), b = leaf({2}, 5);
  Tensor z = a * 1.0;
  z.mul_(b);
  z.sum().backward();
  EXPECT_TRUE(equal(a.grad(), full({2}, 5.0, kDouble)));
  EXPECT_TRUE(equal(b.grad(), full({2}, 3.0, kDouble)));
}

TEST(InPlaceTest, OperandThatIsOverwrittenItselfIsFoundModified) {
  Tensor x = leaf({2}, 3);
  Tensor y = x * 1.0;
  y.mul_(y.detach());
  EXPECT_THAT([&] { y.sum().backward(); }, ThrowsMessage<Error>(HasSubstr("is at version 1")));
}

TEST(InPlaceTest, RuleThatUsesTheResultSavesItAfterTheWrite) {
  Tensor x = leaf({2}, 0);
  Tensor y = x * 2;
  y.exp_();
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 2.0, kDouble)));
  x = leaf({2}, 0);
  (x * 2).sigmoid_().sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 0.5, kDouble)));
  x = leaf({2}, 3);
  (x * 2).relu_().sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 2.0, kDouble)));
}

TEST(InPlaceTest, LeafThatRequiresGradRefuses) {
  Tensor x = leaf({2});
  EXPECT_THAT(
      [&] { x += 1; },
      ThrowsMessage<Error>("a leaf Variable that requires grad is being used in an in-place "
                           "operation."));
  EXPECT_THAT(
      [&] { x.slice(0, 0, 1).zero_(); },
      ThrowsMessage<Error>("a view of a leaf Variable that requires grad is being used in an "
                           "in-place operation."));
  EXPECT_TRUE(equal(x, full({2}, 1.0, kDouble))) << "a refused write must change nothing";
  NoGradGuard no_grad;
  x += 1;
  EXPECT_TRUE(equal(x, full({2}, 2.0, kDouble)));
}

TEST(InPlaceTest, ViewMadeUnderNoGradRefusesInGradMode) {
  Tensor x = leaf({2});
  Tensor h = x * 1.0, view;
  {
    NoGradGuard no_grad;
    view = h.slice(0, 0, 1);
  }
  EXPECT_THAT([&] { view.mul_(x.slice(0, 0, 1)); },
              ThrowsMessage<Error>(StartsWith("A view was created in no_grad mode and is being "
                                              "modified inplace with grad mode enabled.")));
}

TEST(InPlaceTest, OneOfSeveralViewsRefuses) {
  Tensor x = leaf({2});
  Tensor h = x * 1.0;
  EXPECT_THAT([&] { h.unbind()[0].mul_(2); },
              ThrowsMessage<Error>(StartsWith("Output 0 of UnbindBackward0 is a view and is being "
                                              "modified inplace. This view is the output of a "
                                              "function that returns multiple views.")));
  EXPECT_THAT([&] { h.chunk(2)[1].mul_(2); },
              ThrowsMessage<Error>(StartsWith("Output 1 of SplitBackward0 is a view")));
}

TEST(InPlaceTest, OverlappingMemoryRefuses) {
  Tensor x = zeros({1}).expand({3});
  EXPECT_THAT([&] { x.add_(1); },
              ThrowsMessage<Error>(StartsWith("unsupported operation: more than one element of the "
                                              "written-to tensor refers to a single memory "
                                              "location.")));
}

TEST(InPlaceTest, CopyBetweenPartsOfOneMemoryThatOverlapRefuses) {
  const std::string text =
      "unsupported operation: some elements of the input tensor and the written-to tensor refer to "
      "a single memory location. Please clone() the tensor before performing the operation.";
  Tensor x = arange(8, kFloat);
  Tensor six = x.slice(0, 0, 6);
  EXPECT_THAT([&] { six.copy_(x.slice(0, 1, 7)); }, ThrowsMessage<Error>(text));
  EXPECT_THAT([&] { six.copy_(x.slice(0, 2, 3)); }, ThrowsMessage<Error>(text));
  EXPECT_THAT([&] { x.view({2, 4}).copy_(x.view({4, 2}).t()); }, ThrowsMessage<Error>(text));
  EXPECT_THAT([&] { x.index_put_({indexing::Slice(0, 6)}, x.slice(0, 1, 7)); },
              ThrowsMessage<Error>(text));
  EXPECT_TRUE(equal(x, arange(8, kFloat)));
  EXPECT_EQ(x._version(), 0);
  six.copy_(six);
  x.slice(0, 0, 6, 2).copy_(x.slice(0, 1, 6, 2));  // memory that interleaves
  EXPECT_TRUE(equal(x, tensor({1, 1, 3, 3, 5, 5, 6, 7}, kFloat)));
}

TEST(InPlaceTest, IntegerTensorRefusesFloatingResult) {
  Tensor x = ones({2}, kLong);
  EXPECT_THAT(
      [&] { x.add_(1.5); },
      ThrowsMessage<Error>("result type Float can't be cast to the desired output type Long"));
  EXPECT_TRUE(equal(x, ones({2}, kLong)));
  EXPECT_EQ(x._version(), 0);
}

// --- Views: CopySlices ---

TEST(ViewInPlaceTest, WriteToAViewRebasesTheHistoryOfItsBase) {
  Tensor x = leaf({4});
  Tensor base = x * 1.0;
  Tensor view = base.slice(0, 0, 2);
  view.mul_(3);
  EXPECT_EQ(base.grad_fn()->name(), "CopySlices");
  EXPECT_EQ(view.grad_fn()->name(), "AsStridedBackward0");
  EXPECT_EQ(base._version(), 1);
  base.sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({3.0, 3.0, 1.0, 1.0}, kDouble)));
}

TEST(ViewInPlaceTest, WriteToTheBaseReachesEarlierViews) {
  Tensor x = leaf({4});
  Tensor base = x * 1.0;
  Tensor view = base.slice(0, 0, 2);
  base.mul_(5);
  EXPECT_EQ(view.grad_fn()->name(), "AsStridedBackward0");
  view.sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({5.0, 5.0, 0.0, 0.0}, kDouble)));
}

TEST(ViewInPlaceTest, WriteThroughOneViewReachesAnother) {
  Tensor x = leaf({4}, 2);
  Tensor base = x * 1.0;
  Tensor row = base.view({2, 2}).select(0, 0), all = base.view({4});
  row.mul_(2);
  EXPECT_TRUE(equal(all, tensor({4.0, 4.0, 2.0, 2.0}, kDouble)));
  (all * all).sum().backward();
  // all = (2x, 2x, x, x): the gradient is 2 * all * factor.
  EXPECT_TRUE(equal(x.grad(), tensor({16.0, 16.0, 4.0, 4.0}, kDouble)));
}

TEST(ViewInPlaceTest, PlainBaseStartsToRequireGrad) {
  Tensor s = leaf({2});
  Tensor base = zeros({4}, kDouble);
  base.slice(0, 0, 2).copy_(s);
  EXPECT_TRUE(base.requires_grad());
  (base * 3).sum().backward();
  EXPECT_TRUE(equal(s.grad(), full({2}, 3.0, kDouble)));
}

TEST(ViewInPlaceTest, WriteToAViewOfAConstantGivesTheOperandItsGradient) {
  Tensor s = leaf({2}, 3);
  Tensor base = full({4}, 2.0, kDouble);
  base.slice(0, 0, 2).mul_(s);
  base.slice(0, 2, 4).div_(s);
  base.sum().backward();
  // 2 for each element that was multiplied, -2 / 9 for each that was divided.
  EXPECT_TRUE(allclose(s.grad(), full({2}, 2.0 - 2.0 / 9, kDouble)));
}

TEST(ViewInPlaceTest, ConstantWriteCutsTheGradient) {
  Tensor x = leaf({3});
  Tensor base = x * 2;
  base.select(0, 0).fill_(7);
  base.sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({0.0, 2.0, 2.0}, kDouble)));
}

TEST(ViewInPlaceTest, SecondBackwardThroughCopySlicesThrows) {
  Tensor x = leaf({4});
  Tensor base = x * 1.0;
  base.slice(0, 0, 2).mul_(3);
  Tensor y = base.sum();
  y.backward();
  EXPECT_THAT(
      [&] { y.backward(); },
      ThrowsMessage<Error>(StartsWith("Trying to backward through the graph a second time")));
}

TEST(ViewInPlaceTest, SecondDerivativeThroughCopySlices) {
  Tensor x = leaf({3}, 2);
  Tensor base = x * x;
  base.slice(0, 0, 2).mul_(x.slice(0, 1, 3));
  // base = (x0^2 x1, x1^2 x2, x2^2)
  Tensor g = autograd::grad({base.sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_TRUE(equal(g, tensor({8.0, 12.0, 8.0}, kDouble)));
  Tensor h = autograd::grad({g.sum()}, {x})[0];
  // Sums of the rows of the Hessian.
  EXPECT_TRUE(equal(h, tensor({8.0, 12.0, 6.0}, kDouble)));
}

TEST(ViewTest, ViewUnderNoGradStillReportsTheFlagOfItsBase) {
  Tensor x = leaf({4});
  NoGradGuard no_grad;
  Tensor view = x.view({2, 2});
  EXPECT_TRUE(view.requires_grad());
  EXPECT_TRUE(view.is_leaf());
  EXPECT_FALSE(x.detach().requires_grad());
}

TEST(ViewTest, OverlappingViewsAddTheirGradients) {
  Tensor x = arange(4, kDouble).requires_grad_();
  Tensor windows = x.as_strided({3, 2}, {1, 1});
  (windows * tensor({{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.0}}, kDouble)).sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({1.0, 5.0, 9.0, 6.0}, kDouble)));
}

}  // namespace
}  // namespace gradlab
