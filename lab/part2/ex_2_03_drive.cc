#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_03.h"

namespace ex_2_03 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const std::vector<int64_t> shape = {d.integer(1, 3), d.integer(1, 4)};
  const Tensor x = d.flip() ? d.leaf(shape) : d.tensor(shape);
  const Tensor v = d.tensor(shape);
  d("vjp", [&] { return student.vjp(x, v); });
  d("again", [&] { return student.vjp(x, v * 2); });
  d("x", [&] { return lab::Tensors{x, x.grad()}; });
  const Tensor other = d.tensor({d.integer(1, 4)});
  d("another shape", [&] { return student.vjp(x, other); });
  const int64_t n = d.integer(1, 4), m = d.integer(1, 4);
  const Tensor w = d.tensor({m, n}), at = d.flip() ? d.leaf({n}) : d.tensor({n});
  d("jacobian",
    [&] { return student.jacobian([&](const Tensor& t) { return w.matmul(t).tanh(); }, at); });
  d("jacobian of exp",
    [&] { return student.jacobian([](const Tensor& t) { return t.exp() * t.sum(); }, at); });
  d("at", [&] { return lab::Tensors{at, at.grad()}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_03
