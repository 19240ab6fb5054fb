// Compiled once per level; see math_table.h for what such a file may define.
#include "gradlab/tensor/kernels/simd/convolution_loops.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels::simd {
namespace {

static_assert(kConvolutionVecBytes == kVecBytes);

// Blocks of sums that, with their operands, fill the registers: AVX-512 has 32, the others 16.
#ifdef __AVX512F__
constexpr int kTile = 8, kTileRegisters = 3;
constexpr int kRows = 4, kTerms = 6;
#else
constexpr int kTile = 4, kTileRegisters = 3;
constexpr int kRows = 3, kTerms = 3;
#endif

template <class T>
constexpr int64_t kLanes = kRegisterBytes / static_cast<int64_t>(sizeof(T));

template <class T>
GRADLAB_INLINE void load_register(Register<T>& r, const T* p) {
  std::memcpy(&r, p, sizeof(r));
}

// kTile rows of kRegisters registers of results.
template <class T, int kRegisters>
GRADLAB_INLINE void weighted_block(const T* x, const int64_t* offset, int64_t terms,
                                   const T* weight, T* out, int64_t n) {
  Register<T> sum[kTile][kRegisters] = {};
  for (int64_t i = 0; i < terms; ++i, weight += kTile) {
    Register<T> v[kRegisters];
#pragma GCC unroll 8
    for (int r = 0; r < kRegisters; ++r) load_register<T>(v[r], x + offset[i] + r * kLanes<T>);
#pragma GCC unroll 8
    for (int o = 0; o < kTile; ++o) {
#pragma GCC unroll 8
      for (int r = 0; r < kRegisters; ++r) sum[o][r] += weight[o] * v[r];
    }
  }
#pragma GCC unroll 8
  for (int o = 0; o < kTile; ++o) {
    std::memcpy(out + o * n, sum[o], sizeof(sum[o]));
  }
}

template <class T>
void weighted_sums(const T* x, const int64_t* offset, int64_t terms, const T* weight, T* out,
                   int64_t n) {
  constexpr int64_t kStep = kTileRegisters * kLanes<T>;
  int64_t j = 0;
  for (; j + kStep <= n; j += kStep) {
    weighted_block<T, kTileRegisters>(x + j, offset, terms, weight, out + j, n);
  }
  for (; j < n; j += kLanes<T>) weighted_block<T, 1>(x + j, offset, terms, weight, out + j, n);
}

template <class R, size_t... i>
GRADLAB_INLINE auto sum_of_halves(const R& r, std::index_sequence<i...>) {
  return __builtin_shufflevector(r, r, i...) + __builtin_shufflevector(r, r, (sizeof...(i) + i)...);
}
// Halves added to each other, in registers: through memory it took a third of add_products.
template <class T, class R>
GRADLAB_INLINE T lane_sum(const R& r) {
  constexpr size_t kCount = sizeof(R) / sizeof(T);
  if constexpr (kCount == 2) {
    return r[0] + r[1];
  } else {
    return lane_sum<T>(sum_of_halves(r, std::make_index_sequence<kCount / 2>()));
  }
}

// The products of kR rows of g with x at kI offsets.
template <class T, int kR, int kI>
GRADLAB_INLINE void products_block(const T* x, const int64_t* offset, int64_t terms, const T* g,
                                   int64_t n, T* out) {
  Register<T> sum[kR][kI] = {};
  for (int64_t j = 0; j < n; j += kLanes<T>) {
    Register<T> row[kR], v;
#pragma GCC unroll 8
    for (int r = 0; r < kR; ++r) load_register<T>(row[r], g + r * n + j);
#pragma GCC unroll 8
    for (int i = 0; i < kI; ++i) {
      load_register<T>(v, x + offset[i] + j);
#pragma GCC unroll 8
      for (int r = 0; r < kR; ++r) sum[r][i] += row[r] * v;
    }
  }
  for (int r = 0; r < kR; ++r) {
    for (int i = 0; i < kI; ++i) out[r * terms + i] += lane_sum<T>(sum[r][i]);
  }
}

template <class T, int kR>
GRADLAB_INLINE void products_of_rows(const T* x, const int64_t* offset, int64_t terms, const T* g,
                                     int64_t n, T* out) {
  int64_t i = 0;
  for (; i + kTerms <= terms; i += kTerms) {
    products_block<T, kR, kTerms>(x, offset + i, terms, g, n, out + i);
  }
  for (; i < terms; ++i) products_block<T, kR, 1>(x, offset + i, terms, g, n, out + i);
}

template <class T>
void add_products(const T* x, const int64_t* offset, int64_t terms, const T* g, int64_t rows,
                  int64_t n, T* out) {
  int64_t o = 0;
  for (; o + kRows <= rows; o += kRows) {
    products_of_rows<T, kRows>(x, offset, terms, g + o * n, n, out + o * terms);
  }
  for (; o < rows; ++o) products_of_rows<T, 1>(x, offset, terms, g + o * n, n, out + o * terms);
}

// to[j] = op(from[j]) in registers, the last of which overlaps the one before. Rows are often
// shorter than what a call of memcpy costs.
template <class T, class Op>
GRADLAB_INLINE void map_rows(const T* from, int64_t from_step, T* to, int64_t to_step,
                             int64_t rows, int64_t n, const Op& op) {
  for (int64_t r = 0; r < rows; ++r, from += from_step, to += to_step) {
    const auto block = [=](int64_t j) __attribute__((always_inline)) {
      Register<T> v;
      load_register<T>(v, from + j);
      v = op(v);
      std::memcpy(to + j, &v, sizeof(v));
    };
    int64_t j = 0;
    for (; j + kLanes<T> <= n; j += kLanes<T>) block(j);
    if (j == n) continue;
    if (j > 0) {
      block(n - kLanes<T>);
    } else {
      for (; j < n; ++j) to[j] = op(from[j]);
    }
  }
}

template <class T>
void copy_rows(const T* from, int64_t from_step, T* to, int64_t to_step, int64_t rows, int64_t n) {
  map_rows(from, from_step, to, to_step, rows, n,
           [](auto v) __attribute__((always_inline)) { return v; });
}

template <class T>
void add_to_rows(const T* from, int64_t from_step, T b, T* to, int64_t to_step, int64_t rows,
                 int64_t n) {
  map_rows(from, from_step, to, to_step, rows, n,
           [b](auto v) __attribute__((always_inline)) { return v + b; });
}

template <class T>
constexpr ConvolutionLoops<T> kLoops = {kTile, weighted_sums<T>, add_products<T>, copy_rows<T>,
                                        add_to_rows<T>};

}  // namespace

const ConvolutionTable GRADLAB_AT_LEVEL(kConvolution) = {kLoops<float>, kLoops<double>};

}  // namespace gradlab::kernels::simd
