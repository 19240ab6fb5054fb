#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_11.h"

namespace ex_1_11 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  manual_seed(static_cast<uint64_t>(d.integer(0, 1000000)));
  const auto seed = static_cast<uint64_t>(d.integer(0, 1000000));
  const int64_t n = d.integer(0, 4), size = d.integer(1, 20);
  d("batches", [&] { return student.batches(seed, n, size); });
  d("again", [&] { return student.batches(seed, n + 1, size); });
  manual_seed(static_cast<uint64_t>(d.integer(0, 1000000)));
  const Tensor data = d.tensor({d.integer(1, 9), d.integer(1, 3)});
  d("shuffled", [&] { return student.shuffled(data, seed); });
  d("shuffled again", [&] { return student.shuffled(data, seed); });
  d("default generator", [&] { return rand({2}); });
  d("data", [&] { return data; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_11
