// What the machine allows: plain loops with the memory traffic of the pointwise rows and of sums,
// fused multiply-adds in registers, and bare BLAS calls. Limit_X is the limit of the row BM_X.
#include <benchmark/benchmark.h>
#include <cblas.h>

#include <cstdint>
#include <vector>

// The best instructions of the machine, chosen when the program starts.
#if defined(__clang__)
#define GRADLAB_ALL_LEVELS
#else
#define GRADLAB_ALL_LEVELS \
  __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#endif

namespace gradlab {
namespace {

GRADLAB_ALL_LEVELS void add(const float* a, const float* b, float* out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) out[i] = a[i] + b[i];
}
GRADLAB_ALL_LEVELS void relu(const float* a, float* out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) out[i] = a[i] > 0 ? a[i] : 0;
}
// n is a multiple of 64.
GRADLAB_ALL_LEVELS float sum(const float* a, int64_t n) {
  float lane[64] = {}, total = 0;
  for (int64_t i = 0; i < n; i += 64) {
    for (int64_t j = 0; j < 64; ++j) lane[j] += a[i + j];
  }
  for (float x : lane) total += x;
  return total;
}
// 16,000 multiplications and as many additions.
GRADLAB_ALL_LEVELS float multiply_add(float factor) {
  float x[160];
  for (float& v : x) v = factor;
  for (int i = 0; i < 100; ++i) {
    for (float& v : x) v = v * factor + factor;
  }
  float total = 0;
  for (float v : x) total += v;
  return total;
}

using Floats = std::vector<float>;

void Limit_Add(benchmark::State& state) {
  const auto n = static_cast<size_t>(state.range(0));
  Floats x(n, 1), y(n, 2), out(n);
  for (auto _ : state) {
    add(x.data(), y.data(), out.data(), state.range(0));
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * state.range(0) * 12);
}
BENCHMARK(Limit_Add)->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 24);

void Limit_Relu(benchmark::State& state) {
  const auto n = static_cast<size_t>(state.range(0));
  Floats x(n, 1), out(n);
  for (auto _ : state) {
    relu(x.data(), out.data(), state.range(0));
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * state.range(0) * 8);
}
BENCHMARK(Limit_Relu)->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 24);

void Limit_Sum(benchmark::State& state) {
  const auto n = static_cast<size_t>(state.range(0));
  Floats x(n, 1);
  for (auto _ : state) benchmark::DoNotOptimize(sum(x.data(), state.range(0)));
  state.SetBytesProcessed(state.iterations() * state.range(0) * 4);
}
BENCHMARK(Limit_Sum)->Arg(1 << 10)->Arg(1 << 20)->Arg(1 << 24);

void Limit_Matmul(benchmark::State& state) {
  const auto n = static_cast<int>(state.range(0));
  const auto size = static_cast<size_t>(n) * static_cast<size_t>(n);
  Floats a(size, 1), b(size, 2), c(size);
  for (auto _ : state) {
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a.data(), n, b.data(), n, 0,
                c.data(), n);
    benchmark::ClobberMemory();
  }
  state.counters["flops"] =
      benchmark::Counter(2.0 * n * n * n, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(Limit_Matmul)->RangeMultiplier(2)->Range(16, 2048);

// The rate of multiplications and additions in registers: no product exceeds it.
void Limit_Fma(benchmark::State& state) {
  float factor = 0.999f;
  for (auto _ : state) {
    benchmark::DoNotOptimize(factor);
    benchmark::DoNotOptimize(multiply_add(factor));
  }
  state.counters["flops"] =
      benchmark::Counter(2.0 * 16000, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(Limit_Fma);

}  // namespace
}  // namespace gradlab
