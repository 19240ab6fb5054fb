// Exponentials, logarithms and roots. Values come from the C library, within 1 ulp of exact.
#include <cmath>

#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct Exp {
  template <class T>
  T operator()(T a) const {
    return std::exp(a);
  }
};
struct Exp2 {
  template <class T>
  T operator()(T a) const {
    return std::exp2(a);
  }
};
struct Expm1 {
  template <class T>
  T operator()(T a) const {
    return std::expm1(a);
  }
};
struct Log {
  template <class T>
  T operator()(T a) const {
    return std::log(a);
  }
};
struct Log2 {
  template <class T>
  T operator()(T a) const {
    return std::log2(a);
  }
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
};
struct Erf {
  template <class T>
  T operator()(T a) const {
    return std::erf(a);
  }
};
struct Erfc {
  template <class T>
  T operator()(T a) const {
    return std::erfc(a);
  }
};

// Integers and bools are converted to the default dtype.
template <class Op>
Array floating(const char* name, const Array& a, const Array* into) {
  return dispatch_floating(floating_type(a.dtype()), name,
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
