// The activation functions that are smooth, and their gradients. Floats come from
// simd/activation_table.h above the baseline level, other values from the C library.
#include <cmath>
#include <type_traits>

#include "gradlab/tensor/kernels/activation.h"
#include "gradlab/tensor/kernels/row_kernel.h"
#include "gradlab/tensor/kernels/simd/activation_table.h"
#include "gradlab/tensor/kernels/simd/level.h"

namespace gradlab::kernels {
namespace {

using simd::Activations;

constexpr double kSqrtHalf = 0.707106781186547524401;
constexpr double kInvSqrtTwoPi = 0.398942280401432677940;
constexpr double kSqrtTwoOverPi = 0.797884560802865355880;
constexpr double kCubic = 0.044715;  // of gelu's approximation

template <class T>
T sigmoid(T a) {
  return T(1) / (T(1) + std::exp(-a));
}

// Functions of one element: f(a), and f(g, a) with g the gradient of the output. Those with numbers
// are in the order of simd::Numbers.
template <class T>
struct Elu {
  static constexpr auto kRow = &Activations::elu;
  T negative, positive, input_scale;
  T operator()(T a) const {
    // + 0 makes -0.0 the 0.0 that exp(a) - 1 is.
    return a <= 0 ? (std::expm1(a * input_scale) + T(0)) * negative : a * positive;
  }
};
template <class T>
struct EluBackward {
  static constexpr auto kRow = &Activations::elu_backward;
  T negative, positive, input_scale;
  T operator()(T g, T a) const {
    return g * (a <= 0 ? negative * input_scale * std::exp(a * input_scale) : positive);
  }
};
template <class T>
struct Softplus {
  static constexpr auto kRow = &Activations::softplus;
  T beta, threshold;
  T operator()(T a) const {
    return a * beta > threshold ? a : std::log1p(std::exp(a * beta)) / beta;
  }
};
template <class T>
struct SoftplusBackward {
  static constexpr auto kRow = &Activations::softplus_backward;
  T beta, threshold;
  T operator()(T g, T a) const { return a * beta > threshold ? g : g * sigmoid(a * beta); }
};
template <class T>
struct LogSigmoid {
  static constexpr auto kRow = &Activations::log_sigmoid;
  T operator()(T a) const { return (a < 0 ? a : T(0)) - std::log1p(std::exp(-std::abs(a))); }
};
template <class T>
struct LogSigmoidBackward {
  static constexpr auto kRow = &Activations::log_sigmoid_backward;
  T operator()(T g, T a) const { return g * sigmoid(-a); }
};
template <class T>
struct Gelu {
  static constexpr auto kRow = &Activations::gelu;
  T operator()(T a) const { return a * T(0.5) * (T(1) + std::erf(a * T(kSqrtHalf))); }
};
template <class T>
struct GeluBackward {
  static constexpr auto kRow = &Activations::gelu_backward;
  T operator()(T g, T a) const {
    const T distribution = T(0.5) * (T(1) + std::erf(a * T(kSqrtHalf)));
    return g * (distribution + a * (T(kInvSqrtTwoPi) * std::exp(T(-0.5) * a * a)));
  }
};
template <class T>
struct GeluTanh {
  static constexpr auto kRow = &Activations::gelu_tanh;
  T operator()(T a) const {
    const T inner = T(kSqrtTwoOverPi) * (a + T(kCubic) * a * a * a);
    return T(0.5) * a * (T(1) + std::tanh(inner));
  }
};
template <class T>
struct GeluTanhBackward {
  static constexpr auto kRow = &Activations::gelu_tanh_backward;
  T operator()(T g, T a) const {
    const T t = std::tanh(T(kSqrtTwoOverPi) * (a + T(kCubic) * a * a * a));
    const T slope = (T(1) - t * t) * (T(kSqrtTwoOverPi) * (T(1) + T(3 * kCubic) * a * a));
    return g * (T(0.5) * (T(1) + t) + T(0.5) * a * slope);
  }
};
template <class T>
struct Silu {
  static constexpr auto kRow = &Activations::silu;
  T operator()(T a) const { return a / (T(1) + std::exp(-a)); }
};
template <class T>
struct SiluBackward {
  static constexpr auto kRow = &Activations::silu_backward;
  T operator()(T g, T a) const {
    const T e = std::exp(-a), s = T(1) / (T(1) + e);
    const T rest = a > 0 ? e * s : T(1) - s;  // 1 - s without cancellation
    return g * s * (T(1) + a * rest);
  }
};
template <class T>
struct Mish {
  static constexpr auto kRow = &Activations::mish;
  T operator()(T a) const { return a * std::tanh(std::log1p(std::exp(a))); }
};
template <class T>
struct MishBackward {
  static constexpr auto kRow = &Activations::mish_backward;
  T operator()(T g, T a) const {
    const T t = std::tanh(std::log1p(std::exp(a)));
    return g * (t + a * sigmoid(a) * (T(1) - t * t));
  }
};
template <class T>
struct Gate {
  static constexpr auto kRow = &Activations::gate;
  T operator()(T a, T b) const { return a * sigmoid(b); }
};

// Null at the baseline level.
const Activations* vector_forms() {
  static const Activations* const forms =
      simd::level() == simd::Level::kBaseline
          ? nullptr
          : &simd::at(simd::level(), simd::kActivationsAvx2, simd::kActivationsAvx2,
                      simd::kActivationsAvx512);
  return forms;
}

// Rows of Op: a vector form, or element after element.
template <class Op>
struct Rows {
  Op op;
  simd::Numbers numbers;

  template <class T, class... In>
  void operator()(T* out, int64_t n, const In*... in) const {
    if constexpr (std::is_same_v<T, float>) {
      if (const Activations* forms = vector_forms())
        return (forms->*Op::kRow)(out, in..., n, numbers);
    }
    for (int64_t i = 0; i < n; ++i) out[i] = op(in[i]...);
  }
  template <class T>
  void operator()(T* out, const T* a, int64_t n) const {
    (*this)(out, n, a);
  }
  template <class T>
  void operator()(T* out, const T* a, const T* b, int64_t n) const {
    (*this)(out, n, a, b);
  }
};

template <template <class> class Op, class... Number>
Array forward(const char* name, const Array& a, const Array* into, Number... number) {
  return compute_floating(a.dtype(), name, [&]<class T>() {
    const Rows<Op<T>> rows{{static_cast<T>(number)...}, {static_cast<float>(number)...}};
    return unary_rows<T>(a, rows, into);
  });
}
template <template <class> class Op, class... Number>
Array backward(const char* name, const Array& g, const Array& a, Number... number) {
  return compute_floating(a.dtype(), name, [&]<class T>() {
    const Rows<Op<T>> rows{{static_cast<T>(number)...}, {static_cast<float>(number)...}};
    return binary_rows<T>(g, a, rows, nullptr);
  });
}

}  // namespace

Array elu(const Array& a, double alpha, double scale, double input_scale, const Array* into) {
  return forward<Elu>("elu_cpu", a, into, alpha * scale, scale, input_scale);
}
Array elu_backward(const Array& g, const Array& a, double alpha, double scale, double input_scale) {
  return backward<EluBackward>("elu_backward_cpu", g, a, alpha * scale, scale, input_scale);
}
Array softplus(const Array& a, double beta, double threshold, const Array* into) {
  return forward<Softplus>("softplus_cpu", a, into, beta, threshold);
}
Array softplus_backward(const Array& g, const Array& a, double beta, double threshold) {
  return backward<SoftplusBackward>("softplus_backward_cpu", g, a, beta, threshold);
}
Array log_sigmoid(const Array& a, const Array* into) {
  return forward<LogSigmoid>("log_sigmoid_cpu", a, into);
}
Array log_sigmoid_backward(const Array& g, const Array& a) {
  return backward<LogSigmoidBackward>("log_sigmoid_backward_cpu", g, a);
}
Array gelu(const Array& a, const Array* into) { return forward<Gelu>("GeluKernelImpl", a, into); }
Array gelu_backward(const Array& g, const Array& a) {
  return backward<GeluBackward>("GeluBackwardKernelImpl", g, a);
}
Array gelu_tanh(const Array& a, const Array* into) {
  return forward<GeluTanh>("GeluKernelImpl", a, into);
}
Array gelu_tanh_backward(const Array& g, const Array& a) {
  return backward<GeluTanhBackward>("GeluBackwardKernelImpl", g, a);
}
Array silu(const Array& a, const Array* into) { return forward<Silu>("silu_cpu", a, into); }
Array silu_backward(const Array& g, const Array& a) {
  return backward<SiluBackward>("silu_backward_cpu", g, a);
}
Array mish(const Array& a, const Array* into) { return forward<Mish>("mish_cpu", a, into); }
Array mish_backward(const Array& g, const Array& a) {
  return backward<MishBackward>("mish_backward_cpu", g, a);
}
Array gate(const Array& a, const Array& b) { return backward<Gate>("glu_cpu", a, b); }

}  // namespace gradlab::kernels
