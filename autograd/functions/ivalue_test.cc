#include "gradlab/autograd/functions/ivalue.h"

#include <optional>
#include <string>
#include <tuple>
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
  EXPECT_EQ(str(IValue(2.0), " ", IValue(2.5), " ", IValue(0.1), " ", IValue(1e20), " ",
                IValue(1e15)),
            "2. 2.5 0.10000000000000001 1e+20 1000000000000000.");
  EXPECT_EQ(str(IValue(std::vector<double>{1, 2.5})), "[1., 2.5]");
  EXPECT_EQ(str(IValue(std::vector<IValue>{1, "x"})), "[1, x]");
  EXPECT_EQ(str(IValue(ones({1}))), str(ones({1})));
  EXPECT_EQ(str(IValue(Device("cpu"))), "cpu");
  EXPECT_EQ(str(IValue(std::make_tuple(1, 2.0, "x")), IValue(std::make_tuple(1))),
            "(1, 2., x)(1,)");
}

TEST(IValueTest, KeepsDevicesAndTuples) {
  EXPECT_EQ(IValue(Device("cpu")).toDevice(), Device(kCPU));
  EXPECT_EQ(IValue(kStrided).toLayout(), kStrided);
  EXPECT_EQ(IValue(MemoryFormat::ChannelsLast).toMemoryFormat(), MemoryFormat::ChannelsLast);
  const IValue tuple(std::make_tuple(int64_t{1}, std::string("two"), ones({3})));
  ASSERT_TRUE(tuple.isTuple());
  EXPECT_FALSE(tuple.isList());
  EXPECT_EQ(tuple.toTuple()->elements().size(), 3u);
  EXPECT_EQ(tuple.toTupleRef().elements()[1].toStringRef(), "two");
  EXPECT_EQ(IValue(ivalue::Tuple::create({1, 2})).toTupleRef().size(), 2u);
  EXPECT_THAT([] { IValue(1).toTuple(); }, ThrowsMessage<Error>("Expected Tuple but got Int"));
  EXPECT_THAT([] { IValue().toDevice(); }, ThrowsMessage<Error>("Expected Device but got None"));
}

TEST(IValueTest, IsEqualIfKindAndValueAre) {
  EXPECT_EQ(IValue(3), IValue(3));
  EXPECT_NE(IValue(3), IValue(4));
  EXPECT_NE(IValue(3), IValue(3.0));
  EXPECT_NE(IValue(true), IValue(1));
  EXPECT_NE(IValue(true), IValue(false));
  EXPECT_EQ(IValue(2.5), IValue(2.5));
  EXPECT_EQ(IValue("a"), IValue("a"));
  EXPECT_NE(IValue("a"), IValue("b"));
  EXPECT_EQ(IValue(), IValue());
  EXPECT_NE(IValue(), IValue(0));
  EXPECT_EQ(IValue(Device("cpu")), IValue(Device(kCPU)));
  EXPECT_NE(IValue(Device("cpu")), IValue(Device(kCUDA)));
  EXPECT_EQ(IValue(std::vector<int64_t>{1, 2}), IValue(std::vector<int64_t>{1, 2}));
  EXPECT_NE(IValue(std::vector<int64_t>{1, 2}), IValue(std::vector<int64_t>{1}));
  EXPECT_NE(IValue(std::vector<int64_t>{1}), IValue(std::vector<double>{1}));
  EXPECT_EQ(IValue(std::make_tuple(1, "a")), IValue(std::make_tuple(1, "a")));
  EXPECT_NE(IValue(std::make_tuple(1, "a")), IValue(std::make_tuple(1, "b")));
}

TEST(IValueTest, ComparesTensorsByTheirOneElementOrIdentity) {
  EXPECT_EQ(IValue(ones({1})), IValue(ones({1})));
  EXPECT_NE(IValue(ones({1})), IValue(zeros({1})));
  const Tensor t = ones({2});
  EXPECT_THAT(
      [&] { static_cast<void>(IValue(t) == IValue(t)); },
      ThrowsMessage<Error>("Boolean value of Tensor with more than one value is ambiguous"));
  EXPECT_EQ(IValue(std::vector<Tensor>{t}), IValue(std::vector<Tensor>{t}));
}

TEST(IValueTest, NamesItsKind) {
  EXPECT_EQ(IValue(std::vector<double>{1}).tagKind(), "GenericList");
  EXPECT_EQ(IValue(std::make_tuple(1)).tagKind(), "Tuple");
  EXPECT_EQ(IValue(Device("cpu")).tagKind(), "Device");
}

TEST(IValueTest, GivesAnOptionalValue) {
  EXPECT_EQ(IValue(std::optional<int64_t>(4)).toOptional<int64_t>(), 4);
  EXPECT_FALSE(IValue().toOptional<int64_t>().has_value());
}

TEST(IValueTest, ItsListsHaveTheNamesOfLibtorchs) {
  List<int64_t> list = IValue(std::vector<int64_t>{4, 5}).toIntList();
  EXPECT_EQ(list.get(1), 5);
  list.set(0, 7);
  EXPECT_EQ(list.vec(), (std::vector<int64_t>{7, 5}));
  EXPECT_EQ(IValue(std::vector<double>{1.5}).toListRef()[0].toDouble(), 1.5);
}

TEST(IValueTest, RefusesAnotherKind) {
  EXPECT_THAT([] { IValue(1).toTensor(); }, ThrowsMessage<Error>("Expected Tensor but got Int"));
  EXPECT_THAT([] { IValue(1).toDouble(); }, ThrowsMessage<Error>("Expected Double but got Int"));
  EXPECT_THAT([] { IValue().toStringRef(); }, ThrowsMessage<Error>("Expected String but got None"));
  EXPECT_THAT([] { IValue("1").toScalar(); },
              ThrowsMessage<Error>("IValue is not a Scalar"));
}

}  // namespace
}  // namespace gradlab
