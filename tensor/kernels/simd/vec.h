// Vec<T>: kVecBytes of elements, by the compiler's vector extension. The number of lanes, and so
// the order of every sum, is the same whatever the width of the machine's registers: a Vec is made
// of as many registers as it takes.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_VEC_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_VEC_H_

#include <cstdint>
#include <cstring>
#include <type_traits>

#define GRADLAB_INLINE [[gnu::always_inline]] inline

// Files compiled for different levels have different Vecs, so these are in namespaces of their own;
// GRADLAB_AT_LEVEL(kTable) is kTableAvx2 and so on.
#if defined(__AVX512BW__)
#define GRADLAB_REGISTER_BYTES 64
#define GRADLAB_VEC_NAMESPACE vec_avx512
#define GRADLAB_AT_LEVEL(name) name##Avx512
#elif defined(__AVX2__)
#define GRADLAB_REGISTER_BYTES 32
#define GRADLAB_VEC_NAMESPACE vec_avx2
#define GRADLAB_AT_LEVEL(name) name##Avx2
#else
#define GRADLAB_REGISTER_BYTES 16
#define GRADLAB_VEC_NAMESPACE vec_baseline
#define GRADLAB_AT_LEVEL(name) name##Baseline
#endif

namespace gradlab::kernels {
inline namespace GRADLAB_VEC_NAMESPACE {

// One AVX-512 register, or two of AVX2, or four of SSE2.
inline constexpr int kVecBytes = 64;
inline constexpr int kRegisterBytes = GRADLAB_REGISTER_BYTES;

// There are no vectors of bool, but of its bytes.
template <class T>
using Lane = std::conditional_t<std::is_same_v<T, bool>, uint8_t, T>;
template <class T>
inline constexpr int kLanesOf = kVecBytes / static_cast<int>(sizeof(T));

template <class T, int kBytes>
struct RegisterOf {
  typedef T Type __attribute__((vector_size(kBytes)));
};
template <class T, int kBytes = kRegisterBytes>
using Register = typename RegisterOf<T, kBytes>::Type;

template <class T>
struct Vec {
  static constexpr int kParts = kVecBytes / kRegisterBytes;
  Register<T> part[kParts];

  // All lanes alike.
  GRADLAB_INLINE static Vec all(T value) {
    Vec v;
    for (int i = 0; i < kParts; ++i) v.part[i] = Register<T>{} + value;
    return v;
  }
};

template <class T>
GRADLAB_INLINE Vec<T>& operator+=(Vec<T>& a, const Vec<T>& b) {
  for (int i = 0; i < Vec<T>::kParts; ++i) a.part[i] += b.part[i];
  return a;
}
template <class T>
GRADLAB_INLINE Vec<T>& operator-=(Vec<T>& a, const Vec<T>& b) {
  for (int i = 0; i < Vec<T>::kParts; ++i) a.part[i] -= b.part[i];
  return a;
}
template <class T>
GRADLAB_INLINE Vec<T>& operator*=(Vec<T>& a, const Vec<T>& b) {
  for (int i = 0; i < Vec<T>::kParts; ++i) a.part[i] *= b.part[i];
  return a;
}
template <class T>
GRADLAB_INLINE Vec<T>& operator/=(Vec<T>& a, const Vec<T>& b) {
  for (int i = 0; i < Vec<T>::kParts; ++i) a.part[i] /= b.part[i];
  return a;
}

// acc = the larger, or smaller, one of the two; x when x is NaN, and then no comparison removes it.
// For numbers and for the lanes of vectors.
template <class T>
GRADLAB_INLINE void keep_larger(T& acc, const T& x) {
  acc = ((x > acc) | (x != x)) ? x : acc;
}
template <class T>
GRADLAB_INLINE void keep_smaller(T& acc, const T& x) {
  acc = ((x < acc) | (x != x)) ? x : acc;
}
template <class T>
GRADLAB_INLINE void keep_larger(Vec<T>& acc, const Vec<T>& x) {
  for (int i = 0; i < Vec<T>::kParts; ++i) keep_larger(acc.part[i], x.part[i]);
}
template <class T>
GRADLAB_INLINE void keep_smaller(Vec<T>& acc, const Vec<T>& x) {
  for (int i = 0; i < Vec<T>::kParts; ++i) keep_smaller(acc.part[i], x.part[i]);
}

// v = p[0 .. lanes), converted to T. p need not be aligned.
template <class T, class From>
GRADLAB_INLINE void load(Vec<T>& v, const From* p) {
  constexpr int kLanes = kRegisterBytes / static_cast<int>(sizeof(T));
  for (int i = 0; i < Vec<T>::kParts; ++i) {
    Register<Lane<From>, kLanes* static_cast<int>(sizeof(From))> raw;
    std::memcpy(&raw, p + i * kLanes, sizeof(raw));
    if constexpr (std::is_same_v<T, Lane<From>>) {
      v.part[i] = raw;
    } else {
      v.part[i] = __builtin_convertvector(raw, Register<T>);
    }
  }
}
template <class T>
GRADLAB_INLINE void store(T* p, const Vec<T>& v) {
  std::memcpy(p, &v, sizeof(v));
}

// The first n < kLanesOf<T> lanes, the others set to `fill`.
template <class T>
GRADLAB_INLINE void load_part(Vec<T>& v, const T* p, int64_t n, T fill) {
  v = Vec<T>::all(fill);
  std::memcpy(&v, p, n * sizeof(T));
}
template <class T>
GRADLAB_INLINE void store_part(T* p, const Vec<T>& v, int64_t n) {
  std::memcpy(p, &v, n * sizeof(T));
}

}  // namespace GRADLAB_VEC_NAMESPACE
}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_VEC_H_
