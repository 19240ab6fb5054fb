#include "gradlab/tensor/kernels/reduce.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(ReduceTest, AgreesWithPyTorch) {
#include "gradlab/tensor/kernels/golden/reduce.inc"
}

}  // namespace
}  // namespace gradlab::kernels
