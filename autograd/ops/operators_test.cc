// Operators with a number on the left. Expected values and texts are those of libtorch 1.13's C++.
#include <gtest/gtest.h>

#include <string>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

bool same(const Tensor& a, const Tensor& b) { return a.dtype() == b.dtype() && a.equal(b); }

TEST(NumberOnTheLeft, BecomesOfTheTensorsDtype) {
  const Tensor integers = tensor({1, 2, 4}), bytes = tensor({1, 2, 4}, kByte);
  EXPECT_TRUE(same(0.5 - integers, tensor({-1, -2, -4})));
  EXPECT_TRUE(same(1 - integers, tensor({0, -1, -3})));
  EXPECT_TRUE(same(true - integers, tensor({0, -1, -3})));
  EXPECT_TRUE(same(3.7 % integers, tensor({0, 1, 3})));
  EXPECT_TRUE(same(7 % integers, tensor({0, 1, 3})));
  EXPECT_TRUE(same(0.5 - bytes, tensor({255, 254, 252}, kByte)));
  EXPECT_TRUE(same(7 % bytes, tensor({0, 1, 3}, kByte)));
  const Tensor floats = tensor({1.0, 2.0, 4.0});
  EXPECT_TRUE(same(0.5 - floats, tensor({-0.5, -1.5, -3.5})));
  EXPECT_TRUE(same(2 / floats, tensor({2.0, 1.0, 0.5})));
  EXPECT_TRUE(same(2.5 % floats, tensor({0.5, 0.5, 2.5})));
  // The number on the right, and + and *, promote.
  EXPECT_TRUE(same(0.5 + integers, tensor({1.5, 2.5, 4.5})));
  EXPECT_TRUE(same(integers - 0.5, tensor({0.5, 1.5, 3.5})));
  EXPECT_TRUE(same(integers / 2, tensor({0.5, 1.0, 2.0})));
}

TEST(NumberOnTheLeft, ThrowsWhereItDoesNotFit) {
  const Tensor integers = tensor({1, 2, 4}), bytes = tensor({1, 2, 4}, kByte);
  const Tensor flags = integers > 1;
  EXPECT_EQ(message([&] { 0.5 / integers; }),
            "result type Float can't be cast to the desired output type Long");
  EXPECT_EQ(message([&] { 3 / bytes; }),
            "result type Float can't be cast to the desired output type Byte");
  EXPECT_EQ(message([&] { 1000 - bytes; }),
            "value cannot be converted to type uint8_t without overflow");
  EXPECT_EQ(message([&] { 1e30 - integers; }),
            "value cannot be converted to type int64_t without overflow");
  EXPECT_EQ(message([&] { 100000 - ones({2}, kHalf); }),
            "value cannot be converted to type at::Half without overflow");
  EXPECT_EQ(message([&] { 1 - flags; }),
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` operator instead.");
}

// Note [Numbers] in arithmetic.cc.
TEST(NumberOnTheRight, IsAnOperationOfItsOwn) {
  const Tensor x = full({2}, 2.0, requires_grad());
  const Tensor sum = x + 1, difference = x - 1, product = x * 3, quotient = x / 2;
  EXPECT_EQ(sum.grad_fn()->name(), "AddBackward1");
  EXPECT_EQ(difference.grad_fn()->name(), "SubBackward1");
  EXPECT_EQ(product.grad_fn()->name(), "MulBackward1");
  EXPECT_EQ(quotient.grad_fn()->name(), "DivBackward1");
  (sum.sum() + difference.sum() + product.sum() + quotient.sum()).backward();
  EXPECT_TRUE(same(x.grad(), full({2}, 5.5)));
  const Tensor y = x.clone();
  EXPECT_EQ(y.mul_(2).grad_fn()->name(), "MulBackward1");
}

TEST(NumberOnTheLeft, RecordsTheOperationOfTwoTensors) {
  for (const ScalarType dtype : {kFloat, kDouble, kHalf}) {
    const Tensor x = full({2}, 2.0, requires_grad().dtype(dtype));
    const Tensor difference = 3 - x, quotient = 3 / x, rest = 3 % x;
    EXPECT_EQ(difference.grad_fn()->name(), "SubBackward0");
    EXPECT_EQ(quotient.grad_fn()->name(), "DivBackward0");
    EXPECT_EQ(rest.grad_fn()->name(), "RemainderBackward1");
    (difference.sum() + quotient.sum() + rest.sum()).backward();
    // -1 - 3 / 4 - 1
    EXPECT_TRUE(same(x.grad(), full({2}, -2.75, dtype))) << x.grad();
  }
}

}  // namespace
}  // namespace gradlab
