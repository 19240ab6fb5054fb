#include "gradlab/tensor/kernels/simd/math.h"

namespace gradlab::kernels::simd {

const Math& math(Level level) {
  switch (level) {
    case Level::kBaseline:
      return kMathBaseline;
    case Level::kAvx2:
      return kMathAvx2;
    case Level::kAvx512:
      break;
  }
  return kMathAvx512;
}

const Math& math() {
  static const Math& chosen = math(level());
  return chosen;
}

}  // namespace gradlab::kernels::simd
