#include "gradlab/tensor/kernels/special.h"

#include <cmath>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/special_apply.h"
#include "gradlab/tensor/kernels/special_functions.h"

namespace gradlab::kernels {
namespace {

constexpr double kPi = 3.14159265358979323846;

struct Polygamma {
  int n;
  template <class T>
  T operator()(T a) const {
    return static_cast<T>(polygamma_of(n, static_cast<double>(a)));
  }
};
struct Sinc {
  template <class T>
  T operator()(T a) const {
    if (a == 0) return 1;
    const T angle = static_cast<T>(kPi) * a;
    return std::sin(angle) / angle;
  }
};
struct Logit {
  template <class T>
  T operator()(T a) const {
    return std::log(a / (T(1) - a));
  }
};
template <class T>
struct ClampedLogit {
  T low;
  T operator()(T a) const {
    const T high = T(1) - low;
    const T x = a < low ? low : a > high ? high : a;
    return std::log(x / (T(1) - x));
  }
};
struct Entr {
  template <class T>
  T operator()(T a) const {
    if (a > 0) return -a * std::log(a);
    if (a < 0) return -std::numeric_limits<T>::infinity();
    return a;
  }
};
struct Xlog1py {
  template <class T>
  T operator()(T a, T b) const {
    if (b != b) return b;
    if (a == 0) return 0;
    return a * std::log1p(b);
  }
};
template <class T>
struct NanToNum {
  T nan, posinf, neginf;
  T operator()(T a) const {
    if (a != a) return nan;
    if (a == std::numeric_limits<T>::infinity()) return posinf;
    if (a == -std::numeric_limits<T>::infinity()) return neginf;
    return a;
  }
};
struct Same {
  template <class T>
  T operator()(T a) const {
    return a;
  }
};
// By the power of ten or by its inverse, whichever is a whole number.
template <class T, bool kDivides>
struct RoundDecimals {
  T power;
  T operator()(T a) const {
    if constexpr (kDivides) return std::nearbyint(a / power) * power;
    return std::nearbyint(a * power) / power;
  }
};
struct Mantissa {
  template <class T>
  T operator()(T a) const {
    int exponent;
    return std::frexp(a, &exponent);
  }
};
struct Exponent {
  template <class T>
  int32_t operator()(T a) const {
    int exponent = 0;
    if (std::isfinite(a)) std::frexp(a, &exponent);
    return exponent;
  }
};

template <class Op>
Array floating(const char* name, const Array& a, const Op& op, const Array* into) {
  return compute_floating(floating_type(a.dtype()), name,
                          [&]<class T>() { return unary<T, T>(a, op, into); });
}

}  // namespace

Array lgamma(const Array& a, const Array* into) {
  return floating("lgamma", a, OfDouble<lgamma_of>(), into);
}
Array digamma(const Array& a, const Array* into) {
  return floating("digamma", a, OfDouble<digamma_of>(), into);
}
Array polygamma(int64_t n, const Array& a, const Array* into) {
  GRADLAB_CHECK(n >= 0, "polygamma(n, x) does not support negative n.");
  GRADLAB_CHECK(n <= 1000, "polygamma: n may not be larger than 1000; got ", n);
  return floating("polygamma", a, Polygamma{static_cast<int>(n)}, into);
}
Array erfinv(const Array& a, const Array* into) {
  return floating("erfinv_vml_cpu", a, OfDouble<erfinv_of>(), into);
}
Array i0(const Array& a, const Array* into) {
  return floating("i0_vml_cpu", a, OfDouble<bessel_i0>(), into);
}
Array i1(const Array& a, const Array* into) {
  return full_precision("i1_cpu", a, OfDouble<bessel_i1>(), into);
}
Array i0e(const Array& a, const Array* into) {
  return floating("i0e_cpu", a, OfDouble<bessel_i0e>(), into);
}
Array i1e(const Array& a, const Array* into) {
  return full_precision("i1e_cpu", a, OfDouble<bessel_i1e>(), into);
}
Array erfcx(const Array& a, const Array* into) {
  return full_precision("erfcx_cpu", a, OfDouble<erfcx_of>(), into);
}
Array ndtri(const Array& a, const Array* into) {
  return full_precision("ndtri_cpu", a, OfDouble<ndtri_of>(), into);
}
Array log_ndtr(const Array& a, const Array* into) {
  return full_precision("log_ndtr_cpu", a, OfDouble<log_ndtr_of>(), into);
}
Array zeta(const Operand& s, const Operand& q, const Array* into) {
  return full_precision("zeta_cpu", s, q, OfDoubles<zeta_of>(), into);
}
Array igamma(const Operand& a, const Operand& x, const Array* into) {
  return compute_floating(result_type(a, x), "igamma_cpu", [&]<class T>() {
    return binary<T, T>(a, x, OfDoubles<igamma_of>(), into);
  });
}
Array igammac(const Operand& a, const Operand& x, const Array* into) {
  return compute_floating(result_type(a, x), "igammac_cpu", [&]<class T>() {
    return binary<T, T>(a, x, OfDoubles<igammac_of>(), into);
  });
}
Array sinc(const Array& a, const Array* into) { return floating("sinc_cpu", a, Sinc(), into); }
Array entr(const Array& a, const Array* into) { return floating("entr", a, Entr(), into); }

Array logit(const Array& a, std::optional<double> eps, const Array* into) {
  // A negative eps is none, as in PyTorch.
  if (!eps || *eps < 0) return floating("logit_cpu", a, Logit(), into);
  return compute_floating(floating_type(a.dtype()), "logit_cpu", [&]<class T>() {
    return unary<T, T>(a, ClampedLogit<T>{static_cast<T>(*eps)}, into);
  });
}

Array xlog1py(const Operand& a, const Operand& b, const Array* into) {
  return compute_floating(floating_type(result_type(a, b)), "xlog1py_cpu",
                          [&]<class T>() { return binary<T, T>(a, b, Xlog1py(), into); });
}

Array nan_to_num(const Array& a, std::optional<double> nan, std::optional<double> posinf,
                 std::optional<double> neginf, const Array* into) {
  return compute_all(a.dtype(), "nan_to_num", [&]<class T>() {
    if constexpr (std::is_floating_point_v<T>) {
      const T largest = a.dtype() == kHalf       ? static_cast<T>(65504)
                        : a.dtype() == kBFloat16 ? static_cast<T>(0x1.fep127)
                                                 : std::numeric_limits<T>::max();
      const NanToNum<T> op{nan ? static_cast<T>(*nan) : T(0),
                           posinf ? static_cast<T>(*posinf) : largest,
                           neginf ? static_cast<T>(*neginf) : -largest};
      return unary<T, T>(a, op, into);
    } else {
      return unary<T, T>(a, Same(), into);
    }
  });
}

Array round_decimals(const Array& a, int64_t decimals, const Array* into) {
  return compute_floating(a.dtype(), "round_cpu", [&]<class T>() {
    const T power = static_cast<T>(std::pow(10.0, std::abs(static_cast<double>(decimals))));
    if (decimals < 0) return unary<T, T>(a, RoundDecimals<T, true>{power}, into);
    return unary<T, T>(a, RoundDecimals<T, false>{power}, into);
  });
}

Frexp frexp(const Array& a) {
  GRADLAB_CHECK(is_floating_point(a.dtype()), "torch.frexp() only supports floating-point dtypes");
  if (is_reduced(a)) {
    const Frexp wide = frexp(widened(a));
    return {rounded(wide.mantissa, a.dtype()), wide.exponent};
  }
  return dispatch_floating(a.dtype(), "frexp", [&]<class T>() {
    return Frexp{unary<T, T>(a, Mantissa(), nullptr), unary<int32_t, T>(a, Exponent(), nullptr)};
  });
}

}  // namespace gradlab::kernels
