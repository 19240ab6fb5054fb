#include "gradlab/tensor/dtype.h"

#include <string>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr ScalarType kAll[] = {kBool, kByte, kChar,     kShort, kInt,
                               kLong, kHalf, kBFloat16, kFloat, kDouble};

// Row a, column b: the first letter of promote_types(a, b), as torch.promote_types gives it.
// b = bool, u = uint8, c = int8, s = int16, i = int32, l = int64, h = half, B = bfloat16, f, d.
TEST(Dtype, PromotionIsPyTorchsTable) {
  const std::string letters = "bucsilhBfd";
  const char* const table[] = {
      "bucsilhBfd",  // bool
      "uussilhBfd",  // uint8
      "cscsilhBfd",  // int8
      "ssssilhBfd",  // int16
      "iiiiilhBfd",  // int32
      "llllllhBfd",  // int64
      "hhhhhhhffd",  // float16
      "BBBBBBfBfd",  // bfloat16
      "fffffffffd",  // float32
      "dddddddddd",  // float64
  };
  for (size_t a = 0; a < std::size(kAll); ++a) {
    for (size_t b = 0; b < std::size(kAll); ++b) {
      EXPECT_EQ(promote_types(kAll[a], kAll[b]), kAll[letters.find(table[a][b])])
          << kAll[a] << " and " << kAll[b];
    }
  }
}

TEST(Dtype, FloatingTypesAreNotCastToIntegersInPlace) {
  EXPECT_FALSE(can_cast(kHalf, kInt));
  EXPECT_FALSE(can_cast(kBFloat16, kBool));
  EXPECT_TRUE(can_cast(kFloat, kHalf));
  EXPECT_TRUE(can_cast(kLong, kBFloat16));
}

TEST(TypeMeta, PrintsTheTypeOfCpp) {
  EXPECT_EQ(str(TypeMeta(kFloat)), "float");
  EXPECT_EQ(str(TypeMeta(kLong)), "long int");
  EXPECT_EQ(str(TypeMeta(kByte)), "unsigned char");
  EXPECT_EQ(str(TypeMeta(kHalf)), "c10::Half");
  EXPECT_EQ(str(kFloat), "Float");
}

TEST(TypeMeta, ComparesWithScalarTypes) {
  const TypeMeta t = TypeMeta::Make<double>();
  EXPECT_TRUE(t == kDouble);
  EXPECT_TRUE(kFloat != t);
  EXPECT_EQ(t, TypeMeta(kDouble));
  EXPECT_EQ(t.itemsize(), 8u);
  EXPECT_EQ(t.toScalarType(), kDouble);
  EXPECT_TRUE(t.Match<double>());
  EXPECT_EQ(dtype_of<BFloat16>(), kBFloat16);
}

TEST(DefaultDtype, MustBeFloating) {
  EXPECT_EQ(get_default_dtype(), kFloat);
  set_default_dtype(kHalf);
  EXPECT_EQ(get_default_dtype(), kHalf);
  set_default_dtype(kFloat);
  try {
    set_default_dtype(kLong);
    FAIL();
  } catch (const TypeError& e) {
    EXPECT_STREQ(e.what(), "only floating-point types are supported as the default type");
  }
}

}  // namespace
}  // namespace gradlab
