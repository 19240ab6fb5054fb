// What the recorded values of pointwise_golden_test.cc do not cover: bounds that are numbers,
// masks, dtypes, errors.
#include "gradlab/tensor/kernels/select.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using ::testing::ElementsAre;
using ::testing::IsNan;

Array clamp_to(const Array& a, const Scalar& lo, const Scalar& hi) { return clamp(a, &lo, &hi); }
Array clamp_min(const Array& a, const Scalar& lo) { return clamp(a, &lo, nullptr); }
Array clamp_max(const Array& a, const Scalar& hi) {
  return clamp(a, static_cast<const Scalar*>(nullptr), &hi);
}

TEST(Where, PromotesItsBranches) {
  const Array c = array_of<bool>({true, false});
  const Array f = array_of<float>({1.5f, -2}), i = array_of<int64_t>({1, -2});
  EXPECT_THAT(values_of<float>(where(c, f, 1)), ElementsAre(1.5f, 1));
  EXPECT_THAT(values_of<float>(where(c, i, 1.5)), ElementsAre(1, 1.5f));
  EXPECT_THAT(values_of<float>(where(c, 1, 1.5)), ElementsAre(1, 1.5f));
  EXPECT_THAT(values_of<int64_t>(where(c, 1, 2)), ElementsAre(1, 2));
  EXPECT_EQ(where(c, f, array_of<double>({1}, {})).dtype(), kFloat);
  EXPECT_THAT(values_of<int8_t>(where(c, array_of<int8_t>({1, 2}), array_of<int64_t>({300}, {}))),
              ElementsAre(1, 44));
  EXPECT_THAT(values_of<float>(where(array_of<uint8_t>({0, 2}), f, 9)), ElementsAre(9, -2));
  EXPECT_EQ(message_of([&] { where(i, f, f); }),
            "where expected condition to be a boolean tensor, but got a tensor with dtype Long");
  EXPECT_EQ(where(array_of<bool>({true, false}, {2, 1}), f, f.unsqueeze(0)).sizes().vec(),
            (std::vector<int64_t>{2, 2}));
}

TEST(Where, LongRowsWithANumberOnEitherSide) {
  const int64_t n = 10001;
  const Array c = Array::empty({n}, kBool), x = Array::empty({n}, kDouble);
  for (int64_t i = 0; i < n; ++i) {
    c.data<bool>()[i] = i % 3 == 0;
    x.data<double>()[i] = static_cast<double>(i);
  }
  const Array left = where(c, -1.0, x), right = where(c, x, -1.0);
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_EQ(left.data<double>()[i], i % 3 == 0 ? -1 : i);
    ASSERT_EQ(right.data<double>()[i], i % 3 == 0 ? i : -1);
  }
}

// Recorded from PyTorch.
TEST(Clamp, NumbersAsBounds) {
  const Array f = array_of<float>({1.5f, -2, NAN}), i = array_of<int64_t>({1, -2});
  EXPECT_THAT(values_of<float>(clamp_to(f, 0, 1)), ElementsAre(1, 0, IsNan()));
  EXPECT_THAT(values_of<float>(clamp_to(f, 3, 1)), ElementsAre(1, 1, IsNan()));
  EXPECT_THAT(values_of<float>(clamp_to(f, NAN, 1)), ElementsAre(IsNan(), IsNan(), IsNan()));
  EXPECT_THAT(values_of<float>(clamp_to(f, 0, NAN)), ElementsAre(IsNan(), IsNan(), IsNan()));
  EXPECT_THAT(values_of<float>(clamp_min(f, NAN)), ElementsAre(1.5f, -2, IsNan()));
  EXPECT_THAT(values_of<float>(clamp_max(f, NAN)), ElementsAre(1.5f, -2, IsNan()));
  EXPECT_THAT(values_of<float>(clamp_max(f, -1)), ElementsAre(-1, -2, IsNan()));
  EXPECT_THAT(values_of<float>(clamp_to(i, 0.5, 1)), ElementsAre(1, 0.5f));
  EXPECT_THAT(values_of<int64_t>(clamp_to(i, 0, 1)), ElementsAre(1, 0));
  EXPECT_EQ(clamp_to(array_of<bool>({true}), 0, 1).dtype(), kLong);
}

TEST(Clamp, ArraysAsBounds) {
  const Array f = array_of<float>({1.5f, -2});
  const Array lo = array_of<float>({NAN}, {}), hi = array_of<float>({1}, {});
  EXPECT_THAT(values_of<float>(clamp(f, &lo, &hi)), ElementsAre(IsNan(), IsNan()));
  EXPECT_THAT(values_of<float>(clamp(f, &lo, nullptr)), ElementsAre(IsNan(), IsNan()));
  const Array three = array_of<float>({3}, {}), mixed = array_of<float>({1, NAN});
  EXPECT_THAT(values_of<float>(clamp(f, &three, &mixed)), ElementsAre(1, IsNan()));
  const Array d = array_of<double>({0, 0});
  EXPECT_EQ(clamp(f, &d, nullptr).dtype(), kDouble);
  const Array rows = array_of<float>({0, -1, -3}, {3, 1});
  EXPECT_THAT(values_of<float>(clamp(f, &rows, &hi)), ElementsAre(1, 0, 1, -1, 1, -2));
}

TEST(Clamp, RejectsWhatPyTorchRejects) {
  const Array f = array_of<float>({1}), c = array_of<int8_t>({1}), b = array_of<bool>({true});
  const Array i = array_of<int64_t>({1});
  const Scalar half = 0.5;
  EXPECT_EQ(message_of([&] { clamp(f, static_cast<const Scalar*>(nullptr), nullptr); }),
            "torch.clamp: At least one of 'min' or 'max' must not be None");
  EXPECT_EQ(message_of([&] { clamp(f, static_cast<const Array*>(nullptr), nullptr); }),
            "torch.clamp: At least one of 'min' or 'max' must not be None");
  EXPECT_EQ(message_of([&] { clamp_to(c, -300, 300); }),
            "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(message_of([&] { clamp_to(f, -1e300, 1); }),
            "value cannot be converted to type float without overflow");
  EXPECT_EQ(message_of([&] { clamp_to(b, false, true); }),
            "\"clamp_scalar_cpu\" not implemented for 'Bool'");
  EXPECT_EQ(message_of([&] { clamp_min(b, false); }),
            "\"clamp_min_cpu\" not implemented for 'Bool'");
  EXPECT_EQ(message_of([&] { clamp_max(b, false); }),
            "\"clamp_max_scalar_cpu\" not implemented for 'Bool'");
  EXPECT_EQ(message_of([&] { clamp(i, &half, nullptr, &i); }),
            "result type Float can't be cast to the desired output type Long");
}

TEST(Lerp, TakesNumbersAndArraysAsWeights) {
  const Array a = array_of<float>({1, 1e8f}), b = array_of<float>({3, 1});
  EXPECT_THAT(values_of<float>(lerp(a, b, 1.0)), ElementsAre(3, 1));
  EXPECT_THAT(values_of<float>(lerp(a, b, 0)), ElementsAre(1, 1e8f));
  EXPECT_THAT(values_of<float>(lerp(a, b, array_of<float>({0.25f, 1}))), ElementsAre(1.5f, 1));
  EXPECT_THAT(values_of<float>(lerp(a, b, array_of<float>({0.5f}, {}))), ElementsAre(2, 5e7f));
  EXPECT_THAT(values_of<float>(lerp(a, b, array_of<float>({0, 1}, {2, 1}))),
              ElementsAre(1, 1e8f, 3, 1));
}

TEST(Lerp, WantsOneFloatingDtype) {
  const Array f = array_of<float>({1}), d = array_of<double>({1}), i = array_of<int64_t>({1});
  EXPECT_EQ(message_of([&] { lerp(f, d, 0.3); }),
            "expected dtype float for `end` but got dtype double");
  EXPECT_EQ(message_of([&] { lerp(f, i, 0.3); }),
            "expected dtype float for `end` but got dtype long int");
  EXPECT_EQ(message_of([&] { lerp(f, f, d); }),
            "expected dtype float for `weight` but got dtype double");
  EXPECT_EQ(message_of([&] { lerp(i, i, 1); }),
            "\"lerp_kernel_scalar\" not implemented for 'Long'");
  EXPECT_EQ(message_of([&] { lerp(f, f, 1e300); }),
            "value cannot be converted to type float without overflow");
}

TEST(Addcmul, PromotesItsArraysButNotTheValue) {
  const Array f = array_of<float>({1.5f, -2}), i = array_of<int64_t>({1, -2});
  const Array d = array_of<double>({1.5, -2});
  EXPECT_THAT(values_of<double>(addcmul(f, d, f)), ElementsAre(3.75, 2));
  EXPECT_THAT(values_of<float>(addcmul(f, i, i)), ElementsAre(2.5f, 2));
  EXPECT_THAT(values_of<int64_t>(addcmul(i, i, i, 1.5)), ElementsAre(2, 2));
  EXPECT_THAT(values_of<float>(addcdiv(i, f, i)), ElementsAre(2.5f, -1));
  addcmul(f, d, d, 1, &f);
  EXPECT_THAT(values_of<float>(f), ElementsAre(3.75f, 2));
  EXPECT_EQ(message_of([&] { addcmul(array_of<int8_t>({1}), i, i, 1, nullptr); }),
            "nothing thrown");
  EXPECT_EQ(message_of([&] { addcmul(f, f, f, 1e300); }),
            "value cannot be converted to type float without overflow");
}

TEST(MaskedFill, KeepsTheDtypeOfTheArray) {
  const Array f = array_of<float>({1.5f, -2}), i = array_of<int64_t>({1, -2});
  const Array mask = array_of<bool>({true, false});
  EXPECT_THAT(values_of<float>(masked_fill(f, mask, 1)), ElementsAre(1, -2));
  EXPECT_THAT(values_of<int64_t>(masked_fill(i, mask, 2.5)), ElementsAre(2, -2));
  EXPECT_THAT(values_of<float>(masked_fill(f, mask, -HUGE_VAL)), ElementsAre(-HUGE_VALF, -2));
  const Array column = array_of<bool>({true, false}, {2, 1});
  EXPECT_THAT(values_of<float>(masked_fill(f, column, 9)), ElementsAre(9, 9, 1.5f, -2));
  EXPECT_THAT(values_of<bool>(masked_fill(mask, mask, false)), ElementsAre(false, false));
  masked_fill(f, mask, 3, &f);
  EXPECT_THAT(values_of<float>(f), ElementsAre(3, -2));
  const Array t = array_of<float>({1, 2, 3, 4, 5, 6}, {2, 3}).transpose(0, 1);
  EXPECT_TRUE(masked_fill(t, array_of<bool>({true}), 0).is_contiguous());
}

TEST(MaskedFill, RejectsWhatPyTorchRejects) {
  const Array f = array_of<float>({1, 2}), c = array_of<int8_t>({1, 2});
  const Array mask = array_of<bool>({true, false, true}), two = mask.slice(0, 0, 2);
  EXPECT_EQ(message_of([&] { masked_fill(f, c, 1); }),
            "masked_fill_ only supports boolean masks, but got mask of dtype Char");
  EXPECT_EQ(message_of([&] { masked_fill(c, two, 300); }),
            "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(message_of([&] { masked_fill(f, mask, 1, &f); }),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 0");
  EXPECT_EQ(message_of([&] {
              masked_fill(f, array_of<bool>({true, false}, {2, 1}), 1, &f);
            }),
            "output with shape [2] doesn't match the broadcast shape [2, 2]");
  EXPECT_EQ(message_of([&] { masked_fill(two, mask.slice(0, 1, 3), false, &two); }),
            "unsupported operation: some elements of the input tensor and the written-to tensor "
            "refer to a single memory location. Please clone() the tensor before performing the "
            "operation.");
  EXPECT_THAT(values_of<bool>(mask), ElementsAre(true, false, true));
}

}  // namespace
}  // namespace gradlab::kernels
