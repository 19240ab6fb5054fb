// What one operation costs when its arithmetic costs next to nothing.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

void BM_AddSmallNoGrad(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({8}), y = randn({8});
  for (auto _ : state) benchmark::DoNotOptimize(x + y);
}
BENCHMARK(BM_AddSmallNoGrad);

void BM_AddSmallGrad(benchmark::State& state) {
  Tensor x = randn({8}, requires_grad()), y = randn({8});
  for (auto _ : state) benchmark::DoNotOptimize(x + y);
}
BENCHMARK(BM_AddSmallGrad);

}  // namespace
}  // namespace gradlab
