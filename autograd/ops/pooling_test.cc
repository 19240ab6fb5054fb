// Pooling: windows at the edges, layouts and 16-bit dtypes. Values and gradients against PyTorch's
// are in the operation table.
#include "gradlab/autograd/ops/pooling.h"

#include <limits>
#include <tuple>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using Sizes = std::vector<int64_t>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

Tensor line(const std::vector<double>& values) {
  Tensor t = empty({1, static_cast<int64_t>(values.size())}, kDouble);
  for (size_t i = 0; i < values.size(); ++i) t.data_ptr<double>()[i] = values[i];
  return t;
}
Tensor counted(IntArrayRef sizes) {
  int64_t n = 1;
  for (int64_t size : sizes) n *= size;
  return arange(0, n, kDouble).mul(7).remainder(11).view(sizes);
}

TEST(MaxPool, TakesTheFirstOfEqualElementsAndTheLastNaN) {
  const auto place = [](const std::vector<double>& values) {
    return std::get<1>(max_pool1d_with_indices(line(values), 5)).item<int64_t>();
  };
  EXPECT_EQ(place({1, 3, 2, 3, 3}), 1);
  EXPECT_EQ(place({1, kNaN, 2, kNaN, 3}), 3);
  EXPECT_EQ(place({-kInf, -kInf, -kInf, -kInf, -kInf}), 0);
  EXPECT_EQ(std::get<1>(adaptive_max_pool1d(line({4, kNaN, kNaN, 5, 4}), 1)).item<int64_t>(), 2);
}

TEST(MaxPool, WindowThatStepsOverTheInputHasNoElement) {
  const Tensor x = line({1, 2}).requires_grad_();
  const auto [y, place] = max_pool1d_with_indices(x, 2, 1, 1, 3);
  EXPECT_EQ(y.item<double>(), -kInf);
  EXPECT_EQ(place.item<int64_t>(), -1);
  const Tensor weight = ones({1, 1}, kDouble).requires_grad_();
  const Tensor g = autograd::grad({y}, {x}, {weight}, {}, true)[0];
  EXPECT_TRUE(g.equal(zeros({1, 2}, kDouble)));
  EXPECT_TRUE(autograd::grad({g.sum()}, {weight})[0].equal(zeros({1, 1}, kDouble)));
}

TEST(MaxPool, OfOneDimensionMayBeEmptyWhereNothingIsRecorded) {
  EXPECT_EQ(max_pool1d(ones({2, 3, 6}), 7).sizes(), (Sizes{2, 3, 0}));
  const Tensor x = ones({2, 3, 6}).requires_grad_();
  NoGradGuard no_grad;
  EXPECT_EQ(max_pool1d(x, 7).sizes(), (Sizes{2, 3, 0}));
}

TEST(Pooling, KeepsTheLayoutOfImages) {
  const Tensor x = counted({2, 3, 7, 6}).requires_grad_();
  const Tensor last = x.contiguous(MemoryFormat::ChannelsLast);
  const auto expect_alike = [&](const Tensor& y, const Tensor& z) {
    EXPECT_TRUE(z.is_contiguous(MemoryFormat::ChannelsLast));
    EXPECT_TRUE(y.is_contiguous());
    EXPECT_TRUE(y.equal(z));
    if (!y.requires_grad()) return;
    const Tensor weight = counted(y.sizes());
    const Tensor g = autograd::grad({(y * weight).sum()}, {x}, {}, true)[0];
    EXPECT_TRUE(autograd::grad({(z * weight).sum()}, {x}, {}, true)[0].allclose(g));
  };
  const auto [y, places] = max_pool2d_with_indices(x, 3, 2, 1);
  const auto [z, same_places] = max_pool2d_with_indices(last, 3, 2, 1);
  expect_alike(y, z);
  expect_alike(places, same_places);
  expect_alike(avg_pool2d(x, 3, 2, 1), avg_pool2d(last, 3, 2, 1));
  expect_alike(adaptive_avg_pool2d(x, {3, 4}), adaptive_avg_pool2d(last, {3, 4}));
  expect_alike(max_unpool2d(y.detach(), places, {7, 6}), max_unpool2d(z.detach(), places, {7, 6}));
}

// The two layouts have loops of their own.
TEST(MaxPool, OfBothLayoutsAgreesForEveryGeometry) {
  const Tensor x = counted({2, 3, 9, 11}).to(kFloat);
  const Tensor last = x.contiguous(MemoryFormat::ChannelsLast);
  for (int64_t kernel = 1; kernel <= 4; ++kernel) {
    for (int64_t stride = 1; stride <= 3; ++stride) {
      for (int64_t padding = 0; padding <= kernel / 2; ++padding) {
        for (int64_t dilation = 1; dilation <= 3 && dilation * (kernel - 1) < 9; ++dilation) {
          for (const bool ceil_mode : {false, true}) {
            const auto pool = [&](const Tensor& t) {
              return max_pool2d_with_indices(t, kernel, stride, padding, dilation, ceil_mode);
            };
            const auto [y, places] = pool(x);
            const auto [z, same_places] = pool(last);
            EXPECT_TRUE(y.equal(z)) << kernel << stride << padding << dilation << ceil_mode;
            EXPECT_TRUE(places.equal(same_places));
            EXPECT_TRUE(x.flatten(2).gather(2, places.flatten(2)).view(y.sizes()).equal(y));
          }
        }
      }
    }
  }
  const auto [y, places] = adaptive_max_pool2d(x, {20, 13});
  const auto [z, same_places] = adaptive_max_pool2d(last, {20, 13});
  EXPECT_TRUE(y.equal(z));
  EXPECT_TRUE(places.equal(same_places));
}

TEST(Pooling, OfIntegersRoundsTowardsZero) {
  Tensor x = empty({1, 1, 3}, kLong);
  for (int64_t i = 0; i < 3; ++i) x.data_ptr<int64_t>()[i] = std::vector<int64_t>{-3, -4, 5}[i];
  EXPECT_EQ(avg_pool1d(x, 2).item<int64_t>(), -3);
}

TEST(Pooling, OfSixteenBitsIsComputedInFloat) {
  const Tensor x = counted({1, 2, 5, 5}).div(8).to(kBFloat16);
  const Tensor wide = x.to(kFloat);
  EXPECT_TRUE(max_pool2d(x, 2).equal(max_pool2d(wide, 2).to(kBFloat16)));
  EXPECT_TRUE(avg_pool2d(x, 3).equal(avg_pool2d(wide, 3).to(kBFloat16)));
  EXPECT_TRUE(
      adaptive_avg_pool2d(x, {2, 3}).equal(adaptive_avg_pool2d(wide, {2, 3}).to(kBFloat16)));
  EXPECT_TRUE(adaptive_avg_pool3d(x.to(kHalf), {1, 2, 2})
                  .equal(adaptive_avg_pool3d(wide, {1, 2, 2}).to(kHalf)));
  const Tensor leaf = x.detach().requires_grad_();
  const Tensor g = autograd::grad({max_pool2d(leaf, 2).sum()}, {leaf})[0];
  EXPECT_EQ(g.dtype(), kBFloat16);
  EXPECT_EQ(g.to(kFloat).sum().item<float>(), 8);
}

}  // namespace
}  // namespace gradlab
