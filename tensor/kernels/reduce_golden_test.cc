#include <gtest/gtest.h>

#include "gradlab/tensor/kernels/golden.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/scan.h"

namespace gradlab::kernels {
namespace {

TEST(ReduceGoldenTest, AgreesWithPyTorch){
#include "gradlab/tensor/kernels/golden/reduce.inc"
}

}  // namespace
}  // namespace gradlab::kernels
