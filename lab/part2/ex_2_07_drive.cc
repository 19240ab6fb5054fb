#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_07.h"

namespace ex_2_07 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double a = d.number(-2, 2);
  const Tensor x = d.leaf({2, 3});
  const int64_t n = d.integer(0, 4);
  Tensor y;
  int64_t calls = 0, kept = 0;
  d("steps", [&] {
    return student.n_steps(
        [&](const Tensor& t) {
          ++calls;
          kept += autograd::graph_stats().saved_bytes;
          return y = (a * t.sigmoid() + t * t).sum();
        },
        x, n);
  });
  d("calls", [&] { return std::vector<int64_t>{calls, kept}; });
  d("left", [&] { return autograd::graph_stats().saved_bytes; });
  d("x", [&] { return lab::Tensors{x, x.grad()}; });
  y.reset();

  const std::vector<int64_t> shape = {d.integer(1, 3), d.integer(1, 4)};
  const Tensor w = d.leaf(shape), input = d.tensor(shape);
  const double lr = d.number(0.01, 0.5);
  const int64_t steps = d.integer(0, 5);
  d("train", [&] {
    student.train(w, input, lr, steps);
    return lab::Tensors{w, w.grad(), input};
  });

  std::vector<Tensor> xs;
  for (int64_t i = d.integer(0, 4); i > 0; --i) xs.push_back(d.tensor(shape));
  const Tensor v = d.leaf(shape), h = d.tensor(shape);
  d("remember", [&] { return lab::Tensors{student.remember(v, xs, h), v.grad(), v, h}; });

  const Tensor u = d.leaf(shape);
  d("two losses", [&] { return lab::Tensors{student.two_losses(u, input), u.grad(), u}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_07
