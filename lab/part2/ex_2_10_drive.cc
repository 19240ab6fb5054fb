#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_10.h"

namespace ex_2_10 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  std::vector<int64_t> shape = {d.integer(1, 4)};
  if (d.flip()) shape.push_back(d.integer(1, 3));
  for (const bool exp : {true, false}) {
    const Tensor x = d.leaf(shape), v = d.tensor(shape);
    d(exp ? "exp" : "zeroed", [&] {
      const Tensor y = exp ? student.exp_plus_one(x) : student.first_row_zeroed(x);
      y.backward(v);
      return lab::Tensors{y, x, x.grad()};
    });
  }

  const Tensor w = d.leaf(shape);
  const double by = d.number(-3, 3);
  const Tensor before = (w * w).sum();
  d("shift", [&] {
    student.shift_leaf(w, by);
    return lab::Tensors{w, w.grad()};
  });
  d("counted", [&] { return w._version(); });
  d("mode", [&] { return lab::Value(GradMode::is_enabled()); });
  GradMode::set_enabled(true);
  d("before", [&] {
    before.backward();
    return w.grad();
  });

  const Tensor p = d.leaf(shape), q = d.leaf(shape);
  if (d.flip()) p.mutable_grad() = d.tensor(shape);
  optim::SGD optimizer({p, q}, optim::SGDOptions(d.number(0.01, 0.3)).momentum(0.5));
  int losses = 0;
  d("steps", [&] {
    student.two_steps(
        [&] {
          ++losses;
          return (p.tanh() * q + q * q).sum();
        },
        optimizer);
    return lab::Tensors{p, q, p.grad(), q.grad()};
  });
  d("losses", [&] { return losses; });
  d("predictions", [&] {
    const Throws t = student.throws();
    return std::vector<int64_t>{t.exp,  t.relu, t.doubled,      t.factor, t.summand,
                                t.view, t.leaf, t.leaf_no_grad, t.step};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_10
