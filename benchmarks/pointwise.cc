// Pointwise kernels, from the cache (1<<10) to memory (1<<24), and copies.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

// A benchmark of an expression in x and y, two vectors of range(0) normal numbers.
#define GRADLAB_POINTWISE_BENCHMARK(name, expression)                                 \
  void BM_##name(benchmark::State& state) {                                           \
    NoGradGuard no_grad;                                                              \
    [[maybe_unused]] Tensor x = randn({state.range(0)}), y = randn({state.range(0)}); \
    for (auto _ : state) benchmark::DoNotOptimize(expression);                        \
    state.SetItemsProcessed(state.iterations() * state.range(0));                     \
  }                                                                                   \
  BENCHMARK(BM_##name)->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 24)
GRADLAB_POINTWISE_BENCHMARK(Add, x + y);
GRADLAB_POINTWISE_BENCHMARK(Relu, relu(x));
GRADLAB_POINTWISE_BENCHMARK(Exp, exp(x));
GRADLAB_POINTWISE_BENCHMARK(Tanh, tanh(x));
GRADLAB_POINTWISE_BENCHMARK(Sigmoid, sigmoid(x));
GRADLAB_POINTWISE_BENCHMARK(Gelu, gelu(x));
#undef GRADLAB_POINTWISE_BENCHMARK

void BM_BroadcastAdd(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({4096, 1024}), b = randn({1024});
  for (auto _ : state) benchmark::DoNotOptimize(x + b);
}
BENCHMARK(BM_BroadcastAdd);

void BM_TransposeCopy(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({4096, 4096});
  for (auto _ : state) benchmark::DoNotOptimize(x.t().contiguous());
}
BENCHMARK(BM_TransposeCopy);

}  // namespace
}  // namespace gradlab
