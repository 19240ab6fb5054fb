#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_06.h"

namespace ex_2_06 {
namespace {

Tensor leaf(double x) { return tensor(x, TensorOptions(kFloat64).requires_grad(true)); }
Tensor square_times_three(const Tensor& x) {
  Tensor u = x * x;
  return 3 * u;
}

void check(lab::Check& c, const Written& student) {
  const std::vector<double> points = {3, -2, 0.5, 10};
  c.about("twice_retained", "first", points)
      .got([&](double x) { return student.twice_retained(square_times_three, leaf(x)).first; })
      .expected([](double x) { return 6 * x; })
      .mistake("same-tensor", [](double x) { return 12 * x; })
      .mistake("not-retained",
               [](double) -> lab::Value {
                 throw GraphFreedError("Trying to backward through the graph a second time");
               })
      .check();
  c.about("twice_retained", "second", points)
      .got([&](double x) { return student.twice_retained(square_times_three, leaf(x)).second; })
      .expected([](double x) { return 12 * x; })
      .mistake("intermediate", [](double x) { return 18 * x; },
               {{"first", [](double x) { return 6 * x; }}})
      .mistake("one-pass", [](double x) { return 6 * x; })
      .check();
  // Another function, of many numbers: exp keeps its result.
  for (const double x : c.inputs(points)) {
    const Tensor many = full({1000}, x / 10, TensorOptions(kFloat64).requires_grad(true));
    Tensor y;
    int calls = 0;
    const lab::Alive alive;
    c.runs("twice_retained", "saved", [&] {
      student.twice_retained([&](const Tensor& t) { return ++calls, y = t.exp().sum(); }, many);
    });
    c.refuse("recomputed", "twice_retained", "calls", calls > 1, {{"got", calls}, {"expected", 1}});
    c.require("twice_retained", "calls", calls == 1);
    c.refuse("retain-last", "twice_retained", "saved", alive.saved_bytes() > 0,
             {{"bytes", alive.saved_bytes()}});
  }
  const auto sweeps_at = [&](const lab::GradPoint& p) {
    const Function f = [&](const Tensor& t) { return (t * t.exp() * p.v).sum(); };
    return student.twice_retained(f, p.in[0].detach().requires_grad_());
  };
  const auto slope = [](const lab::GradPoint& p) { return (1 + p.in[0]) * p.in[0].exp() * p.v; };
  c.gradients("twice_retained", "gradients-first")
      .shapes({{2, 3}})
      .forward([](const lab::Tensors& in) { return in[0] * in[0].exp(); })
      .got([&](const lab::GradPoint& p) { return sweeps_at(p).first; })
      .theory(slope)
      .mistake("same-tensor", [&](const lab::GradPoint& p) { return 2 * slope(p); })
      .check();
  c.gradients("twice_retained", "gradients")
      .shapes({{2, 3}})
      .forward([](const lab::Tensors& in) { return 2 * in[0] * in[0].exp(); })
      .got([&](const lab::GradPoint& p) { return sweeps_at(p).second; })
      .theory([&](const lab::GradPoint& p) { return 2 * slope(p); })
      .check();
  c.about("two_sweeps_by_hand", "by-hand", points)
      .got([&](double x) { return student.two_sweeps_by_hand(x); })
      .expected([](double x) { return 12 * x; })
      .mistake("intermediate", [](double x) { return 18 * x; },
               {{"first", [](double x) { return 6 * x; }}})
      .mistake("one-pass", [](double x) { return 6 * x; })
      .evidence("autograd",
                [](double x) {
                  const Tensor t = leaf(x);
                  const Tensor y = square_times_three(t);
                  y.backward({}, /*retain_graph=*/true);
                  y.backward();
                  return t.grad();
                })
      .check();
  c.answer("second", 36);
}

void show(lab::Log& log, const Written& student) {
  const TwoSweeps sweeps = student.twice_retained(square_times_three, tensor(3.0).requires_grad_());
  log("x.grad after the first pass", sweeps.first);
  log("x.grad after the second pass", sweeps.second);
  log("by hand", student.two_sweeps_by_hand(3));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_06
