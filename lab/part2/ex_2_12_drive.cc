#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_12.h"

namespace ex_2_12 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double k = d.flip() ? d.number(-2, 2) : static_cast<double>(d.integer(-1, 2));
  const double other = d.number(-2, 2);
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  const Tensor x = d.leaf({3, 2}, dtype), row = d.leaf({2}, dtype);
  const Tensor v = d.tensor({3, 2}, dtype), w = d.tensor({3, 2}, dtype);
  d("square", [&] { return student.scaled_square(x, k).detach(); });
  d("sum", [&] { return student.add_row(x, row).detach(); });
  d("name", [&] { return student.scaled_square(x, k).grad_fn()->num_edges(); });
  d("edges", [&] { return student.add_row(x, row).grad_fn()->num_edges(); });
  d("raw", [&] { return lab::Tensors((*student.add_row(x, row).grad_fn())({v})); });
  d("chain", [&] {
    const Tensor a = student.scaled_square(row, k);
    const Tensor y = student.scaled_square(student.add_row(student.scaled_square(x, other), a), k);
    return lab::Tensors(autograd::grad({student.add_row(y, a)}, {x, row}, {v}));
  });
  d("second", [&] {
    const Tensor y = student.scaled_square(x, k);
    const Tensor g = autograd::grad({y}, {x}, {v}, std::nullopt, /*create_graph=*/true)[0];
    return autograd::grad({g}, {x}, {w})[0];
  });
  Tensor kept;
  d("backward", [&] {
    const Tensor t = d.leaf({4, 2});
    kept = student.scaled_square(t, k);
    kept.backward(ones({4, 2}, kFloat64));
    return t.grad();
  });
  d("left", [] { return autograd::graph_stats().saved_bytes; });
  d("live", [] { return autograd::graph_stats().live_bytes; });
  d("again", [&] {
    kept.backward(ones({4, 2}, kFloat64));
    return 0;
  });
  d("modified", [&] {
    const Tensor t = x * 1;
    const Tensor y = student.scaled_square(t, k);
    t.mul_(2);
    y.backward(v);
    return x.grad();
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_12
