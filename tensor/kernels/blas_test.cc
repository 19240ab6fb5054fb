#include "gradlab/tensor/kernels/blas.h"

#include <cblas.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace gradlab::kernels {
namespace {

TEST(BlasTest, RunsOnTheCallingThreadWhateverTheLibraryWasTold) {
  const float a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
  float c[4];
  openblas_set_num_threads(2);
  gemm(false, true, 2, 2, 2, 1.0f, a, 2, b, 2, 0.0f, c, 2);
  EXPECT_EQ(c[0], 17);
  EXPECT_EQ(c[3], 53);
  EXPECT_EQ(openblas_get_num_threads(), 1);
  openblas_set_num_threads(2);
  double d[2] = {1, 1};
  const double m[] = {1, 2, 3, 4}, v[] = {1, 10};
  gemv(true, 2, 2, 1.0, m, 2, v, 1, 2.0, d, 1);
  EXPECT_EQ(d[0], 33);
  EXPECT_EQ(d[1], 44);
  EXPECT_EQ(openblas_get_num_threads(), 1);
}

// "Prescott" and the like stand for processors without AVX.
TEST(BlasTest, HasKernelsForTheProcessor) {
  double d = 0;
  const double one = 1;
  gemv(false, 1, 1, 1.0, &one, 1, &one, 1, 0.0, &d, 1);
  if (getenv("OPENBLAS_CORETYPE") != nullptr || !__builtin_cpu_supports("avx2")) GTEST_SKIP();
  for (const char* old : {"Prescott", "Core2", "Penryn", "Nehalem", "Barcelona"}) {
    EXPECT_STRNE(openblas_get_corename(), old);
  }
}

}  // namespace
}  // namespace gradlab::kernels
