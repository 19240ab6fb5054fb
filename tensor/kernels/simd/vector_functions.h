// Elementary functions of one vector of floats, for the files that are compiled for AVX2 and for
// AVX-512.
//
// log and AVX2's exp are Highway's, whose 1 ulp is the best to be had; the others are those of
// libmvec, the vector half of the C library, which is as fast and has functions that Highway has
// not. Where its AVX-512 version is off by more than 2 ulp (expm1, cosh), the AVX2 version runs on
// both halves. AVX-512 has an instruction for the last step of exp, so exp and erf are written
// here, in half the time. Measured over
// every 331st float: Highway's exp 0.97, log 0.87, log2 1.72; its tanh is at 2.7. libmvec's exp is
// at 2.5, log at 3.9, and log10, tan, asin, acosh are above 2 everywhere and therefore not here.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_VECTOR_FUNCTIONS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_VECTOR_FUNCTIONS_H_

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>
#include <immintrin.h>

namespace hn = hwy::HWY_NAMESPACE;

extern "C" {
#define GRADLAB_LIBMVEC(fn) __m256 _ZGVdN8v_##fn##f(__m256);
GRADLAB_LIBMVEC(exp2)
GRADLAB_LIBMVEC(expm1)
GRADLAB_LIBMVEC(log1p)
GRADLAB_LIBMVEC(sin)
GRADLAB_LIBMVEC(cos)
GRADLAB_LIBMVEC(sinh)
GRADLAB_LIBMVEC(cosh)
GRADLAB_LIBMVEC(erf)
GRADLAB_LIBMVEC(tanh)
GRADLAB_LIBMVEC(erfc)
#undef GRADLAB_LIBMVEC
#if HWY_TARGET <= HWY_AVX3
#define GRADLAB_LIBMVEC(fn) __m512 _ZGVeN16v_##fn##f(__m512);
GRADLAB_LIBMVEC(exp2)
GRADLAB_LIBMVEC(log1p)
GRADLAB_LIBMVEC(sin)
GRADLAB_LIBMVEC(cos)
GRADLAB_LIBMVEC(sinh)
GRADLAB_LIBMVEC(tanh)
GRADLAB_LIBMVEC(erfc)
#undef GRADLAB_LIBMVEC
#endif
}

namespace gradlab::kernels::simd {
namespace {  // what differs between levels must not be shared by the linker

using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;
constexpr D d;
constexpr int64_t kLanes = sizeof(V) / sizeof(float);

#if HWY_TARGET <= HWY_AVX3
#define GRADLAB_ALL_LANES(fn) \
  HWY_INLINE V fn(V x) { return V{_ZGVeN16v_##fn##f(x.raw)}; }
#define GRADLAB_TWO_HALVES(fn)                                              \
  HWY_INLINE V fn(V x) {                                                    \
    const __m256 low = _ZGVdN8v_##fn##f(_mm512_castps512_ps256(x.raw));     \
    const __m256 high = _ZGVdN8v_##fn##f(_mm512_extractf32x8_ps(x.raw, 1)); \
    return V{_mm512_insertf32x8(_mm512_castps256_ps512(low), high, 1)};     \
  }
#else
#define GRADLAB_ALL_LANES(fn) \
  HWY_INLINE V fn(V x) { return V{_ZGVdN8v_##fn##f(x.raw)}; }
#define GRADLAB_TWO_HALVES(fn) GRADLAB_ALL_LANES(fn)
#endif
GRADLAB_ALL_LANES(exp2)
GRADLAB_ALL_LANES(log1p)
GRADLAB_ALL_LANES(sin)
GRADLAB_ALL_LANES(cos)
GRADLAB_ALL_LANES(sinh)
GRADLAB_ALL_LANES(tanh)
GRADLAB_ALL_LANES(erfc)
GRADLAB_TWO_HALVES(expm1)
GRADLAB_TWO_HALVES(cosh)

// c[0] x^(n - 1) + ... + c[n - 1].
template <int n>
HWY_INLINE V horner(V x, const float (&c)[n]) {
  V p = hn::Set(d, c[0]);
  for (int i = 1; i < n; ++i) p = hn::MulAdd(p, x, hn::Set(d, c[i]));
  return p;
}

// The polynomials below are of least error relative to the result, by Lawson's algorithm; beside it
// is their error in ulp.
#if HWY_TARGET <= HWY_AVX3
HWY_INLINE V nearest_integer(V x) {
  return V{_mm512_roundscale_ps(x.raw, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
// x 2^n, rounded once, also where it overflows or is subnormal. No such instruction in AVX2.
HWY_INLINE V scale_by_power(V x, V n) { return V{_mm512_scalef_ps(x.raw, n.raw)}; }

// e^x = 2^n e^r with n the integer nearest to x / ln 2.
HWY_INLINE V exp(V x) {
  // Of Min and Max the instructions return the second operand if one is NaN.
  x = hn::Min(hn::Set(d, 104.0f), hn::Max(hn::Set(d, -104.0f), x));
  const V n = nearest_integer(hn::Mul(x, hn::Set(d, 1.44269504f)));
  // ln 2 in two parts: n times the first one, which has 10 bits, is exact.
  V r = hn::NegMulAdd(n, hn::Set(d, 0.693359375f), x);
  r = hn::NegMulAdd(n, hn::Set(d, -2.12194440e-4f), r);
  const V p =  // 0.05
      horner(r, {1.38145441e-3f, 8.36871471e-3f, 4.1668389e-2f, 0.166665211f, 0.49999994f});
  const V e = hn::Add(hn::MulAdd(p, hn::Mul(r, r), r), hn::Set(d, 1.0f));
  return scale_by_power(e, n);
}

// 2^q for -100 < q <= 0.
HWY_INLINE V exp2_of_small(V q) {
  const V n = nearest_integer(q);
  const V p = horner(hn::Sub(q, n), {1.32646656e-3f, 9.67151299e-3f, 5.55073395e-2f, 0.240222424f,
                                     0.693147004f, 1.0f});  // 1.5
  return scale_by_power(p, n);
}
#else
// Highway leaves arguments above 88.7 and NaN undefined.
HWY_INLINE V exp(V x) {
  const V top = hn::Set(d, 89.0f);
  const V y = hn::Exp(d, hn::Min(x, top));
  const V special = hn::IfThenElse(hn::IsNaN(x), x, hn::Inf(d));
  return hn::IfThenElse(hn::Le(x, top), y, special);
}
#endif

// Highway leaves all but positive numbers undefined.
HWY_INLINE V with_log_limits(V x, V y) {
  const V inf = hn::Inf(d), zero = hn::Zero(d);
  const V not_above = hn::IfThenElse(hn::Eq(x, zero), hn::Neg(inf), hn::NaN(d));
  const V large = hn::IfThenElse(hn::Eq(x, inf), inf, y);
  return hn::IfThenElse(hn::Gt(x, zero), large, not_above);
}
HWY_INLINE V log(V x) { return with_log_limits(x, hn::Log(d, x)); }
HWY_INLINE V log2(V x) { return with_log_limits(x, hn::Log2(d, x)); }

#if HWY_TARGET <= HWY_AVX3
// x + x p(x^2) below 0.9277, 1 - 2^q(|x|) above.
HWY_INLINE V erf(V x) {
  const V s = hn::Mul(x, x);
  const V p = horner(s, {-5.9550686e-4f, 4.98620188e-3f, -2.67618988e-2f, 0.112816878f,
                         -0.376124829f, 0.128379151f});  // 0.3
  const V near = hn::MulAdd(p, x, x);
  // From 4 on it is 1.
  const V t = hn::Min(hn::Abs(x), hn::Set(d, 4.0f));
  const V q = horner(t, {3.08341638e-4f, -4.63511422e-3f, 3.30133103e-2f, -0.151845202f,
                         -0.917159498f, -1.62809861f});  // 0.05
  const V far = hn::Sub(hn::Set(d, 1.0f), exp2_of_small(hn::Mul(q, t)));
  // False for NaN, which is then in `near`.
  return hn::IfThenElse(hn::Gt(hn::Abs(x), hn::Set(d, 0.9277f)), hn::CopySign(far, x), near);
}
#else
GRADLAB_ALL_LANES(erf)
#endif

HWY_INLINE V sigmoid(V x) {
  const V one = hn::Set(d, 1.0f);
  return hn::Div(one, hn::Add(one, exp(hn::Neg(x))));
}

}  // namespace
}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_VECTOR_FUNCTIONS_H_
