// Elementary functions on Vec<float> and Vec<double>, for kernels that need them between loads.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_VEC_MATH_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_VEC_MATH_H_

#include <cmath>
#include <cstdint>

#include "gradlab/tensor/kernels/simd/vec.h"

#ifdef __AVX512F__
#include <immintrin.h>
#endif

namespace gradlab::kernels {
inline namespace GRADLAB_VEC_NAMESPACE {

// In files compiled with -ffp-contract=fast, as those of the levels that have fused multiply-adds
// are, products here are not rounded before they are added to something.

// v = e^v, within 1.5 ulp; overflows to inf, underflows through the subnormals to 0, keeps NaN.
//
// e^x = 2^n e^r with n the integer nearest to x / ln 2, so that |r| <= ln 2 / 2, where the Taylor
// polynomial of degree 7 is good to 5e-9.
GRADLAB_INLINE void exp_in_place(Register<float>& v) {
  using F = Register<float>;
  const F zero = {};
  const F low = zero - 104.0f, high = zero + 89.0f;  // beyond these the result is 0 or inf
  F x = v < low ? low : v;
  x = x > high ? high : x;
  // Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits.
  const F magic = zero + 12582912.0f;
  const F shifted = x * 1.44269504f + magic;
  const F n = shifted - magic;
  // ln 2 in two parts: n times the first one, which has 10 bits, is exact.
  const F r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  F p = r * (1.0f / 5040) + 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r * r + r + 1.0f;
#ifdef __AVX512F__
  v = _mm512_maskz_scalef_ps(0xffff, p, n);
#else
  // 2^n as a product of two powers, since n may be out of the range of exponents.
  using U = Register<uint32_t>;
  const U exponent = (U)shifted - (U)magic;
  const U half = (U)((Register<int32_t>)exponent >> 1);
  const F first = (F)((half + 127u) << 23), second = (F)((exponent - half + 127u) << 23);
  v = p * first * second;
#endif
}

// Divides by `divisor`, given 1 / divisor. With fused multiply-adds, one Newton step on the product
// with the reciprocal is as good as a division but for results that are not normal numbers, and
// takes 3 instructions instead of 16 cycles.
template <class T>
GRADLAB_INLINE void divide(Vec<T>& v, T divisor, [[maybe_unused]] T reciprocal) {
#ifdef __FMA__
  for (Register<T>& a : v.part) {
    const Register<T> quotient = a * reciprocal;
    a = quotient + (a - quotient * divisor) * reciprocal;
  }
#else
  v /= Vec<T>::all(divisor);
#endif
}

GRADLAB_INLINE void exp_in_place(Vec<float>& v) {
  for (Register<float>& r : v.part) exp_in_place(r);
}
GRADLAB_INLINE void exp_in_place(Vec<double>& v) {
  double lane[kLanesOf<double>];
  store(lane, v);
  for (double& x : lane) x = std::exp(x);
  load(v, lane);
}

}  // namespace GRADLAB_VEC_NAMESPACE
}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_VEC_MATH_H_
