#include "gradlab/tensor/kernels/orthogonal.h"

#include <cmath>
#include <cstdint>

#include "gradlab/tensor/kernels/special_apply.h"

namespace gradlab::kernels {
namespace {

// p_n from p_0 = 1, p_1 = `first` and p_(k+1) = next(k, p_k, p_(k-1)).
template <class Next>
double from_recurrence(int64_t n, double first, Next next) {
  if (n == 0) return 1;
  double before = 1, p = first;
  for (int64_t k = 1; k < n && p == p; ++k) {
    const double after = next(static_cast<double>(k), p, before);
    before = p;
    p = after;
  }
  return p;
}

enum class Kind { kT, kU, kV, kW };

// At x = 1; at -1 it is, but for the sign of odd degrees, that of W for V and the other way round.
template <Kind kKind>
double at_one(double n) {
  if constexpr (kKind == Kind::kU) return n + 1;
  return kKind == Kind::kW ? 2 * n + 1 : 1;
}

template <Kind kKind>
double chebyshev(double x, int64_t n) {
  const auto degree = static_cast<double>(n);
  if (x == 1) return at_one<kKind>(degree);
  if (x == -1) {
    constexpr Kind kMirrored =
        kKind == Kind::kV ? Kind::kW : kKind == Kind::kW ? Kind::kV : kKind;
    return n % 2 == 0 ? at_one<kMirrored>(degree) : -at_one<kMirrored>(degree);
  }
  if (n > (kKind == Kind::kT ? 6 : 8) && std::abs(x) < 1) {
    const double t = std::acos(x);
    switch (kKind) {
      case Kind::kT: return std::cos(degree * t);
      case Kind::kU: return std::sin((degree + 1) * t) / std::sin(t);
      case Kind::kV: return std::cos((degree + 0.5) * t) / std::cos(t / 2);
      case Kind::kW: return std::sin((degree + 0.5) * t) / std::sin(t / 2);
    }
  }
  const double first = kKind == Kind::kT   ? x
                       : kKind == Kind::kU ? 2 * x
                       : kKind == Kind::kV ? 2 * x - 1
                                           : 2 * x + 1;
  return from_recurrence(n, first,
                         [x](double, double p, double before) { return 2 * x * p - before; });
}

template <Kind kKind>
double shifted_chebyshev(double x, int64_t n) {
  return chebyshev<kKind>(2 * x - 1, n);
}

double hermite_h(double x, int64_t n) {
  return from_recurrence(n, 2 * x, [x](double k, double p, double before) {
    return 2 * x * p - 2 * k * before;
  });
}
double hermite_he(double x, int64_t n) {
  return from_recurrence(n, x,
                         [x](double k, double p, double before) { return x * p - k * before; });
}
double laguerre(double x, int64_t n) {
  if (x == 0) return 1;
  return from_recurrence(n, 1 - x, [x](double k, double p, double before) {
    return ((2 * k + 1 - x) * p - k * before) / (k + 1);
  });
}
double legendre(double x, int64_t n) {
  if (std::abs(x) == 1) return x > 0 || n % 2 == 0 ? 1 : -1;
  return from_recurrence(n, x, [x](double k, double p, double before) {
    return ((2 * k + 1) * x * p - k * before) / (k + 1);
  });
}

template <double (*kPolynomial)(double, int64_t)>
double of_degree(double x, double n) {
  n = std::trunc(n);
  if (!(n >= 0 && n < 9.2e18)) return 0;  // also where n is NaN
  return kPolynomial(x, static_cast<int64_t>(n));
}

}  // namespace

#define GRADLAB_POLYNOMIAL(name, polynomial)                                               \
  Array name(const Operand& x, const Operand& n, const Array* into) {                      \
    return full_precision(#name "_cpu", x, n, OfDoubles<of_degree<polynomial>>(), into);   \
  }
GRADLAB_POLYNOMIAL(chebyshev_polynomial_t, chebyshev<Kind::kT>)
GRADLAB_POLYNOMIAL(chebyshev_polynomial_u, chebyshev<Kind::kU>)
GRADLAB_POLYNOMIAL(chebyshev_polynomial_v, chebyshev<Kind::kV>)
GRADLAB_POLYNOMIAL(chebyshev_polynomial_w, chebyshev<Kind::kW>)
GRADLAB_POLYNOMIAL(shifted_chebyshev_polynomial_t, shifted_chebyshev<Kind::kT>)
GRADLAB_POLYNOMIAL(shifted_chebyshev_polynomial_u, shifted_chebyshev<Kind::kU>)
GRADLAB_POLYNOMIAL(shifted_chebyshev_polynomial_v, shifted_chebyshev<Kind::kV>)
GRADLAB_POLYNOMIAL(shifted_chebyshev_polynomial_w, shifted_chebyshev<Kind::kW>)
GRADLAB_POLYNOMIAL(hermite_polynomial_h, hermite_h)
GRADLAB_POLYNOMIAL(hermite_polynomial_he, hermite_he)
GRADLAB_POLYNOMIAL(laguerre_polynomial_l, laguerre)
GRADLAB_POLYNOMIAL(legendre_polynomial_p, legendre)
#undef GRADLAB_POLYNOMIAL

}  // namespace gradlab::kernels
