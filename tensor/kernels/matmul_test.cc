#include "gradlab/tensor/kernels/matmul.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(MatmulTest, AgreesWithPyTorch) {
#include "gradlab/tensor/kernels/golden/matmul.inc"
}

}  // namespace
}  // namespace gradlab::kernels
