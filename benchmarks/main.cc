// The benchmarks of gradlab, on one thread. Names and workloads are those of the program that
// measures libtorch, so that the two reports can be joined by name.
#include <benchmark/benchmark.h>

#include "gradlab/gradlab.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  gradlab::manual_seed(0);
  if (benchmark::RunSpecifiedBenchmarks() == 0) return 1;
  benchmark::Shutdown();
}
