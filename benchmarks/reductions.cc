// Sums and what is built on them: softmax and normalisation.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

void BM_Sum(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({state.range(0)});
  for (auto _ : state) benchmark::DoNotOptimize(x.sum());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Sum)->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 24);

void BM_SumDim(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({4096, 4096});
  for (auto _ : state) benchmark::DoNotOptimize(x.sum(state.range(0)));
}
BENCHMARK(BM_SumDim)->Arg(0)->Arg(1);

void BM_Softmax(benchmark::State& state) {
  NoGradGuard no_grad;
  Tensor x = randn({4096, 1000});
  for (auto _ : state) benchmark::DoNotOptimize(softmax(x, -1));
}
BENCHMARK(BM_Softmax);

void BM_LayerNormFwdBwd(benchmark::State& state) {
  nn::LayerNorm norm(nn::LayerNormOptions({768}));
  Tensor x = randn({2048, 768}, requires_grad());
  Tensor g = ones({2048, 768});
  for (auto _ : state) norm(x).backward(g);
}
BENCHMARK(BM_LayerNormFwdBwd);

}  // namespace
}  // namespace gradlab
