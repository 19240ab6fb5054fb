// Messages and edges of gradient, histogramdd, range, norms by name and normalisations.
#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/convolution.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/gradient.h"
#include "gradlab/autograd/ops/histogramdd.h"
#include "gradlab/autograd/ops/named_norms.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(GradientTest, BadArgumentsAreNamed) {
  const Tensor g = ones({2, 4});
  EXPECT_EQ(message([&] { gradient(g, std::nullopt, std::nullopt, 2); }),
            "torch.gradient expected each dimension size to be at least edge_order+1");
  EXPECT_EQ(message([&] { gradient(g, std::nullopt, 1, 3); }),
            "torch.gradient only supports edge_order=1 and edge_order=2.");
  EXPECT_EQ(message([&] { gradient(g, std::vector<int64_t>{0, 0}); }),
            "dim 0 appears multiple times in the list of dims");
  EXPECT_EQ(message([&] { gradient(g.to(kByte)); }),
            "torch.gradient does not support uint8 input.");
  EXPECT_EQ(message([&] { gradient(g, std::vector<Scalar>{1, 2, 3}); }),
            "torch.gradient expected spacing to be unspecified, a scalar or a list of length equal "
            "to 'self.dim() = 2', since dim argument was not given, but got a list of length 3");
  EXPECT_EQ(message([&] { gradient(g, std::vector<Scalar>{1, 2}, std::vector<int64_t>{1}); }),
            "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim "
            "arguments to have the same length, but got a spacing argument of length 2 and a dim "
            "argument of length 1.");
  const std::vector<Tensor> square = {ones({2, 2})}, longer = {arange(5, kFloat)};
  EXPECT_EQ(message([&] { gradient(g, square, std::optional<int64_t>(1)); }),
            "torch.gradient expected each element of spacing to have one dimension, but got an "
            "element with 2 dimensions!");
  EXPECT_EQ(message([&] { gradient(g, longer, std::optional<int64_t>(1)); }),
            "torch.gradient: spacing for dimension 1 has 5 positions, but the dimension has size "
            "4");
}

TEST(HistogramddTest, BadArgumentsAreNamed) {
  const Tensor x = ones({5, 2});
  const std::vector<int64_t> one = {2}, none = {2, 0}, two = {2, 3};
  EXPECT_EQ(message([&] { histogramdd(x[0], one); }),
            "torch.histogramdd: input tensor should have at least 2 dimensions");
  EXPECT_EQ(message([&] { histogramdd(x, one); }),
            "torch.histogramdd: expected 2 numbers of bins for a 2-dimensional histogram but got "
            "1");
  EXPECT_EQ(message([&] { histogramdd(x, none); }),
            "torch.histogram(): bins must be > 0, but got 0 for dimension 1");
  const double three[] = {0, 1, 0}, turned[] = {0, 1, 2, 1};
  EXPECT_EQ(message([&] { histogramdd(x, two, ArrayRef<double>(three)); }),
            "torch.histogramdd: for a 2-dimensional histogram range should have 4 elements, but "
            "got 3");
  EXPECT_EQ(message([&] { histogramdd(x, two, ArrayRef<double>(turned)); }),
            "torch.histogramdd: min should not exceed max, but got min 2 max 1 for dimension 1");
  EXPECT_EQ(message([&] { histogramdd(x, two, std::nullopt, ones({4})); }),
            "torch.histogramdd: if weight tensor is provided it should have the same shape as the "
            "input tensor excluding its innermost dimension, but got input with shape [5, 2] and "
            "weight with shape [4]");
  const std::vector<Tensor> edges = {arange(3, kFloat)};
  EXPECT_EQ(message([&] { histogramdd(x, edges); }),
            "torch.histogramdd: expected 2 sequences of bin edges for a 2-dimensional histogram "
            "but got 1");
  const auto [hist, lists] = histogramdd(zeros({3, 0}), std::vector<int64_t>{});
  EXPECT_EQ(hist.dim(), 0);
  EXPECT_TRUE(lists.empty());
}

TEST(RangeTest, IncludesTheEnd) {
  EXPECT_TRUE(equal(range(1, 4), tensor({1.0, 2.0, 3.0, 4.0})));
  EXPECT_TRUE(equal(range(1, 2.25, 0.5), tensor({1.0, 1.5, 2.0})));
  EXPECT_TRUE(equal(range(4, 1, -3, kLong), tensor({4, 1})));
  EXPECT_EQ(message([] { range(1, 4, 0); }), "step must be nonzero");
  EXPECT_EQ(message([] { range(4, 1); }),
            "upper bound and lower bound inconsistent with step sign");
  EXPECT_EQ(message([] { range(1, std::numeric_limits<double>::infinity()); }),
            "unsupported range: 1 -> inf");
  EXPECT_EQ(message([] { range(0, 1e30); }), "invalid size, possible overflow?");
  EXPECT_EQ(message([] { range(1, 4, kBool); }), "\"range_cpu\" not implemented for 'Bool'");
}

TEST(NamedNormsTest, BadDimensionsAreNamed) {
  const Tensor x = ones({2, 3, 4});
  EXPECT_EQ(message([&] { frobenius_norm(x, {0, 1, 2}); }),
            "Expected at most 2 dimensions, but got 3 dimensions instead.");
  EXPECT_EQ(message([&] { frobenius_norm(x, {0, -3}); }),
            "Expected dims to be different, got [0, -3] instead");
  EXPECT_EQ(message([&] { nuclear_norm(x); }),
            "Expected a tensor with 2 dimensions, but got a tensor with 3 dimensions instead.");
  EXPECT_EQ(message([&] { nuclear_norm(x, IntArrayRef(0)); }),
            "nuclear norm requires a 'dim' argument of size 2");
  EXPECT_EQ(message([&] { nuclear_norm(x, {0, 0}); }), "duplicate or invalid dimensions");
}

TEST(NormalizationTest, NativeFormsGiveMeansAndDeviations) {
  const Tensor x = tensor({{{1.0, 3.0}, {2.0, 6.0}}}).requires_grad_();
  const auto [y, mean, rstd] = native_layer_norm(x, {2}, {}, {}, 0);
  EXPECT_TRUE(equal(mean, tensor({{{2.0}, {4.0}}})));
  EXPECT_TRUE(allclose(rstd, tensor({{{1.0}, {0.5}}})));
  EXPECT_FALSE(mean.requires_grad() || rstd.requires_grad());
  const auto [z, group_mean, group_rstd] = native_group_norm(x, {}, {}, 1, 2, 2, 2, 0);
  EXPECT_TRUE(equal(group_mean, tensor({{2.0, 4.0}})));
  EXPECT_TRUE(allclose(group_rstd, tensor({{1.0, 0.5}})));
  EXPECT_TRUE(allclose(y, z));
}

TEST(NormalizationTest, BadGroupsAreNamed) {
  const Tensor x = ones({2, 4, 3});
  EXPECT_EQ(message([&] { group_norm(x, 3); }),
            "Expected number of channels in input to be divisible by num_groups, but got input of "
            "shape [2, 4, 3] and num_groups=3");
  EXPECT_EQ(message([&] { group_norm(x, 0); }),
            "Expected num groups to be greater than 0, got 0");
  EXPECT_EQ(message([&] { group_norm(x, 2, ones({2})); }),
            "Expected weight to be a vector of size equal to the number of channels in input, but "
            "got weight of shape [2] and input of shape [2, 4, 3]");
  EXPECT_EQ(message([&] { group_norm(ones({4}), 2); }),
            "Dimension out of range (expected to be in range of [-1, 0], but got 1)");
  EXPECT_EQ(message([&] { group_norm(x.to(kInt), 2); }),
            "\"GroupNormKernelImpl\" not implemented for 'Int'");
  EXPECT_EQ(message([&] { group_norm(x, 2, ones({4}, kDouble)); }),
            "expected scalar type Float but found Double");
}

TEST(UniqueTest, ConsecutiveSlicesOfADimension) {
  const Tensor t = tensor({{1, 1}, {1, 1}, {2, 2}, {1, 1}});
  const auto [values, inverse, counts] = unique_dim_consecutive(t, 0, true, true);
  EXPECT_TRUE(equal(values, tensor({{1, 1}, {2, 2}, {1, 1}})));
  EXPECT_TRUE(equal(inverse, tensor({0, 0, 1, 2})));
  EXPECT_TRUE(equal(counts, tensor({2, 1, 1})));
}

// In float16 and bfloat16 what float computes, rounded.
TEST(ReducedTest, NormalisationAndHistogramsRoundOnce) {
  const Tensor x = arange(24, kFloat).view({2, 4, 3}).sin();
  for (ScalarType dtype : {kHalf, kBFloat16}) {
    const Tensor r = x.to(dtype), wide = r.to(kFloat);
    EXPECT_TRUE(equal(layer_norm(r, {3}), layer_norm(wide, {3}).to(dtype)));
    EXPECT_TRUE(equal(r.histc(4, -1, 1), wide.histc(4, -1, 1).to(dtype)));
    const Tensor leaf = r.clone().requires_grad_();
    layer_norm(leaf, {3}).sum().backward();
    EXPECT_EQ(leaf.grad().scalar_type(), dtype);
    const Tensor kernel = arange(16, kFloat).view({2, 4, 2}).cos().to(dtype).requires_grad_();
    const Tensor wide_kernel = kernel.detach().to(kFloat).requires_grad_();
    const Tensor y = conv1d(r, kernel), wide_y = conv1d(wide, wide_kernel);
    EXPECT_TRUE(equal(y.detach(), wide_y.detach().to(dtype)));
    y.sum().backward();
    wide_y.sum().backward();
    EXPECT_TRUE(equal(kernel.grad(), wide_kernel.grad().to(dtype)));
  }
}

}  // namespace
}  // namespace gradlab
