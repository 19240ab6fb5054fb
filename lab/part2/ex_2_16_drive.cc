#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_16.h"

namespace ex_2_16 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  // Some elements are exactly 0.
  const auto with_zeros = [&](const std::vector<int64_t>& shape) {
    const Tensor t = d.tensor(shape, dtype);
    return where(t.abs() < 0.5, zeros_like(t), t);
  };
  const Tensor x = with_zeros({3, 4}), v = d.tensor({3, 4}, dtype);
  const double k = d.number(-2, 2);
  const Function functions[] = {
      [&](const Tensor& t) { return t.relu() * k; },
      [&](const Tensor& t) { return (t * k).exp() + t.abs(); },
      [](const Tensor& t) { return t.sqrt(); },
      [](const Tensor& t) { return t.max(); },
  };
  const Function& f = functions[d.integer(0, 3)];
  d("slope", [&] { return student.slope(f, x); });
  d("tracked", [&] { return x.requires_grad(); });
  d("left", [&] { return lab::Tensors{x.detach(), x.grad()}; });
  const auto gradient = [&](Tensor (*of)(const Tensor&), const Tensor& at, const Tensor& weight) {
    const Tensor leaf = at.detach().requires_grad_();
    of(leaf).backward(weight);
    return leaf.grad();
  };
  d("safe_sqrt", [&] { return student.safe_sqrt(x.detach()); });
  d("its gradient", [&] { return gradient(student.safe_sqrt, x, v); });
  Tensor rows = with_zeros({4, 3});
  if (d.flip()) rows = rows * (tensor({1., 0., 1., 0.}).to(dtype).unsqueeze(1));
  d("lengths", [&] { return student.lengths(rows); });
  d("their gradient", [&] { return gradient(student.lengths, rows, d.tensor({4}, dtype)); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_16
