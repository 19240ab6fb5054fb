#include "gradlab/tensor/kernels/activation.h"

#include <cmath>

#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

template <class T>
struct Elu {
  T negative, positive, input_scale;
  T operator()(T a) const {
    // + 0 makes -0.0 the 0.0 that exp(a) - 1 is.
    return a <= 0 ? (std::expm1(a * input_scale) + T(0)) * negative : a * positive;
  }
};
template <class T>
struct LeakyRelu {
  T slope;
  T operator()(T a) const { return a > 0 ? a : a * slope; }
};
template <class T>
struct Softplus {
  T beta, threshold;
  T operator()(T a) const {
    return a * beta > threshold ? a : std::log1p(std::exp(a * beta)) / beta;
  }
};
struct LogSigmoid {
  template <class T>
  T operator()(T a) const {
    return (a < 0 ? a : T(0)) - std::log1p(std::exp(-std::abs(a)));
  }
};
struct Gelu {
  template <class T>
  T operator()(T a) const {
    return a * T(0.5) * (T(1) + std::erf(a * T(0.707106781186547524401)));
  }
};
struct GeluTanh {
  template <class T>
  T operator()(T a) const {
    const T inner = T(0.797884560802865355880) * (a + T(0.044715) * a * a * a);  // sqrt(2 / pi)
    return T(0.5) * a * (T(1) + std::tanh(inner));
  }
};
struct Silu {
  template <class T>
  T operator()(T a) const {
    return a / (T(1) + std::exp(-a));
  }
};
struct Mish {
  template <class T>
  T operator()(T a) const {
    return a * std::tanh(std::log1p(std::exp(a)));
  }
};
template <class T>
T relu6_of_shifted(T a) {
  const T x = a + T(3);
  return x < 0 ? T(0) : x > 6 ? T(6) : x;
}
struct Hardsigmoid {
  template <class T>
  T operator()(T a) const {
    return relu6_of_shifted(a) / T(6);
  }
};
struct Hardswish {
  template <class T>
  T operator()(T a) const {
    return a * relu6_of_shifted(a) / T(6);
  }
};
template <class T>
struct Hardshrink {
  T lambda;
  T operator()(T a) const { return a >= -lambda && a <= lambda ? T(0) : a; }
};
template <class T>
struct Softshrink {
  T lambda;
  T operator()(T a) const { return a > lambda ? a - lambda : a < -lambda ? a + lambda : T(0); }
};
template <class T>
struct Threshold {
  T threshold, value;
  T operator()(T a) const { return a <= threshold ? value : a; }
};
struct Prelu {
  template <class T>
  T operator()(T a, T weight) const {
    return a > 0 ? a : weight * a;
  }
};

template <class Op>
Array activation(const char* name, const Array& a, const Array* into) {
  return dispatch_floating(a.dtype(), name, [&]<class T>() { return unary<T, T>(a, Op(), into); });
}
// Op<T> has numbers, of which one or more are given.
template <template <class> class Op, class... Numbers>
Array with_numbers(const char* name, const Array& a, const Array* into, Numbers... numbers) {
  return dispatch_floating(a.dtype(), name, [&]<class T>() {
    return unary<T, T>(a, Op<T>{static_cast<T>(numbers)...}, into);
  });
}

}  // namespace

Array elu(const Array& a, double alpha, double scale, double input_scale, const Array* into) {
  return with_numbers<Elu>("elu_cpu", a, into, alpha * scale, scale, input_scale);
}
Array leaky_relu(const Array& a, double slope, const Array* into) {
  return with_numbers<LeakyRelu>("leaky_relu_cpu", a, into, slope);
}
Array softplus(const Array& a, double beta, double threshold, const Array* into) {
  return with_numbers<Softplus>("softplus_cpu", a, into, beta, threshold);
}
Array log_sigmoid(const Array& a, const Array* into) {
  return activation<LogSigmoid>("log_sigmoid_cpu", a, into);
}
Array gelu(const Array& a, const Array* into) {
  return activation<Gelu>("GeluKernelImpl", a, into);
}
Array gelu_tanh(const Array& a, const Array* into) {
  return activation<GeluTanh>("GeluKernelImpl", a, into);
}
Array silu(const Array& a, const Array* into) { return activation<Silu>("silu_cpu", a, into); }
Array mish(const Array& a, const Array* into) { return activation<Mish>("mish_cpu", a, into); }
Array hardsigmoid(const Array& a, const Array* into) {
  return activation<Hardsigmoid>("hardsigmoid_cpu", a, into);
}
Array hardswish(const Array& a, const Array* into) {
  return activation<Hardswish>("hardswish_cpu", a, into);
}
Array hardshrink(const Array& a, double lambda, const Array* into) {
  return with_numbers<Hardshrink>("hardshrink_cpu", a, into, lambda);
}
Array softshrink(const Array& a, double lambda, const Array* into) {
  GRADLAB_CHECK(lambda >= 0, "lambda must be greater or equal to 0, but found to be ", lambda, ".");
  return with_numbers<Softshrink>("softshrink_cpu", a, into, lambda);
}

Array threshold(const Array& a, const Scalar& threshold, const Scalar& value, const Array* into) {
  return dispatch_numeric(a.dtype(), "threshold_cpu", [&]<class T>() {
    return unary<T, T>(a, Threshold<T>{checked<T>(threshold), checked<T>(value)}, into);
  });
}

Array prelu(const Array& a, const Array& weight) {
  return dispatch_floating(a.dtype(), "prelu_cpu",
                           [&]<class T>() { return binary<T, T>(a, weight, Prelu(), nullptr); });
}

}  // namespace gradlab::kernels
