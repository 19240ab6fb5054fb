// Random numbers of 16 bits, with the values that PyTorch 1.13.1 draws from seed 5 on a CPU with
// AVX2.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab {
namespace {

using Fill = std::function<void(const Array&, const Generator&)>;

std::vector<float> values_of(const Array& a) {
  std::vector<float> values;
  dispatch_all_and_reduced(a.dtype(), "values_of", [&]<class T>() {
    for (int64_t i = 0; i < a.numel(); ++i) values.push_back(static_cast<float>(a.data<T>()[i]));
  });
  return values;
}

std::vector<float> drawn(ScalarType dtype, int64_t n, const Fill& fill) {
  const Array a = Array::empty({n}, dtype);
  fill(a, make_generator(5));
  return values_of(a);
}

const Fill kUniform = [](const Array& a, const Generator& g) { kernels::uniform_(a, 0, 1, g); };
const Fill kNormal = [](const Array& a, const Generator& g) { kernels::normal_(a, 0, 1, g); };

TEST(ReducedRandom, UniformTakesAsManyBitsAsThereAreDigits) {
  EXPECT_EQ(drawn(kBFloat16, 6, kUniform), (std::vector<float>{0.38671875, 0.8046875, 0.93359375,
                                                               0.73828125, 0.8984375, 0.4609375}));
  EXPECT_EQ(drawn(kHalf, 6, kUniform),
            (std::vector<float>{0.42333984375, 0.1005859375, 0.99169921875, 0.84228515625,
                                0.4873046875, 0.5576171875}));
  const Fill between = [](const Array& a, const Generator& g) { kernels::uniform_(a, -3, 5, g); };
  EXPECT_EQ(drawn(kBFloat16, 6, between),
            (std::vector<float>{0.09375, 3.4375, 4.46875, 2.90625, 4.1875, 0.6875}));
  EXPECT_EQ(drawn(kHalf, 6, between), (std::vector<float>{0.38671875, -2.1953125, 4.93359375,
                                                          3.73828125, 0.8984375, 1.4609375}));
}

TEST(ReducedRandom, FewNormalNumbersAreDrawnAsDoubles) {
  EXPECT_EQ(drawn(kBFloat16, 3, kNormal),
            (std::vector<float>{-0.486328125, -0.60546875, -0.55859375}));
  EXPECT_EQ(drawn(kHalf, 3, kNormal),
            (std::vector<float>{-0.48681640625, -0.60400390625, -0.55810546875}));
}

TEST(ReducedRandom, ManyNormalNumbersRoundAfterEveryStep) {
  EXPECT_EQ(
      drawn(kBFloat16, 20, kNormal),
      (std::vector<float>{0.96875,   1.3984375,      1.8828125,  -0.09228515625, -0.65234375,
                          1.6015625, 0.419921875,    -0.2421875, -0.609375,      -1.625,
                          1.765625,  -0.75390625,    -1.421875,  1.4453125,      -0.7578125,
                          0.40625,   0.048583984375, -0.7578125, -0.1142578125,  0.1318359375}));
  EXPECT_EQ(
      drawn(kHalf, 20, kNormal),
      (std::vector<float>{-1.048828125,    -0.296142578125, 2.017578125,      1.8828125,
                          -0.387451171875, 0.273681640625,  1.232421875,      -0.1573486328125,
                          0.456298828125,  0.413818359375,  -1.384765625,     0.49609375,
                          -1.533203125,    -2.95703125,     -0.1671142578125, -0.042633056640625,
                          -1.125,          0.198974609375,  -1.3662109375,    1.126953125}));
}

TEST(ReducedRandom, OtherDistributionsRoundADouble) {
  const Fill exponential = [](const Array& a, const Generator& g) {
    kernels::exponential_(a, 2, g);
  };
  EXPECT_EQ(drawn(kBFloat16, 4, exponential),
            (std::vector<float>{0.51171875, 0.150390625, 0.2236328125, 0.189453125}));
  EXPECT_EQ(drawn(kHalf, 4, exponential),
            (std::vector<float>{0.513671875, 0.150390625, 0.2237548828125, 0.189208984375}));
  const Fill cauchy = [](const Array& a, const Generator& g) { kernels::cauchy_(a, 0, 1, g); };
  EXPECT_EQ(drawn(kHalf, 3, cauchy),
            (std::vector<float>{0.478271484375, -0.9404296875, -0.46728515625}));
  const Fill log_normal = [](const Array& a, const Generator& g) {
    kernels::log_normal_(a, 1, 2, g);
  };
  EXPECT_EQ(drawn(kBFloat16, 4, log_normal),
            (std::vector<float>{1.0234375, 0.8125, 0.890625, 10.3125}));
}

TEST(ReducedRandom, IntegersAndCoinsAreThoseOfTheOtherTypes) {
  EXPECT_EQ(drawn(kBFloat16, 6,
                  [](const Array& a, const Generator& g) { kernels::random_(a, 0, 1000, g); }),
            (std::vector<float>{540, 608, 908, 344, 672, 118}));
  EXPECT_EQ(
      drawn(kHalf, 6, [](const Array& a, const Generator& g) { kernels::random_(a, 0, 1000, g); }),
      (std::vector<float>{411, 814, 767, 885, 6, 70}));
  EXPECT_EQ(drawn(kHalf, 6, [](const Array& a, const Generator& g) { kernels::random_(a, g); }),
            (std::vector<float>{437, 1278, 1633, 2004, 1865, 559}));
  EXPECT_EQ(drawn(kBFloat16, 6,
                  [](const Array& a, const Generator& g) { kernels::bernoulli_(a, 0.4, g); }),
            (std::vector<float>{0, 1, 1, 1, 1, 0}));
  EXPECT_EQ(
      drawn(kHalf, 6, [](const Array& a, const Generator& g) { kernels::geometric_(a, 0.3, g); }),
      (std::vector<float>{2, 4, 3, 4, 4, 1}));
  EXPECT_EQ(values_of(kernels::randperm(6, kHalf, make_generator(5))),
            (std::vector<float>{5, 0, 1, 3, 4, 2}));
}

}  // namespace
}  // namespace gradlab
