#include "gradlab/tensor/half.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <sstream>

#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// The next float above, by its bits.
float above(float v) { return std::bit_cast<float>(std::bit_cast<uint32_t>(v) + 1); }

template <class H>
H of(uint32_t bits) {
  return H(static_cast<uint16_t>(bits), H::from_bits());
}

template <class T>
class ReducedFloatTest : public testing::Test {};
using Types = testing::Types<Half, BFloat16>;
TYPED_TEST_SUITE(ReducedFloatTest, Types);

TYPED_TEST(ReducedFloatTest, EveryValueSurvivesTheWayToFloatAndBack) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    const TypeParam h = of<TypeParam>(bits);
    const float value = h;
    if (value != value) {
      EXPECT_TRUE(std::isnan(static_cast<float>(TypeParam(value))));
    } else {
      EXPECT_EQ(TypeParam(value).x, bits);
    }
  }
}

TYPED_TEST(ReducedFloatTest, RoundsToTheNearestAndTiesToEven) {
  const uint32_t infinity = std::numeric_limits<TypeParam>::infinity().x;
  for (uint32_t bits = 0; bits + 1 < infinity; ++bits) {
    const float low = of<TypeParam>(bits), high = of<TypeParam>(bits + 1);
    const float middle = static_cast<float>((double{low} + double{high}) / 2);
    ASSERT_GT(middle, low);
    const uint32_t even = bits % 2 == 0 ? bits : bits + 1;
    EXPECT_EQ(TypeParam(middle).x, even);
    EXPECT_EQ(TypeParam(-middle).x, even | 0x8000);
    EXPECT_EQ(TypeParam(above(middle)).x, bits + 1);
    EXPECT_EQ(TypeParam(std::bit_cast<float>(std::bit_cast<uint32_t>(middle) - 1)).x, bits);
  }
}

TYPED_TEST(ReducedFloatTest, WhatIsTooLargeBecomesInfinite) {
  using Limits = std::numeric_limits<TypeParam>;
  const float max = Limits::max();
  const float half_step = (max - static_cast<float>(of<TypeParam>(Limits::max().x - 1))) / 2;
  EXPECT_EQ(TypeParam(max + half_step).x, Limits::infinity().x);
  EXPECT_EQ(TypeParam(-max - half_step).x, Limits::infinity().x | 0x8000);
  EXPECT_EQ(TypeParam(std::nextafter(max + half_step, 0.0f)).x, Limits::max().x);
  EXPECT_EQ(TypeParam(kInfinity).x, Limits::infinity().x);
  EXPECT_EQ(static_cast<float>(Limits::lowest()), -max);
}

TYPED_TEST(ReducedFloatTest, LimitsDescribeTheFormat) {
  using Limits = std::numeric_limits<TypeParam>;
  EXPECT_EQ(static_cast<float>(Limits::epsilon()), std::ldexp(1.0f, 1 - Limits::digits));
  EXPECT_EQ(static_cast<float>(TypeParam(1.0f + static_cast<float>(Limits::epsilon()))),
            1.0f + static_cast<float>(Limits::epsilon()));
  EXPECT_EQ(static_cast<float>(Limits::min()), std::ldexp(1.0f, Limits::min_exponent - 1));
  EXPECT_TRUE(std::isnan(static_cast<float>(Limits::quiet_NaN())));
  EXPECT_GT(static_cast<float>(Limits::denorm_min()), 0.0f);
}

TYPED_TEST(ReducedFloatTest, ArithmeticRoundsOnceAndMixesAsFloat) {
  TypeParam a = 1.5f, b = 0.25f;
  static_assert(std::is_same_v<decltype(a + b), TypeParam>);
  static_assert(std::is_same_v<decltype(a + 1.0f), float>);
  EXPECT_EQ(static_cast<float>(a + b), 1.75f);
  EXPECT_EQ(static_cast<float>(a - b), 1.25f);
  EXPECT_EQ(static_cast<float>(a * b), 0.375f);
  EXPECT_EQ(static_cast<float>(a / b), 6.0f);
  EXPECT_EQ(static_cast<float>(-a), -1.5f);
  a += 4096.0f;  // beyond the mantissa of both types: 4097.5 rounds
  EXPECT_EQ(static_cast<float>(a), static_cast<float>(TypeParam(4097.5f)));
  std::ostringstream os;
  os << b;
  EXPECT_EQ(os.str(), "0.25");
}

}  // namespace
}  // namespace gradlab
