#include <cmath>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_15.h"

namespace ex_2_15 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  // Numbers of every size and sign, those that meet 1000 exactly, and now and then 0.
  const double part_of_1000 = 1000.0 / static_cast<double>(1 << d.integer(0, 9));
  const double numbers[] = {d.number(-2, 2), d.number(-2000, 2000), std::exp(d.number(-9, 9)),
                            d.flip() ? part_of_1000 : -part_of_1000,
                            d.integer(0, 3) == 0 ? 0.0 : d.number(-1, 1)};
  const std::vector<int64_t> shape = d.flip() ? std::vector<int64_t>{} : std::vector<int64_t>{1};
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  for (const double number : numbers) {
    const Tensor a = full(shape, number, TensorOptions(dtype).requires_grad(true));
    // An endless loop shows as an end that is not there, instead of stopping everything.
    const bool ends = !lab::in_child([&] { student.doubling(a.detach()); }, 1).timed_out;
    d("ends", [&] { return ends; });
    if (!ends) continue;
    d("result", [&] { return student.doubling(a).detach(); });
    d("slope", [&] {
      student.doubling(a).sum().backward();
      return a.grad();
    });
    d("length", [&] { return student.graph_length(student.doubling(a)); });
    d("nodes", [&] {
      const Tensor y = student.doubling(a);
      return autograd::graph_stats().nodes;
    });
  }
  const Tensor a = d.leaf({2}), b = d.leaf({2});
  Tensor y = a;
  for (int64_t i = d.integer(0, 6); i > 0; --i) {
    const Tensor choices[] = {y + y, y * b, y.sin(), 2 * y, y * y.detach(), y.exp() - b};
    y = choices[d.integer(0, 5)];
  }
  d("random graph", [&] { return student.graph_length(y); });
  d("constant", [&] { return student.graph_length(y.detach()); });
  d("leaf", [&] { return student.graph_length(b); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_15
