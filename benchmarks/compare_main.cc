// bazel run //benchmarks:compare -- ours.json peer.json [ours2.json peer2.json ...]
#include <iostream>
#include <string>
#include <vector>

#include "gradlab/benchmarks/compare.h"

int main(int argc, char** argv) {
  const std::vector<std::string> paths(argv + 1, argv + argc);
  return gradlab::benchmarks::compare(paths, std::cout, std::cerr) ? 0 : 1;
}
