// The benchmarks of gradlab, on one thread or as many as the environment variable THREADS says.
// Names and workloads are those of the program that measures libtorch, so that the two reports can
// be joined by name.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>

#include "gradlab/gradlab.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  const char* threads = std::getenv("THREADS");
  gradlab::set_num_threads(threads ? std::max(std::atoi(threads), 1) : 1);
  gradlab::manual_seed(0);
  if (benchmark::RunSpecifiedBenchmarks() == 0) return 1;
  benchmark::Shutdown();
}
