// set_: tensors on other memory, and the type of a tensor as an object.
#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_type.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(SetTest, SharesTheMemoryOfAnotherTensor) {
  const Tensor x = arange(6, kFloat).view({2, 3});
  Tensor y = zeros({4});
  EXPECT_TRUE(y.set_(x.t()).is_same(y));
  EXPECT_TRUE(y.is_set_to(x.t()));
  y.fill_(7);
  EXPECT_TRUE((x == 7).all().item<bool>());
  y.set_();
  EXPECT_EQ(y.sizes(), IntArrayRef({0}));
  EXPECT_FALSE(y.is_alias_of(x));
}

TEST(SetTest, ShowsAStorageAsAWholeOrInParts) {
  const Tensor x = arange(6, kFloat).view({2, 3});
  Tensor y = zeros({4});
  EXPECT_TRUE(equal(y.set_(x.storage()), arange(6, kFloat)));
  EXPECT_TRUE(equal(y.set_(x.storage(), 1, {2, 2}), tensor({{1.0, 2.0}, {3.0, 4.0}})));
  EXPECT_TRUE(equal(y.set_(x.storage(), 1, {2, 2}, {1, 2}), tensor({{1.0, 3.0}, {2.0, 4.0}})));
  EXPECT_TRUE(equal(y.set_(x, 2, {2}, {3}), tensor({2.0, 5.0})));
}

TEST(SetTest, TooSmallAStorageGrows) {
  const Tensor x = arange(6, kFloat);
  Tensor y = zeros({4});
  y.set_(x.storage(), 0, {20, 2}, {1, 1});
  EXPECT_EQ(x.storage().nbytes(), 21 * sizeof(float));
  EXPECT_TRUE(equal(x, arange(6, kFloat)));
}

TEST(SetTest, WhatAGraphSavedOfTheOldMemoryCountsAsOverwritten) {
  const Tensor w = ones({3}).requires_grad_();
  Tensor y = w * 2;
  const Tensor z = y.exp();
  z.detach().set_(zeros({1}));  // another tensor: no harm to z's values
  const Tensor square = y * y;
  y.set_(arange(6, kFloat));
  EXPECT_NE(message([&] { square.sum().backward(); }).find("modified by an inplace operation"),
            std::string::npos);
  EXPECT_EQ(message([&] { y.sum().backward(); }), "derivative for aten::set_ is not implemented");
}

TEST(SetTest, BadArgumentsAreNamedAndChangeNothing) {
  const Tensor x = arange(6, kFloat);
  Tensor y = zeros({4});
  EXPECT_EQ(message([&] { y.set_(x.storage(), -1, {2}); }), "Tensor: invalid storage offset -1");
  EXPECT_EQ(message([&] { y.set_(x.storage(), 0, {2, 2}, {1}); }),
            "unequal size length (2) and stride length (1)");
  EXPECT_EQ(message([&] { y.set_(x.storage(), 0, {2, 2}, {-1, 1}); }),
            "Storage size calculation overflowed with sizes=[2, 2] and strides=[-1, 1]");
  constexpr int64_t kHuge = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(message([&] { y.set_(x.storage(), 0, {kHuge}, {2}); }),
            "Storage size calculation overflowed with sizes=[9223372036854775807] and strides=[2]");
  EXPECT_EQ(message([&] { y.set_(arange(3)); }),
            "Could not set tensor of type long int to a tensor of type float");
  EXPECT_EQ(message([&] { ones({3}).requires_grad_().set_(x); }),
            "a leaf Variable that requires grad is being used in an in-place operation.");
  EXPECT_TRUE(equal(y, zeros({4})));
}

TEST(TensorTypeTest, SaysTheDtype) {
  const TensorType type = ones({2}).type();
  EXPECT_EQ(type.toString(), "CPUFloatType");
  EXPECT_EQ(type.scalarType(), kFloat);
  EXPECT_TRUE(type == zeros({3, 1}).type());
  EXPECT_TRUE(type != zeros({3}, kLong).type());
  EXPECT_EQ(zeros({2}, type).scalar_type(), kFloat);
  std::ostringstream os;
  os << zeros({1}, kDouble).type();
  EXPECT_EQ(os.str(), "CPUDoubleType");
}

}  // namespace
}  // namespace gradlab
