// How time and memory grow with the length of a graph, the size of a batch and the width of a
// network. Writes DIRECTORY/nodes.tsv, batch.tsv and width.tsv: size, milliseconds of one forward
// and backward pass with everything freed (the median of several), MiB of resident memory at its
// height. Drawn by benchmarks/plot_growth.sh.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

double resident_mib() {
  int64_t total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// forward() gives what backward() is called on; between the two, memory is at its height.
struct Workload {
  std::function<Tensor()> forward;
  int repetitions;
};

void measure(std::ostream& out, int64_t size, const Workload& work) {
  std::vector<double> milliseconds;
  double height = 0;
  for (int i = 0; i <= work.repetitions; ++i) {
    const auto start = std::chrono::steady_clock::now();
    {
      Tensor y = work.forward();
      height = std::max(height, resident_mib());
      y.backward();
    }
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    if (i > 0) milliseconds.push_back(time.count());  // the first pass fetches memory
  }
  std::nth_element(milliseconds.begin(), milliseconds.begin() + milliseconds.size() / 2,
                   milliseconds.end());
  out << size << '\t' << milliseconds[milliseconds.size() / 2] << '\t' << height << std::endl;
}

void measure_nodes(std::ostream& out) {
  Tensor x = randn({8}, requires_grad());
  for (int64_t n = 1000; n <= 10'000'000; n *= 10) {
    measure(out, n,
            {[&] {
               Tensor y = x;
               for (int64_t i = 0; i < n; ++i) y = y * 1.0000001;
               return y.sum();
             },
             n < 1'000'000 ? 11 : 3});
  }
}

void measure_network(std::ostream& out, int64_t size, int64_t batch, int64_t width) {
  nn::Linear first(width, width), second(width, width), third(width, 10);
  const Tensor input = randn({batch, width}), target = randint(0, 10, {batch}, kLong);
  measure(out, size,
          {[&] {
             for (nn::Linear* layer : {&first, &second, &third}) (*layer)->zero_grad();
             return nn::functional::cross_entropy(third(relu(second(relu(first(input))))), target);
           },
           std::max(batch, width) > 1024 ? 5 : 21});
}

int run(const std::string& directory) {
  set_num_threads(1);
  std::ofstream nodes(directory + "/nodes.tsv"), batch(directory + "/batch.tsv"),
      width(directory + "/width.tsv");
  if (!nodes || !batch || !width) {
    std::cerr << "growth: cannot write to " << directory << "\n";
    return 1;
  }
  // The largest graph last: the allocator keeps some of what was freed.
  for (int64_t n = 1; n <= 4096; n *= 4) measure_network(batch, n, n, 256);
  for (int64_t n = 16; n <= 4096; n *= 4) measure_network(width, n, 64, n);
  measure_nodes(nodes);
  return 0;
}

}  // namespace
}  // namespace gradlab

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: growth DIRECTORY\n";
    return 2;
  }
  return gradlab::run(argv[1]);
}
