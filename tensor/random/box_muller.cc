#include "gradlab/tensor/random/box_muller.h"

#include <bit>
#include <numbers>

namespace gradlab {
namespace {

#define GRADLAB_INLINE inline __attribute__((always_inline))

constexpr int kHalf = 8;
constexpr int kBlock = 2 * kHalf;

// Without branches, so that compilers make vectors of the functions below.
GRADLAB_INLINE uint32_t mask_if(bool condition) { return -static_cast<uint32_t>(condition); }

// Logarithm of a normal number > 0: S. Moshier's Cephes logf with fused steps.
GRADLAB_INLINE float log_cephes(float x) {
  const uint32_t bits = std::bit_cast<uint32_t>(x);
  const uint32_t mantissa = (bits & 0x007fffffu) | 0x3f000000u;  // of a number in [0.5, 1)
  const uint32_t below = mask_if(mantissa < std::bit_cast<uint32_t>(0.707106781186547524f));
  const float e = static_cast<float>(static_cast<int32_t>((bits >> 23) + below) - 126);
  const float half_to_one = std::bit_cast<float>(mantissa);
  const float m = (half_to_one - 1.0f) + std::bit_cast<float>(mantissa & below);
  const float z = m * m;
  float y = 7.0376836292e-2f;
  y = __builtin_fmaf(y, m, -1.1514610310e-1f);
  y = __builtin_fmaf(y, m, 1.1676998740e-1f);
  y = __builtin_fmaf(y, m, -1.2420140846e-1f);
  y = __builtin_fmaf(y, m, 1.4249322787e-1f);
  y = __builtin_fmaf(y, m, -1.6668057665e-1f);
  y = __builtin_fmaf(y, m, 2.0000714765e-1f);
  y = __builtin_fmaf(y, m, -2.4999993993e-1f);
  y = __builtin_fmaf(y, m, 3.3333331174e-1f);
  y = y * m;
  y = __builtin_fmaf(y, z, e * -2.12194440e-4f);
  y = __builtin_fmaf(-z, 0.5f, y);
  return __builtin_fmaf(e, 0.693359375f, m + y);
}

// Sine and cosine of an angle >= 0: Cephes sinf and cosf with fused steps.
GRADLAB_INLINE void sincos_cephes(float angle, float* sin_out, float* cos_out) {
  // The octant, rounded up to an even number, and what is left of the angle.
  const int32_t j = (static_cast<int32_t>(angle * 1.27323954473516f) + 1) & ~1;
  const float y = static_cast<float>(j);
  float x = __builtin_fmaf(y, -0.78515625f, angle);
  x = __builtin_fmaf(y, -2.4187564849853515625e-4f, x);
  x = __builtin_fmaf(y, -3.77489497744594108e-8f, x);
  const float z = x * x;
  float c = 2.443315711809948e-5f;
  c = __builtin_fmaf(c, z, -1.388731625493765e-3f);
  c = __builtin_fmaf(c, z, 4.166664568298827e-2f);
  c = c * z;
  c = __builtin_fmaf(c, z, -(z * 0.5f)) + 1.0f;
  float s = -1.9515295891e-4f;
  s = __builtin_fmaf(s, z, 8.3321608736e-3f);
  s = __builtin_fmaf(s, z, -1.6666654611e-1f);
  s = s * z;
  s = __builtin_fmaf(s, x, x);
  const uint32_t octant = static_cast<uint32_t>(j);
  const uint32_t s_bits = std::bit_cast<uint32_t>(s), c_bits = std::bit_cast<uint32_t>(c);
  const uint32_t swapped = (s_bits ^ c_bits) & -(octant >> 1 & 1);
  *sin_out = std::bit_cast<float>(s_bits ^ swapped ^ (octant & 4) << 29);
  *cos_out = std::bit_cast<float>(c_bits ^ swapped ^ (~(octant - 2) & 4) << 29);
}

GRADLAB_INLINE void box_muller_cephes(float* data, int64_t n, float mean, float std) {
  constexpr float kTwoPi = static_cast<float>(2.0 * std::numbers::pi);
  for (int64_t i = 0; i < n; i += kBlock) {
    float* first = data + i;
    float* second = first + kHalf;
    float a[kHalf], b[kHalf];
    for (int j = 0; j < kHalf; ++j) {
      const float radius = __builtin_sqrtf(-2.0f * log_cephes(1.0f - first[j]));
      float sine = 0, cosine = 0;
      sincos_cephes(kTwoPi * second[j], &sine, &cosine);
      a[j] = __builtin_fmaf(radius * cosine, std, mean);
      b[j] = __builtin_fmaf(radius * sine, std, mean);
    }
    for (int j = 0; j < kHalf; ++j) first[j] = a[j];
    for (int j = 0; j < kHalf; ++j) second[j] = b[j];
  }
}

GRADLAB_INLINE float unit_float(uint32_t word) {
  return static_cast<float>(static_cast<int32_t>(word & 0xffffffu)) * 0x1p-24f;
}

GRADLAB_INLINE void uniform_fused(const uint32_t* words, int64_t n, float from, float range,
                                  float* out) {
  int64_t i = 0;
  for (; i + kBlock <= n; i += kBlock) {
    for (int j = 0; j < kBlock; ++j) {
      out[i + j] = __builtin_fmaf(unit_float(words[i + j]), range, from);
    }
  }
  for (; i < n; ++i) out[i] = __builtin_fmaf(unit_float(words[i]), range, from);
}

// The same functions once for processors with the instruction, once for all. Same bits.
#if defined(__x86_64__)
#define GRADLAB_TARGET_FMA __attribute__((target("avx2,fma")))
GRADLAB_TARGET_FMA void box_muller_avx2(float* data, int64_t n, float mean, float std) {
  box_muller_cephes(data, n, mean, std);
}
GRADLAB_TARGET_FMA void uniform_avx2(const uint32_t* words, int64_t n, float from, float range,
                                     float* out) {
  uniform_fused(words, n, from, range, out);
}
bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return has;
}
#endif

// std::log and its like take the float functions of the C library for float.
template <class T>
void box_muller_libm(T* data, int64_t n, T mean, T std, RandomRecipe recipe) {
  for (int64_t i = 0; i < n; i += kBlock) {
    for (int64_t j = i; j < i + kHalf; ++j) {
      const T radius = std::sqrt(T{-2} * std::log(T{1} - data[j]));
      // The angle is a double product in PyTorch, also for float.
      const T angle = static_cast<T>(2.0 * std::numbers::pi * data[j + kHalf]);
      data[j] = internal::multiply_add(radius * std::cos(angle), std, mean, recipe);
      data[j + kHalf] = internal::multiply_add(radius * std::sin(angle), std, mean, recipe);
    }
  }
}

}  // namespace

namespace internal {

void uniform_from_words(const uint32_t* words, int64_t n, float from, float to, RandomRecipe recipe,
                        float* out) {
  const float range = to - from;
  if (recipe == RandomRecipe::kBaseline) {
    for (int64_t i = 0; i < n; ++i) out[i] = unit_float(words[i]) * range + from;
    return;
  }
#if defined(__x86_64__)
  if (has_avx2()) return uniform_avx2(words, n, from, range, out);
#endif
  uniform_fused(words, n, from, range, out);
}

void box_muller(float* data, int64_t n, float mean, float std, RandomRecipe recipe) {
  if (recipe == RandomRecipe::kBaseline) return box_muller_libm(data, n, mean, std, recipe);
#if defined(__x86_64__)
  if (has_avx2()) return box_muller_avx2(data, n, mean, std);
#endif
  box_muller_cephes(data, n, mean, std);
}

void box_muller(double* data, int64_t n, double mean, double std, RandomRecipe recipe) {
  box_muller_libm(data, n, mean, std, recipe);
}

}  // namespace internal
}  // namespace gradlab
