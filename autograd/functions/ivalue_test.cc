#include "gradlab/autograd/functions/ivalue.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ThrowsMessage;

TEST(IValueTest, RemembersTheKindOfItsValue) {
  EXPECT_TRUE(IValue().isNone());
  EXPECT_EQ(IValue(7).toInt(), 7);
  EXPECT_EQ(IValue(size_t{7}).toInt(), 7);
  EXPECT_EQ(IValue(0.5f).toDouble(), 0.5);
  EXPECT_TRUE(IValue(true).toBool());
  EXPECT_FALSE(IValue(true).isInt());
  EXPECT_EQ(IValue("text").toString()->string(), "text");
  EXPECT_EQ(IValue(std::string("text")).toStringRef(), "text");
  EXPECT_EQ(IValue(std::vector<int64_t>{1, 2}).toIntVector(), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(IValue(std::vector<double>{1.5}).toDoubleVector(), std::vector<double>{1.5});
  EXPECT_EQ(IValue(std::vector<bool>{true}).toBoolVector(), std::vector<bool>{true});
  EXPECT_EQ(IValue(std::vector<IValue>{1, "two"}).toList()[1].toStringRef(), "two");
  EXPECT_EQ(IValue(kDouble).toScalarType(), kDouble);
  EXPECT_TRUE(IValue(Scalar(2.5)).toScalar().isFloatingPoint());
  EXPECT_EQ(IValue(std::optional<int64_t>(3)).toInt(), 3);
  EXPECT_TRUE(IValue(std::optional<int64_t>()).isNone());
}

TEST(IValueTest, SharesItsTensor) {
  const Tensor t = ones({2});
  EXPECT_TRUE(IValue(t).toTensor().is_same(t));
  EXPECT_TRUE(IValue(std::vector<Tensor>{t}).toTensorVector()[0].is_same(t));
}

TEST(IValueTest, EveryListIsAListOfValues) {
  EXPECT_TRUE(IValue(std::vector<int64_t>{1}).isList());
  EXPECT_EQ(IValue(std::vector<bool>{true, false}).toList()[1].toBool(), false);
  EXPECT_EQ(IValue(std::vector<std::string>{"a", "b"}).toList()[1].toStringRef(), "b");
  EXPECT_FALSE(IValue("text").isList());
  EXPECT_FALSE(IValue(ones({2})).isList());
  EXPECT_THAT([] { IValue(1).toList(); }, ThrowsMessage<Error>("Expected GenericList but got Int"));
}

TEST(IValueTest, GivesItsValueByType) {
  EXPECT_EQ(IValue(3).to<int>(), 3);
  EXPECT_EQ(IValue(2.5).to<float>(), 2.5f);
  EXPECT_EQ(IValue("text").to<std::string>(), "text");
  EXPECT_EQ(IValue(ones({2})).to<Tensor>().numel(), 2);
  EXPECT_EQ(IValue(std::vector<int64_t>{1, 2}).to<std::vector<int64_t>>().size(), 2u);
  EXPECT_THAT([] { IValue(1).to<bool>(); }, ThrowsMessage<Error>("Expected Bool but got Int"));
}

TEST(IValueTest, Prints) {
  EXPECT_EQ(str(IValue(), " ", IValue(3), " ", IValue(true), " ", IValue("a")), "None 3 True a");
  EXPECT_EQ(str(IValue(2.0), " ", IValue(2.5), " ", IValue(0.1), " ", IValue(1e20)),
            "2. 2.5 0.10000000000000001 1e+20");
  EXPECT_EQ(str(IValue(std::vector<double>{1, 2.5})), "[1., 2.5]");
  EXPECT_EQ(str(IValue(std::vector<IValue>{1, "x"})), "[1, x]");
  EXPECT_EQ(str(IValue(ones({1}))), str(ones({1})));
}

TEST(IValueTest, RefusesAnotherKind) {
  EXPECT_THAT([] { IValue(1).toTensor(); }, ThrowsMessage<Error>("Expected Tensor but got Int"));
  EXPECT_THAT([] { IValue(1).toDouble(); }, ThrowsMessage<Error>("Expected Double but got Int"));
  EXPECT_THAT([] { IValue().toStringRef(); }, ThrowsMessage<Error>("Expected String but got None"));
  EXPECT_THAT([] { IValue("1").toScalar(); },
              ThrowsMessage<Error>("Expected Scalar but got String"));
}

}  // namespace
}  // namespace gradlab
