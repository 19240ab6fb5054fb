// What it costs to record a graph, run it backward and free it.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

// y = 3*x^2 at x = 3: the lab's x.grad = 18.
void BM_ScalarGraph(benchmark::State& state) {
  Tensor x = full({}, 3.0, requires_grad());
  for (auto _ : state) {
    x.mutable_grad() = Tensor();
    Tensor y = 3 * x * x;
    y.backward();
    benchmark::DoNotOptimize(x.grad());
  }
}
BENCHMARK(BM_ScalarGraph);

// A chain of pointwise nodes on 8 elements.
void BM_Chain(benchmark::State& state) {
  Tensor x = randn({8}, requires_grad());
  for (auto _ : state) {
    x.mutable_grad() = Tensor();
    Tensor y = x;
    for (int64_t i = 0; i < state.range(0); ++i) y = y * 1.0001;
    y.sum().backward();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Chain)->Arg(1000)->Arg(100000);

}  // namespace
}  // namespace gradlab
