#include "gradlab/tensor/array.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::StartsWith;
using ::testing::ThrowsMessage;

using Sizes = std::vector<int64_t>;

Sizes sizes_of(const Array& a) { return a.sizes().vec(); }
Sizes strides_of(const Array& a) { return a.strides().vec(); }

// 0, 1, 2, ... in row-major order.
Array counting(IntArrayRef sizes) {
  Array a = Array::empty(sizes, kLong);
  for (int64_t i = 0; i < a.numel(); ++i) a.data<int64_t>()[i] = i;
  return a;
}

// The elements in row-major order of the view.
std::vector<int64_t> elements(const Array& a) {
  std::vector<int64_t> out;
  Sizes index(a.dim(), 0);
  for (int64_t n = 0; n < a.numel(); ++n) {
    int64_t at = 0;
    for (int64_t d = 0; d < a.dim(); ++d) at += index[d] * a.strides()[d];
    out.push_back(a.data<int64_t>()[at]);
    for (int64_t d = a.dim(); d-- > 0;) {
      if (++index[d] < a.sizes()[d]) break;
      index[d] = 0;
    }
  }
  return out;
}

TEST(ArrayTest, EmptyIsRowMajorAndAligned) {
  Array a = Array::empty({2, 3, 4}, kFloat);
  EXPECT_EQ(strides_of(a), (Sizes{12, 4, 1}));
  EXPECT_EQ(a.numel(), 24);
  EXPECT_TRUE(a.is_contiguous());
  EXPECT_EQ(reinterpret_cast<uintptr_t>(a.raw_data()) % 64, 0u);
  Array scalar = Array::empty({}, kDouble);
  EXPECT_EQ(scalar.dim(), 0);
  EXPECT_EQ(scalar.numel(), 1);
  Array none = Array::empty({0, 3}, kFloat);
  EXPECT_EQ(none.numel(), 0);
  EXPECT_TRUE(none.is_contiguous());
}

TEST(ArrayTest, MoreDimensionsThanFitInline) {
  Array a = counting({1, 2, 1, 2, 1, 2, 3});
  Array copy = a;
  EXPECT_EQ(sizes_of(copy), (Sizes{1, 2, 1, 2, 1, 2, 3}));
  EXPECT_EQ(strides_of(copy), (Sizes{24, 12, 12, 6, 6, 3, 1}));
  Array moved = std::move(copy);
  moved = moved.transpose(1, 6);
  EXPECT_EQ(sizes_of(moved), (Sizes{1, 3, 1, 2, 1, 2, 2}));
  EXPECT_EQ(elements(moved)[1], 12);
}

TEST(ArrayTest, SizesThatCannotBeAreRefused) {
  EXPECT_THAT([] { Array::empty({2, -1}, kFloat); },
              ThrowsMessage<Error>("Trying to create tensor with negative dimension -1: [2, -1]"));
  constexpr int64_t kHuge = int64_t{1} << 40;
  EXPECT_THROW(Array::empty({kHuge, kHuge}, kFloat), Error);
  EXPECT_THROW(Array::empty({std::numeric_limits<int64_t>::max()}, kFloat), Error);
  EXPECT_THAT([] { Array::empty({int64_t{1} << 50}, kByte); },
              ThrowsMessage<Error>(StartsWith("not enough memory")));
  // Nothing to store, whatever the other sizes.
  EXPECT_EQ(Array::empty({0, kHuge}, kFloat).numel(), 0);
}

TEST(ViewTest, ViewsShareTheStorageAndItsVersion) {
  Array a = counting({3, 4});
  Array row = a.select(0, 1);
  EXPECT_TRUE(row.shares_storage(a));
  row.data<int64_t>()[0] = 100;
  row.bump_version("test");
  EXPECT_EQ(elements(a)[4], 100);
  EXPECT_EQ(a.version(), 1u);
}

TEST(ViewTest, SelectSliceAndNarrow) {
  Array a = counting({3, 4});
  EXPECT_EQ(elements(a.select(1, -1)), (Sizes{3, 7, 11}));
  EXPECT_EQ(elements(a.slice(1, 1, 4, 2)), (Sizes{1, 3, 5, 7, 9, 11}));
  EXPECT_EQ(elements(a.slice(0, -2, 100)), (Sizes{4, 5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(a.slice(0, 3, 1).numel(), 0);
  EXPECT_EQ(a.slice(0, 0, 3, std::numeric_limits<int64_t>::max()).numel(), 4);
  EXPECT_EQ(elements(a.narrow(1, 2, 2)), (Sizes{2, 3, 6, 7, 10, 11}));
  EXPECT_THAT([&] { a.select(0, 5); },
              ThrowsMessage<IndexError>(
                  "select(): index 5 out of range for tensor of size [3, 4] at dimension 0"));
  EXPECT_THAT([&] { a.narrow(0, 2, 5); },
              ThrowsMessage<Error>("start (2) + length (5) exceeds dimension size (3)."));
  EXPECT_THAT([&] { a.slice(0, 0, 2, 0); }, ThrowsMessage<Error>("slice step must be positive"));
  EXPECT_THAT([&] { a.size(3); },
              ThrowsMessage<IndexError>("Dimension out of range (expected to be in range of "
                                        "[-2, 1], but got 3)"));
  const Array number = Array::empty({}, kFloat);
  EXPECT_THAT([&] { number.size(0); },
              ThrowsMessage<IndexError>("Dimension specified as 0 but tensor has no dimensions"));
  EXPECT_THAT([&] { number.stride(-1); },
              ThrowsMessage<IndexError>("Dimension specified as -1 but tensor has no dimensions"));
}

TEST(ViewTest, ViewFollowsTheStridesOrRefuses) {
  Array a = counting({3, 4});
  EXPECT_EQ(elements(a.view({2, -1})), elements(a));
  EXPECT_EQ(sizes_of(a.view({2, -1})), (Sizes{2, 6}));
  EXPECT_EQ(strides_of(a.slice(1, 0, 4, 2).view({3, 2, 1})), (Sizes{4, 2, 2}));
  EXPECT_THAT([&] { a.transpose(0, 1).view({12}); },
              ThrowsMessage<Error>(
                  "view size is not compatible with input tensor's size and stride (at least one "
                  "dimension spans across two contiguous subspaces). Use .reshape(...) instead."));
  EXPECT_THAT([&] { a.view({5}); },
              ThrowsMessage<Error>("shape '[5]' is invalid for input of size 12"));
  EXPECT_THAT([&] { a.view({-1, -1}); },
              ThrowsMessage<Error>("only one dimension can be inferred"));
  EXPECT_EQ(sizes_of(counting({0}).view({3, 0})), (Sizes{3, 0}));
}

TEST(ViewTest, PermuteTransposeAndDiagonal) {
  Array a = counting({2, 3, 4});
  EXPECT_EQ(strides_of(a.permute({2, 0, 1})), (Sizes{1, 12, 4}));
  EXPECT_FALSE(a.permute({2, 0, 1}).is_contiguous());
  EXPECT_TRUE(a.permute({2, 0, 1}).is_non_overlapping_and_dense());
  EXPECT_THAT([&] { a.permute({0, 0, 1}); },
              ThrowsMessage<Error>("permute(): duplicate dims are not allowed."));
  Array m = counting({3, 4});
  EXPECT_EQ(elements(m.diagonal()), (Sizes{0, 5, 10}));
  EXPECT_EQ(elements(m.diagonal(2)), (Sizes{2, 7}));
  EXPECT_EQ(elements(m.diagonal(-1)), (Sizes{4, 9}));
  EXPECT_EQ(m.diagonal(9).numel(), 0);
}

TEST(ViewTest, ExpandRepeatsWithoutMemory) {
  Array a = counting({3, 1});
  Array e = a.expand({2, -1, 4});
  EXPECT_EQ(strides_of(e), (Sizes{0, 1, 0}));
  EXPECT_TRUE(e.has_internal_overlap());
  EXPECT_FALSE(a.expand({3, 1}).has_internal_overlap());
  EXPECT_THAT([&] { counting({2}).expand({3}); },
              ThrowsMessage<Error>(
                  "The expanded size of the tensor (3) must match the existing size (2) at "
                  "non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]"));
}

TEST(ViewTest, SqueezeUnsqueezeAndUnfold) {
  Array a = counting({1, 3, 1});
  EXPECT_EQ(sizes_of(a.squeeze()), (Sizes{3}));
  EXPECT_EQ(sizes_of(a.squeeze(0)), (Sizes{3, 1}));
  EXPECT_EQ(sizes_of(a.squeeze(1)), (Sizes{1, 3, 1}));
  EXPECT_EQ(sizes_of(a.unsqueeze(-1)), (Sizes{1, 3, 1, 1}));
  Array windows = counting({5}).unfold(0, 3, 2);
  EXPECT_EQ(sizes_of(windows), (Sizes{2, 3}));
  EXPECT_EQ(elements(windows), (Sizes{0, 1, 2, 2, 3, 4}));
}

TEST(ViewTest, AsStridedStaysInsideTheStorage) {
  Array a = counting({12});
  EXPECT_EQ(elements(a.as_strided({2, 3}, {1, 4}, 1)), (Sizes{1, 5, 9, 2, 6, 10}));
  EXPECT_THAT([&] { a.as_strided({2, 3}, {1, 4}, 3); },
              ThrowsMessage<Error>(StartsWith("setStorage: sizes [2, 3], strides [1, 4], storage "
                                              "offset 3, and itemsize 8 requiring a storage size "
                                              "of 104 are out of bounds for storage of size 96")));
  EXPECT_THROW(a.as_strided({2}, {-1}, 3), Error);
  EXPECT_THROW(a.as_strided({2}, {int64_t{1} << 62}, 0), Error);
}

TEST(BroadcastTest, SizesMeetFromTheRight) {
  EXPECT_EQ(broadcast_sizes(IntArrayRef({3, 1}), IntArrayRef({4})), (Sizes{3, 4}));
  EXPECT_EQ(broadcast_sizes(IntArrayRef(), IntArrayRef({2, 0})), (Sizes{2, 0}));
  EXPECT_THAT([] { broadcast_sizes(IntArrayRef({2, 3}), IntArrayRef({4})); },
              ThrowsMessage<Error>("The size of tensor a (3) must match the size of tensor b (4) "
                                   "at non-singleton dimension 1"));
  EXPECT_TRUE(is_expandable_to(IntArrayRef({1, 3}), IntArrayRef({5, 2, 3})));
  EXPECT_FALSE(is_expandable_to(IntArrayRef({2, 3}), IntArrayRef({3})));
}

TEST(DtypeTest, PromotionIsSymmetricAndWidens) {
  const std::vector<ScalarType> all = {kByte, kChar, kShort, kInt, kLong, kFloat, kDouble, kBool};
  for (ScalarType a : all) {
    EXPECT_EQ(promote_types(a, a), a);
    EXPECT_EQ(promote_types(kBool, a), a);
    for (ScalarType b : all) EXPECT_EQ(promote_types(a, b), promote_types(b, a));
  }
  EXPECT_EQ(promote_types(kByte, kChar), kShort);
  EXPECT_EQ(promote_types(kByte, kInt), kInt);
  EXPECT_EQ(promote_types(kLong, kFloat), kFloat);
  EXPECT_EQ(promote_types(kFloat, kDouble), kDouble);
}

}  // namespace
}  // namespace gradlab
