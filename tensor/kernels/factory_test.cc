#include "gradlab/tensor/kernels/factory.h"

#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(FactoryTest, AgreesWithPyTorch) {
#include "gradlab/tensor/kernels/golden/factory.inc"
}

}  // namespace
}  // namespace gradlab::kernels
