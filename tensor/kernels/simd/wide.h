// For loops that the compiler vectorises itself and that gain from wider registers.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_WIDE_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_WIDE_H_

#include "gradlab/tensor/kernels/simd/level.h"

namespace gradlab::kernels::simd {

namespace internal {

#ifdef __x86_64__
#define GRADLAB_TARGET_AVX2 [[gnu::target("avx2")]]
#else
#define GRADLAB_TARGET_AVX2
#endif

template <class Loop>
[[gnu::noinline]] GRADLAB_TARGET_AVX2 void run_avx2(const Loop& loop) {
  loop();
}

}  // namespace internal

// Calls loop(), whose call operator is always_inline: it is compiled for plain x86-64 and for AVX2.
// Without fused multiply-adds, so that the results have the same bits. AVX-512 gains nothing for
// what memory limits.
template <class Loop>
void run_wide(const Loop& loop) {
  if (level() == Level::kBaseline) {
    loop();
  } else {
    internal::run_avx2(loop);
  }
}

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_WIDE_H_
