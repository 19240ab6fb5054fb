#include "gradlab/tensor/kernels/softmax.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(SoftmaxTest, AgreesWithPyTorch){
#include "gradlab/tensor/kernels/golden/softmax.inc"
}

TEST(SoftmaxTest, BackwardAgreesWithPyTorch) {
  golden_scale = 5.5;  // g - sum(g * y)
#include "gradlab/tensor/kernels/golden/softmax_backward.inc"
  golden_scale = 0;
}

TEST(SoftmaxTest, ExponentialsAreWithinTwoUlpOverTheWholeRange) {
  // softmax([x, 0]) = e^x / (e^x + 1) for x <= 0, where the largest element is 0.
  for (double x = -110; x <= 0; x += 0.0137) {
    const Array y = softmax(floats({x, 0}), 0);
    const double e = std::exp(static_cast<double>(static_cast<float>(x)));
    const double expected = e / (e + 1);
    const double ulp =
        std::max(expected * 1.2e-7, double{std::numeric_limits<float>::denorm_min()});
    EXPECT_NEAR(element_as_double(y, 0), expected, 3 * ulp) << x;
  }
}

TEST(SoftmaxTest, BackwardInFloatAgreesWithDoubleOnEveryLayout) {
  for (const std::vector<int64_t>& sizes : {std::vector<int64_t>{2, 19}, {2, 2, 18}, {3, 300}}) {
    for (int64_t dim = 0; dim < static_cast<int64_t>(sizes.size()); ++dim) {
      const Array g = x(sizes), y = softmax(x(sizes), dim), z = log_softmax(x(sizes), dim);
      const Array expected = softmax_backward(cast(g, kDouble), cast(y, kDouble), dim);
      const Array expected_log = log_softmax_backward(cast(g, kDouble), cast(z, kDouble), dim);
      // The sum of g is taken in another precision; it is what small results are differences of.
      const double tolerance = 1.2e-7 * 5.5 * 20;
      for (const Array& h : {g, transposed(g), stepped(g)}) {
        const Array actual = softmax_backward(h, y, dim),
                    actual_log = log_softmax_backward(h, z, dim);
        for (int64_t i = 0; i < g.numel(); ++i) {
          EXPECT_NEAR(element_as_double(actual, i), element_as_double(expected, i), tolerance);
          EXPECT_NEAR(element_as_double(actual_log, i), element_as_double(expected_log, i),
                      tolerance);
        }
      }
    }
  }
}

TEST(SoftmaxTest, TheSumIsRoundedBeforeTheLogarithmAsInPyTorch) {
  EXPECT_EQ(element_as_double(log_softmax(floats({20, 0}), 0), 0), 0);
  EXPECT_EQ(element_as_double(log_softmax(floats({20, 0}), 0), 1), -20);
}

TEST(SoftmaxTest, RowsOfAnyLengthSumToOne) {
  for (int64_t n = 1; n < 70; ++n) {
    const Array y = softmax(x({n}), 0);
    double sum = 0;
    for (int64_t i = 0; i < n; ++i) sum += element_as_double(y, i);
    EXPECT_NEAR(sum, 1, 3e-7) << n;
  }
}

// Short rows are computed many at a time, and one alone in another way.
TEST(SoftmaxTest, ARowAmongManyHasTheBitsOfTheRowAlone) {
  const auto same_bits = [](const Array& a, int64_t i, const Array& b, int64_t j) {
    return std::memcmp(a.data<float>() + i, b.data<float>() + j, sizeof(float)) == 0;
  };
  for (int64_t n = 1; n < 20; ++n) {
    for (int64_t rows : {2, 3, 15, 16, 17, 18, 33, 50}) {
      const Array all = x({rows, n});
      if (n > 1) {
        all.data<float>()[n] = -std::numeric_limits<float>::infinity();
        all.data<float>()[n + 1] = 300;
      }
      const Array y = softmax(all, 1), z = log_softmax(all, 1);
      const Array dy = softmax_backward(all, y, 1), dz = log_softmax_backward(all, z, 1);
      for (int64_t r = 0; r < rows; ++r) {
        const Array row = Array::view_of(all.storage(), r * n, {n}, {1}, kFloat);
        const Array y1 = softmax(row, 0), z1 = log_softmax(row, 0);
        const Array dy1 = softmax_backward(row, y1, 0), dz1 = log_softmax_backward(row, z1, 0);
        for (int64_t k = 0; k < n; ++k) {
          ASSERT_TRUE(same_bits(y, r * n + k, y1, k)) << rows << " x " << n;
          ASSERT_TRUE(same_bits(z, r * n + k, z1, k)) << rows << " x " << n;
          if (!(r == 1 && n > 1)) {  // NaN there, of either sign
            ASSERT_TRUE(same_bits(dy, r * n + k, dy1, k)) << rows << " x " << n;
            ASSERT_TRUE(same_bits(dz, r * n + k, dz1, k)) << rows << " x " << n;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace gradlab::kernels
