// What the recorded values of pointwise_golden_test.cc do not cover: alpha, errors, integers at
// their limits, Note [into].
#include "gradlab/tensor/kernels/binary.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using ::testing::ElementsAre;

const char kSharedElement[] =
    "unsupported operation: more than one element of the written-to tensor refers to a single "
    "memory location. Please clone() the tensor before performing the operation.";
const char kPartialOverlap[] =
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a "
    "single memory location. Please clone() the tensor before performing the operation.";

TEST(Add, ScalesTheSecondOperandByAlpha) {
  const Array a = array_of<float>({1, 2}), b = array_of<float>({10, 20});
  EXPECT_THAT(values_of<float>(add(a, b, 0.5)), ElementsAre(6, 12));
  EXPECT_THAT(values_of<float>(sub(a, b, 2)), ElementsAre(-19, -38));
  EXPECT_THAT(values_of<float>(sub(a, b, -0.5)), ElementsAre(6, 12));
  const Array u = array_of<uint8_t>({1, 2});
  EXPECT_THAT(values_of<uint8_t>(add(u, u, -2)), ElementsAre(255, 254));
  EXPECT_THAT(values_of<int64_t>(sub(array_of<int64_t>({1}), 1, INT64_MIN)),
              ElementsAre(INT64_MIN + 1));
  const Array yes = array_of<bool>({true, false});
  EXPECT_THAT(values_of<bool>(add(yes, true, true)), ElementsAre(true, true));
}

TEST(Add, RejectsAlphasThatTheResultCannotHold) {
  const Array i = array_of<int64_t>({1}), f = array_of<float>({1}), c = array_of<int8_t>({1});
  EXPECT_EQ(message_of([&] { add(i, i, 1.5); }),
            "For integral input tensors, argument alpha must not be a floating point number.");
  EXPECT_EQ(message_of([&] { add(i, i, 1.0); }),
            "For integral input tensors, argument alpha must not be a floating point number.");
  EXPECT_EQ(message_of([&] { sub(i, i, true); }),
            "Boolean alpha only supported for Boolean results.");
  EXPECT_EQ(message_of([&] { add(c, c, 300); }),
            "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(message_of([&] { add(f, f, 1e300); }),
            "value cannot be converted to type float without overflow");
}

TEST(Sub, RejectsBools) {
  const Array b = array_of<bool>({true}), i = array_of<int64_t>({1});
  const char kOne[] =
      "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to "
      "invert a mask, use the `~` or `logical_not()` operator instead.";
  const char kTwo[] =
      "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
      "`logical_xor()` operator instead.";
  EXPECT_EQ(message_of([&] { sub(b, b); }), kTwo);
  EXPECT_EQ(message_of([&] { sub(b, true); }), kTwo);
  EXPECT_EQ(message_of([&] { sub(i, true); }), kOne);
  EXPECT_EQ(message_of([&] { sub(1, b); }), kOne);
}

TEST(Binary, NumbersWrapAroundNextToIntegers) {
  const Array c = array_of<int8_t>({1, 2});
  EXPECT_THAT(values_of<int8_t>(add(c, 300)), ElementsAre(45, 46));
  EXPECT_THAT(values_of<float>(add(array_of<float>({1}), 1e300)), ElementsAre(HUGE_VALF));
  EXPECT_THAT(values_of<int8_t>(maximum(c, array_of<int64_t>({300}, {}))), ElementsAre(44, 44));
}

TEST(Binary, TwoNumbersGiveAZeroDimArray) {
  const Array sum = add(1, 2.5);
  EXPECT_EQ(sum.dim(), 0);
  EXPECT_THAT(values_of<float>(sum), ElementsAre(3.5f));
  EXPECT_EQ(add(1, true).dtype(), kLong);
}

TEST(Binary, BroadcastsInManyDimensions) {
  const std::vector<int64_t> rows = {2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  const Array column = array_of<float>({10, 20}, rows), row = array_of<float>({1, 2, 3});
  const Array sum = add(column, row);
  EXPECT_EQ(sum.dim(), 11);
  EXPECT_THAT(values_of<float>(sum), ElementsAre(11, 12, 13, 21, 22, 23));
  EXPECT_EQ(message_of([&] { add(column.expand({2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4}), row); }),
            "The size of tensor a (4) must match the size of tensor b (3) at non-singleton "
            "dimension 10");
}

TEST(Divide, IntegersAreDefinedAtTheirLimits) {
  const Array low = array_of<int64_t>({INT64_MIN}), one = array_of<int64_t>({-1});
  EXPECT_THAT(values_of<int64_t>(floor_divide(low, one)), ElementsAre(INT64_MIN));
  EXPECT_THAT(values_of<int64_t>(div_mode(low, -1, "trunc")), ElementsAre(INT64_MIN));
  EXPECT_THAT(values_of<int64_t>(remainder(low, one)), ElementsAre(0));
  EXPECT_THAT(values_of<int64_t>(fmod(low, one)), ElementsAre(0));
  EXPECT_THAT(values_of<int8_t>(floor_divide(array_of<int8_t>({-128}), -1)), ElementsAre(-128));
}

TEST(Divide, IntegerDivisionByZeroThrowsBeforeItWrites) {
  const Array a = array_of<int64_t>({7, 8}), zero = array_of<int64_t>({1, 0});
  for (const auto& call : {+[](const Array&x, const Array&y) { floor_divide(x, y, &x); },
                           +[](const Array&x, const Array&y) { remainder(x, y, &x); },
                           +[](const Array&x, const Array&y) { fmod(x, y, &x); },
                           +[](const Array&x, const Array&y) { div_mode(x, y, "trunc", &x); },
                           +[](const Array&x, const Array&) { remainder(x, 0, &x); }}) {
    EXPECT_EQ(message_of([&] { call(a, zero); }), "ZeroDivisionError");
  }
  EXPECT_THAT(values_of<int64_t>(a), ElementsAre(7, 8));
  EXPECT_EQ(remainder(array_of<int64_t>({}), 0).numel(), 0);
  EXPECT_EQ(message_of([&] { div_mode(a, a, "x"); }),
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found 'x'");
}

// Recorded from PyTorch.
TEST(Pow, NumbersAsExponentsTakeShortCuts) {
  const float inf = HUGE_VALF;
  const Array a = array_of<float>({-0.0f, -inf, 0.0f, inf});
  const auto bits = [](const Array& x) {
    std::vector<std::string> text;
    for (float v : values_of<float>(x)) text.push_back(std::isnan(v) ? "nan" : str(v));
    return text;
  };
  EXPECT_THAT(bits(pow(a, 0.5)), ElementsAre("-0", "nan", "0", "inf"));
  EXPECT_THAT(bits(pow(a, -0.5)), ElementsAre("-inf", "nan", "inf", "0"));
  EXPECT_THAT(bits(pow(a, 2)), ElementsAre("0", "inf", "0", "inf"));
  EXPECT_THAT(bits(pow(a, 3.0)), ElementsAre("-0", "-inf", "0", "inf"));
  EXPECT_THAT(bits(pow(a, -1)), ElementsAre("-inf", "-0", "inf", "0"));
  EXPECT_THAT(bits(pow(a, -2)), ElementsAre("inf", "0", "inf", "0"));
  EXPECT_THAT(bits(pow(a, 0)), ElementsAre("1", "1", "1", "1"));
  EXPECT_THAT(bits(pow(a, 1)), ElementsAre("-0", "-inf", "0", "inf"));
  // The exponent is not rounded to float first: 0.3f would give 1e9 + 832.
  EXPECT_THAT(values_of<float>(pow(array_of<float>({1e30f}), 0.3)), ElementsAre(1e9f));
}

TEST(Pow, IntegersWrapAndHaveNoFractions) {
  const Array i = array_of<int64_t>({1, -2}), c = array_of<int8_t>({1, 2});
  EXPECT_EQ(message_of([&] { pow(i, -1); }),
            "Integers to negative integer powers are not allowed.");
  EXPECT_EQ(message_of([&] { pow(array_of<bool>({true}), -1); }),
            "Integers to negative integer powers are not allowed.");
  const Array base = array_of<int64_t>({0, 1, -1, 2, -1});
  EXPECT_THAT(values_of<int64_t>(pow(base, array_of<int64_t>({-1, -3, -3, -1, -2}))),
              ElementsAre(0, 1, -1, 0, 1));
  EXPECT_THAT(values_of<uint8_t>(pow(array_of<uint8_t>({1, 3}), 5)), ElementsAre(1, 243));
  EXPECT_THAT(values_of<int8_t>(pow(300, c)), ElementsAre(44, -112));
  EXPECT_EQ(message_of([&] { pow(c, 1000); }),
            "value cannot be converted to type int8_t without overflow");
  EXPECT_EQ(message_of([&] { pow(i, 0.5, &i); }), "Found dtype Long but expected Float");
  EXPECT_EQ(message_of([&] { pow(i, array_of<float>({1}), &i); }),
            "result type Float can't be cast to the desired output type Long");
  EXPECT_EQ(pow(array_of<bool>({true}), 2).dtype(), kLong);
}

TEST(LogAddExp, IsExactWhereTheTermsDiffer) {
  // log(1 + exp(-2.5)) to 17 digits, from arithmetic with 30.
  const Array y = logaddexp(array_of<double>({0}), array_of<double>({-2.5}));
  EXPECT_LE(ulps_apart(values_of<double>(y)[0], 0.078889734292549623), 1);
  const Array tiny = logaddexp(array_of<double>({0}), array_of<double>({-40}));
  EXPECT_LE(ulps_apart(values_of<double>(tiny)[0], 4.2483542552915889e-18), 1);
}

TEST(Into, ReceivesTheResultInPlace) {
  const Array a = array_of<float>({1, 2, 3, 4}, {2, 2});
  const Array result = add(a, 1, 1, &a);
  EXPECT_TRUE(result.shares_storage(a));
  EXPECT_THAT(values_of<float>(a), ElementsAre(2, 3, 4, 5));
  mul(a, a, &a);
  EXPECT_THAT(values_of<float>(a), ElementsAre(4, 9, 16, 25));
  const Array column = a.select(1, 0);
  add(column, a.select(1, 1), 1, &column);  // strided and interleaved, yet apart
  EXPECT_THAT(values_of<float>(a), ElementsAre(13, 9, 41, 25));
  EXPECT_EQ(a.version(), 0u);
}

TEST(Into, ConvertsTheResult) {
  const Array f = array_of<float>({1, 2}), d = array_of<double>({0.5, 0.25});
  add(f, d, 1, &f);
  EXPECT_THAT(values_of<float>(f), ElementsAre(1.5f, 2.25f));
  const Array i = array_of<int32_t>({1, 2});
  mul(i, true, &i);
  add(f, i, 1, &d);
  EXPECT_THAT(values_of<double>(d), ElementsAre(2.5, 4.25));
}

TEST(Into, MustHaveTheShapeAndAFittingDtype) {
  const Array a = array_of<float>({1, 2, 3}), m = array_of<float>({1, 2, 3, 4, 5, 6}, {2, 3});
  const Array i = array_of<int64_t>({1, 2, 3}), zero_dim = array_of<float>({1}, {});
  EXPECT_EQ(message_of([&] { add(a, m, 1, &a); }),
            "output with shape [3] doesn't match the broadcast shape [2, 3]");
  EXPECT_EQ(message_of([&] { add(zero_dim, a, 1, &zero_dim); }),
            "output with shape [] doesn't match the broadcast shape [3]");
  EXPECT_EQ(message_of([&] {
              add(a, array_of<float>({1, 2}), 1, &a);
            }),
            "The size of tensor a (3) must match the size of tensor b (2) at non-singleton "
            "dimension 0");
  EXPECT_EQ(message_of([&] { add(i, a, 1, &i); }),
            "result type Float can't be cast to the desired output type Long");
  EXPECT_EQ(message_of([&] { div(i, 2, &i); }),
            "result type Float can't be cast to the desired output type Long");
  const Array b = array_of<bool>({true, true, false});
  EXPECT_EQ(message_of([&] { add(b, i, 1, &b); }),
            "result type Long can't be cast to the desired output type Bool");
  EXPECT_THAT(values_of<float>(a), ElementsAre(1, 2, 3));
  EXPECT_THAT(values_of<int64_t>(i), ElementsAre(1, 2, 3));
}

TEST(Into, MayNotOverlapItselfOrPartOfAnInput) {
  const Array a = array_of<float>({0, 1, 2, 3, 4, 5, 6, 7, 8}, {3, 3});
  const Array expanded = array_of<float>({1}).expand({3});
  EXPECT_EQ(message_of([&] { add(expanded, 1, 1, &expanded); }), kSharedElement);
  const Array flat = a.view({9});
  const Array front = flat.slice(0, 0, 8), back = flat.slice(0, 1, 9);
  EXPECT_EQ(message_of([&] { add(back, front, 1, &back); }), kPartialOverlap);
  EXPECT_EQ(message_of([&] { add(back, front, 1, &front); }), kPartialOverlap);
  EXPECT_EQ(message_of([&] { add(a, a.transpose(0, 1), 1, &a); }), kPartialOverlap);
  EXPECT_EQ(message_of([&] { add(a, flat.select(0, 4), 1, &a); }), kPartialOverlap);
  EXPECT_THAT(values_of<float>(a), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
}

TEST(Into, ReadsAnInputWithGapsBeforeItIsOverwritten) {
  // Every other element of the first six is an input, the odd half of all is written: 1, 3, 5, 7.
  const Array a = array_of<int64_t>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  const Array to = a.slice(0, 2, 10, 2);   // 2, 4, 6, 8
  const Array from = a.slice(0, 0, 8, 2);  // 0, 2, 4, 6
  add(to, from, 1, &to);
  EXPECT_THAT(values_of<int64_t>(a), ElementsAre(0, 1, 2, 3, 6, 5, 10, 7, 14, 9));
}

TEST(Into, WorksOnBothSidesOfTheSizeOfTheFastPath) {
  for (int64_t n : {1, 4095, 4096, 4097, 100000}) {
    std::vector<float> values(n);
    for (int64_t i = 0; i < n; ++i) values[i] = static_cast<float>(i % 1000);
    const Array a = array_of(values), b = array_of(values);
    add(a, b, 1, &a);
    const Array scaled = mul(b, 3), from_number = sub(1, b);
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_EQ(a.data<float>()[i], 2 * values[i]);
      ASSERT_EQ(scaled.data<float>()[i], 3 * values[i]);
      ASSERT_EQ(from_number.data<float>()[i], 1 - values[i]);
    }
  }
}

}  // namespace
}  // namespace gradlab::kernels
