#include "gradlab/tensor/kernels/blas.h"

#include <cblas.h>
#include <gtest/gtest.h>

#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

TEST(BlasTest, UsesAsManyThreadsAsGradlab) {
  const float a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
  float c[4];
  set_num_threads(1);
  gemm(false, true, 2, 2, 2, 1.0f, a, 2, b, 2, 0.0f, c, 2);
  EXPECT_EQ(c[0], 17);
  EXPECT_EQ(c[3], 53);
  EXPECT_EQ(openblas_get_num_threads(), 1);
  set_num_threads(2);
  double d[2] = {1, 1};
  const double m[] = {1, 2, 3, 4}, v[] = {1, 10};
  gemv(true, 2, 2, 1.0, m, 2, v, 1, 2.0, d, 1);
  EXPECT_EQ(d[0], 33);
  EXPECT_EQ(d[1], 44);
  EXPECT_EQ(openblas_get_num_threads(), 2);
  set_num_threads(1);
  gemv(true, 2, 2, 1.0, m, 2, v, 1, 2.0, d, 1);
  EXPECT_EQ(openblas_get_num_threads(), 1);
}

}  // namespace
}  // namespace gradlab::kernels
