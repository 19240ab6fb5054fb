#include "gradlab/autograd/tensor_geometry.h"

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(TensorGeometryTest, IsThatOfATensorWithoutItsMemory) {
  const Tensor t = zeros({4, 6}).slice(1, 2, 6, 2);
  const TensorGeometry g(t);
  EXPECT_EQ(g.dim(), 2);
  EXPECT_EQ(g.sizes(), IntArrayRef({4, 2}));
  EXPECT_EQ(g.strides(), IntArrayRef({6, 2}));
  EXPECT_EQ(g.storage_offset(), 2);
  EXPECT_EQ(g.numel(), 8);
  EXPECT_FALSE(g.is_contiguous());
  EXPECT_EQ(g.size(-1), 2);
  EXPECT_EQ(g.stride(0), 6);
  EXPECT_THROW(g.size(2), IndexError);
  EXPECT_EQ(g.transpose(0, -1).strides(), IntArrayRef({2, 6}));
}

TEST(TensorGeometryTest, OfSizesAloneIsRowMajor) {
  const TensorGeometry g(IntArrayRef({2, 3, 4}));
  EXPECT_EQ(g.strides(), IntArrayRef({12, 4, 1}));
  EXPECT_TRUE(g.is_contiguous());
  EXPECT_EQ(g.storage_offset(), 0);
}

}  // namespace
}  // namespace gradlab
