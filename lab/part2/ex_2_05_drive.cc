#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_05.h"

namespace ex_2_05 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double a = d.number(-2, 2);
  const std::vector<Function> functions = {
      [a](const Tensor& t) { return (t.tanh() * a).sum(); },
      [](const Tensor& t) { return (t - t.mean()).sum(); },
      [](const Tensor& t) { return (t + t * t.sigmoid()).mean(); },
      [a](const Tensor& t) { return a - t.flatten().sum(); },
      [](const Tensor& t) { return t * t; },  // fails in the first pass
      [](const Tensor& t) {
        t.register_hook([passes = 0](const Tensor&) mutable {
          if (++passes == 2) throw IndexError("a hook's error");
        });
        return t.sum();
      }};
  for (size_t i = 0; i < functions.size(); ++i) {
    const Tensor x = d.leaf({2, 3});
    int calls = 0;
    Tensor y;
    d("twice " + std::to_string(i), [&] {
      const Twice twice =
          student.try_twice([&](const Tensor& t) { return ++calls, y = functions[i](t); }, x);
      const size_t first_line = twice.error.find('\n');
      d("threw", [&] { return lab::Value(twice.threw); });
      d("error", [&] { return twice.error.substr(0, first_line); });
      d("places", [&] { return lab::Value(first_line != std::string::npos); });
      d("copy", [&] { return lab::Value(twice.grad.is_alias_of(x.grad())); });
      return lab::Tensors{twice.grad, x.grad()};
    });
    d("calls", [&] { return calls; });
    d("left", [&] { return autograd::graph_stats().saved_bytes; });
  }
  d("predictions", [&] {
    const SecondPassThrows p = student.second_pass_throws();
    return std::vector<int64_t>{p.exp,  p.relu,       p.square,   p.times_3,
                                p.half, p.plus_2,     p.negative, p.sum,
                                p.view, p.transposed, p.first,    p.minus_itself};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_05
