#include "gradlab/tensor/kernels/index.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(IndexTest, AgreesWithPyTorch){
#include "gradlab/tensor/kernels/golden/index.inc"
}

std::vector<double> values_of(V a) {
  std::vector<double> values;
  for (int64_t i = 0; i < a.numel(); ++i) values.push_back(element_as_double(a, i));
  return values;
}

TEST(IndexTest, NothingIsWrittenWhenAnIndexIsWrong) {
  const Array bad = ints({0, 1, 9}), one = ints({0, 1, 9}).view({3, 1});
  const Array a = x({3, 4});
  const std::vector<double> before = values_of(a);
  EXPECT_THROW(index_add(a, 0, bad, full({3, 4}, 1, kFloat)), IndexError);
  EXPECT_THROW(index_copy(a, 0, bad, full({3, 4}, 1, kFloat)), IndexError);
  EXPECT_THROW(scatter(a, 0, one, full({3, 1}, 1, kFloat)), Error);
  EXPECT_THROW(scatter(a, 0, one, 1), Error);
  EXPECT_THROW(scatter_add(a, 0, one, full({3, 1}, 1, kFloat)), Error);
  EXPECT_THROW(index_put(a, {bad}, full({4}, 1, kFloat)), IndexError);
  EXPECT_THROW(put(a, ints({0, 1, 12}), full({3}, 1, kFloat), false), IndexError);
  EXPECT_THROW(masked_scatter(a, full({3, 4}, true, kBool), full({11}, 1, kFloat)), Error);
  EXPECT_EQ(values_of(a), before);
}

TEST(IndexTest, AccumulatesInIndexOrder) {
  // 1e8 + 1 - 1e8 is 0 in float32, any other order leaves 1.
  const Array source = floats({1e8, 1, -1e8});
  const Array at = ints({1, 1, 1});
  const auto zeros = [] { return full({3}, 0, kFloat); };
  for (int repeat = 0; repeat < 2; ++repeat) {
    EXPECT_EQ(values_of(after(zeros(), [&](V a) { index_add(a, 0, at, source); }))[1], 0);
    EXPECT_EQ(values_of(after(zeros(), [&](V a) { scatter_add(a, 0, at, source); }))[1], 0);
    EXPECT_EQ(values_of(after(zeros(), [&](V a) { index_put(a, {at}, source, true); }))[1], 0);
    EXPECT_EQ(values_of(after(zeros(), [&](V a) { put(a, at, source, true); }))[1], 0);
    EXPECT_EQ(values_of(embedding_backward(source.view({3, 1}), at, 2))[1], 0);
  }
  EXPECT_EQ(values_of(after(zeros(), [&](V a) { index_copy(a, 0, at, source); }))[1], -1e8f);
  EXPECT_EQ(values_of(after(zeros(), [&](V a) { index_put(a, {at}, source); }))[1], -1e8f);
}

TEST(IndexTest, IntegersWrapAroundWhenTheyAccumulate) {
  const Array a = full({1}, 127, kChar);
  index_add(a, 0, ints({0}), full({1}, 1, kChar));
  EXPECT_EQ(element_as_double(a, 0), -128);
  const Array b = full({1}, std::numeric_limits<int64_t>::max(), kLong);
  scatter_add(b, 0, ints({0}), full({1}, 1, kLong));
  EXPECT_EQ(*b.data<int64_t>(), std::numeric_limits<int64_t>::min());
  const Array c = full({1}, true, kBool);
  index_put(c, {ints({0, 0})}, full({2}, true, kBool), true);
  EXPECT_EQ(element_as_double(c, 0), 1);
}

TEST(IndexTest, InterleavedViewsOfOneStorageAreCopiedFirst) {
  // Two columns of a matrix share a range of memory and no element.
  const Array matrix = x({3, 2});
  const Array left = matrix.select(1, 0), right = matrix.select(1, 1);
  const std::vector<double> from = values_of(right);
  index_copy(left, 0, ints({2, 1, 0}), right);
  EXPECT_EQ(values_of(left), (std::vector<double>{from[2], from[1], from[0]}));
  const Array positions = ints({0, 2, 0, 1}).view({2, 2});
  scatter(positions.select(1, 0), 0, positions.select(1, 1).narrow(0, 1, 1), ints({7}));
  EXPECT_EQ(values_of(positions), (std::vector<double>{0, 2, 7, 1}));
}

TEST(IndexTest, IndicesOfOtherDtypesAreRefused) {
  const Array a = x({2, 3});
  const std::string text = "tensors used as indices must be long, int, byte or bool tensors";
  check_error<IndexError>([&] { index(a, {floats({0})}); }, text);
  check_error<IndexError>([&] { index(a, {ints({0}, kShort)}); }, text);
  check_error<IndexError>([&] { index_put(a, {ints({0}, kChar)}, floats({1})); }, text);
  check(
      [&] {
        return index(a, {ints({1, -2}, kInt)});
      },
      kFloat, {2, 3}, values_of(index(a, {ints({1, 0})})));
}

TEST(IndexTest, MasksMustFitAndIndicesMustNotBeTooMany) {
  check_error<IndexError>(
      [] {
        index(x({3, 4}), {x({2}, kBool)});
      },
      "The shape of the mask [2] at index 0 does not match the shape of the "
      "indexed tensor [3, 4] at index 0");
  check_error<IndexError>(
      [] {
        index(x({3, 4}), {x({3, 2}, kBool)});
      },
      "The shape of the mask [3, 2] at index 1 does not match the shape of the "
      "indexed tensor [3, 4] at index 1");
  check_error<IndexError>(
      [] {
        index(x({3, 4}), {kAll, x({4, 1}, kBool)});
      },
      "too many indices for tensor of dimension 2");
  check_error<IndexError>([] { index(x({}), {ints({0})}); },
                          "too many indices for tensor of dimension 0");
}

TEST(IndexTest, NoIndicesSelectEverything) {
  const Array a = x({2, 3});
  EXPECT_EQ(values_of(index(a, {})), values_of(a));
  EXPECT_EQ(values_of(index(a, {kAll, kAll})), values_of(a));
  EXPECT_EQ(values_of(index(a, {Array(), ints({0, 1, 2})})), values_of(a));
  index_put(a, {}, floats({5}).view({}));
  EXPECT_EQ(values_of(a), std::vector<double>(6, 5));
}

TEST(IndexTest, ZeroDimensionalMasksAddADimension) {
  const Array a = x({2, 3}), yes = full({}, true, kBool), no = full({}, false, kBool);
  EXPECT_EQ(index(a, {kAll, yes}).sizes().vec(), (std::vector<int64_t>{2, 1, 3}));
  EXPECT_EQ(index(a, {kAll, no}).sizes().vec(), (std::vector<int64_t>{2, 0, 3}));
  index_put(a, {no}, floats({5}));
  EXPECT_EQ(values_of(a), values_of(x({2, 3})));
  index_put(a, {yes}, floats({5}));
  EXPECT_EQ(values_of(a), std::vector<double>(6, 5));
}

TEST(IndexTest, WideSlicesMoveInOnePiece) {
  const Array table = x({50, 300});
  const Array rows = embedding(table, ints({49, 0, 49}));
  for (int64_t j = 0; j < 300; ++j) {
    ASSERT_EQ(element_as_double(rows, j), element_as_double(table, 49 * 300 + j));
    ASSERT_EQ(element_as_double(rows, 300 + j), element_as_double(table, j));
  }
  EXPECT_EQ(values_of(embedding(transposed(table), ints({49, 0, 49}))), values_of(rows));
  const Array columns = index_select(table.transpose(0, 1), 1, ints({49, 0, 49}));
  EXPECT_EQ(values_of(columns), values_of(rows.transpose(0, 1)));
}

TEST(IndexTest, MaskedScatterRefusesOtherMasks) {
  check_error<Error>([] { masked_scatter(x({3}), x({3}), x({3})); },
                     "masked_scatter_ only supports boolean masks, but got mask with dtype Float");
}

TEST(EmbeddingTest, GradientOfRowsWithoutElementsIsEmpty) {
  const Array indices = full({3}, 1, kLong);
  for (bool scaled : {false, true}) {
    const Array g = embedding_backward(Array::empty({3, 0}, kFloat), indices, 4, -1, scaled);
    EXPECT_EQ(g.sizes(), (std::vector<int64_t>{4, 0}));
  }
}

}  // namespace
}  // namespace gradlab::kernels
