#include "gradlab/tensor/kernels/simd/level.h"

#include <cstdlib>
#include <cstring>
#include <initializer_list>

namespace gradlab::kernels::simd {
namespace {

Level of_machine() {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return Level::kBaseline;
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl");
  return avx512 ? Level::kAvx512 : Level::kAvx2;
}

Level decide() {
  const Level best = of_machine();
  const char* asked = std::getenv("GRADLAB_SIMD");
  if (asked == nullptr) return best;
  for (Level lower : {Level::kBaseline, Level::kAvx2}) {
    if (lower < best && std::strcmp(asked, name(lower)) == 0) return lower;
  }
  return best;
}

}  // namespace

Level level() {
  static const Level level = decide();
  return level;
}

const char* name(Level level) {
  switch (level) {
    case Level::kBaseline:
      return "baseline";
    case Level::kAvx2:
      return "avx2";
    case Level::kAvx512:
      break;
  }
  return "avx512";
}

}  // namespace gradlab::kernels::simd
