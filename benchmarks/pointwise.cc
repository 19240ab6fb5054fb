// Pointwise kernels, from the cache (1<<10) to memory (1<<24), and copies.
#include <benchmark/benchmark.h>

#include <optional>

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

// x + y for square matrices of every layout: dense ones, what the others are compared with; the
// second one transposed; both; every other column; a column for all columns.
#define GRADLAB_LAYOUT_BENCHMARK(name, expression)                         \
  void BM_##name(benchmark::State& state) {                                \
    NoGradGuard no_grad;                                                   \
    const int64_t n = state.range(0);                                      \
    [[maybe_unused]] Tensor x = randn({n, n}), y = randn({n, n});          \
    [[maybe_unused]] Tensor wide = randn({n, 2 * n}), b = randn({n, 1});   \
    for (auto _ : state) benchmark::DoNotOptimize(expression);             \
    state.SetItemsProcessed(state.iterations() * n * n);                   \
  }                                                                        \
  BENCHMARK(BM_##name)->Arg(64)->Arg(1000)->Arg(1024)->Arg(2048)->Arg(4096)
GRADLAB_LAYOUT_BENCHMARK(AddSquare, x + y);
GRADLAB_LAYOUT_BENCHMARK(AddTransposed, x + y.t());
GRADLAB_LAYOUT_BENCHMARK(AddBothTransposed, x.t() + y.t());
GRADLAB_LAYOUT_BENCHMARK(AddStepped, x + wide.slice(1, 0, std::nullopt, 2));
GRADLAB_LAYOUT_BENCHMARK(AddColumn, x + b);
#undef GRADLAB_LAYOUT_BENCHMARK

}  // namespace
}  // namespace gradlab
