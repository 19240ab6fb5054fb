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
  return dispatch_floating(t, name, [&]<class T>() { return binary<T, T>(a, b, Op(), into); });
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

}  // namespace gradlab::kernels
