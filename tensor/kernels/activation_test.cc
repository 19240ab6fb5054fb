// The activations that have vector forms, at every level: floats against the same function of
// doubles, which always comes from the C library.
#include "gradlab/tensor/kernels/activation.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

struct Forward {
  const char* name;
  Array (*f)(const Array& a);
  double at_minus_inf;
};
const Forward kForward[] = {
    {"elu", [](const Array& a) { return elu(a, 1.5, 0.7, 1.2); }, -1.05},
    {"selu_like", [](const Array& a) { return elu(a, 1.67, 1.05, 1); }, -1.67 * 1.05},
    {"softplus", [](const Array& a) { return softplus(a, 1, 20); }, 0},
    {"softplus_beta", [](const Array& a) { return softplus(a, 2, 1); }, 0},
    {"log_sigmoid", [](const Array& a) { return log_sigmoid(a); }, -kInf},
    {"gelu", [](const Array& a) { return gelu(a); }, NAN},
    {"gelu_tanh", [](const Array& a) { return gelu_tanh(a); }, NAN},
    {"silu", [](const Array& a) { return silu(a); }, NAN},
    {"mish", [](const Array& a) { return mish(a); }, NAN},
};

struct Backward {
  const char* name;
  Array (*f)(const Array& g, const Array& a);
};
const Backward kBackward[] = {
    {"elu", [](const Array& g, const Array& a) { return elu_backward(g, a, 1.5, 0.7, 1.2); }},
    {"softplus", [](const Array& g, const Array& a) { return softplus_backward(g, a, 1, 20); }},
    {"softplus_beta", [](const Array& g, const Array& a) { return softplus_backward(g, a, 2, 1); }},
    {"log_sigmoid", &log_sigmoid_backward},
    {"gelu", &gelu_backward},
    {"gelu_tanh", &gelu_tanh_backward},
    {"silu", &silu_backward},
    {"mish", &mish_backward},
    {"gate", &gate},
};

// Dense over the range where the functions bend, with small and large numbers.
std::vector<float> sweep() {
  std::vector<float> x = {0.0f, 1e-30f, -1e-30f, 1e-8f, -1e-8f, 87.0f, 200.0f, 1e10f};
  for (float a = -12; a < 25; a += 0.00137f) x.push_back(a);
  return x;
}

// The functions subtract nearly equal numbers where they vanish (as PyTorch's do), so the error is
// in proportion to the larger one of the result and the argument.
void expect_near(const char* name, const Array& got, const Array& exact,
                 const std::vector<float>& x, float g) {
  double worst = 0;
  float at = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    const double expected = exact.data<double>()[i], value = got.data<float>()[i];
    const double size = std::fmax(std::fabs(expected), std::fmin(std::fabs(x[i]), 1.0) * g);
    const double error = std::fabs(value - expected) / std::fmax(size, 1e-37);
    if (!(error <= worst)) worst = error, at = x[i];
  }
  EXPECT_LE(worst, 5 * std::numeric_limits<float>::epsilon()) << name << " at " << at;
}

TEST(Activation, FloatsAreTheRoundedDoubles) {
  const std::vector<float> x = sweep();
  const Array a = array_of(x), d = cast(a, kDouble);
  for (const Forward& f : kForward) expect_near(f.name, f.f(a), f.f(d), x, 1);
}

TEST(Activation, GradientsOfFloatsAreTheRoundedDoubles) {
  const std::vector<float> x = sweep();
  const Array a = array_of(x), d = cast(a, kDouble);
  const Array g = array_of(std::vector<float>(x.size(), 1.7f)), gd = cast(g, kDouble);
  for (const Backward& f : kBackward) expect_near(f.name, f.f(g, a), f.f(gd, d), x, 1.7f);
}

TEST(Activation, LimitsAndNaN) {
  const Array a = array_of<float>({-kInf, NAN, kInf, 0.0f});
  for (const Forward& f : kForward) {
    const std::vector<float> y = values_of<float>(f.f(a));
    if (std::isnan(f.at_minus_inf)) {
      EXPECT_TRUE(std::isnan(y[0])) << f.name;
    } else {
      EXPECT_FLOAT_EQ(y[0], static_cast<float>(f.at_minus_inf)) << f.name;
    }
    EXPECT_TRUE(std::isnan(y[1])) << f.name;
    // 0 for log(sigmoid(inf)), the others grow.
    EXPECT_EQ(y[2], std::string(f.name) == "log_sigmoid" ? 0 : kInf) << f.name;
  }
  const Array g = array_of<float>({1, 1, 1, 1});
  for (const Backward& f : kBackward) {
    if (std::string(f.name) == "elu") continue;  // its branch for x > 0 serves NaN, as in PyTorch
    EXPECT_TRUE(std::isnan(values_of<float>(f.f(g, a))[1])) << f.name;
  }
}

TEST(Activation, HasTheSameBitsInEveryLayoutAndInPlace) {
  for (int64_t n : {1, 7, 33, 300, 5000}) {
    const Array dense = Array::empty({n, 3}, kFloat), g = Array::empty({n, 3}, kFloat);
    for (int64_t i = 0; i < dense.numel(); ++i) {
      dense.data<float>()[i] = static_cast<float>(std::sin(0.37 * static_cast<double>(i)) * 4);
      g.data<float>()[i] = static_cast<float>(i % 5 - 2);
    }
    const Array wide = Array::empty({n, 6}, kFloat);
    const Array stepped = wide.slice(1, 0, 6, 2);
    copy_into(stepped, dense);
    const Array one = array_of<float>({2.5f}).expand({n, 3});
    for (const Forward& f : kForward) {
      EXPECT_EQ(values_of<float>(f.f(dense)), values_of<float>(f.f(stepped))) << f.name << " " << n;
      const Array turned = dense.transpose(0, 1);
      EXPECT_EQ(values_of<float>(f.f(turned)), values_of<float>(f.f(dense).transpose(0, 1)));
    }
    for (const Backward& f : kBackward) {
      EXPECT_EQ(values_of<float>(f.f(g, dense)), values_of<float>(f.f(g, stepped))) << f.name;
      EXPECT_EQ(values_of<float>(f.f(one, dense)), values_of<float>(f.f(clone(one), dense)));
    }
    const Array expected = gelu(dense);
    gelu(dense, &dense);
    EXPECT_EQ(values_of<float>(dense), values_of<float>(expected));
    gelu(stepped, &stepped);
    EXPECT_EQ(values_of<float>(stepped), values_of<float>(expected));
  }
}

TEST(Activation, ReducedDtypesAreComputedInFloat) {
  const Array a = array_of<float>({-2, -0.5, 0.75, 3});
  for (ScalarType t : {kHalf, kBFloat16}) {
    for (const Forward& f : kForward) {
      const Array y = f.f(cast(a, t));
      EXPECT_EQ(y.dtype(), t);
      EXPECT_EQ(values_of<float>(cast(y, kFloat)), values_of<float>(cast(cast(f.f(a), t), kFloat)))
          << f.name;
    }
  }
}

TEST(Activation, GradientsAtKinksAreThoseOfTheFlatOrNegativeSide) {
  using V = std::vector<float>;
  const Array g = array_of<float>({2, 2, 2, 2, 2}), a = array_of<float>({-3, -1, 0, 1, 3});
  EXPECT_EQ(values_of<float>(leaky_relu_backward(g, a, 0.5)), (V{1, 1, 1, 2, 2}));
  EXPECT_EQ(values_of<float>(prelu_backward(g, a, array_of<float>({0.25f}))),
            (V{0.5, 0.5, 0.5, 2, 2}));
  EXPECT_EQ(values_of<float>(prelu_weight_backward(g, a)), (V{-6, -2, 0, 0, 0}));
  EXPECT_EQ(values_of<float>(hardtanh_backward(g, a, -1, 1)), (V{0, 0, 2, 0, 0}));
  EXPECT_EQ(values_of<float>(shrink_backward(g, a, 1)), (V{2, 0, 0, 0, 2}));
  EXPECT_EQ(values_of<float>(threshold_backward(g, a, 1)), (V{0, 0, 0, 0, 2}));
  EXPECT_EQ(values_of<float>(hardsigmoid_backward(g, a)),
            (V{0, 2 * (1.0f / 6), 2 * (1.0f / 6), 2 * (1.0f / 6), 0}));
  const V hardswish = values_of<float>(hardswish_backward(g, a));
  EXPECT_FLOAT_EQ(hardswish[0], -1);
  EXPECT_FLOAT_EQ(hardswish[2], 1);
  EXPECT_FLOAT_EQ(hardswish[4], 3);
}

}  // namespace
}  // namespace gradlab::kernels
