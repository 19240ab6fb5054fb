#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_16.h"

namespace ex_2_16 {
namespace {

using lab::GradPoint;
using lab::Tensors;
using lab::Value;

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Tensor doubles(const std::vector<double>& x) { return tensor(x, kFloat64); }
Tensor map(const Tensor& x, const std::function<double(double)>& f) {
  const Tensor flat = x.detach().to(kFloat64).reshape({-1}).contiguous();
  std::vector<double> out;
  for (int64_t i = 0; i < flat.numel(); ++i) out.push_back(f(flat.data_ptr<double>()[i]));
  return doubles(out).reshape(x.sizes()).to(x.scalar_type());
}
// The gradient of f(x) for the incoming gradient v.
Tensor gradient(const Function& f, const Tensor& x, const Tensor& v) {
  const Tensor leaf = x.detach().requires_grad_();
  f(leaf).backward(v);
  return leaf.grad();
}

// A function at a point where its slope is a matter of definition, or not finite.
struct Kink {
  std::string text;
  Function f;
  Tensor x, expected;
};

Tensor naive_sqrt(const Tensor& x) { return where(x > 0, x.sqrt(), zeros_like(x)); }

std::vector<Kink> kinks() {
  return {{"relu at [0, -1, 2]", [](const Tensor& x) { return x.relu(); }, doubles({0, -1, 2}),
           doubles({0, 0, 1})},
          {"sqrt at [0, 4]", [](const Tensor& x) { return x.sqrt(); }, doubles({0, 4}),
           doubles({kInf, 0.25})},
          {"clamp_min(x, 0) at [0, 1]", [](const Tensor& x) { return x.clamp_min(0); },
           doubles({0, 1}), doubles({1, 1})},
          {"clamp(x, -1, 1) at [1, -1, 3]", [](const Tensor& x) { return x.clamp(-1, 1); },
           doubles({1, -1, 3}), doubles({1, 1, 0})},
          {"where(x > 0, sqrt(x), 0) at [0, 1]", naive_sqrt, doubles({0, 1}), doubles({kNaN, 0.5})},
          {"abs at [0, -3]", [](const Tensor& x) { return x.abs(); }, doubles({0, -3}),
           doubles({0, -1})},
          {"max of [2, 2]", [](const Tensor& x) { return x.max(); }, doubles({2, 2}),
           doubles({0.5, 0.5})},
          {"x*x at [[3, 1]]", [](const Tensor& x) { return x * x; },
           doubles({3, 1}).reshape({1, 2}), doubles({6, 2}).reshape({1, 2})}};
}

Tensor difference(const Kink& k) {
  return lab::finite_difference([&](const Tensors& in) { return k.f(in[0]); },
                                {{k.x}, ones_like(k.f(k.x))}, 0);
}

void check_slope(lab::Check& c, const Written& student) {
  for (const Kink& k : c.inputs(kinks())) {
    const Tensor x = k.x.clone();
    c.runs("slope", "untouched", [&] { student.slope(k.f, x); });
    c.refuse("touched-x", "slope", "untouched", x.requires_grad() || x.grad().defined());
    c.require("slope", "untouched", same(Value(x), Value(k.x)));
  }
  c.about("slope", "slope", kinks())
      .input_text([](const Kink& k) { return k.text; })
      .got([&](const Kink& k) { return student.slope(k.f, k.x); })
      .expected([](const Kink& k) { return k.expected; })
      .tolerance(1e-6, 1e-6)
      .mistake("difference", difference)
      .check();
  // Exactly, and in float32.
  c.about("slope", "slope", std::vector<double>{3, -2, 0.5, 10})
      .got([&](double x) {
        const Function cube = [](const Tensor& t) { return t * t * t; };
        return Tensors{student.slope(cube, full({}, x, kFloat64)),
                       student.slope([](const Tensor& t) { return t.sum(); }, full({2, 3}, x))};
      })
      .expected([](double x) {
        return Tensors{full({}, 3 * x * x, kFloat64), ones({2, 3})};
      })
      .check();
}

// Positive numbers, zeros and negative ones.
std::vector<Tensor> mixed() {
  return {doubles({0, 1, -1, 4}), doubles({-0.25, 0, 9, 0.25, 0, 2}).reshape({2, 3}),
          doubles({-3, 16, 0}), doubles({0, 100, -0.01, 0.01}).reshape({2, 2}).t(),
          doubles({0, -2, 1, 0.0625}).to(kFloat32)};
}
Tensor root(const Tensor& x) {
  return map(x, [](double t) { return t > 0 ? std::sqrt(t) : 0; });
}
Tensor root_slope(const Tensor& x, double at_zero, double below) {
  return map(x, [=](double t) { return t > 0 ? 0.5 / std::sqrt(t) : (t == 0 ? at_zero : below); });
}

void check_safe_sqrt(lab::Check& c, const Written& student) {
  auto values = c.about("safe_sqrt", "value", mixed());
  values.got([&](const Tensor& x) { return student.safe_sqrt(x); })
      .expected(root)
      .mistake("mask-times", [](const Tensor& x) {
        return map(x, [](double t) { return t >= 0 ? std::sqrt(t) : kNaN; });
      });
  for (const double eps : {1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12}) {
    values.mistake("eps", [eps](const Tensor& x) {
      return map(x, [eps](double t) { return std::sqrt(std::max(t, 0.0) + eps); });
    });
    values.mistake("eps", [eps](const Tensor& x) {
      return map(x, [eps](double t) { return std::sqrt(std::max(t, eps)); });
    });
  }
  values.check();
  const auto v = [](const Tensor& x) { return map(x, [](double t) { return 2 - t / 8; }); };
  c.about("safe_sqrt", "gradient", mixed())
      .got([&](const Tensor& x) { return gradient(student.safe_sqrt, x, v(x)); })
      .expected([=](const Tensor& x) { return root_slope(x, 0, 0) * v(x); })
      .mistake("where-nan", [=](const Tensor& x) { return root_slope(x, kNaN, kNaN) * v(x); })
      .mistake("inf", [=](const Tensor& x) { return root_slope(x, kInf, 0) * v(x); })
      .mistake("inf", [=](const Tensor& x) { return root_slope(x, kInf, kNaN) * v(x); })
      .check();
  const auto forward = [&](const Tensors& in) { return student.safe_sqrt(in[0]); };
  const auto theory = [](const GradPoint& p) { return Tensors{root_slope(p.in[0], 0, 0) * p.v}; };
  c.gradients("safe_sqrt", "gradient")
      .shapes({{3, 2}})
      .range(0.5, 5)
      .forward(forward)
      .theory(theory)
      .check();
  c.gradients("safe_sqrt", "gradient")
      .shapes({{2, 4}})
      .range(-5, -0.5)
      .forward(forward)
      .theory(theory)
      .check();
}

// Tables with a row of zeros.
std::vector<Tensor> tables() {
  return {doubles({3, 4, 0, 0}).reshape({2, 2}), doubles({0, 0, 0, 2, -1, 2}).reshape({2, 3}),
          doubles({-6, 8, 0, 0, 1, 0, 0, -5}).reshape({4, 2}),
          doubles({0, 1, 0, 2, 0, -2}).reshape({3, 2}).t(),
          doubles({0, 0, 5, 12, 0, 0}).reshape({3, 2}).to(kFloat32)};
}
Tensor norms(const Tensor& x, double eps = 0) {
  return map((x * x).sum(1), [=](double t) { return std::sqrt(t + eps); });
}
Tensor weights(const Tensor& x) { return (arange(x.size(0)).to(x.scalar_type()) + 1) * 1.5; }
// The rows divided by their lengths; `zero` for rows without one.
Tensor directions(const Tensor& x, double zero) {
  const Tensor n = norms(x).unsqueeze(1);
  return where(n > 0, x / n.clamp_min(1e-9), full_like(x, zero)) * weights(x).unsqueeze(1);
}

void check_lengths(lab::Check& c, const Written& student) {
  auto values = c.about("lengths", "lengths", tables());
  values.got([&](const Tensor& x) { return student.lengths(x); }).expected([](const Tensor& x) {
    return norms(x);
  });
  for (const double eps : {1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12}) {
    values.mistake("eps", [eps](const Tensor& x) { return norms(x, eps); });
  }
  values.check();
  c.about("lengths", "gradient", tables())
      .got([&](const Tensor& x) { return gradient(student.lengths, x, weights(x)); })
      .expected([](const Tensor& x) { return directions(x, 0); })
      .mistake("zero-row", [](const Tensor& x) { return directions(x, kNaN); })
      .check();
  c.gradients("lengths", "gradient")
      .shapes({{3, 4}})
      .range(0.5, 3)
      .forward([&](const Tensors& in) { return student.lengths(in[0]); })
      .theory([](const GradPoint& p) {
        const Tensor n = norms(p.in[0]);
        return Tensors{p.in[0] * (p.v / n).unsqueeze(1)};
      })
      .check();
}

void check(lab::Check& c, const Written& student) {
  check_slope(c, student);
  check_safe_sqrt(c, student);
  check_lengths(c, student);
  c.answer("relu", 0);
  c.answer("sqrt", kInf);
  c.answer("where", kNaN);
}

void show(lab::Log& log, const Written& student) {
  const Tensor zero = tensor(0.);
  log("slope of relu at 0", student.slope([](const Tensor& x) { return x.relu(); }, zero));
  log("slope of abs at 0", student.slope([](const Tensor& x) { return x.abs(); }, zero));
  log("slope of sqrt at 0", student.slope([](const Tensor& x) { return x.sqrt(); }, zero));
  log("slopes of max at [2, 2]",
      student.slope([](const Tensor& x) { return x.max(); }, tensor({2., 2.})));
  const Tensor x = tensor({0., 1.});
  log("where(x > 0, sqrt(x), 0) at [0, 1]", naive_sqrt(x));
  log("its slopes", student.slope(naive_sqrt, x));
  log("slopes of safe_sqrt at [0, 1]", student.slope(student.safe_sqrt, x));
  log("slopes of the lengths of [[3, 4], [0, 0]]",
      student.slope(student.lengths, tensor({{3., 4.}, {0., 0.}})));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_16
