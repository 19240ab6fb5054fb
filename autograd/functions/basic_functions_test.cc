#include "gradlab/autograd/functions/basic_functions.h"

#include <memory>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {


Tensor leaf() { return ones({2}, kDouble).requires_grad_(); }

TEST(BasicFunctionsTest, UndefinedGradStopsTheGradient) {
  Tensor x = leaf();
  const variable_list out = UndefinedGrad()({x, Tensor()});
  EXPECT_TRUE(equal(out[0], x));
  EXPECT_FALSE(out[1].defined());
  EXPECT_EQ(out[0].grad_fn()->name(), "UndefinedGradBackward");
  (out[0] * 2).sum().backward();
  EXPECT_FALSE(x.grad().defined());
}

TEST(BasicFunctionsTest, DelayedErrorThrowsInBackward) {
  Tensor x = leaf();
  const variable_list out = DelayedError("not here", 1)({x});
  EXPECT_EQ(DelayedError("not here", 2).num_inputs(), 2u);
  EXPECT_TRUE(equal(out[0], x));
  EXPECT_EQ(out[0].grad_fn()->name(), "Error");
  EXPECT_ERROR(out[0].sum().backward(), "not here");
  EXPECT_FALSE(DelayedError("not here", 1)({ones({2})})[0].requires_grad());
}

TEST(BasicFunctionsTest, ErrorsAreNodesThatThrow) {
  Tensor x = leaf(), y = x.detach() * 2;
  EXPECT_EQ(autograd::Error("out of order").msg, "out of order");
  set_history(y, std::make_shared<NotImplemented>("twice", collect_next_edges(x)));
  EXPECT_EQ(y.grad_fn()->name(), "NotImplemented");
  EXPECT_ERROR(y.sum().backward(), "derivative for twice is not implemented");
  EXPECT_FALSE(x.grad().defined());
}

TEST(BasicFunctionsTest, IdentityPassesGradientsOn) {
  Tensor x = leaf(), y = x.detach() * 2;
  set_history(y, std::make_shared<Identity>(collect_next_edges(x)));
  (y * 5).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 5.0, kDouble)));
  EXPECT_EQ(UndefinedGradBackward()({x, x}).size(), 2u);
  EXPECT_FALSE(UndefinedGradBackward()({x})[0].defined());
}

}  // namespace
}  // namespace gradlab::autograd
