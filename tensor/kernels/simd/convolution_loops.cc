// Compiled once per level; see math_table.h for what such a file may define.
#include "gradlab/tensor/kernels/simd/convolution_loops.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels::simd {
namespace {

static_assert(kConvolutionVecBytes == kVecBytes);

// Blocks of sums that, with their operands, fill the registers: AVX-512 has 32, the others 16.
constexpr int kTileRegisters = 3, kRows = 4;
#ifdef __AVX512F__
constexpr bool kMasked = true;
constexpr int kTile = 8, kChannels = 4;
#else
constexpr bool kMasked = false;
constexpr int kTile = 4, kChannels = 3;
#endif

template <class T>
constexpr int64_t kLanes = kRegisterBytes / static_cast<int64_t>(sizeof(T));
template <class T>
using Source = ConvolutionSource<T>;

template <class T>
GRADLAB_INLINE void load_all(Register<T>& r, const T* p) {
  std::memcpy(&r, p, sizeof(r));
}

// The lanes of the mask, or the first n < kLanes ones; the others are 0 and not read.
#ifdef __AVX512F__
GRADLAB_INLINE void load_masked(Register<float>& r, const float* p, LaneMask mask) {
  r = _mm512_maskz_loadu_ps(mask, p);
}
GRADLAB_INLINE void load_masked(Register<double>& r, const double* p, LaneMask mask) {
  r = _mm512_maskz_loadu_pd(static_cast<__mmask8>(mask), p);
}
template <class T>
GRADLAB_INLINE void load_first(Register<T>& r, const T* p, int64_t n) {
  load_masked(r, p, static_cast<LaneMask>((1u << n) - 1));
}
#elif defined(__AVX2__)
GRADLAB_INLINE void load_first(Register<float>& r, const float* p, int64_t n) {
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  r = _mm256_maskload_ps(p, _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)), lane));
}
GRADLAB_INLINE void load_first(Register<double>& r, const double* p, int64_t n) {
  const __m256i lane = _mm256_setr_epi64x(0, 1, 2, 3);
  r = _mm256_maskload_pd(p, _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), lane));
}
#else
template <class T>
GRADLAB_INLINE void load_first(Register<T>& r, const T* p, int64_t n) {
  r = Register<T>{};
  std::memcpy(&r, p, static_cast<size_t>(n) * sizeof(T));
}
#endif

// kTile rows of kRegisters registers of results from position j on, of which `rows` and n - j
// elements are written.
template <class T, bool kWithMasks, int kRegisters>
GRADLAB_INLINE void weighted_block(const Source<T>& source, int64_t j, const T* weight,
                                   const T* bias, T* out, int64_t out_step, int64_t rows) {
  Register<T> sum[kTile][kRegisters] = {};
  const int64_t vectors = (source.n + kLanes<T> - 1) / kLanes<T>;
  for (int64_t k = 0; k < source.kernel; ++k) {
    const T* x = source.x + source.offset[k] + j;
    LaneMask mask[kRegisters];
    for (int r = 0; r < kRegisters; ++r) {
      mask[r] = kWithMasks ? source.masks[k * vectors + j / kLanes<T> + r] : LaneMask{0};
    }
    for (int64_t c = 0; c < source.channels; ++c, x += source.channel_step, weight += kTile) {
      Register<T> v[kRegisters];
#pragma GCC unroll 8
      for (int r = 0; r < kRegisters; ++r) {
        if constexpr (kWithMasks) {
          load_masked(v[r], x + r * kLanes<T>, mask[r]);
        } else {
          load_all<T>(v[r], x + r * kLanes<T>);
        }
      }
#pragma GCC unroll 8
      for (int o = 0; o < kTile; ++o) {
#pragma GCC unroll 8
        for (int r = 0; r < kRegisters; ++r) sum[o][r] += weight[o] * v[r];
      }
    }
  }
  const int64_t n = std::min(source.n - j, kRegisters * kLanes<T>);
#pragma GCC unroll 8
  for (int o = 0; o < kTile; ++o) {
    if (o >= rows) break;
    Register<T> row[kRegisters];  // an address of `sum` itself would keep it out of registers
#pragma GCC unroll 8
    for (int r = 0; r < kRegisters; ++r) row[r] = sum[o][r] + bias[o];
    T* const to = out + o * out_step + j;
    if (n == kRegisters * kLanes<T>) {
      std::memcpy(to, row, sizeof(row));
    } else {
      std::memcpy(to, row, static_cast<size_t>(n) * sizeof(T));
    }
  }
}

template <class T, bool kWithMasks>
GRADLAB_INLINE void weighted_row(const Source<T>& source, const T* weight, const T* bias, T* out,
                                 int64_t out_step, int64_t rows) {
  constexpr int64_t kStep = kTileRegisters * kLanes<T>;
  int64_t j = 0;
  for (; j + kStep <= source.n; j += kStep) {
    weighted_block<T, kWithMasks, kTileRegisters>(source, j, weight, bias, out, out_step, rows);
  }
  for (; j < source.n; j += kLanes<T>) {
    weighted_block<T, kWithMasks, 1>(source, j, weight, bias, out, out_step, rows);
  }
}
template <class T>
void weighted_sums(const Source<T>& source, const T* weight, const T* bias, T* out,
                   int64_t out_step, int64_t rows) {
  if (kMasked && source.masks != nullptr) {
    weighted_row<T, kMasked>(source, weight, bias, out, out_step, rows);
  } else {
    weighted_row<T, false>(source, weight, bias, out, out_step, rows);
  }
}

template <class R, size_t... i>
GRADLAB_INLINE auto sums_of_pairs(const R& a, const R& b, std::index_sequence<i...>) {
  return __builtin_shufflevector(a, b, (2 * i)...) + __builtin_shufflevector(a, b, (2 * i + 1)...);
}
// The sums of neighbouring lanes: those of a, then those of b.
template <class T, class R>
GRADLAB_INLINE R sums_of_pairs(const R& a, const R& b) {
  return sums_of_pairs(a, b, std::make_index_sequence<sizeof(R) / sizeof(T)>());
}
template <class T, class R>
GRADLAB_INLINE auto sums_of_pairs(const R& a) {
  return sums_of_pairs(a, a, std::make_index_sequence<sizeof(R) / sizeof(T) / 2>());
}
// The next kCount elements of `to` += the sums of kParts neighbouring lanes. Whatever kCount, a
// power of 2, is, these are added in the same order: neighbours, then neighbouring sums.
template <class T, size_t kParts, size_t kCount, class R>
GRADLAB_INLINE void add_sums(const R (&part)[kCount], T* to) {
  if constexpr (kParts == 1) {
    R sums[kCount];
    std::memcpy(&sums, to, sizeof(sums));
    for (size_t i = 0; i < kCount; ++i) sums[i] += part[i];
    std::memcpy(to, &sums, sizeof(sums));
  } else if constexpr (kCount > 1) {
    R half[kCount / 2];
    for (size_t i = 0; i < kCount / 2; ++i) {
      half[i] = sums_of_pairs<T>(part[2 * i], part[2 * i + 1]);
    }
    add_sums<T, kParts / 2>(half, to);
  } else if constexpr (sizeof(R) == 2 * sizeof(T)) {
    *to += part[0][0] + part[0][1];
  } else {
    const auto half = sums_of_pairs<T>(part[0]);
    add_sums<T, kParts / 2>({half}, to);
  }
}

// The products of kR rows of g with what is seen at kC channels of kernel position k.
template <class T, bool kWithMasks, int kR, int kC>
GRADLAB_INLINE void products_block(const Source<T>& source, int64_t k, int64_t channel, const T* g,
                                   int64_t g_step, T* out) {
  Register<T> sum[kC][kR] = {};
  const int64_t n = source.n, whole = n / kLanes<T> * kLanes<T>;
  [[maybe_unused]] const LaneMask* mask =
      kWithMasks ? source.masks + k * ((n + kLanes<T> - 1) / kLanes<T>) : nullptr;
  const T* x = source.x + source.offset[k] + channel * source.channel_step;
  const auto add = [&](const auto& load_g, const auto& load_x) __attribute__((always_inline)) {
    Register<T> row[kR], v;
#pragma GCC unroll 8
    for (int r = 0; r < kR; ++r) load_g(row[r], g + r * g_step);
#pragma GCC unroll 8
    for (int c = 0; c < kC; ++c) {
      load_x(v, x + c * source.channel_step);
#pragma GCC unroll 8
      for (int r = 0; r < kR; ++r) sum[c][r] += row[r] * v;
    }
  };
  [[maybe_unused]] constexpr auto kAllLanes = static_cast<LaneMask>((1u << kLanes<T>) - 1);
  const auto all = [](auto& r, const T* p) __attribute__((always_inline)) { load_all<T>(r, p); };
  [[maybe_unused]] const auto masked = [&](auto& r, const T* p) __attribute__((always_inline)) {
    load_masked(r, p, *mask);
  };
  for (int64_t j = 0; j < whole; j += kLanes<T>, g += kLanes<T>, x += kLanes<T>) {
    if constexpr (kWithMasks) {
      // A load without a mask costs less: ConvFwdBwd takes 7.03 ms, and took 7.14.
      if (*mask == kAllLanes) {
        add(all, all);
      } else {
        add(all, masked);
      }
      ++mask;
    } else {
      add(all, all);
    }
  }
  if (whole < n) {
    const auto first = [&](auto& r, const T* p) __attribute__((always_inline)) {
      load_first(r, p, n - whole);
    };
    if constexpr (kWithMasks) {
      add(first, masked);
    } else {
      add(first, first);
    }
  }
  if constexpr (kR == 1) {
    for (int c = 0; c < kC; ++c) add_sums<T, kLanes<T>>(sum[c], out + c * kRows);
  } else {
    static_assert(kR == kRows);
    // Two channels at a time: as many sums as fit in a register without more shuffling.
    constexpr int kPair = kC % 2 == 0 ? 2 : 1;
#pragma GCC unroll 8
    for (int c = 0; c < kC; c += kPair) {
      Register<T> part[kPair * kR];
#pragma GCC unroll 8
      for (int i = 0; i < kPair * kR; ++i) part[i] = sum[c + i / kR][i % kR];
      add_sums<T, kLanes<T>>(part, out + c * kRows);
    }
  }
}

template <class T, bool kWithMasks, int kR>
GRADLAB_INLINE void products_of_rows(const Source<T>& source, const T* g, int64_t g_step, T* out) {
  for (int64_t k = 0; k < source.kernel; ++k) {
    int64_t c = 0;
    for (; c + kChannels <= source.channels; c += kChannels, out += kChannels * kRows) {
      products_block<T, kWithMasks, kR, kChannels>(source, k, c, g, g_step, out);
    }
    for (; c < source.channels; ++c, out += kRows) {
      products_block<T, kWithMasks, kR, 1>(source, k, c, g, g_step, out);
    }
  }
}

template <class T, bool kWithMasks>
GRADLAB_INLINE void products(const Source<T>& source, const T* g, int64_t g_step, int64_t rows,
                             T* out) {
  int64_t o = 0;
  for (; o + kRows <= rows; o += kRows, out += source.terms() * kRows) {
    products_of_rows<T, kWithMasks, kRows>(source, g + o * g_step, g_step, out);
  }
  for (; o < rows; ++o, ++out) {
    products_of_rows<T, kWithMasks, 1>(source, g + o * g_step, g_step, out);
  }
}
template <class T>
void add_products(const Source<T>& source, const T* g, int64_t g_step, int64_t rows, T* out) {
  if (kMasked && source.masks != nullptr) {
    products<T, kMasked>(source, g, g_step, rows, out);
  } else {
    products<T, false>(source, g, g_step, rows, out);
  }
}

// In registers, the last of which overlaps the one before. Rows are often shorter than what a call
// of memcpy costs.
template <class T>
void copy_rows(const T* from, int64_t from_step, T* to, int64_t to_step, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; ++r, from += from_step, to += to_step) {
    const auto copy = [=](int64_t j) __attribute__((always_inline)) {
      Register<T> v;
      load_all<T>(v, from + j);
      std::memcpy(to + j, &v, sizeof(v));
    };
    if (n < kLanes<T>) {
      for (int64_t j = 0; j < n; ++j) to[j] = from[j];
      continue;
    }
    int64_t j = 0;
    for (; j + kLanes<T> <= n; j += kLanes<T>) copy(j);
    if (j < n) copy(n - kLanes<T>);
  }
}

template <class T>
constexpr ConvolutionLoops<T> kLoops = {kMasked, kTile,           weighted_sums<T>,
                                        kRows,   add_products<T>, copy_rows<T>};

}  // namespace

const ConvolutionTable GRADLAB_AT_LEVEL(kConvolution) = {kLoops<float>, kLoops<double>};

}  // namespace gradlab::kernels::simd
