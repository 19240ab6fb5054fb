#include <cmath>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_10.h"

namespace ex_3_10 {
namespace {

// tanh of a linear layer; in training mode a little less.
struct Net : Model {
  explicit Net(lab::Driver& d) {
    weight = register_parameter("weight", d.tensor({2, 1}));
    bias = register_parameter("bias", d.tensor({1}));
  }
  Tensor forward(const Tensor& x) override {
    graphs += GradMode::is_enabled();
    ++calls;
    const Tensor y = x.matmul(weight) + bias;
    return is_training() ? 0.75 * y : y;
  }
  Tensor weight, bias;
  int64_t graphs = 0, calls = 0;
};

void drive(lab::Driver& d, const Written& student) {
  const Data train = {d.tensor({5, 2}), d.tensor({5, 1})};
  const Data validation = {d.tensor({3, 2}), d.tensor({3, 1})};
  {
    Net net(d);
    const double lr = d.integer(0, 4) > 0 ? d.number(0.05, 0.5) : 1e20;
    const double goal = d.number(0, 2);
    d("overfit", [&] {
      return tensor(student.overfit_one_batch(net, train, lr, goal, d.integer(0, 25)), kFloat64);
    });
    d("overfitted", [&] { return lab::Tensors{net.weight.detach(), net.bias.detach()}; });
    d("calls", [&] { return net.calls; });
  }
  {
    Net net(d);
    if (d.flip()) net.weight.mutable_grad() = d.tensor({2, 1});
    const double lr = d.number(0.05, 0.5);
    const int64_t epochs = d.integer(0, 6);
    d("fit", [&] {
      const Curves curves = student.fit(net, train, validation, lr, epochs);
      return lab::Tensors{tensor(curves.train, kFloat64), tensor(curves.validation, kFloat64)};
    });
    d("fitted", [&] { return lab::Tensors{net.weight.detach(), net.bias.detach()}; });
    d("graphs", [&] { return net.graphs; });
  }
  std::vector<double> losses;
  for (int64_t n = d.integer(0, 6); n > 0; --n) {
    losses.push_back(d.integer(0, 4) > 0 ? static_cast<double>(d.integer(0, 5)) : std::nan(""));
  }
  d("best_epoch", [&] { return student.best_epoch(losses); });
  const double limit = std::pow(10, d.number(-9, 1));
  const int64_t odd = d.integer(1, 3);
  const bool equal = d.flip();
  const double start = d.number(0.1, 4);
  d("pick_lr", [&] {
    return student.pick_lr(
        [&](double lr) {
          std::vector<double> falling = {8, 4, 2, 1};
          if (lr > limit) falling[static_cast<size_t>(odd)] *= equal ? 2 : 3;
          if (lr > 4 * limit) falling[static_cast<size_t>(odd)] = std::nan("");
          return falling;
        },
        start);
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_10
