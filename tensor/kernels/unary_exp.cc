// Exponentials, logarithms and roots. Floats come from simd/math.h where it has the function, other
// values from the C library.
#include <cmath>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/simd/math.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct Exp {
  template <class T>
  T operator()(T a) const {
    return std::exp(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().exp(out, a, n); }
};
struct Exp2 {
  template <class T>
  T operator()(T a) const {
    return std::exp2(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().exp2(out, a, n); }
};
struct Expm1 {
  template <class T>
  T operator()(T a) const {
    return std::expm1(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().expm1(out, a, n); }
};
struct Log {
  template <class T>
  T operator()(T a) const {
    return std::log(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().log(out, a, n); }
};
struct Log2 {
  template <class T>
  T operator()(T a) const {
    return std::log2(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().log2(out, a, n); }
};
struct Log10 {
  template <class T>
  T operator()(T a) const {
    return std::log10(a);
  }
};
struct Log1p {
  template <class T>
  T operator()(T a) const {
    return std::log1p(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().log1p(out, a, n); }
};
struct Sqrt {
  template <class T>
  T operator()(T a) const {
    return std::sqrt(a);
  }
};
struct Rsqrt {
  template <class T>
  T operator()(T a) const {
    return T(1) / std::sqrt(a);
  }
};
struct Reciprocal {
  template <class T>
  T operator()(T a) const {
    return T(1) / a;
  }
};
struct Sigmoid {
  template <class T>
  T operator()(T a) const {
    return T(1) / (T(1) + std::exp(-a));
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().sigmoid(out, a, n); }
};
struct Erf {
  template <class T>
  T operator()(T a) const {
    return std::erf(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().erf(out, a, n); }
};
struct Erfc {
  template <class T>
  T operator()(T a) const {
    return std::erfc(a);
  }
  static void row(float* out, const float* a, int64_t n) { simd::math().erfc(out, a, n); }
};

// Integers and bools are converted to the default dtype.
template <class Op>
Array floating(const char* name, const Array& a, const Array* into) {
  return compute_floating(floating_type(a.dtype()), name,
                           [&]<class T>() { return unary<T, T>(a, Op(), into); });
}

}  // namespace

Array exp(const Array& a, const Array* into) { return floating<Exp>("exp_cpu", a, into); }
Array exp2(const Array& a, const Array* into) { return floating<Exp2>("exp2_cpu", a, into); }
Array expm1(const Array& a, const Array* into) { return floating<Expm1>("expm1_cpu", a, into); }
Array log(const Array& a, const Array* into) { return floating<Log>("log_cpu", a, into); }
Array log2(const Array& a, const Array* into) { return floating<Log2>("log2_cpu", a, into); }
Array log10(const Array& a, const Array* into) { return floating<Log10>("log10_cpu", a, into); }
Array log1p(const Array& a, const Array* into) { return floating<Log1p>("log1p_cpu", a, into); }
Array sqrt(const Array& a, const Array* into) { return floating<Sqrt>("sqrt_cpu", a, into); }
Array rsqrt(const Array& a, const Array* into) { return floating<Rsqrt>("rsqrt_cpu", a, into); }
Array reciprocal(const Array& a, const Array* into) {
  return floating<Reciprocal>("reciprocal_cpu", a, into);
}
Array sigmoid(const Array& a, const Array* into) {
  return floating<Sigmoid>("sigmoid_cpu", a, into);
}
Array erf(const Array& a, const Array* into) { return floating<Erf>("erf_cpu", a, into); }
Array erfc(const Array& a, const Array* into) { return floating<Erfc>("erfc_cpu", a, into); }

}  // namespace gradlab::kernels
