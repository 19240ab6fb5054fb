#include "gradlab/tensor/kernels/special_functions.h"

#include <math.h>

#include <cmath>
#include <limits>

namespace gradlab::kernels {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Bernoulli's numbers B2, B4, ...
constexpr double kBernoulli[] = {1.0 / 6,       -1.0 / 30,       1.0 / 42,      -1.0 / 30,
                                 5.0 / 66,      -691.0 / 2730,   7.0 / 6,       -3617.0 / 510,
                                 43867.0 / 798, -174611.0 / 330, 854513.0 / 138};

// zeta_of for q > 0: the first terms, then Euler and Maclaurin's formula for the rest.
double zeta_from_positive(double s, double q) {
  double sum = 0;
  for (; q < 12 + s; q += 1) {
    const double term = std::pow(q, -s);
    if (term <= 1e-18 * sum) return sum;
    sum += term;
  }
  sum += std::pow(q, 1 - s) / (s - 1) + 0.5 * std::pow(q, -s);
  // s (s + 1) ... (s + 2j - 2) q^(1 - s - 2j) / (2j)!, times B_2j
  double factor = s * std::pow(q, -s - 1) / 2;
  for (int j = 1; const double b : kBernoulli) {
    const double term = factor * b;
    sum += term;
    if (std::abs(term) < 1e-17 * std::abs(sum)) break;
    factor *= (s + 2.0 * j - 1) * (s + 2.0 * j) / (q * q * (2.0 * j + 1) * (2.0 * j + 2));
    ++j;
  }
  return sum;
}

// Order 0 or 1, x >= 0: the power series, whose terms are all positive; for large x the asymptotic
// one, whose smallest term is about e^(-2x).
// `scaled`: times e^-x.
template <int kOrder>
double bessel_i(double x, bool scaled) {
  if (x != x) return x;
  if (x == kInf) return scaled ? 0 : x;
  if (x <= 20) {
    const double quarter = x * x / 4;
    double term = kOrder == 0 ? 1 : x / 2, sum = term;
    for (int k = 1; term > 1e-18 * sum; ++k) {
      term *= quarter / (k * (k + static_cast<double>(kOrder)));
      sum += term;
    }
    return scaled ? sum * std::exp(-x) : sum;
  }
  double term = 1, sum = 1;
  for (int k = 1; k <= 40 && std::abs(term) > 1e-18; ++k) {
    const double odd = 2 * k - 1;
    term *= (odd * odd - 4 * kOrder) / (8 * x * k);
    sum += term;
  }
  sum /= std::sqrt(2 * kPi * x);
  if (scaled) return sum;
  const double root = std::exp(x / 2);  // e^x alone would overflow first
  return root * sum * root;
}

}  // namespace

// Unlike std::lgamma it leaves the global signgam alone.
double lgamma_of(double x) {
  int sign;
  return ::lgamma_r(x, &sign);
}

double digamma_of(double x) {
  if (x == 0) return std::copysign(kInf, -x);
  double result = 0;
  if (x < 0) {
    if (x == std::trunc(x)) return kNaN;
    // Reflected. tan has period 1, and the fraction is exact.
    double whole;
    result = -kPi / std::tan(kPi * std::modf(x, &whole));
    x = 1 - x;
  }
  for (; x < 10; x += 1) result -= 1 / x;
  const double z = 1 / (x * x);
  double series = 0, power = z;
  for (int j = 1; j <= 7; ++j, power *= z) series += kBernoulli[j - 1] / (2 * j) * power;
  return result + std::log(x) - 0.5 / x - series;
}

double zeta_of(double s, double q) {
  if (s != s || q != q || s < 1) return kNaN;
  if (s == 1) return kInf;
  if (q == kInf) return 0;
  if (q > 0) return zeta_from_positive(s, q);
  if (q == std::floor(q)) return kInf;
  if (s != std::floor(s)) return kNaN;
  // The negative terms are part - 0, part - 1, ..., q.
  const double part = q - std::trunc(q);
  const double negative = zeta_from_positive(s, -part) - zeta_from_positive(s, 1 - q);
  return zeta_from_positive(s, 1 + part) + (std::fmod(s, 2) == 0 ? negative : -negative);
}

double polygamma_of(int n, double x) {
  if (n == 0) return digamma_of(x);
  const double value = std::tgamma(n + 1.0) * zeta_of(n + 1, x);
  return n % 2 == 0 ? -value : value;
}

// Winitzki's approximation, good to 2e-3, then Halley's steps. Near +-1 on erfc, which has the
// digits there: 1 - |y| is exact.
double erfinv_of(double y) {
  const double size = std::abs(y);
  if (!(size < 1)) return size == 1 ? std::copysign(kInf, y) : kNaN;
  constexpr double kSlope = 1.12837916709551257390;  // of erf at 0: 2 / sqrt(pi)
  const double rest = 1 - size;
  const double log_rest = std::log(rest) + std::log1p(size);
  const double a = 2 / (kPi * 0.147) + log_rest / 2;
  double x = size < 1e-8 ? size / kSlope : std::sqrt(std::sqrt(a * a - log_rest / 0.147) - a);
  for (int step = 0; step < 4; ++step) {
    const double error = size > 0.5 ? rest - std::erfc(x) : std::erf(x) - size;
    const double slope = kSlope * std::exp(-x * x);
    x -= error / (slope + x * error);
  }
  return std::copysign(x, y);
}

double bessel_i0(double x) { return bessel_i<0>(std::abs(x), false); }
double bessel_i1(double x) { return std::copysign(bessel_i<1>(std::abs(x), false), x); }
double bessel_i0e(double x) { return bessel_i<0>(std::abs(x), true); }
double bessel_i1e(double x) { return std::copysign(bessel_i<1>(std::abs(x), true), x); }

// From 2 on by Laplace's continued fraction (Abramowitz and Stegun 7.1.14), from its end: 100
// levels are enough at 2.
double erfcx_of(double x) {
  if (x < 2) return std::exp(x * x) * std::erfc(x);
  double tail = x;
  for (int k = 100; k > 0; --k) tail = x + k / 2.0 / tail;
  return 1 / (std::sqrt(kPi) * tail);
}

double log_ndtr_of(double x) {
  constexpr double kRootHalf = 0.70710678118654752440;
  if (x < -1) return std::log(erfcx_of(-x * kRootHalf) / 2) - x * x / 2;
  return std::log1p(-std::erfc(x * kRootHalf) / 2);
}

double ndtri_of(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -kInf : p == 1 ? kInf : kNaN;
  const double rest = p < 0.5 ? p : 1 - p;
  constexpr double kRootTwo = 1.41421356237309504880;
  if (rest > 0.25) return kRootTwo * erfinv_of(2 * p - 1);
  // A rational approximation, good to 4.5e-4 (Abramowitz and Stegun 26.2.23), then Newton's steps
  // on the logarithm, whose slope is the density divided by the share.
  const double t = std::sqrt(-2 * std::log(rest));
  double x = (2.515517 + t * (0.802853 + t * 0.010328)) /
                 (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
             t;
  for (int step = 0; step < 3; ++step) {
    const double slope = std::sqrt(2 / kPi) / erfcx_of(-x / kRootTwo);
    x -= (log_ndtr_of(x) - std::log(rest)) / slope;
  }
  return p < 0.5 ? x : -x;
}

}  // namespace gradlab::kernels
