#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_04.h"

namespace ex_2_04 {
namespace {

Tensor leaf(double x) { return tensor(x, TensorOptions(kFloat64).requires_grad(true)); }
Tensor square_times_three(const Tensor& x) { return (3 * x * x).sum(); }
bool same(const Tensor& a, const Tensor& b) { return lab::same(lab::Value(a), lab::Value(b)); }
// What an action threw, or "".
std::string error_of(const std::function<void()>& action) {
  const lab::Value value = lab::value_or_error([&] {
    action();
    return lab::Value(0);
  });
  return value.kind() == lab::Value::Kind::kError ? value.text() : "";
}

// Where y = x * x + x is walked back, with the gradient that reaches y.
struct Point {
  Tensor x, g;
};
std::vector<Point> points() {
  const TensorOptions wide(kFloat64);
  return {{tensor(3.0, wide), tensor(1.0, wide)},
          {tensor({1.0, -2.0, 0.5}, wide), tensor({10.0, 4.0, -2.0}, wide)},
          {tensor({{4.0, 5.0}, {-1.0, 7.0}, {2.0, 0.25}}, wide).t(),
           tensor({{2.0, -3.0, 5.0}, {1.5, 8.0, -6.0}}, wide)},
          {tensor({-8.0, 6.0}), tensor({0.5, 3.0})},
          {tensor({{-4.0}, {9.0}}, wide), tensor({2.5, -3.0}, wide).reshape({2, 1})}};
}
std::string text(const Point& p) {
  return "x = " + lab::Value(p.x).text() + ", g = " + lab::Value(p.g).text();
}

void check_accumulate(lab::Check& c, const Written& student) {
  const lab::Question<Point>::Named parts = {{"left", [](const Point& p) { return p.g * p.x; }},
                                             {"right", [](const Point& p) { return p.x * p.g; }},
                                             {"alone", [](const Point& p) { return p.g; }}};
  c.about("accumulate", "one", points())
      .got([&](const Point& p) {
        Tensor slot;
        student.accumulate(slot, p.g * p.x);
        return slot;
      })
      .expected([](const Point& p) { return p.g * p.x; })
      .input_text(text)
      .check();
  c.about("accumulate", "fan-out", points())
      .got([&](const Point& p) {
        Tensor slot;
        student.accumulate(slot, p.g * p.x);
        student.accumulate(slot, p.x * p.g);
        student.accumulate(slot, p.g.clone());
        return slot;
      })
      .expected([](const Point& p) { return p.g * (2 * p.x + 1); })
      .mistake(
          "overwrite", [](const Point& p) { return p.g; }, parts)
      .mistake(
          "overwrite", [](const Point& p) { return p.g * p.x; }, parts)
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) {
    const Tensor first = p.g * p.x, second = p.g.clone();
    Tensor slot;
    student.accumulate(slot, first);
    c.require("accumulate", "untouched", same(first, p.g * p.x));
    slot.add_(1);
    c.refuse("aliased", "accumulate", "own-memory", !same(first, p.g * p.x),
             {{"input", text(p)}, {"got", first}, {"expected", p.g * p.x}});
    student.accumulate(slot, second);
    slot.add_(1);
    c.require("accumulate", "untouched", same(first, p.g * p.x) && same(second, p.g));
    c.require("accumulate", "fan-out", same(slot, p.g * (p.x + 1) + 2));
  }
  c.about("sweep", "sweep", points())
      .got([&](const Point& p) { return student.sweep(p.x, p.g); })
      .expected([](const Point& p) { return p.g * (2 * p.x + 1); })
      .mistake(
          "overwrite", [](const Point& p) { return p.g; }, parts)
      .mistake(
          "overwrite", [](const Point& p) { return p.g * p.x; }, parts)
      .mistake(
          "one-use", [](const Point& p) { return p.g * (p.x + 1); }, parts)
      .mistake(
          "without-g", [](const Point& p) { return 2 * p.x + 1; }, parts)
      .mistake(
          "without-g", [](const Point& p) { return 2 * p.g * p.x + 1; }, parts)
      .evidence("autograd",
                [](const Point& p) {
                  const Tensor x = p.x.clone().requires_grad_();
                  return autograd::grad({x * x + x}, {x}, {p.g})[0];
                })
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) {
    const Tensor x = p.x.clone(), g = p.g.clone();
    const Tensor result = student.sweep(x, g);
    result.add_(1);
    c.require("sweep", "untouched", same(x, p.x) && same(g, p.g));
  }
}

void check_reset(lab::Check& c, const Written& student) {
  for (const double at : c.inputs(std::vector<double>{3, -2, 0.5, 10})) {
    const Tensor x = leaf(at);
    const std::string error = error_of([&] { student.reset_grad(x); });
    c.refuse("undefined", "reset_grad", "no-gradient", !error.empty(),
             {{"input", at}, {"got", error}});
    square_times_three(x).backward();
    square_times_three(x).backward();
    const Tensor before = x.grad().clone();
    for (int times = 0; times < 2; ++times) {  // the second changes nothing
      c.runs("reset_grad", "after-reset", [&] { student.reset_grad(x); });
      const bool there = x.grad().defined();
      c.refuse("zeroed", "reset_grad", "after-reset", there && same(x.grad(), zeros_like(before)),
               {{"input", at}, {"got", x.grad()}, {"bytes", there ? x.grad().nbytes() : 0}});
      c.refuse("own-variable", "reset_grad", "after-reset", there && same(x.grad(), before),
               {{"input", at}, {"got", x.grad()}});
      c.require("reset_grad", "after-reset", !there);
    }
    c.require("reset_grad", "same-x", x.item<double>() == at && x.requires_grad() && x.is_leaf());
    square_times_three(x).backward();
    c.require("reset_grad", "after-reset", same(x.grad(), tensor(6 * at, kFloat64)));
  }
}

void check_fresh(lab::Check& c, const Written& student) {
  const std::vector<double> numbers = {3, -2, 0.5, 10};
  // The famous 18, after a pass through the same function.
  c.about("fresh_grad", "fresh", numbers)
      .got([&](double at) {
        const Tensor x = leaf(at);
        square_times_three(x).backward();
        return student.fresh_grad(square_times_three, x);
      })
      .expected([](double at) { return 6 * at; })
      .mistake("stale", [](double at) { return 12 * at; },
               {{"before", [](double at) { return 6 * at; }}})
      .check();
  // After whatever else, of many numbers.
  const auto before = [](const lab::GradPoint& p) { return 5 - 2 * p.in[0]; };
  c.gradients("fresh_grad", "fresh")
      .shapes({{2, 3}})
      .forward([](const lab::Tensors& in) { return in[0] * in[0] * in[0]; })
      .got([&](const lab::GradPoint& p) {
        const Tensor x = p.in[0].detach().requires_grad_();
        x.mutable_grad() = before(p);
        return student.fresh_grad([&](const Tensor& t) { return (t * t * t * p.v).sum(); }, x);
      })
      .theory([](const lab::GradPoint& p) { return 3 * p.in[0] * p.in[0] * p.v; })
      .mistake("stale",
               [&](const lab::GradPoint& p) { return 3 * p.in[0] * p.in[0] * p.v + before(p); },
               {{"before", before}})
      .check();
  for (const double at : c.inputs(numbers)) {
    const Tensor x = leaf(at);
    x.mutable_grad() = tensor(7.0, kFloat64);
    int calls = 0;
    const Function f = [&](const Tensor& t) { return ++calls, square_times_three(t); };
    const Tensor grad = student.fresh_grad(f, x);
    const Tensor expected = tensor(6 * at, kFloat64);
    c.require("fresh_grad", "calls", calls == 1);
    c.require("fresh_grad", "fresh", same(grad, expected));
    c.require("fresh_grad", "x-grad", x.grad().defined() && same(x.grad(), expected));
    c.require("fresh_grad", "again", same(student.fresh_grad(f, x), expected));
    c.require("fresh_grad", "same-x", x.item<double>() == at && x.requires_grad());
    const Tensor result = student.fresh_grad(f, x);
    square_times_three(x).backward();
    c.refuse("same-tensor", "fresh_grad", "kept", !same(result, expected),
             {{"input", at}, {"got", result}, {"expected", expected}});
  }
}

void check(lab::Check& c, const Written& student) {
  check_accumulate(c, student);
  check_reset(c, student);
  check_fresh(c, student);
  c.answer("fan-out", 7);
  c.answer("two-passes", 36);
}

void show(lab::Log& log, const Written& student) {
  Tensor slot;
  for (const char* name : {"left", "right", "alone"}) {
    student.accumulate(slot, name == std::string("alone") ? tensor(1.0) : tensor(3.0));
    log(std::string("slot after ") + name, slot);
  }
  const Tensor x = tensor(3.0).requires_grad_();
  (x * x + x).backward();
  log("x.grad of x * x + x", x.grad());
  log("by hand", student.sweep(tensor(3.0), tensor(1.0)));
  student.reset_grad(x);
  square_times_three(x).backward();
  log("x.grad after one pass", x.grad());
  square_times_three(x).backward();
  log("x.grad after two passes", x.grad());
  log("x.grad after a reset and one pass", student.fresh_grad(square_times_three, x));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_04
