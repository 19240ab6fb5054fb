// Functions of the user's that write to their inputs or return views of them (outcomes recorded
// with PyTorch 1.13.1).
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/basic_functions.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// --- In place ---

struct Doubled : Function<Doubled> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    x.mul_(2);
    ctx->mark_dirty({x});
    return x;
  }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 2}; }
};

TEST(FunctionInPlaceTest, DirtyInputIsReturnedItselfWithANewHistory) {
  Tensor x = leaf({3});
  Tensor h = x * 1.0;
  Tensor y = Doubled::apply(h);
  EXPECT_TRUE(y.is_same(h));
  EXPECT_EQ(h._version(), 2);  // the write, and the mark
  EXPECT_EQ(h.grad_fn()->name(), "DoubledBackward");
  (h * 5).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 10.0, kDouble)));
}

TEST(FunctionInPlaceTest, DirtyLeafThrows) {
  Tensor x = leaf({3});
  EXPECT_ERROR(Doubled::apply(x),
               "a leaf Variable that requires grad has been used in an in-place operation.");
}

TEST(FunctionInPlaceTest, DirtyViewRewritesTheHistoryOfItsBase) {
  Tensor x = leaf({4});
  Tensor base = x * 1.0;
  Tensor view = base.slice(0, 0, 2);
  Doubled::apply(view);
  EXPECT_EQ(base.grad_fn()->name(), "CopySlices");
  base.sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({2.0, 2.0, 1.0, 1.0}, kDouble)));
}

// Writes to its second argument.
struct AddInto : Function<AddInto> {
  static Tensor forward(AutogradContext* ctx, Tensor x, Tensor target) {
    target.add_(x, 3);
    ctx->mark_dirty({target});
    return target;
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    return {grads[0] * 3, grads[0]};
  }
};

TEST(FunctionInPlaceTest, DirtyViewNeedNotBeTheFirstArgument) {
  Tensor x = leaf({2}, 7), y = leaf({4});
  Tensor base = y * 1.0;
  AddInto::apply(x, base.slice(0, 0, 2));
  EXPECT_TRUE(equal(base, tensor({22.0, 22.0, 1.0, 1.0}, kDouble)));
  (base * tensor({1.0, 2.0, 3.0, 4.0}, kDouble)).sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({3.0, 6.0}, kDouble)));
  EXPECT_TRUE(equal(y.grad(), tensor({1.0, 2.0, 3.0, 4.0}, kDouble)));
}

struct Overwrites : Function<Overwrites> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    x.fill_(7);
    ctx->mark_dirty({x});
    return x;
  }
  static variable_list backward(AutogradContext*, variable_list) { return {Tensor()}; }
};

TEST(FunctionInPlaceTest, UndefinedGradientForADirtyViewCutsTheWholeBaseOff) {
  Tensor x = leaf({2});
  Tensor base = x * 1.0;
  Overwrites::apply(base.slice(0, 0, 1));
  base.sum().backward();
  EXPECT_FALSE(x.grad().defined());
}

struct ForgetsDirty : Function<ForgetsDirty> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    x.mul_(2);
    ctx->mark_dirty({x});
    return x * 2;
  }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 4}; }
};

TEST(FunctionInPlaceTest, DirtyInputsMustBeReturned) {
  EXPECT_ERROR(
      ForgetsDirty::apply(leaf({3}) * 1.0),
      "Some elements marked as dirty during the forward method were not returned as output. "
      "The inputs that are modified inplace must all be outputs of the Function.");
}

struct DirtyAndMore : Function<DirtyAndMore> {
  static variable_list forward(AutogradContext* ctx, Tensor x) {
    x.mul_(2);
    ctx->mark_dirty({x});
    return {x, x * 3};
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    return {grads[0] * 2 + grads[1] * 6};
  }
};

TEST(FunctionInPlaceTest, DirtyViewAllowsOneOutputOnly) {
  EXPECT_ERROR(DirtyAndMore::apply((leaf({3}) * 1.0).slice(0, 0, 2)),
               "If your Function modifies inplace an input that is a view of another Tensor, your "
               "Function cannot return more than one Tensor. This is not supported by the current "
               "autograd engine. You should either make sure the input is not a view (using "
               ".clone() for example) or make your Function only return one Tensor (potentially "
               "splitting it into two Functions: one doing the inplace that returns a single "
               "Tensor and a second one that does the other operations). You can ask on the forum "
               "https://discuss.pytorch.org/ if you need help to do this change.");
  Tensor x = leaf({3});
  const variable_list out = DirtyAndMore::apply(x * 1.0);
  (out[0] + out[1]).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 8.0, kDouble)));
}

std::string last_warning;
struct MarksOther : Function<MarksOther> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    Tensor y = x * 2;
    ctx->mark_dirty({y});
    return y;
  }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 2}; }
};

TEST(FunctionInPlaceTest, MarkingWhatIsNoInputWarns) {
  Tensor x = leaf({3});
  set_warning_handler([](const std::string& message) { last_warning = message; });
  MarksOther::apply(x).sum().backward();
  set_warning_handler(nullptr);
  EXPECT_EQ(last_warning,
            "Only input Tensors should be given to ctx.mark_dirty(). If a Tensor is not an input, "
            "there is no need to pass it to mark_dirty().");
  EXPECT_TRUE(equal(x.grad(), full({3}, 2.0, kDouble)));
}

// --- Views ---

struct AsIs : Function<AsIs> {
  static Tensor forward(AutogradContext*, Tensor x) { return x; }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 3}; }
};

TEST(FunctionInPlaceTest, InputReturnedUnchangedBecomesAView) {
  Tensor x = leaf({3});
  Tensor y = AsIs::apply(x);
  EXPECT_FALSE(y.is_same(x));
  EXPECT_TRUE(y._base().is_same(x));
  EXPECT_EQ(y.grad_fn()->name(), "AsIsBackward");
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 3.0, kDouble)));
}

TEST(FunctionInPlaceTest, ViewFromAFunctionRefusesInPlaceWrites) {
  Tensor h = leaf({3}) * 1.0;
  Tensor y = AsIs::apply(h);
  const std::string rest =
      "This view was created inside a custom Function (or because an input was returned as-is) and "
      "the autograd logic to handle view+inplace would override the custom backward associated "
      "with "
      "the custom Function, leading to incorrect gradients. This behavior is forbidden. You can "
      "fix "
      "this by cloning the output of the custom Function.";
  EXPECT_ERROR(y.mul_(2),
               "Output 0 of AsIsBackward is a view and is being modified inplace. " + rest);
  h.mul_(2);
  EXPECT_ERROR(
      y.grad_fn(),
      "Output 0 of AsIsBackward is a view and its base or another view of its base has been "
      "modified inplace. " +
          rest);
}

struct Halves : Function<Halves> {
  static variable_list forward(AutogradContext*, Tensor x) {
    return {x.slice(0, 0, 1), x.slice(0, 1, 2)};
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    return {cat({grads[0], grads[1] * 5})};
  }
};

TEST(FunctionInPlaceTest, SeveralViewsFromAFunctionRefuseInPlaceWrites) {
  Tensor x = leaf({2});
  const variable_list out = Halves::apply(x * 1.0);
  EXPECT_EQ(out[1].unsafeGetTensorImpl()->get_creation_meta(), CreationMeta::MULTI_OUTPUT_NODE);
  EXPECT_ERROR(out[1].mul_(2), StartsWith("Output 1 of HalvesBackward is a view and is being "
                                          "modified inplace. This view is the output of a function "
                                          "that returns multiple views."));
  (out[0] + out[1]).sum().backward();
  EXPECT_TRUE(equal(x.grad(), tensor({1.0, 5.0}, kDouble)));
}

}  // namespace
}  // namespace gradlab::autograd
