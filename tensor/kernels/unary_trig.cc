// Trigonometric and hyperbolic functions, and their inverses. Floats come from simd/math.h
// where it has the function, other values from the C library.
#include <cmath>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/simd/math.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct Sin {
  template <class T>
  T operator()(T a) const {
    return std::sin(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().sin(out, a, n); }
};
struct Cos {
  template <class T>
  T operator()(T a) const {
    return std::cos(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().cos(out, a, n); }
};
struct Tan {
  template <class T>
  T operator()(T a) const {
    return std::tan(a);
  }
};
struct Asin {
  template <class T>
  T operator()(T a) const {
    return std::asin(a);
  }
};
struct Acos {
  template <class T>
  T operator()(T a) const {
    return std::acos(a);
  }
};
struct Atan {
  template <class T>
  T operator()(T a) const {
    return std::atan(a);
  }
};
struct Sinh {
  template <class T>
  T operator()(T a) const {
    return std::sinh(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().sinh(out, a, n); }
};
struct Cosh {
  template <class T>
  T operator()(T a) const {
    return std::cosh(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().cosh(out, a, n); }
};
struct Tanh {
  template <class T>
  T operator()(T a) const {
    return std::tanh(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().tanh(out, a, n); }
};
struct Asinh {
  template <class T>
  T operator()(T a) const {
    return std::asinh(a);
  }
};
struct Acosh {
  template <class T>
  T operator()(T a) const {
    return std::acosh(a);
  }
};
struct Atanh {
  template <class T>
  T operator()(T a) const {
    return std::atanh(a);
  }
};

// Integers and bools are converted to the default dtype.
template <class Op>
Array floating(const char* name, const Array& a, const Array* into) {
  return compute_floating(floating_type(a.dtype()), name,
                           [&]<class T>() { return unary<T, T>(a, Op(), into); });
}

}  // namespace

Array sin(const Array& a, const Array* into) { return floating<Sin>("sin_cpu", a, into); }
Array cos(const Array& a, const Array* into) { return floating<Cos>("cos_cpu", a, into); }
Array tan(const Array& a, const Array* into) { return floating<Tan>("tan_cpu", a, into); }
Array asin(const Array& a, const Array* into) { return floating<Asin>("asin_cpu", a, into); }
Array acos(const Array& a, const Array* into) { return floating<Acos>("acos_cpu", a, into); }
Array atan(const Array& a, const Array* into) { return floating<Atan>("atan_cpu", a, into); }
Array sinh(const Array& a, const Array* into) { return floating<Sinh>("sinh_cpu", a, into); }
Array cosh(const Array& a, const Array* into) { return floating<Cosh>("cosh_cpu", a, into); }
Array tanh(const Array& a, const Array* into) { return floating<Tanh>("tanh_cpu", a, into); }
Array asinh(const Array& a, const Array* into) { return floating<Asinh>("asinh_cpu", a, into); }
Array acosh(const Array& a, const Array* into) { return floating<Acosh>("acosh_cpu", a, into); }
Array atanh(const Array& a, const Array* into) { return floating<Atanh>("atanh_cpu", a, into); }

}  // namespace gradlab::kernels
