// The rows of math.h in vector instructions; compiled once for AVX2 and once for AVX-512.
#include <hwy/highway.h>

#include "gradlab/tensor/kernels/simd/math_table.h"
#include "gradlab/tensor/kernels/simd/vector_functions.h"

namespace gradlab::kernels::simd {
namespace {

// The last lanes go through a full vector too, so that they get the same values.
#define GRADLAB_ROW(f)                                                                   \
  void f##_row(float* out, const float* a, int64_t n) {                                  \
    int64_t i = 0;                                                                       \
    for (; i + kLanes <= n; i += kLanes) hn::StoreU(f(hn::LoadU(d, a + i)), d, out + i); \
    if (i == n) return;                                                                  \
    HWY_ALIGN float rest[kLanes] = {};                                                   \
    for (int64_t k = i; k < n; ++k) rest[k - i] = a[k];                                  \
    hn::Store(f(hn::Load(d, rest)), d, rest);                                            \
    for (int64_t k = i; k < n; ++k) out[k] = rest[k - i];                                \
  }
GRADLAB_SIMD_FUNCTIONS(GRADLAB_ROW)

}  // namespace

#define GRADLAB_MEMBER(f) f##_row,
#if HWY_TARGET <= HWY_AVX3
const Math kMathAvx512 = {GRADLAB_SIMD_FUNCTIONS(GRADLAB_MEMBER)};
#elif HWY_TARGET == HWY_AVX2
const Math kMathAvx2 = {GRADLAB_SIMD_FUNCTIONS(GRADLAB_MEMBER)};
#else
#error "compile this file for AVX2 or AVX-512"
#endif

}  // namespace gradlab::kernels::simd
