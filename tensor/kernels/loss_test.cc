#include "gradlab/tensor/kernels/loss.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(LossTest, AgreesWithPyTorch) {
  const Array weight = floats({1, 2, 0.5});
#include "gradlab/tensor/kernels/golden/loss.inc"
}

}  // namespace
}  // namespace gradlab::kernels
