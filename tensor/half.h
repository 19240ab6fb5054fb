// Half and BFloat16: floating-point numbers of 16 bits, to store and not to compute with: they
// convert to float without a rounding and from float by rounding to the nearest, ties to even.
//
// Half is IEEE's binary16: 11 bits of precision, up to 65504. BFloat16 is the upper half of a
// float: 8 bits of precision and float's range.
#ifndef GRADLAB_TENSOR_HALF_H_
#define GRADLAB_TENSOR_HALF_H_

#include <bit>
#include <cstdint>
#include <limits>
#include <ostream>
#include <type_traits>

namespace gradlab {
namespace internal {

constexpr uint16_t half_bits(float value) {
  uint32_t x = std::bit_cast<uint32_t>(value);
  const uint32_t sign = x >> 16 & 0x8000;
  x &= 0x7fffffff;
  if (x >= 0x47800000) {  // 2^16 and more, infinite, NaN
    return static_cast<uint16_t>(sign | (x > 0x7f800000 ? 0x7e00 : 0x7c00));
  }
  if (x < 0x38800000) {
    // Below 2^-14 a half has the steps of 0.5f, 2^-24, so that this sum rounds as needed.
    const float shifted = std::bit_cast<float>(x) + 0.5f;
    return static_cast<uint16_t>(sign | (std::bit_cast<uint32_t>(shifted) - 0x3f000000));
  }
  // 112 less in the exponent; the carry of the rounding may go into it, up to infinity.
  x += 0xc8000fff + (x >> 13 & 1);
  return static_cast<uint16_t>(sign | x >> 13);
}

constexpr float half_value(uint16_t bits) {
  const uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16;
  const uint32_t m = bits & 0x7fff;
  if (m >= 0x7c00) return std::bit_cast<float>(sign | 0x7f800000 | m << 13);
  if (m >= 0x0400) return std::bit_cast<float>(sign | ((m << 13) + 0x38000000));
  const float small = static_cast<float>(m) * 0x1p-24f;
  return sign ? -small : small;
}

constexpr uint16_t bfloat16_bits(float value) {
  const uint32_t x = std::bit_cast<uint32_t>(value);
  if (value != value) return 0x7fc0;
  return static_cast<uint16_t>((x + 0x7fff + (x >> 16 & 1)) >> 16);
}

}  // namespace internal

struct alignas(2) Half {
  struct from_bits_t {};
  static constexpr from_bits_t from_bits() { return {}; }

  Half() = default;
  constexpr Half(float value) : x(internal::half_bits(value)) {}
  constexpr Half(uint16_t bits, from_bits_t) : x(bits) {}
  constexpr operator float() const { return internal::half_value(x); }

  uint16_t x;  // the bits
};

struct alignas(2) BFloat16 {
  struct from_bits_t {};
  static constexpr from_bits_t from_bits() { return {}; }

  BFloat16() = default;
  constexpr BFloat16(float value) : x(internal::bfloat16_bits(value)) {}
  constexpr BFloat16(uint16_t bits, from_bits_t) : x(bits) {}
  constexpr operator float() const { return std::bit_cast<float>(static_cast<uint32_t>(x) << 16); }

  uint16_t x;  // the bits
};

template <class T>
concept ReducedFloat = std::is_same_v<T, Half> || std::is_same_v<T, BFloat16>;

// Two numbers of one of these types make a third one; with any other number they are floats.
template <ReducedFloat H>
constexpr H operator+(H a, H b) {
  return static_cast<float>(a) + static_cast<float>(b);
}
template <ReducedFloat H>
constexpr H operator-(H a, H b) {
  return static_cast<float>(a) - static_cast<float>(b);
}
template <ReducedFloat H>
constexpr H operator*(H a, H b) {
  return static_cast<float>(a) * static_cast<float>(b);
}
template <ReducedFloat H>
constexpr H operator/(H a, H b) {
  return static_cast<float>(a) / static_cast<float>(b);
}
template <ReducedFloat H>
constexpr H operator-(H a) {
  return -static_cast<float>(a);
}
template <ReducedFloat H>
constexpr H& operator+=(H& a, std::type_identity_t<H> b) {
  return a = a + b;
}
template <ReducedFloat H>
constexpr H& operator-=(H& a, std::type_identity_t<H> b) {
  return a = a - b;
}
template <ReducedFloat H>
constexpr H& operator*=(H& a, std::type_identity_t<H> b) {
  return a = a * b;
}
template <ReducedFloat H>
constexpr H& operator/=(H& a, std::type_identity_t<H> b) {
  return a = a / b;
}
template <ReducedFloat H>
std::ostream& operator<<(std::ostream& os, H value) {
  return os << static_cast<float>(value);
}

}  // namespace gradlab

template <>
class std::numeric_limits<gradlab::Half> : public std::numeric_limits<float> {
 public:
  static constexpr int digits = 11, digits10 = 3, max_digits10 = 5;
  static constexpr int min_exponent = -13, min_exponent10 = -4;
  static constexpr int max_exponent = 16, max_exponent10 = 4;
  static constexpr gradlab::Half of(uint16_t bits) { return {bits, gradlab::Half::from_bits()}; }
  static constexpr gradlab::Half min() { return of(0x0400); }
  static constexpr gradlab::Half lowest() { return of(0xfbff); }
  static constexpr gradlab::Half max() { return of(0x7bff); }
  static constexpr gradlab::Half epsilon() { return of(0x1400); }
  static constexpr gradlab::Half round_error() { return of(0x3800); }
  static constexpr gradlab::Half infinity() { return of(0x7c00); }
  static constexpr gradlab::Half quiet_NaN() { return of(0x7e00); }
  static constexpr gradlab::Half denorm_min() { return of(0x0001); }
};

template <>
class std::numeric_limits<gradlab::BFloat16> : public std::numeric_limits<float> {
 public:
  static constexpr int digits = 8, digits10 = 2, max_digits10 = 4;
  static constexpr gradlab::BFloat16 of(uint16_t bits) {
    return {bits, gradlab::BFloat16::from_bits()};
  }
  static constexpr gradlab::BFloat16 min() { return of(0x0080); }
  static constexpr gradlab::BFloat16 lowest() { return of(0xff7f); }
  static constexpr gradlab::BFloat16 max() { return of(0x7f7f); }
  static constexpr gradlab::BFloat16 epsilon() { return of(0x3c00); }
  static constexpr gradlab::BFloat16 round_error() { return of(0x3f00); }
  static constexpr gradlab::BFloat16 infinity() { return of(0x7f80); }
  static constexpr gradlab::BFloat16 quiet_NaN() { return of(0x7fc0); }
  static constexpr gradlab::BFloat16 denorm_min() { return of(0x0001); }
};

#endif  // GRADLAB_TENSOR_HALF_H_
