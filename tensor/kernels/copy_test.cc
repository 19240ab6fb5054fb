#include "gradlab/tensor/kernels/copy.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using ::testing::ElementsAre;

constexpr ScalarType kAll[] = {kByte, kChar, kShort, kInt, kLong, kFloat, kDouble, kBool};

TEST(Cast, KeepsSmallIntegersBetweenAllPairsAndLayouts) {
  for (ScalarType from : kAll) {
    for (ScalarType to : kAll) {
      for (Layout layout : kLayouts) {
        const Array source = empty_in(layout, {3, 5}, from);
        dispatch_all(from, "test", [&]<class T>() {
          for (int64_t i = 0; i < 15; ++i) element<T>(source, i) = static_cast<T>(i % 4);
        });
        const Array result = cast(source, to);
        ASSERT_EQ(result.dtype(), to);
        EXPECT_EQ(result.shares_storage(source), from == to);
        const bool logical = from == kBool || to == kBool;
        for (int64_t i = 0; i < 15; ++i) {
          ASSERT_EQ(element_as_double(result, i), logical ? i % 4 != 0 : i % 4) << from << to;
        }
      }
    }
  }
}

// Recorded from PyTorch on x86.
TEST(Cast, OutOfRangeFloatsGiveWhatTheProcessorGives) {
  const double inf = HUGE_VAL;
  const Array v = array_of<double>(
      {NAN, inf, -inf, 300.7, -1.5, 3e9, -3e9, 1e19, -129, 65536.5, 4e9, 4294967299.0});
  EXPECT_THAT(values_of<uint8_t>(cast(v, kByte)),
              ElementsAre(0, 0, 0, 44, 255, 0, 0, 0, 127, 0, 0, 0));
  EXPECT_THAT(values_of<int8_t>(cast(v, kChar)),
              ElementsAre(0, 0, 0, 44, -1, 0, 0, 0, 127, 0, 0, 0));
  EXPECT_THAT(values_of<int16_t>(cast(v, kShort)),
              ElementsAre(0, 0, 0, 300, -1, 0, 0, 0, -129, 0, 0, 0));
  const int32_t low = INT32_MIN;
  EXPECT_THAT(values_of<int32_t>(cast(v, kInt)),
              ElementsAre(low, low, low, 300, -1, low, low, low, -129, 65536, low, low));
  const int64_t lowest = INT64_MIN;
  EXPECT_THAT(values_of<int64_t>(cast(v, kLong)),
              ElementsAre(lowest, lowest, lowest, 300, -1, 3000000000, -3000000000, lowest, -129,
                          65536, 4000000000, 4294967299));
  EXPECT_THAT(values_of<bool>(cast(v, kBool)), ::testing::Each(true));
  EXPECT_THAT(values_of<int32_t>(cast(cast(v, kFloat), kInt)),
              ElementsAre(low, low, low, 300, -1, low, low, low, -129, 65536, low, low));
  // The neighbours of the limits.
  const Array edge = array_of<double>({2147483647.5, 2147483648.0, -2147483648.5, -2147483649.0});
  EXPECT_THAT(values_of<int32_t>(cast(edge, kInt)), ElementsAre(INT32_MAX, low, low, low));
  const Array top = array_of<double>({9223372036854774784.0, 9223372036854775808.0});
  EXPECT_THAT(values_of<int64_t>(cast(top, kLong)), ElementsAre(9223372036854774784, lowest));
}

TEST(Cast, LargeAndTransposedArraysKeepTheirOrder) {
  const Array a = Array::empty({130, 170}, kInt);
  for (int64_t i = 0; i < a.numel(); ++i) a.data<int32_t>()[i] = static_cast<int32_t>(i);
  const Array t = a.transpose(0, 1);
  const Array d = cast(t, kDouble);
  EXPECT_EQ(d.strides(), t.strides());
  const Array c = contiguous(t);
  EXPECT_TRUE(c.is_contiguous());
  for (int64_t i = 0; i < t.numel(); ++i) {
    ASSERT_EQ(element<double>(d, i), element<int32_t>(t, i));
    ASSERT_EQ(c.data<int32_t>()[i], element<int32_t>(t, i));
  }
}

TEST(CopyInto, BroadcastsAndConverts) {
  for (Layout layout : kLayouts) {
    const Array to = empty_in(layout, {2, 3}, kFloat);
    copy_into(to, array_of<int64_t>({1, 2, 3}));
    EXPECT_THAT(values_of<float>(to), ElementsAre(1, 2, 3, 1, 2, 3));
    copy_into(to, array_of<bool>({true}, {}));
    EXPECT_THAT(values_of<float>(to), ::testing::Each(1));
    copy_into(to, in_layout(layout, array_of<float>({1, 2, 3, 4, 5, 6}, {2, 3})));
    EXPECT_THAT(values_of<float>(to), ElementsAre(1, 2, 3, 4, 5, 6));
  }
}

TEST(CopyInto, IsCorrectWhereTheTwoOverlap) {
  const Array a = array_of<int32_t>({0, 1, 2, 3, 4, 5, 6, 7});
  copy_into(a.slice(0, 1, 8), a.slice(0, 0, 7));
  EXPECT_THAT(values_of<int32_t>(a), ElementsAre(0, 0, 1, 2, 3, 4, 5, 6));
  copy_into(a.slice(0, 0, 7), a.slice(0, 1, 8));
  EXPECT_THAT(values_of<int32_t>(a), ElementsAre(0, 1, 2, 3, 4, 5, 6, 6));
  const Array m = array_of<int32_t>({0, 1, 2, 3, 4, 5, 6, 7, 8}, {3, 3});
  copy_into(m, m.transpose(0, 1));
  EXPECT_THAT(values_of<int32_t>(m), ElementsAre(0, 3, 6, 1, 4, 7, 2, 5, 8));
  copy_into(m, m.select(0, 2));
  EXPECT_THAT(values_of<int32_t>(m), ElementsAre(2, 5, 8, 2, 5, 8, 2, 5, 8));
  copy_into(m, m);
  EXPECT_THAT(values_of<int32_t>(m), ElementsAre(2, 5, 8, 2, 5, 8, 2, 5, 8));
}

TEST(CopyInto, RejectsShapesThatDoNotFit) {
  const Array two = array_of<float>({1, 2});
  EXPECT_EQ(message_of([&] { copy_into(two, Array::empty({3}, kFloat)); }),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 0");
  EXPECT_EQ(message_of([&] {
              copy_into(two, Array::empty({1, 2}, kFloat));
            }),
            "output with shape [2] doesn't match the broadcast shape [1, 2]");
  EXPECT_EQ(message_of([&] { copy_into(array_of<float>({1}), two); }),
            "output with shape [1] doesn't match the broadcast shape [2]");
  EXPECT_EQ(message_of([&] { copy_into(array_of<float>({1}).expand({2}), two); }),
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation.");
  copy_into(Array::empty({0, 2}, kFloat), two);
}

// Strides recorded from PyTorch.
TEST(Clone, KeepsTheMemoryOrder) {
  const Array t = array_of<float>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {3, 4}).transpose(0, 1);
  const Array c = clone(t);
  EXPECT_FALSE(c.shares_storage(t));
  EXPECT_THAT(c.strides().vec(), ElementsAre(1, 4));
  EXPECT_EQ(values_of<float>(c), values_of<float>(t));
  const Array three = Array::empty({2, 3, 4}, kFloat);
  EXPECT_THAT(clone(three.slice(2, 0, 4, 2)).strides().vec(), ElementsAre(6, 2, 1));
  EXPECT_THAT(clone(three.transpose(0, 2).slice(0, 0, 4, 2)).strides().vec(), ElementsAre(1, 2, 6));
  EXPECT_THAT(clone(array_of<float>({1, 2, 3}, {3, 1}).expand({3, 4})).strides().vec(),
              ElementsAre(4, 1));
}

TEST(Reshape, CopiesOnlyWhereItMust) {
  const Array a = array_of<float>({0, 1, 2, 3, 4, 5}, {2, 3});
  EXPECT_TRUE(reshape(a, {3, -1}).shares_storage(a));
  const Array t = reshape(a.transpose(0, 1), {-1});
  EXPECT_FALSE(t.shares_storage(a));
  EXPECT_THAT(values_of<float>(t), ElementsAre(0, 3, 1, 4, 2, 5));
  EXPECT_EQ(message_of([&] { reshape(a, {5}); }), "shape '[5]' is invalid for input of size 6");
  EXPECT_TRUE(contiguous(a).shares_storage(a));
}

TEST(Fill, WritesTheElementsOfTheViewOnly) {
  const Array a = full({3, 4}, 1, kInt);
  fill(a.slice(1, 1, 4, 2), 7);
  EXPECT_THAT(values_of<int32_t>(a), ElementsAre(1, 7, 1, 7, 1, 7, 1, 7, 1, 7, 1, 7));
  fill(a.transpose(0, 1), 2);
  EXPECT_THAT(values_of<int32_t>(a), ::testing::Each(2));
  const Array one = full({1}, 3.5, kDouble);
  fill(one.expand({4}), 4);
  EXPECT_EQ(item(one).toDouble(), 4);
  EXPECT_EQ(full({0, 3}, 1, kFloat).numel(), 0);
}

// Recorded from PyTorch.
TEST(Fill, RejectsValuesThatTheDtypeCannotHold) {
  const auto text = [](ScalarType t, const Scalar& v) {
    return message_of([&] { full({2}, v, t); });
  };
  const std::string kNone = "nothing thrown";
  EXPECT_EQ(text(kChar, 300), "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(text(kChar, 127.9), "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(text(kChar, -128.9), "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(text(kChar, NAN), "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(text(kByte, -256), "value cannot be converted to type uint8_t without overflow");
  EXPECT_EQ(text(kByte, -0.5), "value cannot be converted to type uint8_t without overflow");
  EXPECT_EQ(text(kShort, 70000), "value cannot be converted to type int16_t without overflow");
  EXPECT_EQ(text(kInt, 7e10), "value cannot be converted to type int without overflow");
  EXPECT_EQ(text(kLong, HUGE_VAL), "value cannot be converted to type int64_t without overflow");
  EXPECT_EQ(text(kLong, 1e30), "value cannot be converted to type int64_t without overflow");
  EXPECT_EQ(text(kFloat, 1e300), "value cannot be converted to type float without overflow");
  EXPECT_EQ(text(kFloat, HUGE_VAL), kNone);
  EXPECT_EQ(text(kFloat, NAN), kNone);
  EXPECT_EQ(text(kDouble, 1e300), kNone);
  EXPECT_THAT(values_of<uint8_t>(full({1}, -255, kByte)), ElementsAre(1));
  EXPECT_THAT(values_of<int8_t>(full({1}, 1.5, kChar)), ElementsAre(1));
  EXPECT_THAT(values_of<bool>(full({1}, NAN, kBool)), ElementsAre(true));
  EXPECT_THAT(values_of<int64_t>(full({1}, 9223372036854775808.0, kLong)), ElementsAre(INT64_MIN));
}

TEST(Item, ReadsTheOnlyElement) {
  EXPECT_EQ(item(array_of<float>({2.5f}, {1, 1})).toDouble(), 2.5);
  EXPECT_TRUE(item(array_of<bool>({true}, {})).isBoolean());
  EXPECT_EQ(item(array_of<int64_t>({INT64_MAX}, {})).toLong(), INT64_MAX);
  EXPECT_EQ(message_of([] {
              item(array_of<float>({1, 2}));
            }),
            "a Tensor with 2 elements cannot be converted to Scalar");
  EXPECT_EQ(message_of([] { item(Array::empty({0}, kFloat)); }),
            "a Tensor with 0 elements cannot be converted to Scalar");
}

TEST(ElementAsDouble, CountsInRowMajorOrder) {
  const Array a = array_of<int16_t>({0, 1, 2, 3, 4, 5}, {2, 3}).transpose(0, 1);
  std::vector<double> seen;
  for (int64_t i = 0; i < 6; ++i) seen.push_back(element_as_double(a, i));
  EXPECT_THAT(seen, ElementsAre(0, 3, 1, 4, 2, 5));
}

}  // namespace
}  // namespace gradlab::kernels
