// The functions behind math.h as one table per level.
//
// Each table is in an object of its own, compiled for its level. Such an object may define nothing
// that another one could define too (an inline function of a header): the linker keeps one of them,
// and that might be one that this machine cannot run.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_MATH_TABLE_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_MATH_TABLE_H_

#include <cstdint>

namespace gradlab::kernels::simd {

// Every function, by name.
#define GRADLAB_SIMD_FUNCTIONS(X) \
  X(exp)                          \
  X(exp2)                         \
  X(expm1)                        \
  X(log) X(log2) X(log1p) X(sin) X(cos) X(sinh) X(cosh) X(tanh) X(erf) X(erfc) X(sigmoid)

// out[i] = f(a[i]) for i < n. out may be a. An element's value does not depend on its place.
using FloatRow = void (*)(float* out, const float* a, int64_t n);

struct Math {
#define GRADLAB_SIMD_MEMBER(f) FloatRow f;
  GRADLAB_SIMD_FUNCTIONS(GRADLAB_SIMD_MEMBER)
#undef GRADLAB_SIMD_MEMBER
};

extern const Math kMathBaseline;
extern const Math kMathAvx2;
extern const Math kMathAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_MATH_TABLE_H_
