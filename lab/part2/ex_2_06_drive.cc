#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_06.h"

namespace ex_2_06 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double a = d.number(-2, 2);
  const Function f = [a](const Tensor& t) { return (a * t.tanh() + t * t).sum(); };
  const Tensor x = d.leaf({3, 2});
  Tensor y;
  int calls = 0;
  d("twice", [&] {
    const TwoSweeps sweeps =
        student.twice_retained([&](const Tensor& t) { return ++calls, y = f(t); }, x);
    return lab::Tensors{sweeps.first, sweeps.second};
  });
  d("calls", [&] { return calls; });
  d("left", [&] { return autograd::graph_stats().saved_bytes; });
  d("again", [&] {
    y.backward();
    return x.grad();
  });
  const double at = d.number(-9, 9);
  d("by hand", [&] { return student.two_sweeps_by_hand(at); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_06
