// Matrix products, forward and in attention.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

void BM_Matmul(benchmark::State& state) {
  NoGradGuard no_grad;
  const int64_t n = state.range(0);
  Tensor a = randn({n, n}), b = randn({n, n});
  for (auto _ : state) benchmark::DoNotOptimize(matmul(a, b));
  state.counters["flops"] =
      benchmark::Counter(2.0 * n * n * n, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_Matmul)->RangeMultiplier(2)->Range(16, 2048);

void BM_BatchedMatmul(benchmark::State& state) {
  NoGradGuard no_grad;
  const int64_t n = state.range(0);
  Tensor a = randn({64, n, n}), b = randn({64, n, n});
  for (auto _ : state) benchmark::DoNotOptimize(matmul(a, b));
  state.counters["flops"] =
      benchmark::Counter(2.0 * 64 * n * n * n, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_BatchedMatmul)->Arg(32)->Arg(64)->Arg(128);

void BM_AttentionFwdBwd(benchmark::State& state) {
  const int64_t batch = 4, heads = 8, length = 256, dim = 64;
  Tensor q = randn({batch, heads, length, dim}, requires_grad());
  Tensor k = randn({batch, heads, length, dim}, requires_grad());
  Tensor v = randn({batch, heads, length, dim}, requires_grad());
  Tensor g = ones({batch, heads, length, dim});
  for (auto _ : state) {
    Tensor a = softmax(matmul(q, k.transpose(-2, -1)) / 8.0, -1);
    matmul(a, v).backward(g);
  }
}
BENCHMARK(BM_AttentionFwdBwd);

}  // namespace
}  // namespace gradlab
