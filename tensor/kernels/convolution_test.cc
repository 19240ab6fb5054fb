// The kernels on small whole numbers, where every way of summing gives the same: in floating point
// against int64, which takes the general way. Recorded values are in the table of operations.
#include "gradlab/tensor/kernels/convolution.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab::kernels {
namespace {

using Sizes = std::vector<int64_t>;

struct Case {
  const char* name;
  Sizes input, weight;
  int64_t groups, stride, padding, dilation;
};

class ConvolutionCases : public ::testing::TestWithParam<Case> {};

Array whole_numbers(const Sizes& sizes, std::mt19937& random) {
  Array a = Array::empty(sizes, kLong);
  for (int64_t i = 0; i < a.numel(); ++i) {
    a.data<int64_t>()[i] = static_cast<int64_t>(random() % 9) - 4;
  }
  return a;
}

void expect_same(const Array& actual, const Array& expected) {
  ASSERT_EQ(actual.sizes(), expected.sizes());
  const Array a = contiguous(cast(actual, kDouble)), e = contiguous(cast(expected, kDouble));
  for (int64_t i = 0; i < a.numel(); ++i) {
    ASSERT_EQ(a.data<double>()[i], e.data<double>()[i]) << "element " << i;
  }
}

TEST_P(ConvolutionCases, FloatingPointGivesWhatWholeNumbersGive) {
  const Case& c = GetParam();
  const size_t dims = c.input.size() - 2;
  const Sizes stride(dims, c.stride), padding(dims, c.padding), dilation(dims, c.dilation);
  const ConvolutionGeometry geometry{stride, padding, dilation, c.groups};
  Sizes out = {c.input[0], c.weight[0]};
  for (size_t d = 0; d < dims; ++d) {
    out.push_back(convolved_size(c.input[d + 2], c.weight[d + 2], c.stride, c.padding, c.dilation));
    ASSERT_GT(out.back(), 0);
  }
  std::mt19937 random(7);
  const Array x = whole_numbers(c.input, random), w = whole_numbers(c.weight, random),
              bias = whole_numbers({c.weight[0]}, random), g = whole_numbers(out, random);
  const Array y = convolve(x, w, &bias, geometry), plain = convolve(x, w, nullptr, geometry),
              dx = convolve_input_gradient(g, w, c.input, geometry),
              dw = convolve_weight_gradient(g, x, c.weight, geometry);
  for (ScalarType dtype : {kFloat, kDouble}) {
    const Array fx = cast(x, dtype), fw = cast(w, dtype), fb = cast(bias, dtype),
                fg = cast(g, dtype);
    expect_same(convolve(fx, fw, &fb, geometry), y);
    expect_same(convolve(fx, fw, nullptr, geometry), plain);
    expect_same(convolve_input_gradient(fg, fw, c.input, geometry), dx);
    expect_same(convolve_weight_gradient(fg, fx, c.weight, geometry), dw);
  }
}

// What is not finite spoils what it is part of, and nothing else: not by a product with 0 either.
TEST(Convolution, AnInfiniteElementReachesOnlyWhatSeesIt) {
  constexpr int64_t kSize = 9;
  for (int64_t padding : {0, 1}) {
    const Sizes amount = {padding, padding}, ones = {1, 1};
    const ConvolutionGeometry geometry{ones, amount, ones, 1};
    const int64_t out = convolved_size(kSize, 3, 1, padding, 1);
    const auto filled = [](const Sizes& sizes) {
      Array a = Array::empty(sizes, kFloat);
      fill(a, 1);
      return a;
    };
    const Array w = filled({5, 2, 3, 3}), g = filled({2, 5, out, out});
    for (int64_t at = 0; at < kSize * kSize; ++at) {
      Array x = filled({2, 2, kSize, kSize});
      x.data<float>()[(2 + 1) * kSize * kSize + at] = std::numeric_limits<float>::infinity();
      const int64_t row = at / kSize, column = at % kSize;
      // Kernel position k of output position o sees o + k - padding.
      const auto sees = [&](int64_t o, int64_t k, int64_t i) { return o + k - padding == i; };
      const Array y = convolve(x, w, nullptr, geometry);
      const Array dw = convolve_weight_gradient(g, x, {5, 2, 3, 3}, geometry);
      for (int64_t i = 0; i < y.numel(); ++i) {
        const int64_t r = i / out % out, c = i % out;
        bool seen = false;
        for (int64_t k = 0; k < 9; ++k) seen |= sees(r, k / 3, row) && sees(c, k % 3, column);
        seen &= i >= y.numel() / 2;  // in the second example
        ASSERT_EQ(std::isfinite(y.data<float>()[i]), !seen) << at << " " << i;
      }
      for (int64_t i = 0; i < dw.numel(); ++i) {
        bool seen = false;
        for (int64_t o = 0; o < out * out; ++o) {
          seen |= sees(o / out, i / 3 % 3, row) && sees(o % out, i % 3, column);
        }
        seen &= i / 9 % 2 == 1;  // in the second channel
        ASSERT_EQ(std::isfinite(dw.data<float>()[i]), !seen) << at << " " << i;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Geometries, ConvolutionCases,
    ::testing::Values(Case{"OneDimension", {2, 3, 17}, {5, 3, 4}, 1, 1, 0, 1},
                      Case{"OneDimensionPadded", {2, 3, 17}, {5, 3, 4}, 1, 1, 3, 1},
                      Case{"MorePaddingThanTheKernelReaches", {1, 2, 9}, {3, 2, 2}, 1, 1, 2, 1},
                      Case{"Square", {2, 5, 12, 13}, {11, 5, 3, 3}, 1, 1, 1, 1},
                      Case{"WithoutPadding", {3, 4, 28, 28}, {8, 4, 5, 5}, 1, 1, 0, 1},
                      Case{"LargeImage", {1, 2, 70, 67}, {3, 2, 3, 3}, 1, 1, 1, 1},
                      Case{"UnequalKernel", {2, 3, 9, 14}, {7, 3, 1, 4}, 1, 1, 0, 1},
                      Case{"Dilated", {2, 3, 15, 16}, {6, 3, 3, 3}, 1, 1, 2, 2},
                      Case{"Groups", {2, 6, 10, 11}, {9, 2, 3, 3}, 3, 1, 1, 1},
                      Case{"Depthwise", {2, 7, 10, 9}, {7, 1, 3, 3}, 7, 1, 1, 1},
                      Case{"Strided", {2, 3, 15, 16}, {6, 3, 3, 3}, 1, 2, 1, 1},
                      Case{"KernelOfOne", {2, 3, 8, 9}, {6, 3, 1, 1}, 1, 1, 0, 1},
                      Case{"Volume", {2, 3, 6, 7, 8}, {5, 3, 3, 2, 3}, 1, 1, 1, 1},
                      Case{"VolumeDilated", {1, 2, 7, 8, 9}, {4, 2, 2, 2, 2}, 1, 1, 0, 3},
                      Case{"VolumePadded", {2, 3, 5, 6, 7}, {9, 3, 3, 3, 3}, 1, 1, 1, 1},
                      Case{"VolumeOfOnePlane", {2, 3, 1, 6, 7}, {4, 3, 1, 3, 3}, 1, 1, 0, 1},
                      Case{"DilatedOfOneSize", {2, 5, 9, 10}, {3, 5, 3, 3}, 1, 1, 2, 2},
                      Case{"LargeKernel", {2, 2, 11, 40}, {5, 2, 7, 7}, 1, 1, 3, 1},
                      Case{"WholeVectors", {2, 4, 8, 12}, {13, 4, 3, 3}, 1, 1, 1, 1},
                      Case{"TinyImage", {2, 3, 2, 2}, {4, 3, 3, 3}, 1, 1, 1, 1}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace gradlab::kernels
