#include "gradlab/tensor/kernels/index.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(IndexTest, AgreesWithPyTorch) {
#include "gradlab/tensor/kernels/golden/index.inc"
}

}  // namespace
}  // namespace gradlab::kernels
