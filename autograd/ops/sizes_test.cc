// Sizes that overflow, are negative or do not fit, and elements that are not there: messages, and
// operands that stay what they were. The texts are those of PyTorch 1.13 where it has some.
#include <limits>
#include <string>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/convolution.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr int64_t kHuge = kMost / 2 + 1;

Tensor six() { return arange(6, kFloat).view({2, 3}); }

TEST(SizesTest, ThatOverflowAreRefused) {
  const Tensor x = six();
  EXPECT_EQ(message([] { ones({kMost}); }),
            "Storage size calculation overflowed with sizes=[9223372036854775807]");
  EXPECT_EQ(message([] {
              empty({kHuge, 4});
            }),
            "Storage size calculation overflowed with sizes=[4611686018427387904, 4]");
  EXPECT_EQ(message([&] { x.as_strided({2}, {kHuge}); }),
            "Storage size calculation overflowed with sizes=[2] and strides=[4611686018427387904]");
  EXPECT_EQ(message([&] { x.repeat({kHuge, 4}); }),
            "repeat: the sizes overflow; sizes [2, 3], repeats [4611686018427387904, 4]");
  EXPECT_EQ(message([&] { constant_pad_nd(x, {kHuge, kHuge}); }),
            "The input size 3, plus padding 4611686018427387904 and 4611686018427387904 overflows. "
            "Check dimension 1 of your input.");
  EXPECT_EQ(message([&] { x.view({kHuge, 4}); }),
            "shape '[4611686018427387904, 4]' is invalid for input of size 6");
  EXPECT_EQ(message([&] { x.unflatten(1, {kHuge, 4}); }),
            "unflatten: Provided sizes [4611686018427387904, 4] don't multiply up to the size of "
            "dim 1 (3) in the input tensor");
  EXPECT_EQ(message([&] { x.narrow(0, 1, kMost); }),
            "start (1) + length (9223372036854775807) exceeds dimension size (2).");
  EXPECT_TRUE(equal(x, six()));
}

TEST(SizesTest, BelowZeroAreRefused) {
  const Tensor x = six();
  EXPECT_EQ(message([] {
              zeros({2, -3});
            }),
            "Trying to create tensor with negative dimension -3: [2, -3]");
  EXPECT_EQ(message([&] { x.repeat({-1, 2}); }),
            "Trying to create tensor with negative dimension -2: [-2, 6]");
  EXPECT_EQ(message([&] { x.expand({-2, 3}); }),
            "The expanded size of the tensor (-2) must match the existing size (2) at "
            "non-singleton dimension 0.  Target sizes: [-2, 3].  Tensor sizes: [2, 3]");
  EXPECT_EQ(message([&] { x.expand({-2, 2, 3}); }),
            "Trying to create tensor with negative dimension -2: [-2, 2, 3]");
  EXPECT_EQ(message([&] { x.expand({3}); }),
            "expand(CPUFloatType{[2, 3]}, size=[3]): the number of sizes provided (1) must be "
            "greater or equal to the number of dimensions in the tensor (2)");
}

// The last dimension that differs is named.
TEST(SizesTest, ThatDoNotFitAreNamedFromTheEnd) {
  Tensor x = six();
  EXPECT_EQ(message([&] { x.add_(ones({3, 2, 2})); }),
            "The size of tensor a (3) must match the size of tensor b (2) at non-singleton "
            "dimension 2");
  EXPECT_EQ(message([&] { x + ones({4, 2}); }),
            "The size of tensor a (3) must match the size of tensor b (2) at non-singleton "
            "dimension 1");
  EXPECT_EQ(message([&] { x.masked_fill(ones({2, 2}, kBool), 1); }),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 1");
  EXPECT_EQ(message([&] { x.masked_fill(ones({2}), 1); }),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 1");
  EXPECT_TRUE(equal(x, six()));
}

TEST(SizesTest, AWeightWithoutSpaceIsRefused) {
  EXPECT_EQ(message([] { conv1d(six(), six()); }), "weight should have at least three dimensions");
}

TEST(ReduceTest, NothingHasNoExtreme) {
  const Tensor none = empty({0}), rows = empty({0, 3});
  EXPECT_EQ(message([&] { none.argmax(); }),
            "argmax(): Expected reduction dim to be specified for input.numel() == 0.");
  EXPECT_EQ(message([&] { none.argmin(); }),
            "argmin(): Expected reduction dim to be specified for input.numel() == 0.");
  EXPECT_EQ(message([&] { none.amax(); }),
            "amax(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
            "reduction dim with the 'dim' argument.");
  EXPECT_EQ(message([&] { rows.argmax(0); }),
            "argmax(): Expected reduction dim 0 to have non-zero size.");
  EXPECT_EQ(message([&] { rows.max(0); }),
            "max(): Expected reduction dim 0 to have non-zero size.");
  EXPECT_EQ(rows.argmax(1).sizes(), IntArrayRef({0}));
}

TEST(LinalgTest, EigenvaluesOfNaNFailWithAndWithoutVectors) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (ScalarType dtype : {kFloat, kDouble}) {
    const Tensor a = full({3, 3}, nan, dtype);
    const std::string expected =
        "linalg.eigh: The algorithm failed to converge because the input matrix is ill-conditioned "
        "or has too many repeated eigenvalues (error code: 2).";
    EXPECT_EQ(message([&] { linalg::eigh(a); }), expected);
    EXPECT_EQ(message([&] { linalg::eigvalsh(a); }), expected);
  }
}

}  // namespace
}  // namespace gradlab
