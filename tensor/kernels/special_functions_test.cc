#include "gradlab/tensor/kernels/special_functions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "gradlab/tensor/kernels/special_bessel.h"

namespace gradlab::kernels {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kEuler = 0.57721566490153286061;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void expect_close(double value, double expected, double relative = 1e-14) {
  EXPECT_NEAR(value, expected, relative * std::abs(expected));
}

TEST(SpecialFunctionsTest, DigammaHasItsClosedForms) {
  expect_close(digamma_of(1), -kEuler);
  expect_close(digamma_of(0.5), -kEuler - 2 * std::log(2.0));
  expect_close(digamma_of(0.25), -kEuler - kPi / 2 - 3 * std::log(2.0));
  expect_close(digamma_of(10), 7129.0 / 2520 - kEuler);
  expect_close(digamma_of(-0.5), 2 - kEuler - 2 * std::log(2.0), 1e-13);
  EXPECT_EQ(digamma_of(0.0), -kInf);
  EXPECT_EQ(digamma_of(-0.0), kInf);
  EXPECT_TRUE(std::isnan(digamma_of(-3)));
  EXPECT_EQ(digamma_of(kInf), kInf);
  EXPECT_TRUE(std::isnan(digamma_of(kNaN)));
}

TEST(SpecialFunctionsTest, PolygammaHasItsClosedForms) {
  expect_close(polygamma_of(1, 1), kPi * kPi / 6);
  expect_close(polygamma_of(1, 0.5), kPi * kPi / 2);
  expect_close(polygamma_of(1, -0.5), kPi * kPi / 2 + 4);
  expect_close(polygamma_of(2, 1), -2.4041138063191885708);  // -2 zeta(3)
  expect_close(polygamma_of(3, 1), std::pow(kPi, 4) / 15);
  expect_close(polygamma_of(3, 0.5), std::pow(kPi, 4));
  EXPECT_EQ(polygamma_of(1, 0), kInf);
  EXPECT_EQ(polygamma_of(1, -2), kInf);
  EXPECT_TRUE(std::isnan(polygamma_of(2, kNaN)));
}

TEST(SpecialFunctionsTest, ZetaOfLargeNegativeArgumentsTakesNoLongSum) {
  // Far from the poles on the left: 1 / (q + k)^2 summed over all integers k, but for a small rest.
  const double q = -1e12 + 0.5;
  expect_close(zeta_of(2, q), kPi * kPi, 1e-11);
  expect_close(zeta_of(3, -1.5), zeta_of(3, 0.5) - 8 - 8.0 / 27, 1e-13);
}

TEST(SpecialFunctionsTest, ZetaTakesEveryRealOrder) {
  expect_close(zeta_of(2, 1), kPi * kPi / 6);
  expect_close(zeta_of(1.5, 1), 2.6123753486854883433);
  expect_close(zeta_of(1.001, 1), 1000.5772884760116);
  EXPECT_EQ(zeta_of(1e300, 2), 0);
  EXPECT_EQ(zeta_of(1, 2), kInf);
  EXPECT_EQ(zeta_of(3, -2), kInf);
  EXPECT_TRUE(std::isnan(zeta_of(0.5, 2)));
  EXPECT_TRUE(std::isnan(zeta_of(2.5, -1.5)));
}

// Numbers from mpmath with 30 digits.
TEST(SpecialFunctionsTest, ErrorFunctionsRelativesKeepTheirDigitsInTheTails) {
  expect_close(erfcx_of(10), 0.056140992743822588);
  expect_close(erfcx_of(2), 0.25539567631050574);
  expect_close(erfcx_of(-2), 108.94090438997797);
  EXPECT_EQ(erfcx_of(-30), kInf);
  EXPECT_EQ(erfcx_of(kInf), 0);
  expect_close(log_ndtr_of(-20), -203.91715537109726);
  expect_close(log_ndtr_of(0), -std::log(2.0));
  expect_close(ndtri_of(0.975), 1.9599639845400539);
  expect_close(ndtri_of(1e-300), -37.047096299361199);
  EXPECT_EQ(ndtri_of(0.5), 0);
  EXPECT_EQ(ndtri_of(0), -kInf);
  EXPECT_EQ(ndtri_of(1), kInf);
  EXPECT_TRUE(std::isnan(ndtri_of(1.5)));
}

TEST(SpecialFunctionsTest, IncompleteGammaFunctionsShareOneInEveryRegion) {
  // Order 1: 1 - e^-x. Order 1/2: erf(sqrt(x)).
  for (const double x : {1e-3, 0.3, 1.0, 1.5, 4.0, 30.0}) {
    expect_close(igamma_of(1, x), -std::expm1(-x));
    expect_close(igammac_of(1, x), std::exp(-x));
    expect_close(igamma_of(0.5, x), std::erf(std::sqrt(x)));
    expect_close(igammac_of(0.5, x), std::erfc(std::sqrt(x)), 1e-13);
  }
  // Tails and centre of large orders, from mpmath.
  expect_close(igamma_of(22.272772449264618, 15.599807593865194), 0.0650300262555007, 1e-13);
  expect_close(igamma_of(2e7, 2e7 + 5000), 0.86821978483303526, 1e-9);
  expect_close(igammac_of(1e-9, 0.5), 5.5977359506954064e-10, 1e-13);
  EXPECT_EQ(igamma_of(0, 1), 1);
  EXPECT_EQ(igamma_of(1, 0), 0);
  EXPECT_EQ(igammac_of(kInf, 2), 1);
  EXPECT_EQ(igamma_of(2, kInf), 1);
  EXPECT_TRUE(std::isnan(igamma_of(0, 0)));
  EXPECT_TRUE(std::isnan(igamma_of(-1, 1)));
  EXPECT_TRUE(std::isnan(igamma_of(1, kNaN)));
}

TEST(SpecialFunctionsTest, ScaledBesselFunctionsDoNotOverflow) {
  expect_close(bessel_i0e(1), std::exp(-1.0) * bessel_i0(1));
  expect_close(bessel_i1e(-1), -std::exp(-1.0) * bessel_i1(1));
  expect_close(bessel_i0e(1e6), 1 / std::sqrt(2e6 * kPi) * (1 + 1 / 8e6), 1e-12);
  EXPECT_EQ(bessel_i1e(-kInf), 0);
}

TEST(SpecialFunctionsTest, ErfinvInvertsErf) {
  for (double x : {1e-300, 1e-9, 0.1, 0.5, 1.0, 2.0, 3.0}) {
    const double y = std::erf(x);
    // Where erf is flat, the rounding of y is what is left.
    const double blur = 1e-16 / (std::exp(-x * x) * x);
    expect_close(erfinv_of(y), x, 1e-15 + blur);
    EXPECT_EQ(erfinv_of(-y), -erfinv_of(y));
  }
  EXPECT_EQ(erfinv_of(0.0), 0.0);
  EXPECT_TRUE(std::signbit(erfinv_of(-0.0)));
  EXPECT_EQ(erfinv_of(1), kInf);
  EXPECT_EQ(erfinv_of(-1), -kInf);
  EXPECT_TRUE(std::isnan(erfinv_of(1.5)));
  EXPECT_TRUE(std::isnan(erfinv_of(kNaN)));
  expect_close(std::erfc(erfinv_of(1 - 0x1p-53)), 0x1p-53, 1e-13);
}

// I0 = (1/pi) times the integral of e^(x cos t) over [0, pi], I1 the same with cos t as a factor;
// the trapezoidal rule is exact to rounding for such a periodic function.
double bessel_by_integral(int order, double x) {
  constexpr int kSteps = 400;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double t = 2 * kPi * i / kSteps;
    sum += std::exp(x * std::cos(t)) * (order == 0 ? 1 : std::cos(t));
  }
  return sum / kSteps;
}

TEST(SpecialFunctionsTest, BesselFunctionsAreTheirIntegrals) {
  for (double x : {0.01, 0.7, 3.0, 12.5, 19.9, 20.1, 60.0}) {
    expect_close(bessel_i0(x), bessel_by_integral(0, x), 1e-13);
    expect_close(bessel_i1(x), bessel_by_integral(1, x), x < 0.1 ? 1e-12 : 1e-13);
    EXPECT_EQ(bessel_i0(-x), bessel_i0(x));
    EXPECT_EQ(bessel_i1(-x), -bessel_i1(x));
  }
  EXPECT_EQ(bessel_i0(0), 1);
  EXPECT_EQ(bessel_i1(0), 0);
  EXPECT_EQ(bessel_i0(-kInf), kInf);
  EXPECT_EQ(bessel_i1(-kInf), -kInf);
  EXPECT_TRUE(std::isfinite(bessel_i0(712)));
}

TEST(SpecialFunctionsTest, LgammaTakesTheMagnitude) {
  expect_close(lgamma_of(0.5), 0.5 * std::log(kPi));
  expect_close(lgamma_of(-0.5), std::log(2 * std::sqrt(kPi)));
  EXPECT_EQ(lgamma_of(-1), kInf);
}

TEST(SpecialFunctionsTest, BesselFunctionsObeyTheirWronskians) {
  for (double x : {1e-3, 0.25, 1.0, 1.9, 2.1, 4.9, 5.1, 10.0, 17.5, 60.0}) {
    expect_close(bessel_j1_of(x) * bessel_y0_of(x) - bessel_j0_of(x) * bessel_y1_of(x),
                 2 / (kPi * x), 1e-13);
    expect_close(bessel_i0e(x) * bessel_k1e_of(x) + bessel_i1e(x) * bessel_k0e_of(x), 1 / x, 1e-13);
    expect_close(bessel_k0e_of(x), bessel_k0_of(x) * std::exp(x), 1e-13);
    expect_close(bessel_k1e_of(x), bessel_k1_of(x) * std::exp(x), 1e-13);
  }
  expect_close(bessel_j0_of(10), -0.2459357644513483, 1e-14);
  expect_close(bessel_y1_of(10), 0.24901542420695388, 1e-14);
}

TEST(SpecialFunctionsTest, BesselFunctionsKnowTheirEdges) {
  EXPECT_EQ(bessel_y0_of(0), -kInf);
  EXPECT_EQ(bessel_y1_of(0), -kInf);
  EXPECT_EQ(bessel_k0_of(0), kInf);
  EXPECT_EQ(bessel_k1e_of(0), kInf);
  for (double x : {kNaN, -1.0}) {
    EXPECT_TRUE(std::isnan(bessel_y0_of(x)));
    EXPECT_TRUE(std::isnan(bessel_y1_of(x)));
    EXPECT_TRUE(std::isnan(bessel_k0_of(x)));
    EXPECT_TRUE(std::isnan(bessel_k1_of(x)));
  }
  for (double x : {kInf, -kInf}) {
    EXPECT_TRUE(std::isnan(bessel_j0_of(x)));
    EXPECT_TRUE(std::isnan(bessel_j1_of(x)));
    EXPECT_TRUE(std::isnan(bessel_y0_of(x)));
    EXPECT_TRUE(std::isnan(airy_ai_of(x)));
    EXPECT_EQ(spherical_bessel_j0_of(x), 0);
  }
  EXPECT_EQ(bessel_k0_of(kInf), 0);
  EXPECT_EQ(spherical_bessel_j0_of(0), 1);
  expect_close(spherical_bessel_j0_of(kPi / 2), 2 / kPi);
}

TEST(SpecialFunctionsTest, AirysFunctionObeysItsEquation) {
  // y'' = x y, with the second derivative as a difference.
  for (double x : {-8.0, -3.0, -1.0, 0.5, 1.5, 3.0, 6.0}) {
    const double h = 1e-3;
    const double second = (airy_ai_of(x + h) - 2 * airy_ai_of(x) + airy_ai_of(x - h)) / (h * h);
    EXPECT_NEAR(second, x * airy_ai_of(x), 1e-4 * (std::abs(airy_ai_of(x)) + 1e-5)) << x;
  }
  // The branches meet.
  expect_close(airy_ai_of(2.09 - 1e-13), airy_ai_of(2.09 + 1e-13), 1e-12);
  expect_close(airy_ai_of(-2.09 - 1e-13), airy_ai_of(-2.09 + 1e-13), 1e-12);
  expect_close(airy_ai_of(0), 0.35502805388781724);
  EXPECT_EQ(airy_ai_of(200), 0);
}

}  // namespace
}  // namespace gradlab::kernels
