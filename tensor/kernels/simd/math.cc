#include "gradlab/tensor/kernels/simd/math.h"

namespace gradlab::kernels::simd {

const Math& math(Level level) { return at(level, kMathBaseline, kMathAvx2, kMathAvx512); }

const Math& math() {
  static const Math& chosen = math(level());
  return chosen;
}

}  // namespace gradlab::kernels::simd
