#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_09.h"

namespace ex_2_09 {
namespace {

using lab::Value;

const TensorOptions kWide(kFloat64);

Tensor leaf_of(const Tensor& values) { return values.detach().requires_grad_(); }
bool same(const Tensor& a, const Tensor& b) { return lab::same(Value(a), Value(b)); }

// Where a gradient is asked for, and the gradient that comes in.
struct Point {
  Tensor x, v;
};
std::vector<Point> points() {
  return {{tensor({0.0, 1.0, 2.0, 3.0}, kWide), tensor({1.0, 1.0, 1.0, 1.0}, kWide)},
          {tensor({1.0, -2.0, 0.5}, kWide), tensor({2.0, -3.0, 5.0}, kWide)},
          {tensor({{0.25, 1.5}, {-1.0, 2.0}, {3.0, -0.75}}, kWide).t(),
           tensor({{1.0, 10.0, -4.0}, {0.5, 2.0, 3.0}}, kWide)},
          {tensor({{2.0}, {-1.5}}, kWide), tensor({{-1.0}, {4.0}}, kWide)},
          {tensor({1.5, -0.5}), tensor({3.0, 0.25})}};
}
std::string text(const Point& p) {
  return "x = " + Value(p.x).text() + ", v = " + Value(p.v).text();
}
// The gradient of x when p.v comes in at f(x).
Value gradient(const Function& f, const Point& p) {
  const Tensor x = leaf_of(p.x);
  f(x).backward(p.v);
  return x.grad();
}

// The same without autograd, of a function in which the constant is fixed.
Tensor differences(const Point& p, const Function& f) {
  return lab::finite_difference([&](const lab::Tensors& in) { return f(in[0]); }, {{p.x}, p.v}, 0);
}

void check_constants(lab::Check& c, const Written& student) {
  const auto named = [](const char* part) {
    return lab::Question<Point>::Named{{"part", [part](const Point&) { return part; }}};
  };
  const auto cut_off = [](const Point&) { return lab::raises<Error>("does not require grad"); };
  c.about("stop_gradient_product", "product", points())
      .got([&](const Point& p) { return student.stop_gradient_product(p.x); })
      .expected([](const Point& p) { return p.x * p.x * p.x; })
      .input_text(text)
      .check();
  c.about("stop_gradient_product", "product-grad", points())
      .got([&](const Point& p) { return gradient(student.stop_gradient_product, p); })
      .expected([](const Point& p) { return p.x * p.x * p.v; })
      .mistake(
          "not-detached", [](const Point& p) { return 3 * p.x * p.x * p.v; }, named("x * x"))
      .mistake("wrong-factor", [](const Point& p) { return 2 * p.x * p.x * p.v; })
      .mistake("detached-all", cut_off, named("x * x"))
      .evidence("finite-difference",
                [](const Point& p) {
                  const Tensor u = p.x * p.x;
                  return differences(p, [&](const Tensor& x) { return u * x; });
                })
      .input_text(text)
      .check();
  c.about("centered", "centered", points())
      .got([&](const Point& p) { return student.centered(leaf_of(p.x)).detach(); })
      .expected([](const Point& p) { return p.x.exp() - p.x.exp().mean(); })
      .input_text(text)
      .check();
  c.about("centered", "centered-grad", points())
      .got([&](const Point& p) { return gradient(student.centered, p); })
      .expected([](const Point& p) { return p.x.exp() * p.v; })
      .mistake(
          "not-detached", [](const Point& p) { return p.x.exp() * (p.v - p.v.mean()); }, named("m"))
      .mistake("wrong-part", [](const Point& p) { return -p.x.exp() * p.v.mean(); })
      .mistake("dot-data", [](const Point& p) { return (p.x.exp() - p.x.exp().mean()) * p.v; })
      .mistake("detached-all", cut_off, named("m"))
      .evidence("finite-difference",
                [](const Point& p) {
                  const Tensor m = p.x.exp().mean();
                  return differences(p, [&](const Tensor& x) { return x.exp() - m.to(kFloat64); });
                })
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) {
    const Tensor x = leaf_of(p.x.clone());
    student.stop_gradient_product(x);
    c.require("stop_gradient_product", "unchanged", same(x.detach(), p.x) && x.requires_grad());
    student.centered(x);
    c.require("centered", "unchanged", same(x.detach(), p.x) && x.requires_grad());
  }
}

// --- evaluate ---

std::string on_off(bool enabled) { return enabled ? "on" : "off"; }

void check_evaluate(lab::Check& c, const Written& student) {
  const AutoGradMode restored(true);  // whatever a student leaves behind
  for (const Point& p : c.inputs(points())) {
    const Tensor w = full_like(p.x, 0.5).requires_grad_(), x = leaf_of(p.x);
    int calls = 0;
    int64_t nodes = 0, bytes = 0;
    bool recorded = false;
    const Function model = [&](const Tensor& t) {
      ++calls;
      const lab::Alive alive;
      const Tensor y = (w * t).tanh() + t;
      nodes = alive.nodes();
      bytes = alive.saved_bytes();
      recorded = recorded || GradMode::is_enabled();
      return y;
    };
    Tensor y;
    c.runs("evaluate", "output", [&] { y = student.evaluate(model, x); });
    c.refuse("recorded", "evaluate", "recording", recorded,
             {{"input", text(p)}, {"nodes", nodes}, {"bytes", bytes}});
    const auto refuse_mode = [&](const char* label, bool before) {
      const bool after = GradMode::is_enabled();
      GradMode::set_enabled(true);
      c.refuse("mode-left", "evaluate", label, after != before,
               {{"input", text(p)}, {"before", on_off(before)}, {"after", on_off(after)}});
    };
    refuse_mode("mode", true);
    c.require("evaluate", "calls", calls == 1);
    const Tensor expected = (p.x * 0.5).tanh() + p.x;
    c.require("evaluate", "output", same(y, expected), {{"got", y}, {"expected", expected}});
    c.require("evaluate", "recording", !y.requires_grad() && x.requires_grad());
    // A model that fails; and a caller that had switched recording off.
    const Value error = lab::value_or_error([&] {
      return student.evaluate([](const Tensor&) -> Tensor { throw ValueError("no such model"); },
                              x);
    });
    refuse_mode("mode-error", true);
    c.require("evaluate", "error", lab::same(error, lab::raises<ValueError>("no such model")));
    GradMode::set_enabled(false);
    c.runs("evaluate", "output", [&] { y = student.evaluate(model, x); });
    refuse_mode("mode-off", false);
    c.require("evaluate", "output", same(y, expected));
  }
}

// --- freeze ---

void check_freeze(lab::Check& c, const Written& student) {
  for (const Point& p : c.inputs(points())) {
    const Tensor w = full_like(p.x, 0.5).requires_grad_(), b = full_like(p.x, -2).requires_grad_(),
                 u = full_like(p.x, 3).requires_grad_();
    const auto pass = [&] { ((w * p.x + b) * p.v * u).sum().backward(); };
    pass();
    b.mutable_grad() = Tensor();  // one with, one without a gradient
    const Tensor old = w.grad().clone(), old_u = u.grad().clone();
    std::string nothing;
    c.runs("freeze", "frozen", [&] {
      try {
        student.freeze({w, b});
      } catch (const Error& e) {
        nothing = e.what();
        if (nothing.find("Expected a proper Tensor") == std::string::npos) throw;
      }
    });
    c.refuse("zeroed", "freeze", "old", !nothing.empty(), {{"input", text(p)}, {"got", nothing}});
    const Tensor left = w.grad();
    pass();
    for (const Tensor& frozen : {b, w}) {
      const Tensor& got = frozen.grad();
      c.refuse("zeroed", "freeze", "old",
               !frozen.requires_grad() && got.defined() && same(got, zeros_like(got)),
               {{"input", text(p)}, {"got", got}});
      c.refuse("still-tracked", "freeze", "frozen",
               got.defined() && !(frozen.is_same(w) && same(got, old)),
               {{"input", text(p)}, {"got", got}});
      c.refuse("old-grad", "freeze", "old", got.defined(), {{"input", text(p)}, {"got", got}});
      c.require("freeze", "frozen", !frozen.requires_grad());
    }
    c.require("freeze", "old", !left.defined());
    c.require("freeze", "values",
              same(w, full_like(p.x, 0.5)) && same(b, full_like(p.x, -2)) &&
                  same(u.detach(), full_like(p.x, 3)) && u.requires_grad());
    c.require("freeze", "others", same(u.grad(), 2 * old_u),
              {{"got", u.grad()}, {"expected", 2 * old_u}});
  }
  c.runs("freeze", "values", [&] { student.freeze({}); });
}

void check(lab::Check& c, const Written& student) {
  check_constants(c, student);
  check_evaluate(c, student);
  check_freeze(c, student);
  const Point three = {tensor({3.0}, kWide), tensor({1.0}, kWide)};
  const auto answer = [&](const Function& f) {
    return gradient(f, three).tensors()[0].item<double>();
  };
  c.answer("stopped", answer([](const Tensor& x) { return (x * x).detach() * x; }));
  c.answer("connected", answer([](const Tensor& x) { return x * x * x; }));
}

void show(lab::Log& log, const Written& student) {
  Tensor x = arange(4, kFloat32).requires_grad_();
  student.stop_gradient_product(x).sum().backward();
  log("detach(x * x) * x: x.grad", x.grad());
  x.mutable_grad() = Tensor();
  (x * x * x).sum().backward();
  log("x * x * x: x.grad", x.grad());
  x = tensor({1.0, 2.0}).requires_grad_();
  Tensor y = student.centered(x);
  log("centered", y);
  y.sum().backward();
  log("x.grad", x.grad());
  Tensor w = tensor({3.0, 4.0}).requires_grad_();
  y = student.evaluate([&](const Tensor& t) { return w * t; }, x);
  log("evaluated", y);
  log("y.requires_grad", y.requires_grad());
  student.freeze({w});
  (w * x).sum().backward();
  log("w", w);
  log("w.grad is None", !w.grad().defined());
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_09
