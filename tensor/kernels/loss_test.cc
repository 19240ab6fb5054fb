#include "gradlab/tensor/kernels/loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(LossTest, AgreesWithPyTorch) {
  const Array weight = floats({1, 2, 0.5});
#include "gradlab/tensor/kernels/golden/loss.inc"
}

// Of a number too large for its neighbours, its opposite and ones, the result shows which ones were
// added up before the two met.
TEST(LossTest, TermsAreAddedInPyTorchsOrder) {
  const int64_t opposites[] = {1, 3, 4, 7, 12, 15, 16, 17, 20, 32, 33, 63};
  const float sums[] = {48, 48, 52, 56, 60, 64, 64, 48, 52, 64, 48, 64};
  for (size_t i = 0; i < std::size(opposites); ++i) {
    Array log_probs = Array::empty({64, 1}, kFloat);
    std::fill_n(log_probs.data<float>(), 64, -1.0f);
    log_probs.data<float>()[0] = 33554432;
    log_probs.data<float>()[opposites[i]] = -33554432;
    const NllLoss loss =
        nll_loss(log_probs, full({64}, 0, kLong), nullptr, kReductionSum, /*ignore_index=*/-100);
    EXPECT_EQ(*loss.output.data<float>(), sums[i]) << opposites[i];
  }
}

}  // namespace
}  // namespace gradlab::kernels
