#include "gradlab/tensor/kernels/factory.h"

#include <gtest/gtest.h>

#include <limits>

#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(FactoryTest, AgreesWithPyTorch){
#include "gradlab/tensor/kernels/golden/factory.inc"
}

TEST(FactoryTest, ArangeIsExactAtTheEndsOfInt64) {
  const int64_t low = std::numeric_limits<int64_t>::min(),
                high = std::numeric_limits<int64_t>::max();
  const Array a = arange(high - 2, high, 1, kLong), b = arange(low, high, high, kLong);
  ASSERT_EQ(a.numel(), 2);
  EXPECT_EQ(a.data<int64_t>()[1], high - 1);
  ASSERT_EQ(b.numel(), 3);
  EXPECT_EQ(b.data<int64_t>()[2], high - 1);
  EXPECT_EQ(arange(high, low, low, kLong).numel(), 2);
  check_error<Error>([&] { arange(low, high, 1, kLong); }, "invalid size, possible overflow?");
}

TEST(FactoryTest, LinspaceEndsExactlyAndIsSymmetric) {
  for (int64_t n = 2; n < 60; ++n) {
    const Array a = linspace(-0.3, 0.3, n, kFloat);
    EXPECT_EQ(a.data<float>()[n - 1], 0.3f);
    for (int64_t i = 0; i < n / 2; ++i) {
      EXPECT_EQ(a.data<float>()[i], -a.data<float>()[n - 1 - i]) << n << " " << i;
    }
  }
}

}  // namespace
}  // namespace gradlab::kernels
