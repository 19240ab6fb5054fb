#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_08.h"

namespace ex_2_08 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const std::vector<Function> functions = {
      [](const Tensor& x) { return (x.cos() * x).mean(); },
      [](const Tensor& x) { return (x - x.sum()).sum(); },
      [](const Tensor& x) { return x.exp().log().exp().sum(); },
      [](const Tensor& x) { return (x * 3 + x.sigmoid()).sum(); }};
  const Tensor other = d.leaf({2, 3});
  const Tensor before = (other * other).exp();
  const int64_t n = d.integer(1, 500);
  for (const Function& f : functions) {
    Tensor seen;
    d("story", [&] {
      const Story told = student.story(
          [&](const Tensor& x) {
            seen = x.detach().clone();
            return f(x);
          },
          n);
      return std::vector<int64_t>{told.forward.nodes,  told.forward.saved_bytes,
                                  told.backward.nodes, told.backward.saved_bytes,
                                  told.end.nodes,      told.end.saved_bytes};
    });
    d("x", [&] { return seen; });
  }
  d("by hand", [&] { return student.saved_by_hand(n); });

  const Tensor x = d.leaf({3, 2});
  const double a = d.number(-2, 2);
  const int64_t steps = d.integer(0, 6);
  std::vector<int64_t> nodes;
  d("total", [&] {
    return student.total_loss(
        [&](const Tensor& t) {
          nodes.push_back(autograd::graph_stats().nodes);
          return (a * static_cast<double>(nodes.size()) * t.tanh() * t).sum();
        },
        x, steps);
  });
  d("nodes", [&] { return nodes; });
  d("grad", [&] { return lab::Tensors{x, x.grad()}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_08
