#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_04.h"

namespace ex_2_04 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const std::vector<int64_t> shape = {d.integer(1, 3), d.integer(1, 4)};
  const ScalarType dtype = d.flip() ? kFloat32 : kFloat64;
  const Tensor first = d.tensor(shape, dtype), second = d.tensor(shape, dtype);
  Tensor slot;
  d("one", [&] {
    student.accumulate(slot, first);
    slot.add_(1);
    return lab::Tensors{slot, first};
  });
  d("two", [&] {
    student.accumulate(slot, second);
    slot.mul_(3);
    return lab::Tensors{slot, first, second};
  });
  const Tensor at = d.tensor(shape, dtype), g = d.tensor(shape, dtype);
  d("sweep", [&] { return lab::Tensors{student.sweep(at, g), at, g}; });

  const Tensor x = d.leaf(shape);
  d("reset of nothing", [&] {
    student.reset_grad(x);
    return x.grad();
  });
  const double a = d.number(-2, 2);
  const Function f = [a](const Tensor& t) { return (a * t.exp() + t * t).mean(); };
  d("reset", [&] {
    f(x).backward();
    student.reset_grad(x);
    return lab::Tensors{x.grad(), x};
  });
  x.mutable_grad() = d.tensor(shape);
  Tensor fresh;
  d("fresh", [&] {
    fresh = student.fresh_grad(f, x);
    return lab::Tensors{fresh, x.grad(), x};
  });
  d("kept", [&] {
    f(x).backward();
    return lab::Tensors{fresh, x.grad()};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_04
