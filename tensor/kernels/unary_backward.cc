// Gradients of activation functions, from their outputs.
#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab::kernels {
namespace {

struct SigmoidBackward {
  template <class T>
  T operator()(T g, T y) const {
    return g * (T(1) - y) * y;
  }
};
struct TanhBackward {
  template <class T>
  T operator()(T g, T y) const {
    return g * (T(1) - y * y);
  }
};
struct ReluBackward {
  static constexpr bool kCheap = true;
  template <class T>
  T operator()(T g, T y) const {
    return y <= 0 ? T(0) : g;
  }
  Float4 operator()(Float4 g, Float4 y) const { return y <= 0 ? Float4{} : g; }
};

template <class Op>
Array backward(const char* name, const Array& g, const Array& y, const Array* into) {
  return compute_floating(result_type(g, y), name,
                           [&]<class T>() { return binary<T, T>(g, y, Op(), into); });
}

}  // namespace

Array sigmoid_backward(const Array& g, const Array& y, const Array* into) {
  return backward<SigmoidBackward>("sigmoid_backward_cpu", g, y, into);
}
Array tanh_backward(const Array& g, const Array& y, const Array* into) {
  return backward<TanhBackward>("tanh_backward_cpu", g, y, into);
}
Array relu_backward(const Array& g, const Array& y, const Array* into) {
  return backward<ReluBackward>("threshold_cpu", g, y, into);
}

}  // namespace gradlab::kernels
