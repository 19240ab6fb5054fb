// maximum, minimum, fmax, fmin. Of equal values (0.0 and -0.0) the first one is the result.
#include <type_traits>

#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

// NaN is the only value that differs from itself.
struct Maximum {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) return a >= b || a != a ? a : b;
    return a < b ? b : a;
  }
};
struct Minimum {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) return a <= b || a != a ? a : b;
    return b < a ? b : a;
  }
};
struct Fmax {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) return a >= b || b != b ? a : b;
    return a < b ? b : a;
  }
};
struct Fmin {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) return a <= b || b != b ? a : b;
    return b < a ? b : a;
  }
};

template <class Op>
Array extremum(const char* name, const Operand& a, const Operand& b, const Array* into) {
  return compute_all(result_type(a, b), name,
                      [&]<class T>() { return binary<T, T>(a, b, Op(), into); });
}

}  // namespace

Array maximum(const Operand& a, const Operand& b, const Array* into) {
  return extremum<Maximum>("maximum_cpu", a, b, into);
}
Array minimum(const Operand& a, const Operand& b, const Array* into) {
  return extremum<Minimum>("minimum_cpu", a, b, into);
}
Array fmax(const Operand& a, const Operand& b, const Array* into) {
  return extremum<Fmax>("fmax", a, b, into);
}
Array fmin(const Operand& a, const Operand& b, const Array* into) {
  return extremum<Fmin>("fmin", a, b, into);
}

}  // namespace gradlab::kernels
