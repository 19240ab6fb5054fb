// Functions of two floating-point numbers.
#include <cmath>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

struct Atan2 {
  template <class T>
  T operator()(T a, T b) const {
    return std::atan2(a, b);
  }
};
struct Hypot {
  template <class T>
  T operator()(T a, T b) const {
    return std::hypot(a, b);
  }
};
struct Copysign {
  template <class T>
  T operator()(T a, T b) const {
    return std::copysign(a, b);
  }
};
struct LogAddExp {
  template <class T>
  T operator()(T a, T b) const {
    // The difference of equal infinities would be NaN.
    if (std::isinf(a) && a == b) return a;
    const T larger = a < b ? b : a;
    return larger + std::log1p(std::exp(-std::abs(a - b)));
  }
};
struct LogAddExp2 {
  template <class T>
  T operator()(T a, T b) const {
    if (std::isinf(a) && a == b) return a;
    const T larger = a < b ? b : a;
    constexpr T kLog2E = T(1.44269504088896340736);
    return larger + std::log1p(std::exp2(-std::abs(a - b))) * kLog2E;
  }
};
struct Nextafter {
  template <class T>
  T operator()(T a, T b) const {
    return std::nextafter(a, b);
  }
};
struct Heaviside {
  template <class T>
  T operator()(T a, T b) const {
    return a == T(0) ? b : static_cast<T>(a > T(0));
  }
};
struct Xlogy {
  template <class T>
  T operator()(T a, T b) const {
    if (b != b) return b;
    if (a == 0) return 0;
    return a * std::log(b);
  }
};

template <class Op>
Array floating(const char* name, ScalarType t, const Operand& a, const Operand& b,
               const Array* into) {
  return compute_floating(t, name, [&]<class T>() { return binary<T, T>(a, b, Op(), into); });
}

}  // namespace

Array atan2(const Operand& a, const Operand& b, const Array* into) {
  return floating<Atan2>("atan2_cpu", floating_type(result_type(a, b)), a, b, into);
}
Array copysign(const Operand& a, const Operand& b, const Array* into) {
  return floating<Copysign>("copysign_cpu", floating_type(result_type(a, b)), a, b, into);
}
Array xlogy(const Operand& a, const Operand& b, const Array* into) {
  return floating<Xlogy>("xlogy_cpu", floating_type(result_type(a, b)), a, b, into);
}
Array hypot(const Operand& a, const Operand& b, const Array* into) {
  return floating<Hypot>("hypot_cpu", result_type(a, b), a, b, into);
}
Array logaddexp(const Operand& a, const Operand& b, const Array* into) {
  return floating<LogAddExp>("logaddexp_cpu", result_type(a, b), a, b, into);
}

Array logaddexp2(const Operand& a, const Operand& b, const Array* into) {
  return floating<LogAddExp2>("logaddexp2_cpu", result_type(a, b), a, b, into);
}
Array nextafter(const Operand& a, const Operand& b, const Array* into) {
  return floating<Nextafter>("nextafter_cpu", result_type(a, b), a, b, into);
}
Array heaviside(const Operand& a, const Operand& b, const Array* into) {
  GRADLAB_CHECK(a.dtype() == b.dtype() && (!into || into->dtype() == a.dtype()),
                "heaviside is not yet implemented for tensors with different dtypes.");
  return compute_all(a.dtype(), "heaviside_cpu",
                     [&]<class T>() { return binary<T, T>(a, b, Heaviside(), into); });
}

}  // namespace gradlab::kernels
