#include "gradlab/tensor/kernels/activation.h"

#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

template <class T>
struct LeakyRelu {
  T slope;
  T operator()(T a) const { return a > 0 ? a : a * slope; }
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

// Gradients, from that of the output and the input.
template <class T>
struct LeakyReluBackward {
  T slope;
  T operator()(T g, T a) const { return a > 0 ? g : g * slope; }
};
struct PreluBackward {
  template <class T>
  T operator()(T g, T a, T weight) const {
    return a > 0 ? g : g * weight;
  }
};
struct PreluWeightBackward {
  template <class T>
  T operator()(T g, T a) const {
    return a > 0 ? T(0) : g * a;
  }
};
// PyTorch keeps this slope in float32.
struct HardsigmoidBackward {
  template <class T>
  T operator()(T g, T a) const {
    return a > -3 && a < 3 ? g * T(1.0f / 6.0f) : T(0);
  }
};
struct HardswishBackward {
  template <class T>
  T operator()(T g, T a) const {
    return a < -3 ? T(0) : a <= 3 ? g * (a / T(3) + T(0.5)) : g;
  }
};
// 0 for a from low to high, and for all others.
template <class T>
struct GradientOutside {
  T low, high;
  T operator()(T g, T a) const { return a >= low && a <= high ? T(0) : g; }
};
template <class T>
struct GradientInside {
  T low, high;
  T operator()(T g, T a) const { return a <= low || a >= high ? T(0) : g; }
};
template <class T>
struct GradientAbove {
  T threshold;
  T operator()(T g, T a) const { return a <= threshold ? T(0) : g; }
};

template <class Op>
Array activation(const char* name, const Array& a, const Array* into) {
  return compute_floating(a.dtype(), name, [&]<class T>() { return unary<T, T>(a, Op(), into); });
}
// Op<T> has numbers, of which one or more are given.
template <template <class> class Op, class... Numbers>
Array with_numbers(const char* name, const Array& a, const Array* into, Numbers... numbers) {
  return compute_floating(a.dtype(), name, [&]<class T>() {
    return unary<T, T>(a, Op<T>{static_cast<T>(numbers)...}, into);
  });
}

template <class Op>
Array backward(const char* name, const Array& g, const Array& a) {
  return compute_floating(a.dtype(), name,
                          [&]<class T>() { return binary<T, T>(g, a, Op(), nullptr); });
}
template <template <class> class Op, class... Numbers>
Array backward_with_numbers(const char* name, const Array& g, const Array& a, Numbers... numbers) {
  return compute_floating(a.dtype(), name, [&]<class T>() {
    return binary<T, T>(g, a, Op<T>{static_cast<T>(numbers)...}, nullptr);
  });
}

}  // namespace

Array leaky_relu(const Array& a, double slope, const Array* into) {
  return with_numbers<LeakyRelu>("leaky_relu_cpu", a, into, slope);
}
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
  return compute_numeric(a.dtype(), "threshold_cpu", [&]<class T>() {
    return unary<T, T>(a, Threshold<T>{checked<T>(threshold), checked<T>(value)}, into);
  });
}

Array prelu(const Array& a, const Array& weight) {
  return compute_floating(a.dtype(), "prelu_cpu",
                          [&]<class T>() { return binary<T, T>(a, weight, Prelu(), nullptr); });
}

Array leaky_relu_backward(const Array& g, const Array& a, double slope) {
  return backward_with_numbers<LeakyReluBackward>("leaky_relu_backward_cpu", g, a, slope);
}
Array prelu_backward(const Array& g, const Array& a, const Array& weight) {
  return compute_floating(a.dtype(), "prelu_cpu", [&]<class T>() {
    return ternary<T, T, T, T>(g, a, weight, PreluBackward(), nullptr);
  });
}
Array prelu_weight_backward(const Array& g, const Array& a) {
  return backward<PreluWeightBackward>("prelu_cpu", g, a);
}
Array hardsigmoid_backward(const Array& g, const Array& a) {
  return backward<HardsigmoidBackward>("hardsigmoid_backward", g, a);
}
Array hardswish_backward(const Array& g, const Array& a) {
  return backward<HardswishBackward>("hardswish_backward_cpu", g, a);
}
Array shrink_backward(const Array& g, const Array& a, double lambda) {
  return backward_with_numbers<GradientOutside>("shrink_backward_cpu", g, a, -lambda, lambda);
}
Array hardtanh_backward(const Array& g, const Array& a, double low, double high) {
  return backward_with_numbers<GradientInside>("hardtanh_backward_cpu", g, a, low, high);
}
Array threshold_backward(const Array& g, const Array& a, double threshold) {
  return backward_with_numbers<GradientAbove>("threshold_cpu", g, a, threshold);
}

}  // namespace gradlab::kernels
