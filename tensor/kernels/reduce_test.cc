#include "gradlab/tensor/kernels/reduce.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gradlab/tensor/kernels/golden.h"
#include "gradlab/tensor/kernels/scan.h"

namespace gradlab::kernels {
namespace {

// The elements that are reduced into each result, in row-major order, found by counting indices.
std::vector<std::vector<double>> groups_of(V a, const std::vector<int64_t>& dims) {
  std::vector<bool> reduced(a.dim());
  for (int64_t d : dims) reduced[d] = true;
  int64_t results = 1;
  for (int64_t d = 0; d < a.dim(); ++d) results *= reduced[d] ? 1 : a.size(d);
  std::vector<std::vector<double>> groups(results);
  for (int64_t i = 0; i < a.numel(); ++i) {
    int64_t rest = i, group = 0, scale = 1;
    for (int64_t d = a.dim(); d-- > 0;) {
      const int64_t index = rest % a.size(d);
      rest /= a.size(d);
      if (reduced[d]) continue;
      group += index * scale;
      scale *= a.size(d);
    }
    groups[group].push_back(element_as_double(a, i));
  }
  return groups;
}

std::vector<double> group_sums(V a, const std::vector<int64_t>& dims) {
  std::vector<double> sums;
  for (const std::vector<double>& group : groups_of(a, dims)) {
    sums.push_back(0);
    for (double v : group) sums.back() += v;
  }
  return sums;
}

// Inputs of many shapes, permuted, sliced and expanded. Sums of x() are exact in float32, so that
// every order gives the same result.
std::vector<Array> inputs_of_many_layouts() {
  std::vector<Array> inputs;
  for (const std::vector<int64_t>& sizes : {std::vector<int64_t>{3, 2100},
                                            {700, 3},
                                            {150, 600},
                                            {5, 130, 9},
                                            {4, 3, 5, 7},
                                            {1000, 1, 2},
                                            {2, 3, 1, 4, 5},
                                            {257}}) {
    for (ScalarType dtype : {kFloat, kInt, kByte}) {
      const Array a = x(sizes, dtype);
      inputs.push_back(a);
      inputs.push_back(transposed(a));
      inputs.push_back(stepped(a));
      if (a.dim() > 1) inputs.push_back(a.transpose(0, 1));
      if (a.dim() > 2) inputs.push_back(a.transpose(1, 2));
      if (a.numel() < 10000)
        inputs.push_back(a.unsqueeze(1).expand([&] {
          std::vector<int64_t> to = sizes;
          to.insert(to.begin() + 1, 3);
          return to;
        }()));
    }
  }
  return inputs;
}

TEST(ReduceTest, EveryLayoutAndSetOfDimensionsGivesTheSame) {
  for (const Array& a : inputs_of_many_layouts()) {
    for (uint32_t mask = 1; mask < 1u << a.dim(); ++mask) {
      std::vector<int64_t> dims;
      for (int64_t d = 0; d < a.dim(); ++d) {
        if (mask >> d & 1) dims.push_back(d);
      }
      const Array total = sum(a, dims), top = amax(a, dims), bottom = amin(a, dims),
                  some = any(a, dims);
      const std::vector<std::vector<double>> groups = groups_of(a, dims);
      ASSERT_EQ(total.numel(), static_cast<int64_t>(groups.size()));
      for (size_t i = 0; i < groups.size(); ++i) {
        double expected = 0;
        for (double v : groups[i]) expected += v;
        ASSERT_EQ(element_as_double(total, i), expected)
            << a.sizes() << a.strides() << IntArrayRef(dims);
        const auto [low, high] = std::minmax_element(groups[i].begin(), groups[i].end());
        ASSERT_EQ(element_as_double(top, i), *high)
            << a.sizes() << a.strides() << IntArrayRef(dims);
        ASSERT_EQ(element_as_double(bottom, i), *low)
            << a.sizes() << a.strides() << IntArrayRef(dims);
        ASSERT_EQ(element_as_double(some, i) != 0, *low != 0 || *high != 0);
      }
    }
  }
}

TEST(ReduceTest, IndicesAreThoseOfTheFirstExtremeInEveryLayout) {
  for (const Array& a : inputs_of_many_layouts()) {
    for (int64_t d = 0; d < a.dim(); ++d) {
      const ValuesIndices top = max_dim(a, d), bottom = min_dim(a, d);
      const std::vector<std::vector<double>> groups = groups_of(a, {d});
      for (size_t i = 0; i < groups.size(); ++i) {
        const auto& g = groups[i];
        const auto high = std::max_element(g.begin(), g.end());
        const auto low = std::min_element(g.begin(), g.end());
        ASSERT_EQ(element_as_double(top.indices, i), high - g.begin()) << a.sizes() << a.strides();
        ASSERT_EQ(element_as_double(top.values, i), *high);
        ASSERT_EQ(element_as_double(bottom.indices, i), low - g.begin())
            << a.sizes() << a.strides();
        ASSERT_EQ(element_as_double(bottom.values, i), *low);
      }
    }
  }
}

TEST(ReduceTest, VarianceAndNormAgreeWithTheirDefinitionsInEveryLayout) {
  for (const Array& a : inputs_of_many_layouts()) {
    if (a.dtype() != kFloat) continue;
    for (int64_t d = 0; d < a.dim(); ++d) {
      const VarMean spread = var_mean(a, {d}, 0);
      const Array euclidean = norm(a, 2, {d}), largest = norm(a, kInf, {d});
      const std::vector<std::vector<double>> groups = groups_of(a, {d});
      for (size_t i = 0; i < groups.size(); ++i) {
        double total = 0, squares = 0, top = 0, around = 0;
        for (double v : groups[i]) {
          total += v;
          squares += v * v;
          top = std::max(top, std::abs(v));
        }
        const double mean = total / groups[i].size();
        for (double v : groups[i]) around += (v - mean) * (v - mean);
        const double variance = around / groups[i].size();
        ASSERT_NEAR(element_as_double(spread.mean, i), mean, 1e-6);
        ASSERT_NEAR(element_as_double(spread.var, i), variance, 2e-7 * variance + 1e-30);
        ASSERT_NEAR(element_as_double(euclidean, i), std::sqrt(squares), 1e-7 * std::sqrt(squares));
        ASSERT_EQ(element_as_double(largest, i), top);
      }
    }
  }
}

TEST(ReduceTest, VarianceKeepsItsPrecisionFarFromZero) {
  Array a = Array::empty({2, 1000}, kFloat);
  for (int64_t i = 0; i < 2000; ++i) a.data<float>()[i] = 1e6f + static_cast<float>(i % 2);
  for (V v : {a, transposed(a)}) {
    EXPECT_FLOAT_EQ(element_as_double(var(v, {1}, 0), 0), 0.25);
    EXPECT_FLOAT_EQ(element_as_double(var(v, {}, 0), 0), 0.25);
  }
}

TEST(ReduceTest, FloatSumsOfMillionsKeepSixDigits) {
  // 0.1f is 0.100000001490116. Adding one after another would be off in the third digit.
  const int64_t n = 1 << 22;
  const Array a = full({n}, 0.1, kFloat);
  const double exact = n * static_cast<double>(0.1f);
  EXPECT_NEAR(element_as_double(sum(a), 0), exact, exact * 2e-6);
  EXPECT_NEAR(element_as_double(mean(a), 0), 0.1f, 0.1 * 2e-6);
  const Array columns = sum(a.view({n / 4, 4}), {0}),
              strided = sum(a.view({n / 4, 4}).slice(1, 1, 2));
  EXPECT_NEAR(element_as_double(columns, 3), exact / 4, exact * 1e-6);
  EXPECT_NEAR(element_as_double(strided, 0), exact / 4, exact * 1e-6);
}

TEST(ReduceTest, IntegerSumsWrapAround) {
  const Array a = full({3}, std::numeric_limits<int64_t>::max(), kLong);
  EXPECT_EQ(*sum(a).data<int64_t>(), std::numeric_limits<int64_t>::max() - 2);
  EXPECT_EQ(*prod(a).data<int64_t>(), std::numeric_limits<int64_t>::max());
  EXPECT_EQ(*sum(full({200}, 200, kByte)).data<int64_t>(), 40000);
  EXPECT_EQ(cumsum(a, 0).data<int64_t>()[1], -2);
}

TEST(ReduceTest, LargestIndexIsFoundBeyondWholeVectors) {
  for (int64_t n : {1, 511, 512, 513, 2000}) {
    for (int64_t at : {int64_t{0}, n / 2, n - 1}) {
      Array a = x({n});
      a.data<float>()[at] = 100;
      EXPECT_EQ(*argmax(a).data<int64_t>(), at);
      a.data<float>()[at] = -100;
      EXPECT_EQ(*argmin(a).data<int64_t>(), at);
      a.data<float>()[at] = NAN;
      EXPECT_EQ(*argmin(a).data<int64_t>(), at);
      EXPECT_EQ(*max_dim(a.view({n, 1}).expand({n, 2}), 0).indices.data<int64_t>(), at);
    }
  }
}

TEST(ReduceTest, SumToReversesABroadcast) {
  const Array a = x({4, 2, 3});
  EXPECT_TRUE(sum_to(a, {4, 2, 3}).shares_storage(a));
  check([&] { return sum_to(a, {2, 3}); }, kFloat, {2, 3}, group_sums(a, {0}));
  check([&] { return sum_to(a, {2, 1}); }, kFloat, {2, 1}, group_sums(a, {0, 2}));
  check([&] { return sum_to(a, {1, 1, 3}); }, kFloat, {1, 1, 3}, group_sums(a, {0, 1}));
  check([&] { return sum_to(a, {}); }, kFloat, {}, group_sums(a, {0, 1, 2}));
  check([&] { return sum_to(x({2, 0, 3}), {2, 1, 1}); }, kFloat, {2, 1, 1}, {0, 0});
  check([&] { return sum_to(x({3, 2}, kInt), {2}); }, kInt, {2}, group_sums(x({3, 2}, kInt), {0}));
  check_error<Error>([&] { sum_to(a, {5}); }, "sum_to: [4, 2, 3] is not an expansion of [5]");
}

TEST(ReduceTest, MoreThan64DimensionsAreRefused) {
  const Array a = x({1}).view(std::vector<int64_t>(65, 1));
  const std::string text = "only tensors with up to 64 dims are supported";
  check_error<Error>([&] { sum(a); }, text);
  check_error<Error>([&] { sum_to(a, {}); }, text);
  check_error<Error>([&] { cumsum(a, 0); }, text);
  EXPECT_EQ(element_as_double(sum(a.select(0, 0)), 0), element_as_double(x({1}), 0));
}

}  // namespace
}  // namespace gradlab::kernels
