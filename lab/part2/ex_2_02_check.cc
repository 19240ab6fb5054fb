#include <cmath>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_02.h"

namespace ex_2_02 {
namespace {

using Pair = lab::GradPoint;

Tensor number(double x) { return tensor(x, TensorOptions(kFloat64)); }
Tensor right(const Tensor& x) { return x * x * 3; }

// The derivative of g by central differences.
lab::Value difference(const Function& g, double x) {
  return lab::finite_difference([&](const lab::Tensors& in) { return g(in[0]); },
                                {{number(x)}, number(1)}, 0, 1e-5)
      .item<double>();
}

// A function with its derivative on paper.
struct Curve {
  std::string name;
  Function g;
  std::function<double(double)> derivative;
  double at;
};
std::string text(const Curve& in) { return in.name + " at " + lab::number_text(in.at); }

// What backward() throws when nothing was recorded.
lab::Value unrecorded() {
  number(1).backward();
  return 0;
}

void check(lab::Check& c, const Written& student) {
  // No two of x, 2x, 3x, 6x, x^2, 3x^2 and 9x^2 agree at the first four.
  const std::vector<double> points = {3, -2, 0.5, 10, 0, -7, 1.5};
  const std::vector<Tensor> tensors = {
      tensor({3., -2.}, TensorOptions(kFloat64)),
      tensor({{0.5, 10., -1.}, {4., 7., 0.25}}, TensorOptions(kFloat64)),
      tensor({{1.5, -3., 8.}, {2., 0., 5.}}, TensorOptions(kFloat32)).t(),
      number(-0.75),
      number(3),
      tensor({2., 5.}, TensorOptions(kFloat64)).unsqueeze(1).expand({2, 3}),
      gradlab::empty({0, 2})};
  c.about("f", "value", tensors)
      .got([&](const Tensor& x) { return student.f(x); })
      .expected(right)
      .mistake("squared-coefficient", [](const Tensor& x) { return (3 * x).pow(2); })
      .mistake("forgot-coefficient", [](const Tensor& x) { return x * x; })
      .mistake("not-a-power", [](const Tensor& x) { return (3 * x) ^ 2; })
      .check();
  for (const Tensor& x : c.inputs(tensors)) {
    const Tensor t = x.clone();
    student.f(t);
    c.require("f", "input-after", lab::same(t, x) && !t.requires_grad());
  }
  std::vector<lab::Tensors> at;
  for (const double x : points) at.push_back({number(x)});
  c.gradients("f", "gradient")
      .shapes({{3, 4}})
      .at(at)
      .forward([&](const lab::Tensors& in) { return student.f(in[0]); })
      .theory([](const Pair& p) { return 6 * p.in[0] * p.v; })
      .mistake("not-recorded", [](const Pair&) { return unrecorded(); })
      .check();

  c.about("theory", "by-hand", points)
      .got([&](double x) { return student.theory(x); })
      .expected([](double x) { return 6 * x; })
      .evidence("autograd",
                [](double x) {
                  const Tensor t = number(x).requires_grad_();
                  right(t).backward();
                  return t.grad();
                })
      .evidence("finite-difference", [](double x) { return difference(right, x); })
      .mistake("forgot-inner", [](double x) { return 3 * x; })
      .mistake("forgot-coefficient", [](double x) { return 2 * x; })
      .mistake("value-not-slope", [](double x) { return 3 * x * x; })
      .check();

  c.about("slope", "slope", points)
      .got([&](double x) { return student.slope(right, x); })
      .expected([](double x) { return 6 * x; })
      .evidence("theory", [](double x) { return 6 * x; })
      .evidence("finite-difference", [](double x) { return difference(right, x); })
      .mistake("value-not-slope", [](double x) { return 3 * x * x; })
      .mistake("not-recorded", [](double) { return unrecorded(); })
      .mistake("no-gradient", [](double) { return Tensor().item<double>(); })
      .check();
  const auto sine = [](const Tensor& x) { return x.sin(); };
  const auto cube = [](const Tensor& x) { return x.pow(3) - 2 * x; };
  const auto quotient = [](const Tensor& x) { return 1 / x; };
  const auto both = [](const Tensor& x) { return x.exp() * x; };
  c.about("slope", "other-slopes",
          std::vector<Curve>{{"sin x", sine, [](double x) { return std::cos(x); }, 0.7},
                             {"x^3 - 2 x", cube, [](double x) { return 3 * x * x - 2; }, -1.1},
                             {"1 / x", quotient, [](double x) { return -1 / (x * x); }, 0.3},
                             {"x exp x", both, [](double x) { return std::exp(x) * (x + 1); }, 1.3},
                             {"sin x", sine, [](double x) { return std::cos(x); }, -4},
                             {"x^3 - 2 x", cube, [](double x) { return 3 * x * x - 2; }, 0.1}})
      .input_text(text)
      .got([&](const Curve& in) { return student.slope(in.g, in.at); })
      .expected([](const Curve& in) { return in.derivative(in.at); })
      .evidence("finite-difference", [](const Curve& in) { return difference(in.g, in.at); })
      .mistake("float32",
               [](const Curve& in) {
                 const Tensor x = tensor(in.at, requires_grad());
                 in.g(x).backward();
                 return x.grad().item<double>();
               })
      .check();
  for (const double x : c.inputs(points)) {
    const double by_backward = student.slope(student.f, x);
    c.require("slope", "together", lab::same(by_backward, student.theory(x)),
              {{"got", by_backward}, {"expected", 6 * x}, {"input", x}});
  }
  c.answer("at-three", 18);
  c.answer("at-zero", 0);
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor(3., requires_grad());
  const Tensor y = student.f(x);
  log("x", x);
  log("y", y);
  y.backward();
  log("x.grad", x.grad());
  for (const double at : {-2., 0., 0.5, 10.}) {
    const std::string text = str(at == std::trunc(at) ? str(at, ".0") : str(at));
    log("slope(f, " + text + ")", student.slope(student.f, at));
    log("theory(" + text + ")", student.theory(at));
  }
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_02
