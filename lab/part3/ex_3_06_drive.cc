#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_06.h"

namespace ex_3_06 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t n = d.integer(0, 4);
  std::vector<double> xs, ys;
  for (int64_t i = 0; i < n; ++i) {
    xs.push_back(d.number(-2, 2));
    ys.push_back(d.number(-2, 2));
  }
  const auto leaf = [&] {
    const Tensor w = d.leaf({});
    if (d.flip()) w.mutable_grad() = d.tensor({});
    return w;
  };
  const double goal = d.number(-5, 5), lr = d.number(0.01, 0.4);
  const int64_t steps = d.integer(0, 6);
  for (const bool zero : {true, false}) {
    const Tensor w = leaf(), v = leaf();
    d("grads", [&] { return student.grads_over(w, xs, goal, zero); });
    d("still", [&] { return w; });
    d("losses", [&] { return student.descend(v, goal, lr, steps, zero); });
    d("moved", [&] { return v; });
  }
  const Tensor w = leaf();
  d("path", [&] { return student.fit(w, xs, ys, lr, steps); });
  d("fitted", [&] { return w; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_06
