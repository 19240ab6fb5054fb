// The incomplete gamma functions of special_functions.h.
//
// Formulas: DLMF 8.7.1 (power series), 8.9.2 (continued fraction), 8.12 (large a, uniformly in x),
// 5.11.1 (Stirling's series).
#include <cmath>
#include <limits>

#include "gradlab/tensor/kernels/special_functions.h"

namespace gradlab::kernels {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// log(1 + d) - d without cancellation.
double log1p_minus(double d) {
  if (std::abs(d) > 0.25) return std::log1p(d) - d;
  double sum = 0, power = -d * d;
  for (int k = 2; std::abs(power) > 1e-18 * std::abs(sum) && k < 60; ++k, power *= -d) {
    sum += power / k;
  }
  return sum;
}

// log gamma(1 + a) by its Taylor series for small a, where 1 + a would lose digits.
double lgamma_one_plus(double a) {
  if (std::abs(a) > 0.01) return lgamma_of(1 + a);
  double sum = -0.57721566490153286061 * a, power = a * a;
  for (int k = 2; k < 10; ++k, power *= -a) sum += zeta_of(k, 1) * power / k;
  return sum;
}

// x^a e^-x / gamma(a + 1). For large a the powers cancel: by Stirling's series, with x = a (1 + d).
double prefactor(double a, double x) {
  if (a < 10) return std::exp(a * std::log(x) - x - lgamma_one_plus(a));
  const double z = 1 / (a * a);
  const double stirling =
      (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z / 1188)))) / a;
  return std::exp(a * log1p_minus((x - a) / a) - stirling) / std::sqrt(2 * kPi * a);
}

double lower_series(double a, double x) {
  double term = 1, sum = 1;
  for (double n = a + 1; term > 1e-17 * sum; n += 1) {
    term *= x / n;
    sum += term;
  }
  return prefactor(a, x) * sum;
}

// By Lentz's method. x >= a + 1.
double upper_fraction(double a, double x) {
  double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
  for (int n = 1; n < 100000; ++n) {
    const double numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    h *= c * d;
    if (std::abs(c * d - 1) < 1e-16) break;
  }
  return a * prefactor(a, x) * h;
}

// For small a and x the share from x is 1 - nearly 1: what is left is summed by itself.
double upper_series(double a, double x) {
  double power = 1, sum = 0;
  for (int n = 1; n < 200; ++n) {
    power *= -x / n;
    sum += power / (a + n);
    if (std::abs(power) < 1e-18) break;
  }
  const double exponent = a * std::log(x) - lgamma_one_plus(a);
  return -std::expm1(exponent) - a * std::exp(exponent) * sum;
}

// Temme's uniform expansion, of which one term is enough for a > 1e7: the share from x.
double upper_for_large(double a, double x) {
  const double d = (x - a) / a, half = -log1p_minus(d);  // eta^2 / 2
  const double eta = std::copysign(std::sqrt(2 * half), d);
  // 1 / d - 1 / eta, by its series near 0.
  const double c =
      std::abs(eta) < 1e-3 ? -1.0 / 3 + eta * (1.0 / 12 - eta * 2 / 135) : 1 / d - 1 / eta;
  return std::erfc(eta * std::sqrt(a / 2)) / 2 + std::exp(-a * half) / std::sqrt(2 * kPi * a) * c;
}

// Which of the two shares is computed, and its value; the other one is the rest to 1.
struct Share {
  bool lower;
  double value;
};
Share share(double a, double x) {
  if (a > 1e7) {
    // The lower tail by itself: erfc(-y) is 2 - erfc(y).
    const double upper = upper_for_large(a, x);
    return upper > 0.5 ? Share{true, 1 - upper} : Share{false, upper};
  }
  if (x < 1.1 && a < 1 && x > a / 2) return {false, upper_series(a, x)};
  if (x < a + 1) return {true, lower_series(a, x)};
  return {false, upper_fraction(a, x)};
}

// The limits; otherwise the share, or the rest to 1.
double incomplete(double a, double x, bool lower) {
  if (!(a >= 0 && x >= 0)) return kNaN;
  if (a == 0 && x == 0) return kNaN;
  if (a == kInf && x == kInf) return kNaN;
  if (a == 0 || x == kInf) return lower ? 1 : 0;
  if (x == 0 || a == kInf) return lower ? 0 : 1;
  const Share s = share(a, x);
  return s.lower == lower ? s.value : 1 - s.value;
}

}  // namespace

double igamma_of(double a, double x) { return incomplete(a, x, true); }
double igammac_of(double a, double x) { return incomplete(a, x, false); }

}  // namespace gradlab::kernels
