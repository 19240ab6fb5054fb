// What a user's Function saves for its backward (outcomes recorded with PyTorch 1.13.1).
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<Tensor> received;

struct Thrice : Function<Thrice> {
  static Tensor forward(AutogradContext*, Tensor x) { return x * 3; }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 3}; }
};

struct Square : Function<Square> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    ctx->save_for_backward({x});
    return x * x;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    return {grads[0] * ctx->get_saved_variables()[0] * 2};
  }
};

struct Exp : Function<Exp> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    Tensor y = x.exp();
    ctx->save_for_backward({y, Tensor(), x});
    return y;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    received = ctx->get_saved_variables();
    return {grads[0] * received[0]};
  }
};

TEST(FunctionTest, SavedOutputIsDifferentiableAndDoesNotKeepItselfAlive) {
  const int64_t nodes = counter_value(Counter::kNodes),
                saved = counter_value(Counter::kSavedTensors);
  {
    Tensor x = leaf({2}, 0);
    Tensor y = Exp::apply(x);
    Tensor g = grad({y.sum()}, {x}, {}, std::nullopt, true)[0];
    EXPECT_TRUE(received[0].requires_grad());
    EXPECT_FALSE(received[1].defined());
    EXPECT_TRUE(received[2].is_leaf());
    EXPECT_TRUE(equal(grad({g.sum()}, {x})[0], ones({2}, kDouble)));
    received.clear();
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
  EXPECT_EQ(counter_value(Counter::kSavedTensors), saved);
}

TEST(FunctionTest, DirtyViewThatIsSavedDoesNotKeepItselfAlive) {
  struct SavedView : Function<SavedView> {
    static Tensor forward(AutogradContext* ctx, Tensor x) {
      x.exp_();
      ctx->mark_dirty({x});
      ctx->save_for_backward({x});
      return x;
    }
    static variable_list backward(AutogradContext* ctx, variable_list grads) {
      return {grads[0] * ctx->get_saved_variables()[0]};
    }
  };
  const int64_t nodes = counter_value(Counter::kNodes);
  {
    Tensor x = leaf({2}, 0);
    Tensor base = x * 1.0;
    SavedView::apply(base.slice(0, 0, 1));
    Tensor g = grad({base.sum()}, {x}, {}, std::nullopt, true)[0];
    EXPECT_TRUE(equal(g, ones({2}, kDouble)));
    EXPECT_TRUE(equal(grad({g.sum()}, {x})[0], tensor({1.0, 0.0}, kDouble)));
    SavedView::apply(base.slice(0, 0, 1));  // dies without a backward
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
}

TEST(FunctionTest, SavedTensorsAreFreedByTheFirstBackward) {
  Tensor x = leaf({2});
  Tensor y = Exp::apply(x).sum();
  y.backward({}, true);
  y.backward();
  EXPECT_ERROR(y.backward(),
               StartsWith("Trying to backward through the graph a second time (or "
                          "directly access saved tensors after they have already been "
                          "freed)."));
  received.clear();
}

TEST(FunctionTest, FunctionThatSavesNothingRunsAgain) {
  Tensor x = leaf({2});
  Tensor y = Thrice::apply(x);
  y.backward(ones({2}, kDouble));
  y.backward(ones({2}, kDouble));
  EXPECT_TRUE(equal(x.grad(), full({2}, 6.0, kDouble)));
}

TEST(FunctionTest, ModifiedSavedTensorThrows) {
  Tensor x = leaf({2});
  Tensor y = Exp::apply(x);
  y.add_(1);
  EXPECT_ERROR(y.sum().backward(), HasSubstr("[torch.DoubleTensor [2]], which is output 0 of "
                                             "ExpBackward, is at version 1; expected version 0"));
  Tensor z = Square::apply(x);
  {
    NoGradGuard no_grad;
    x.add_(1);
  }
  EXPECT_ERROR(z.sum().backward(), HasSubstr("is at version 1; expected version 0"));
}

struct Intermediate : Function<Intermediate> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    Tensor h;
    {
      AutoGradMode on(true);
      h = x * 3;
    }
    ctx->save_for_backward({h});
    return h * h;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    received = ctx->get_saved_variables();
    return {grads[0] * received[0] * 6};
  }
};

TEST(FunctionTest, SavedIntermediateKeepsItsHistory) {
  Tensor x = leaf({1}, 2);
  Tensor g = grad({Intermediate::apply(x)}, {x}, {}, std::nullopt, true)[0];
  EXPECT_EQ(received[0].grad_fn()->name(), "MulBackward1");
  EXPECT_EQ(g.item<double>(), 36);  // 18 x
  EXPECT_EQ(grad({g}, {x})[0].item<double>(), 18);
  received.clear();
}

}  // namespace
}  // namespace gradlab::autograd
