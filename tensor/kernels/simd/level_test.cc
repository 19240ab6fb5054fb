#include "gradlab/tensor/kernels/simd/level.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace gradlab::kernels::simd {
namespace {

// Runs with GRADLAB_SIMD set to each level: a higher one than the machine has changes nothing.
TEST(SimdLevel, IsTheOneThatTheEnvironmentAsksFor) {
  const char* asked = std::getenv("GRADLAB_SIMD");
  ASSERT_NE(asked, nullptr);
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (!avx2) {
    EXPECT_EQ(level(), Level::kBaseline);
  } else if (__builtin_cpu_supports("avx512bw")) {
    EXPECT_STREQ(name(level()), asked);
  } else {
    EXPECT_LE(level(), Level::kAvx2);
  }
}

TEST(SimdLevel, ChoosesAmongThreeVersions) {
  const int versions[] = {1, 2, 3};
  EXPECT_EQ(at(Level::kBaseline, versions[0], versions[1], versions[2]), 1);
  EXPECT_EQ(at(Level::kAvx2, versions[0], versions[1], versions[2]), 2);
  EXPECT_EQ(at(Level::kAvx512, versions[0], versions[1], versions[2]), 3);
}

}  // namespace
}  // namespace gradlab::kernels::simd
