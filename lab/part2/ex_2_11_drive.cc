#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_11.h"

namespace ex_2_11 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double k = d.number(-2, 2);
  const Tensor other = d.leaf({});
  const Function functions[] = {
      [k](const Tensor& t) { return (k * t).sin() * t; },
      [k](const Tensor& t) { return k * t * t; },
      [k](const Tensor& t) { return k * t; },
      [k](const Tensor& t) { return (t * t + 1).log() + k * t.exp(); },
      [k](const Tensor& t) { return t.detach() * k; },
      [other](const Tensor& t) { return t.detach() * other; },
  };
  const Function f = functions[d.integer(0, 5)];
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  const Tensor x = d.leaf({}, dtype);
  d("derivatives", [&] {
    const Derivatives all = student.third_derivative(f, x);
    return lab::Tensors{all.first, all.second, all.third};
  });
  d("grad", [&] { return x.grad(); });
  const Tensor table = d.leaf({3, 2}, dtype), v = d.tensor({3, 2}, dtype);
  d("hvp", [&] {
    const auto coupled = [&](const Tensor& t) { return f(t).sum() * t.sum() + f(t).sum(); };
    return student.hvp(coupled, table, v);
  });
  d("hvp of the sum",
    [&] { return student.hvp([&](const Tensor& t) { return f(t).sum(); }, table, v); });
  const Tensor a = d.leaf({2}), b = d.leaf({4, 1}), w = d.leaf({});
  const lab::Tensors inputs = d.flip() ? lab::Tensors{w, b, a} : lab::Tensors{b, a, w};
  d("gradients", [&] { return student.gradients_or_zeros((a * w).sum() * k, inputs); });
  d("left", [&] { return lab::Tensors{table.grad(), v, a.grad(), w.grad()}; });
  d("nodes", [] { return autograd::graph_stats().nodes; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_11
