#include "gradlab/tensor/scalar.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

template <class T>
std::string error_of(const Scalar& s) {
  try {
    s.to<T>();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

TEST(Scalar, ConvertsWhatTheTypeCanHold) {
  EXPECT_EQ(Scalar(3.9).toInt(), 3);
  EXPECT_EQ(Scalar(-3.9).toLong(), -3);
  EXPECT_EQ(Scalar(7).toFloat(), 7.0f);
  EXPECT_TRUE(Scalar(0.5).toBool());
  EXPECT_FALSE(Scalar(0).toBool());
  EXPECT_EQ(Scalar(true).toDouble(), 1.0);
  EXPECT_EQ(static_cast<float>(Scalar(0.1).toHalf()), static_cast<float>(Half(0.1f)));
  EXPECT_EQ(Scalar(Half(1.5f)).toDouble(), 1.5);
  EXPECT_EQ(Scalar(0x1p63).toLong(), std::numeric_limits<int64_t>::min());  // as PyTorch rounds
  EXPECT_EQ(Scalar(-1).toByte(), 255);  // PyTorch lets negative integers wrap to unsigned ones
}

TEST(Scalar, SaysWhichTypeCannotHoldTheValue) {
  const auto text = [](const char* type) {
    return std::string("value cannot be converted to type ") + type + " without overflow";
  };
  EXPECT_EQ(error_of<int8_t>(128), text("int8_t"));
  EXPECT_EQ(error_of<int16_t>(-40000), text("int16_t"));
  EXPECT_EQ(error_of<int32_t>(1e10), text("int"));
  EXPECT_EQ(error_of<int64_t>(0x1.8p63), text("int64_t"));
  EXPECT_EQ(error_of<int64_t>(std::nan("")), text("int64_t"));
  EXPECT_EQ(error_of<uint8_t>(-256), text("uint8_t"));
  EXPECT_EQ(error_of<float>(1e39), text("float"));
  EXPECT_EQ(error_of<Half>(65505.0), text("at::Half"));
  EXPECT_EQ(error_of<Half>(70000), text("at::Half"));
  EXPECT_EQ(error_of<BFloat16>(3.4e38), text("at::BFloat16"));
}

TEST(Scalar, InfinityAndNanAreValuesOfEveryFloatingType) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(Scalar(infinity).toFloat(), std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(static_cast<float>(Scalar(std::nan("")).toHalf())));
  EXPECT_EQ(error_of<int32_t>(infinity), "value cannot be converted to type int without overflow");
}

TEST(Scalar, NegationKeepsTheKindAndWraps) {
  EXPECT_EQ((-Scalar(3)).type(), kLong);
  EXPECT_EQ((-Scalar(2.5)).toDouble(), -2.5);
  const int64_t smallest = std::numeric_limits<int64_t>::min();
  EXPECT_EQ((-Scalar(smallest)).toLong(), smallest);
}

}  // namespace
}  // namespace gradlab
