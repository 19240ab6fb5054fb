// Functions of one array that keep integers: signs and rounding.
#include <cmath>
#include <type_traits>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct Neg {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a) const {
    return wrapping_neg(a);
  }
  Float4 operator()(Float4 a) const { return -a; }
};
struct Abs {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>) return std::fabs(a);
    if constexpr (std::is_unsigned_v<T>) return a;
    return a < 0 ? wrapping_neg(a) : a;
  }
};
struct Sign {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_same_v<T, bool>)
      return a;
    else
      return static_cast<T>((a > T(0)) - (a < T(0)));
  }
};
struct Square {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a) const {
    return wrapping_mul(a, a);
  }
  Float4 operator()(Float4 a) const { return a * a; }
};
struct Relu {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T a) const {
    return a < 0 ? T(0) : a;
  }
  Float4 operator()(Float4 a) const { return a < 0 ? Float4{} : a; }
};

// The roundings leave integers as they are.
struct Floor {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::floor(a);
    else
      return a;
  }
};
struct Ceil {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::ceil(a);
    else
      return a;
  }
};
struct Round {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::nearbyint(a);
    else
      return a;
  }
};
struct Trunc {
  template <class T>
  T operator()(T a) const {
    if constexpr (std::is_floating_point_v<T>)
      return std::trunc(a);
    else
      return a;
  }
};
struct Frac {
  template <class T>
  T operator()(T a) const {
    return a - std::trunc(a);
  }
};

template <class Op>
Array numeric(const char* name, const Array& a, const Array* into) {
  return compute_numeric(a.dtype(), name, [&]<class T>() { return unary<T, T>(a, Op(), into); });
}

}  // namespace

Array neg(const Array& a, const Array* into) {
  GRADLAB_CHECK(a.dtype() != ScalarType::Bool,
                "Negation, the `-` operator, on a bool tensor is not supported. If you are trying "
                "to invert a mask, use the `~` or `logical_not()` operator instead.");
  return numeric<Neg>("neg", a, into);
}

Array abs(const Array& a, const Array* into) { return numeric<Abs>("abs_cpu", a, into); }

Array sign(const Array& a, const Array* into) {
  return compute_all(a.dtype(), "sign_cpu",
                      [&]<class T>() { return unary<T, T>(a, Sign(), into); });
}

Array square(const Array& a, const Array* into) {
  const ScalarType t = a.dtype() == ScalarType::Bool ? ScalarType::Long : a.dtype();
  // A square is a power, and a power does not convert its result.
  GRADLAB_CHECK(!into || into->dtype() == t, "Found dtype ", into->dtype(), " but expected ", t);
  return compute_numeric(t, "pow", [&]<class T>() { return unary<T, T>(a, Square(), into); });
}

Array relu(const Array& a, const Array* into) {
  GRADLAB_CHECK(a.dtype() != ScalarType::Bool, "Boolean inputs not supported for relu");
  return numeric<Relu>("clamp_min_scalar_cpu", a, into);
}

Array floor(const Array& a, const Array* into) { return numeric<Floor>("floor_vml_cpu", a, into); }
Array ceil(const Array& a, const Array* into) { return numeric<Ceil>("ceil_vml_cpu", a, into); }
Array round(const Array& a, const Array* into) { return numeric<Round>("round_vml_cpu", a, into); }
Array trunc(const Array& a, const Array* into) { return numeric<Trunc>("trunc_vml_cpu", a, into); }

Array frac(const Array& a, const Array* into) {
  return compute_floating(a.dtype(), "frac_cpu",
                           [&]<class T>() { return unary<T, T>(a, Frac(), into); });
}

}  // namespace gradlab::kernels
