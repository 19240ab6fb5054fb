#include "gradlab/tensor/kernels/simd/math.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "gradlab/tensor/kernels/simd/level.h"
#include "gtest/gtest.h"

namespace gradlab::kernels::simd {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

struct Function {
  const char* name;
  FloatRow Math::*row;
  double (*exact)(double);
  double bound = 2;           // ulp, in vector instructions
  double baseline_bound = 2;  // ulp, of the C library
};

double sigmoid(double a) { return 1 / (1 + std::exp(-a)); }

const Function kFunctions[] = {
#define ROW(f) &Math::f, [](double a) { return std::f(a); }
    {"exp", ROW(exp)},
    {"exp2", ROW(exp2)},
    {"expm1", ROW(expm1)},
    {"log", ROW(log)},
    {"log2", ROW(log2)},
    {"log1p", ROW(log1p)},
    {"sin", ROW(sin)},
    {"cos", ROW(cos)},
    {"sinh", ROW(sinh)},
    {"cosh", ROW(cosh)},
    {"tanh", ROW(tanh), 2, 2.2},
    {"erf", ROW(erf)},
    {"erfc", ROW(erfc), 2, 2.7},
#undef ROW
    // 1 / (1 + exp(-a)), as in PyTorch: the errors of exp, + and / add up.
    {"sigmoid", &Math::sigmoid, &sigmoid, 2.5, 2.5},
};

std::vector<Level> levels() {
  std::vector<Level> levels;
  for (Level l : {Level::kBaseline, Level::kAvx2, Level::kAvx512}) {
    if (l <= level()) levels.push_back(l);
  }
  return levels;
}

// Distance in units in the last place of the float next to `exact`.
double ulps(double exact, float value) {
  const float nearest = static_cast<float>(exact);
  if (std::isnan(exact) || std::isinf(nearest) || std::isinf(value)) {
    const bool same = std::isnan(exact) ? std::isnan(value) : nearest == value;
    return same ? 0 : kInf;
  }
  int exponent;
  std::frexp(nearest, &exponent);
  return std::fabs(exact - value) / std::ldexp(1.0, std::max(exponent - 24, -149));
}

// Every 5003rd float: all exponents, both signs, subnormals, NaNs.
std::vector<float> sweep() {
  std::vector<float> x = {0.0f,
                          -0.0f,
                          kInf,
                          -kInf,
                          1.0f,
                          -1.0f,
                          88.722839f,
                          88.722847f,
                          -103.9721f,
                          std::numeric_limits<float>::min(),
                          std::numeric_limits<float>::max(),
                          std::numeric_limits<float>::denorm_min()};
  for (uint64_t bits = 0; bits < (uint64_t{1} << 32); bits += 5003) {
    const uint32_t low = static_cast<uint32_t>(bits);
    float value;
    std::memcpy(&value, &low, sizeof(value));
    x.push_back(value);
  }
  return x;
}

TEST(SimdMath, IsWithinItsBoundOfExactAtEveryLevel) {
  const std::vector<float> x = sweep();
  std::vector<float> y(x.size());
  for (const Function& f : kFunctions) {
    std::vector<double> exact(x.size());
    for (size_t i = 0; i < x.size(); ++i) exact[i] = f.exact(x[i]);
    for (Level l : levels()) {
      (math(l).*f.row)(y.data(), x.data(), static_cast<int64_t>(x.size()));
      double worst = 0;
      float at = 0;
      for (size_t i = 0; i < x.size(); ++i) {
        const bool may_vanish = std::string(f.name) == "sigmoid" &&
                                exact[i] < std::numeric_limits<float>::min() && y[i] == 0;
        const double error = may_vanish ? 0 : ulps(exact[i], y[i]);
        if (error > worst) worst = error, at = x[i];
      }
      EXPECT_LE(worst, l == Level::kBaseline ? f.baseline_bound : f.bound)
          << f.name << " at " << at << ", level " << name(l);
      RecordProperty(std::string(f.name) + "_" + name(l), std::to_string(worst));
    }
  }
}

TEST(SimdMath, KeepsTheSignOfZero) {
  for (Level l : levels()) {
    for (FloatRow Math::*odd :
         {&Math::sin, &Math::sinh, &Math::tanh, &Math::erf, &Math::expm1, &Math::log1p}) {
      float zero[] = {-0.0f, 0.0f};
      (math(l).*odd)(zero, zero, 2);
      EXPECT_TRUE(std::signbit(zero[0])) << name(l);
      EXPECT_FALSE(std::signbit(zero[1])) << name(l);
    }
  }
}

TEST(SimdMath, GivesAnElementTheSameValueAtEveryPlace) {
  for (Level l : levels()) {
    for (const Function& f : kFunctions) {
      for (int64_t n = 1; n < 40; ++n) {
        std::vector<float> row(static_cast<size_t>(n), 0.7f), one = {0.7f};
        row.push_back(-1);  // must stay
        (math(l).*f.row)(row.data(), row.data(), n);
        (math(l).*f.row)(one.data(), one.data(), 1);
        for (int64_t i = 0; i < n; ++i) ASSERT_EQ(row[i], one[0]) << f.name << " " << name(l);
        ASSERT_EQ(row[n], -1);
      }
    }
  }
}

}  // namespace
}  // namespace gradlab::kernels::simd
