#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_09.h"

namespace ex_2_09 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const std::vector<int64_t> shape = {d.integer(1, 3), d.integer(1, 4)};
  const Tensor v = d.tensor(shape);
  for (const bool product : {true, false}) {
    const Tensor x = d.leaf(shape);
    d(product ? "product" : "centered", [&] {
      const Tensor y = product ? student.stop_gradient_product(x) : student.centered(x);
      y.backward(v);
      return lab::Tensors{y, x, x.grad()};
    });
  }

  const Tensor w = d.leaf(shape), x = d.leaf(shape);
  std::vector<int64_t> modes;
  const auto mode = [&] { modes.push_back(GradMode::is_enabled()); };
  const auto model = [&](const Tensor& t) {
    mode();
    return (w * t).sigmoid();
  };
  for (const bool enabled : {true, false}) {
    const AutoGradMode caller(enabled);
    d("evaluate", [&] { return lab::Tensors{student.evaluate(model, x), x}; });
    mode();
    GradMode::set_enabled(enabled);
    d("evaluate a failure",
      [&] { return student.evaluate([](const Tensor&) -> Tensor { throw IndexError("no"); }, x); });
    mode();
  }
  d("modes", [&] { return modes; });

  const Tensor a = d.leaf(shape), b = d.leaf(shape), free = d.leaf(shape);
  if (d.flip()) (a * free).sum().backward();
  d("freeze", [&] {
    student.freeze({a, b});
    const lab::Tensors before = {a, b, a.grad(), b.grad(), free.grad()};
    ((a + b) * free * v).sum().backward();
    return lab::Tensors{before[2], before[3], a, b, free, a.grad(), b.grad(), free.grad()};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_09
