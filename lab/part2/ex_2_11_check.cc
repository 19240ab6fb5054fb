#include <cmath>
#include <memory>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_11.h"

namespace ex_2_11 {
namespace {

using lab::Tensors;
using Number = std::function<double(double)>;

Tensor leaf(double x, ScalarType dtype = kFloat64) {
  return tensor(x, TensorOptions(dtype).requires_grad(true));
}
Tensor cube(const Tensor& x) { return x * x * x; }

// A function with its derivatives, at one point.
struct Point {
  std::string f;
  Function function;
  double x;
  double first, second, third;
  std::string text() const { return f + ", x = " + lab::number_text(x); }
};

std::vector<Point> points() {
  const double s = std::sin(0.7), c = std::cos(0.7), e = std::exp(-0.5);
  return {{"x*x*x", cube, 2, 12, 12, 6},
          {"x*x*x", cube, -0.5, 0.75, -3, 6},
          {"exp(x)", [](const Tensor& x) { return x.exp(); }, -0.5, e, e, e},
          {"sin(x)", [](const Tensor& x) { return x.sin(); }, 0.7, c, -s, -c},
          {"1/x", [](const Tensor& x) { return 1 / x; }, 0.5, -4, 16, -96}};
}

// Functions of tables: values, and the Hessian times v in closed form.
struct Table {
  std::string text;
  Function f;
  Tensor x, v;
  std::function<Tensor(const Tensor& x, const Tensor& v)> product;
};

// x0² x1 + x1³.
Tensor famous(const Tensor& x) { return x[0] * x[0] * x[1] + x[1] * x[1] * x[1]; }
Tensor famous_product(const Tensor& x, const Tensor& v) {
  return stack({2 * x[1] * v[0] + 2 * x[0] * v[1], 2 * x[0] * v[0] + 6 * x[1] * v[1]});
}
// (sum x)³ / 6 + sum x⁴ / 12: the Hessian is sum x everywhere, and x² on the diagonal.
Tensor coupled(const Tensor& x) { return x.sum().pow(3) / 6 + x.pow(4).sum() / 12; }
Tensor coupled_product(const Tensor& x, const Tensor& v) {
  return x.sum() * v.sum() + x.pow(2) * v;
}
Tensor linear(const Tensor& x) { return (3 * x).sum(); }

Table table(const std::vector<double>& x, const std::vector<double>& v) {
  return {"x0*x0*x1 + x1*x1*x1", famous, tensor(x, kFloat64), tensor(v, kFloat64), famous_product};
}
Table table(const std::vector<int64_t>& shape, uint64_t seed, ScalarType dtype = kFloat64) {
  const Generator generator = Generator(seed);
  return {"sum(x)**3/6 + sum(x**4)/12", coupled,
          (rand(shape, generator, kFloat64) * 4 - 2).to(dtype),
          (rand(shape, generator, kFloat64) * 4 - 1).to(dtype), coupled_product};
}
std::vector<Table> tables() {
  Table turned = table({4, 3}, 5);
  turned.x = turned.x.t();
  turned.v = turned.v.t();
  return {table({1, 2}, {1, -1}),    table({-0.5, 3}, {2, 0.5}),
          table({2, -1}, {0, 1}),    table({3, 0.5}, {-1, 2}),
          table({3, 2}, 1),          table({5}, 2),
          table({2, 1, 3}, 3),       turned,
          table({2, 4}, 4, kFloat32)};
}

// Nothing may be left in the leaf, and no graph in the results.
void refuse_traces(lab::Check& c, const std::string& function, const Tensor& x,
                   const lab::Alive& alive, const Tensors& results) {
  c.refuse("touched-grad", function, "untouched", x.grad().defined(), {{"got", x.grad()}});
  bool tracked = false;
  for (const Tensor& t : results) tracked |= t.requires_grad();
  c.refuse("kept-graph", function, "untouched", tracked, {{"nodes", alive.nodes()}});
}

// f, with a count of the backward passes that come through it.
struct Counted {
  std::shared_ptr<int> passes = std::make_shared<int>(0);
  Function f;

  explicit Counted(const Function& of) {
    f = [of, passes = passes](const Tensor& x) {
      const Tensor t = x.view_as(x);
      if (t.requires_grad()) t.register_hook([passes](const Tensor&) { ++*passes; });
      return of(t);
    };
  }
};

using Named = std::vector<std::pair<std::string, std::function<lab::Value(const Point&)>>>;

void check_third_derivative(lab::Check& c, const Written& student) {
  const auto text = [](const Point& p) { return p.text(); };
  const auto of = [&](const Point& p) { return student.third_derivative(p.function, leaf(p.x)); };
  const auto number = [](double x) { return tensor(x, kFloat64); };
  const auto zero = [&](const Point&) { return number(0); };
  // An error does not say which derivative had no history; the passes that came before it do.
  const auto passes_before = [&](const Point& p) {
    const Counted counted(p.function);
    lab::value_or_error([&] {
      student.third_derivative(counted.f, leaf(p.x));
      return lab::Value(0);
    });
    return lab::Value(*counted.passes);
  };
  c.about("third_derivative", "first", points())
      .input_text(text)
      .got([&](const Point& p) { return of(p).first; })
      .expected([&](const Point& p) { return number(p.first); })
      .mistake(
          "no-create-graph",
          [](const Point&) { return lab::raises<Error>("does not require grad"); },
          Named{{"order", passes_before}})
      .check();
  c.about("third_derivative", "second", points())
      .input_text(text)
      .got([&](const Point& p) { return of(p).second; })
      .expected([&](const Point& p) { return number(p.second); })
      .mistake("no-create-graph", zero, Named{{"order", [](const Point&) { return 1; }}})
      .mistake(
          "accumulated", [&](const Point& p) { return number(p.first + p.second); },
          Named{{"first", [](const Point& p) { return p.first; }}})
      .check();
  c.about("third_derivative", "third", points())
      .input_text(text)
      .got([&](const Point& p) { return of(p).third; })
      .expected([&](const Point& p) { return number(p.third); })
      .mistake("no-create-graph", zero, Named{{"order", [](const Point&) { return 2; }}})
      .check();

  // 3 x² - x, and functions that have fewer derivatives still.
  const auto quadratic = [](const Tensor& x) { return 3 * (x * x) - x; };
  const std::vector<double> at = {2, -1, 0.5, 7};
  const auto three = [&](const Function& f, const Tensor& x) {
    const Derivatives d = student.third_derivative(f, x);
    return Tensors{d.first, d.second, d.third};
  };
  c.about("third_derivative", "quadratic", at)
      .got([&](double x) { return three(quadratic, leaf(x)); })
      .expected([&](double x) {
        return Tensors{number(6 * x - 1), number(6), number(0)};
      })
      .mistake("constant", [](double) { return lab::raises<Error>("does not require grad"); })
      .check();
  c.about("third_derivative", "quadratic", at)
      .got([&](double x) { return three(linear, leaf(x)); })
      .expected([&](double) {
        return Tensors{number(3), number(0), number(0)};
      })
      .check();
  c.about("third_derivative", "quadratic", at)
      .got([&](double x) {
        const Tensor other = leaf(5);
        return three([&](const Tensor&) { return other * other; }, leaf(x));
      })
      .expected([&](double) {
        return Tensors{number(0), number(0), number(0)};
      })
      .check();
  // Another dtype and shape.
  c.about("third_derivative", "third", at)
      .got([&](double x) {
        return three([](const Tensor& t) { return t.pow(4); },
                     full({1, 1}, x, TensorOptions(kFloat32).requires_grad(true)));
      })
      .expected([](double x) {
        const auto one = [](double value) { return full({1, 1}, value, kFloat32); };
        return Tensors{one(4 * x * x * x), one(12 * x * x), one(24 * x)};
      })
      .check();
  for (const double x : c.inputs(at)) {
    const Tensor t = leaf(x);
    const lab::Alive alive;
    Derivatives d;
    // All of its derivatives depend on x.
    const auto f = [](const Tensor& u) { return u.exp(); };
    c.runs("third_derivative", "untouched", [&] { d = student.third_derivative(f, t); });
    refuse_traces(c, "third_derivative", t, alive, {d.first, d.second, d.third});
  }
}

void check_hvp(lab::Check& c, const Written& student) {
  const auto fresh = [](const Table& t) { return t.x.detach().requires_grad_(); };
  const auto throws = [](const Table&) { return lab::raises<Error>("does not require grad"); };
  c.about("hvp", "product", tables())
      .input_text([](const Table& t) {
        return t.text + ", x = " + lab::Value(t.x).text() + ", v = " + lab::Value(t.v).text();
      })
      .got([&](const Table& t) { return student.hvp(t.f, fresh(t), t.v); })
      .expected([](const Table& t) { return t.product(t.x, t.v); })
      .evidence("finite-difference",
                [&](const Table& t) {
                  // Of the first derivatives, which autograd gives.
                  const double h = 1e-5;
                  const auto gradient = [&](double step) {
                    const Tensor x = (t.x.to(kFloat64) + step * t.v).detach().requires_grad_();
                    return autograd::grad({t.f(x)}, {x})[0];
                  };
                  return (gradient(h) - gradient(-h)) / (2 * h);
                })
      .mistake("no-create-graph", throws, {{"order", [](const Table&) { return 1; }}})
      .mistake("no-create-graph", [](const Table& t) { return zeros_like(t.x); },
               {{"order", [](const Table&) { return 1; }}})
      .mistake("ignored-v", [](const Table& t) { return t.product(t.x, ones_like(t.x)); },
               {{"v", [](const Table& t) { return t.v; }}})
      .check();
  c.about("hvp", "linear", tables())
      .got([&](const Table& t) { return student.hvp(linear, fresh(t), t.v); })
      .expected([](const Table& t) { return zeros(t.x.sizes(), t.x.scalar_type()); })
      .mistake("constant", throws)
      .check();
  // Counted with more numbers than passes are allowed.
  for (const std::vector<int64_t>& shape :
       c.inputs<std::vector<int64_t>>({{3, 2}, {5}, {2, 3, 4}, {7, 1}})) {
    const Table t = table(shape, 6);
    const Counted counted(t.f);
    const Tensor x = fresh(t), v = t.v.clone();
    const lab::Alive alive;
    Tensor result;
    c.runs("hvp", "passes", [&] { result = student.hvp(counted.f, x, v); });
    c.refuse("full-hessian", "hvp", "passes", *counted.passes > 3,
             {{"passes", *counted.passes}, {"elements", x.numel()}});
    refuse_traces(c, "hvp", x, alive, {result});
    c.require("hvp", "untouched", same(lab::Value(v), lab::Value(t.v)));
  }
}

void check_gradients_or_zeros(lab::Check& c, const Written& student) {
  // y = a a sum(d): b and e are not used.
  struct Leaves {
    Tensor a, b, d, e;
    explicit Leaves(double x)
        : a(leaf(x)),
          b(full({3, 2}, x, TensorOptions(kFloat64).requires_grad(true))),
          d(full({2}, 0.5, TensorOptions(kFloat64).requires_grad(true))),
          e(full({4}, 1, TensorOptions(kFloat32).requires_grad(true))) {}
    Tensor y() const { return a * a * d.sum(); }
  };
  const std::vector<double> at = {3, -2, 0.5, 10};
  const auto answer = [](double x, bool zero) {
    const auto none = [&](std::vector<int64_t> shape, ScalarType dtype) {
      return zero ? zeros(shape, dtype) : Tensor();
    };
    return Tensors{none({3, 2}, kFloat64), tensor(2 * x, kFloat64), none({4}, kFloat32),
                   full({2}, x * x, kFloat64)};
  };
  c.about("gradients_or_zeros", "gradients", at)
      .got([&](double x) {
        const Leaves leaves(x);
        return student.gradients_or_zeros(leaves.y(), {leaves.b, leaves.a, leaves.e, leaves.d});
      })
      .expected([&](double x) { return answer(x, true); })
      .mistake(
          "unused",
          [](double) { return lab::raises<Error>("appears to not have been used in the graph"); })
      .mistake("undefined", [&](double x) { return answer(x, false); })
      .check();
  for (const double x : c.inputs(at)) {
    const Leaves leaves(x);
    const lab::Alive alive;
    Tensors result;
    c.runs("gradients_or_zeros", "untouched", [&] {
      result = student.gradients_or_zeros(leaves.y(), {leaves.a, leaves.b, leaves.d});
    });
    for (const Tensor& t : {leaves.a, leaves.b, leaves.d}) {
      refuse_traces(c, "gradients_or_zeros", t, alive, result);
    }
  }
}

void check(lab::Check& c, const Written& student) {
  check_third_derivative(c, student);
  check_hvp(c, student);
  check_gradients_or_zeros(c, student);
  c.answer("second", 12);
  c.answer("product", famous_product(tensor({1., 2.}), tensor({1., -1.}))[0]);
}

void show(lab::Log& log, const Written& student) {
  const Derivatives d = student.third_derivative(cube, leaf(2, kFloat32));
  log("first derivative of x*x*x at 2", d.first);
  log("second derivative", d.second);
  log("third derivative", d.third);
  const Tensor x = tensor({1., 2.}).requires_grad_();
  log("Hessian times (1, -1)", student.hvp(famous, x, tensor({1., -1.})));
  const Tensor a = leaf(3, kFloat32), b = zeros({2}, TensorOptions().requires_grad(true));
  log.raises("grad(a*a, [a, b])", [&] { autograd::grad({a * a}, {a, b}); });
  const std::vector<Tensor> gradients = student.gradients_or_zeros(a * a, {a, b});
  log("gradient for a", gradients[0]);
  log("gradient for b", gradients[1]);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_11
