// Which vector instructions this process uses.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_LEVEL_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_LEVEL_H_

namespace gradlab::kernels::simd {

enum class Level {
  kBaseline,  // what every x86-64 has
  kAvx2,      // with FMA
  kAvx512,    // F, BW, CD, DQ, VL
};

// The best level that the processor and the system have, or the lower one that the environment
// variable GRADLAB_SIMD (baseline, avx2, avx512) asks for. Decided once, at the first call.
Level level();

// "baseline", "avx2" or "avx512".
const char* name(Level level);

// What was compiled for `level`, of the three versions of something.
template <class Table>
const Table& at(Level level, const Table& baseline, const Table& avx2, const Table& avx512) {
  return level == Level::kBaseline ? baseline : level == Level::kAvx2 ? avx2 : avx512;
}

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_LEVEL_H_
