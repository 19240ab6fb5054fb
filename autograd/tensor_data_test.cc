#include "gradlab/autograd/tensor_data.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

template <class T>
std::vector<T> values(const Tensor& t) {
  return std::vector<T>(t.data_ptr<T>(), t.data_ptr<T>() + t.numel());
}

std::vector<int64_t> sizes(const Tensor& t) { return t.sizes().vec(); }

TEST(TensorDataTest, NestedListsGiveTheSizesFromOutsideInwards) {
  const Tensor t = tensor({{{1, 2, 3}, {4, 5, 6}}});
  EXPECT_THAT(sizes(t), ElementsAre(1, 2, 3));
  EXPECT_THAT(values<int64_t>(t), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(TensorDataTest, ListsOfOneElementKeepTheirDimensions) {
  EXPECT_THAT(sizes(tensor(7)), ElementsAre());
  EXPECT_THAT(sizes(tensor({7})), ElementsAre(1));
  EXPECT_THAT(sizes(tensor({{7}})), ElementsAre(1, 1));
  EXPECT_THAT(sizes(tensor({{{7}}})), ElementsAre(1, 1, 1));
  EXPECT_THAT(sizes(tensor({{7}, {8}})), ElementsAre(2, 1));
}

TEST(TensorDataTest, EmptyListsHaveTheDefaultDtype) {
  EXPECT_THAT(sizes(tensor({})), ElementsAre(0));
  EXPECT_EQ(tensor({}).dtype(), kFloat);
  EXPECT_THAT(sizes(tensor({{}, {}})), ElementsAre(2, 0));
}

TEST(TensorDataTest, TheDtypeFollowsTheElements) {
  EXPECT_EQ(tensor(3).dtype(), kLong);
  EXPECT_EQ(tensor(int64_t{3}).dtype(), kLong);
  EXPECT_EQ(tensor({1.5, 2.5}).dtype(), kFloat);
  EXPECT_EQ(tensor({1.5f, 2.5f}).dtype(), kFloat);
  EXPECT_EQ(tensor({true, false}).dtype(), kBool);
  EXPECT_EQ(tensor({int16_t{1}}).dtype(), kShort);
  EXPECT_EQ(tensor(std::vector<double>{1, 2}).dtype(), kFloat);
  EXPECT_EQ(tensor(std::vector<float>{1, 2}).dtype(), kFloat);
  EXPECT_EQ(tensor(std::vector<int32_t>{1, 2}).dtype(), kLong);
  EXPECT_EQ(tensor(std::vector<int16_t>{1, 2}).dtype(), kShort);
  EXPECT_EQ(tensor(std::vector<uint8_t>{1, 2}).dtype(), kByte);
}

TEST(TensorDataTest, TheDefaultDtypeIsThatOfFloatingNumbers) {
  set_default_dtype(kDouble);
  EXPECT_EQ(tensor({1.5f}).dtype(), kDouble);
  EXPECT_EQ(tensor(std::vector<float>{1}).dtype(), kDouble);
  EXPECT_EQ(tensor({}).dtype(), kDouble);
  EXPECT_EQ(tensor(1).dtype(), kLong);
  set_default_dtype(kFloat);
}

TEST(TensorDataTest, OptionsChooseDtypeAndGradient) {
  EXPECT_EQ(tensor({1, 2}, kDouble).dtype(), kDouble);
  EXPECT_THAT(values<int32_t>(tensor({1.5, -1.5}, kInt)), ElementsAre(1, -1));
  const Tensor t = tensor({1., 2.}, dtype(kDouble).requires_grad(true));
  EXPECT_TRUE(t.requires_grad());
  EXPECT_TRUE(t.is_leaf());
}

TEST(TensorDataTest, VectorsAndArrayRefsGiveOneDimension) {
  const std::vector<float> v = {1, 2, 3};
  const Tensor t = tensor(v);
  EXPECT_THAT(values<float>(t), ElementsAre(1, 2, 3));
  EXPECT_NE(t.data_ptr<float>(), v.data());
  EXPECT_THAT(values<int64_t>(tensor(t.sizes())), ElementsAre(3));
  EXPECT_THAT(sizes(tensor(std::vector<int>())), ElementsAre(0));
}

TEST(TensorDataTest, RaggedListsThrow) {
  EXPECT_THAT(([] {
                tensor({{1, 2}, {3}});
              }),
              ThrowsMessage<Error>(StrEq("Expected all sub-lists to have sizes: 2 (e.g. {1, 2}), "
                                         "but got sub-list {3} with sizes: 1")));
  EXPECT_THAT(([] {
                tensor({{{1, 2}}, {{3}, {4}}});
              }),
              ThrowsMessage<Error>(StrEq("Expected all sub-lists to have sizes: 1 2 (e.g. {{1, "
                                         "2}}), but got sub-list {{3}, {4}} with sizes: 2 1")));
  EXPECT_THAT(([] {
                tensor({{1.5, 2.25}, {3.0}});
              }),
              ThrowsMessage<Error>(StrEq("Expected all sub-lists to have sizes: 2 (e.g. {1.5, "
                                         "2.25}), but got sub-list {3} with sizes: 1")));
}

TEST(TensorDataTest, MixedElementTypesThrow) {
  EXPECT_THAT(([] {
                tensor({1.5, 2});
              }),
              ThrowsMessage<Error>(StrEq("Expected all elements of the tensor to have the same "
                                         "scalar type: Double, but got element of scalar type: "
                                         "Int")));
}

TEST(TensorDataTest, NumbersThatDoNotFitThrowButVectorsAreConverted) {
  EXPECT_THAT(
      ([] { tensor({300}, kUInt8); }),
      ThrowsMessage<Error>(StrEq("value cannot be converted to type uint8_t without overflow")));
  EXPECT_THAT(
      ([] { tensor(300, kInt8); }),
      ThrowsMessage<Error>(StrEq("value cannot be converted to type int8_t without overflow")));
  EXPECT_THAT(values<uint8_t>(tensor({-1}, kUInt8)), ElementsAre(255));
  EXPECT_THAT(values<int8_t>(tensor(std::vector<double>{300.7}, kInt8)), ElementsAre(44));
}

TEST(TensorDataTest, IntegersThatRequireGradientsThrow) {
  EXPECT_THAT(([] {
                tensor({1, 2}, requires_grad());
              }),
              ThrowsMessage<Error>(
                  StrEq("Only Tensors of floating point and complex dtype can require gradients")));
}

TEST(TensorDataTest, PrintsAsItIsWritten) {
  EXPECT_EQ(str(TensorData(1.1)), "1.1");
  EXPECT_EQ(str(TensorData{{1, 2}, {3, 4}}), "{{1, 2}, {3, 4}}");
  EXPECT_EQ(str(TensorData(std::vector<double>{1.1, 2.2})), "{1.1, 2.2}");
  EXPECT_EQ(str(TensorData{true, false}), "{1, 0}");
}

TEST(TensorDataTest, TellsHowItWasMade) {
  const TensorData number(1.5), list{{1, 2}, {3, 4}}, memory(std::vector<int>{1, 2});
  EXPECT_TRUE(number.is_scalar() && list.is_init_list() && memory.is_tensor());
  EXPECT_EQ(number.scalar().toDouble(), 1.5);
  EXPECT_EQ(str(list.init_list()[1]), "{3, 4}");
  EXPECT_EQ(list.init_list()[1].init_list()[0].scalar().toInt(), 3);
  EXPECT_THAT(sizes(memory.tensor()), ElementsAre(2));
  EXPECT_EQ(memory.tensor().dtype(), kInt);
  const auto refusal = [](const std::string& name) {
    return ThrowsMessage<Error>("Can only call `" + name +
                                "()` on a TensorDataContainer that has `is_" + name +
                                "() == true`");
  };
  EXPECT_THAT([&] { number.init_list(); }, refusal("init_list"));
  EXPECT_THAT([&] { list.scalar(); }, refusal("scalar"));
  EXPECT_THAT([&] { list.tensor(); }, refusal("tensor"));
  EXPECT_THAT([&] { memory.init_list(); }, refusal("init_list"));
}

}  // namespace
}  // namespace gradlab
