#include "gradlab/tensor/kernels/concat.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(ConcatTest, AgreesWithPyTorch) {
#include "gradlab/tensor/kernels/golden/concat.inc"
}

}  // namespace
}  // namespace gradlab::kernels
