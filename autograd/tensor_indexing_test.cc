#include "gradlab/autograd/tensor_indexing.h"

#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::indexing {
namespace {

using ::testing::ThrowsMessage;

Tensor matrix() { return arange(6).view({2, 3}); }

TEST(TensorIndexingTest, AppliesOneSlice) {
  const Tensor t = matrix();
  const Tensor columns = impl::applySlice(t, 1, 0, 3, 2, false, t.device(), t.sizes());
  EXPECT_TRUE(equal(columns, tensor({{0, 2}, {3, 5}})));
  EXPECT_TRUE(impl::applySlice(t, 0, 0, 2, 1, false, t.device(), t.sizes()).is_same(t));
  EXPECT_FALSE(impl::applySlice(t, 0, 0, 2, 1, true, t.device(), t.sizes()).is_same(t));
  EXPECT_THAT([&] { impl::applySlice(t, 0, 0, 2, -1, false, t.device(), t.sizes()); },
              ThrowsMessage<ValueError>("step must be greater than zero"));
}

TEST(TensorIndexingTest, AppliesOneInteger) {
  const Tensor t = matrix();
  EXPECT_TRUE(equal(impl::applySelect(t, 0, -1, 0, t.device(), t.sizes()), tensor({3, 4, 5})));
  EXPECT_THAT([&] { impl::applySelect(t, 0, 2, 4, t.device(), t.sizes()); },
              ThrowsMessage<IndexError>("index 2 is out of bounds for dimension 4 with size 2"));
  const Tensor number = ones({});
  EXPECT_THAT(
      [&] { impl::applySelect(number, 0, 0, 0, number.device(), number.sizes()); },
      ThrowsMessage<IndexError>("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                                "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number"));
}

TEST(TensorIndexingTest, CountsTheDimensionsThatAreNamed) {
  const std::vector<TensorIndex> indices = {None, Ellipsis, 1, Slice(), true, ones({2, 2}, kBool),
                                            tensor({0})};
  EXPECT_EQ(impl::count_specified_dimensions(indices), 5);
}

TEST(TensorIndexingTest, RecordsIndexTensorsByDimension) {
  std::vector<Tensor> indices;
  int64_t dim = 1;
  impl::recordTensorIndex(tensor({2, 0}), indices, &dim);
  EXPECT_EQ(dim, 2);
  ASSERT_EQ(indices.size(), 2u);
  EXPECT_FALSE(indices[0].defined());
  Tensor t = matrix();
  EXPECT_TRUE(equal(dispatch_index(t, std::vector<Tensor>(indices)), tensor({{2, 0}, {5, 3}})));
  dispatch_index_put_(t, std::move(indices), tensor({9, 8}));
  EXPECT_TRUE(equal(t, tensor({{8, 1, 9}, {8, 4, 9}})));
}

TEST(TensorIndexingTest, TurnsBooleansIntoIndices) {
  const Tensor t = matrix();
  EXPECT_TRUE(equal(impl::boolToIndexingTensor(t, true, t.device()), zeros({1}, kLong)));
  EXPECT_EQ(impl::boolToIndexingTensor(t, false, t.device()).numel(), 0);
  EXPECT_EQ(scalarToTensor(2.5, t.options().dtype(kDouble), t.device()).item<double>(), 2.5);
}

TEST(TensorIndexingTest, GetsAndSetsWholeExpressions) {
  Tensor t = matrix();
  EXPECT_TRUE(equal(get_item(t, {Slice(), 1}), tensor({1, 4})));
  set_item(t, {0}, tensor({{7, 7, 7}}));
  EXPECT_TRUE(equal(t[0], tensor({7, 7, 7}))) << "leading sizes of 1 do not matter";
  copy_to(t, tensor(3));
  EXPECT_TRUE(equal(t, full({2, 3}, 3, kLong)));
  const std::vector<int64_t> sizes = {1, 1, 4, 1};
  EXPECT_EQ(slicePrefix1sSize(sizes), IntArrayRef({4, 1}));
}

}  // namespace
}  // namespace gradlab::indexing
