// The rows of activation_table.h; compiled once for AVX2 and once for AVX-512.
#include <hwy/highway.h>

#include "gradlab/tensor/kernels/simd/activation_table.h"
#include "gradlab/tensor/kernels/simd/vector_functions.h"

namespace gradlab::kernels::simd {
namespace {

HWY_INLINE V all(float value) { return hn::Set(d, value); }

HWY_INLINE V elu(V x, const Numbers& n) {
  // + 0 makes -0.0 the 0.0 that exp(x) - 1 is.
  const V negative = hn::Add(expm1(hn::Mul(x, all(n.third))), hn::Zero(d));
  return hn::IfThenElse(hn::Le(x, hn::Zero(d)), hn::Mul(negative, all(n.first)),
                        hn::Mul(x, all(n.second)));
}
HWY_INLINE V elu_backward(V g, V x, const Numbers& n) {
  const V slope = hn::Mul(all(n.first * n.third), exp(hn::Mul(x, all(n.third))));
  return hn::Mul(g, hn::IfThenElse(hn::Le(x, hn::Zero(d)), slope, all(n.second)));
}

HWY_INLINE V softplus(V x, const Numbers& n) {
  const V beta = all(n.first), scaled = hn::Mul(x, beta);
  return hn::IfThenElse(hn::Gt(scaled, all(n.second)), x, hn::Div(log1p(exp(scaled)), beta));
}
HWY_INLINE V softplus_backward(V g, V x, const Numbers& n) {
  const V scaled = hn::Mul(x, all(n.first));
  return hn::IfThenElse(hn::Gt(scaled, all(n.second)), g, hn::Mul(g, sigmoid(scaled)));
}

HWY_INLINE V log_sigmoid(V x, const Numbers&) {
  // Le is false for NaN, which the second term then brings in.
  const V low = hn::IfThenElseZero(hn::Le(x, hn::Zero(d)), x);
  return hn::Sub(low, log1p(exp(hn::Neg(hn::Abs(x)))));
}
HWY_INLINE V log_sigmoid_backward(V g, V x, const Numbers&) {
  return hn::Mul(g, sigmoid(hn::Neg(x)));
}

// 1 + erf(x / sqrt(2)), twice the normal distribution function.
HWY_INLINE V two_phi(V x) {
  return hn::Add(all(1.0f), erf(hn::Mul(x, all(0.707106781186547524401f))));
}
HWY_INLINE V gelu(V x, const Numbers&) { return hn::Mul(hn::Mul(x, all(0.5f)), two_phi(x)); }
HWY_INLINE V gelu_backward(V g, V x, const Numbers&) {
  const V density = hn::Mul(all(0.398942280401432677940f), exp(hn::Mul(hn::Mul(x, x), all(-0.5f))));
  return hn::Mul(g, hn::MulAdd(x, density, hn::Mul(all(0.5f), two_phi(x))));
}

constexpr float kSqrtTwoOverPi = 0.797884560802865355880f, kCubic = 0.044715f;

HWY_INLINE V gelu_tanh_inner(V x, V x2) {
  return tanh(hn::Mul(all(kSqrtTwoOverPi), hn::MulAdd(hn::Mul(all(kCubic), x2), x, x)));
}
HWY_INLINE V gelu_tanh(V x, const Numbers&) {
  const V t = gelu_tanh_inner(x, hn::Mul(x, x));
  return hn::Mul(hn::Mul(all(0.5f), x), hn::Add(all(1.0f), t));
}
// sigmoid(x), and 1 - sigmoid(x) without the cancellation for large x.
struct SigmoidPair {
  V s, rest;
  HWY_INLINE explicit SigmoidPair(V x) {
    const V one = all(1.0f), e = exp(hn::Neg(x));
    s = hn::Div(one, hn::Add(one, e));
    rest = hn::IfThenElse(hn::Gt(x, all(0.0f)), hn::Mul(e, s), hn::Sub(one, s));
  }
};
// With s = sigmoid(2u), (1 + tanh(u)) / 2 = s and (1 - tanh(u)^2) / 2 = 2 s (1 - s).
HWY_INLINE V gelu_tanh_backward(V g, V x, const Numbers&) {
  const V one = all(1.0f), two = all(2.0f), x2 = hn::Mul(x, x);
  const V u = hn::Mul(hn::Mul(all(kSqrtTwoOverPi), x), hn::MulAdd(all(kCubic), x2, one));
  const SigmoidPair p(hn::Mul(two, u));
  const V slope = hn::Mul(all(kSqrtTwoOverPi), hn::MulAdd(all(3 * kCubic), x2, one));
  const V bend = hn::Mul(hn::Mul(two, p.rest), hn::Mul(x, slope));
  return hn::Mul(g, hn::MulAdd(p.s, bend, p.s));
}

HWY_INLINE V silu(V x, const Numbers&) { return hn::Div(x, hn::Add(all(1.0f), exp(hn::Neg(x)))); }
HWY_INLINE V silu_backward(V g, V x, const Numbers&) {
  const SigmoidPair p(x);
  return hn::Mul(g, hn::Mul(p.s, hn::MulAdd(x, p.rest, all(1.0f))));
}

// exp(x), but no more than where the tanh below is 1 and its slope 0; its square is finite.
HWY_INLINE V mish_exp(V x) { return exp(hn::IfThenElse(hn::Gt(x, all(40.0f)), all(40.0f), x)); }
// tanh(log(1 + e)) = ((1 + e)^2 - 1) / ((1 + e)^2 + 1) = m / (m + 2) with m = e (e + 2).
HWY_INLINE V tanh_log1p(V e) {
  const V m = hn::Mul(e, hn::Add(e, all(2.0f)));
  return hn::Div(m, hn::Add(m, all(2.0f)));
}
HWY_INLINE V mish(V x, const Numbers&) { return hn::Mul(x, tanh_log1p(mish_exp(x))); }
HWY_INLINE V mish_backward(V g, V x, const Numbers&) {
  const V one = all(1.0f), two = all(2.0f), e = mish_exp(x), m = hn::Mul(e, hn::Add(e, two));
  const V s = hn::Div(e, hn::Add(e, one));  // sigmoid(x) where it counts
  // 1 - t^2 for t = m / (m + 2), without cancellation.
  const V r = hn::Div(two, hn::Add(m, two)), slope = hn::Mul(hn::Mul(r, r), hn::Add(m, one));
  return hn::Mul(g, hn::MulAdd(hn::Mul(x, s), slope, hn::Div(m, hn::Add(m, two))));
}

HWY_INLINE V gate(V a, V b, const Numbers&) { return hn::Mul(a, sigmoid(b)); }

// The last lanes go through a full vector too, so that they get the same values.
struct Rest {
  HWY_ALIGN float lanes[kLanes] = {};
  Rest(const float* from, int64_t n) {
    for (int64_t k = 0; k < n; ++k) lanes[k] = from[k];
  }
  V load() const { return hn::Load(d, lanes); }
};
void store_rest(V v, float* out, int64_t n) {
  HWY_ALIGN float lanes[kLanes];
  hn::Store(v, d, lanes);
  for (int64_t k = 0; k < n; ++k) out[k] = lanes[k];
}

#define GRADLAB_ROW(f)                                                        \
  void f##_row(float* out, const float* a, int64_t n, const Numbers& given) { \
    const Numbers numbers = given;                                            \
    int64_t i = 0;                                                            \
    for (; i + kLanes <= n; i += kLanes) {                                    \
      hn::StoreU(f(hn::LoadU(d, a + i), numbers), d, out + i);                \
    }                                                                         \
    if (i == n) return;                                                       \
    store_rest(f(Rest(a + i, n - i).load(), numbers), out + i, n - i);        \
  }
#define GRADLAB_ROW2(f)                                                                           \
  void f##_row(float* out, const float* a, const float* b, int64_t n, const Numbers& given) {     \
    const Numbers numbers = given;                                                                \
    int64_t i = 0;                                                                                \
    for (; i + kLanes <= n; i += kLanes) {                                                        \
      hn::StoreU(f(hn::LoadU(d, a + i), hn::LoadU(d, b + i), numbers), d, out + i);               \
    }                                                                                             \
    if (i == n) return;                                                                           \
    store_rest(f(Rest(a + i, n - i).load(), Rest(b + i, n - i).load(), numbers), out + i, n - i); \
  }
GRADLAB_SIMD_ACTIVATIONS(GRADLAB_ROW)
GRADLAB_SIMD_ACTIVATION_GRADIENTS(GRADLAB_ROW2)

}  // namespace

#define GRADLAB_MEMBER(f) f##_row,
#if HWY_TARGET <= HWY_AVX3
const Activations kActivationsAvx512 = {
#else
const Activations kActivationsAvx2 = {
#endif
    GRADLAB_SIMD_ACTIVATIONS(GRADLAB_MEMBER) GRADLAB_SIMD_ACTIVATION_GRADIENTS(GRADLAB_MEMBER)};

}  // namespace gradlab::kernels::simd
