#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_15.h"

namespace ex_2_15 {
namespace {

using lab::Value;

Tensor leaf(double x, ScalarType dtype = kFloat64) {
  return full({}, x, TensorOptions(dtype).requires_grad(true));
}

// The function on numbers. `first` and `limit` are what a wrong program changes.
struct Result {
  double value = 0;
  int steps = 0;  // of the loop and the branch
};
Result doubled(double a, bool first = true, bool beyond = false, bool branch = true) {
  double b = first ? 2 * a : a;
  int steps = first ? 1 : 0;
  while (std::abs(b) < 1000 || (beyond && std::abs(b) == 1000)) {
    b *= 2;
    ++steps;
  }
  if (b > 0 || !branch) return {b, steps};
  return {100 * b, steps + 1};
}

void walk(const Node* node, std::set<const Node*>& seen) {
  if (!seen.insert(node).second) return;
  for (const Edge& edge : node->next_edges()) {
    if (edge.function) walk(edge.function.get(), seen);
  }
}
// The nodes below y, those of leaves as well.
std::set<const Node*> nodes_of(const Tensor& y) {
  std::set<const Node*> seen;
  if (const NodePtr node = y.grad_fn()) walk(node.get(), seen);
  return seen;
}
int64_t operations(const Tensor& y) {
  const std::set<const Node*> nodes = nodes_of(y);
  return std::count_if(nodes.begin(), nodes.end(),
                       [](const Node* node) { return node->num_edges() > 0; });
}
// One for each way that leads to a node.
int64_t ways(const Node* node) {
  if (node->num_edges() == 0) return 0;
  int64_t count = 1;
  for (const Edge& edge : node->next_edges()) {
    if (edge.function) count += ways(edge.function.get());
  }
  return count;
}

void check_ends(lab::Check& c, const Written& student) {
  const auto ends = [&](const Tensor& a) {
    return !lab::in_child([&] { student.doubling(a); }, 1).timed_out;
  };
  for (const double a : c.inputs<double>({-0.7, -3, -100, -0.001})) {
    c.refuse("no-abs", "doubling", "ends", !ends(full({}, a, kFloat64)), {{"input", a}});
  }
  const std::vector<Tensor> zeros_of_all_kinds = {zeros({}, kFloat64), full({}, -0.0, kFloat64),
                                                  zeros({}), zeros({1, 1})};
  for (const Tensor& zero : c.inputs(zeros_of_all_kinds)) {
    c.refuse("endless", "doubling", "ends", !ends(zero), {{"input", 0}});
  }
}

void check_doubling(lab::Check& c, const Written& student) {
  const auto number = [](double x) { return full({}, x, kFloat64); };
  const auto got = [&](double a) { return student.doubling(leaf(a)).detach(); };
  const std::vector<double> points = {0.7, -0.7, -3, -0.001, 3, 0.001, 600, -499};
  c.about("doubling", "value", points)
      .got(got)
      .expected([&](double a) { return number(doubled(a).value); })
      .mistake("branch", [&](double a) { return number(doubled(a, true, false, false).value); })
      .check();
  c.about("doubling", "large", std::vector<double>{2000, 1000, -1500, 5000})
      .got(got)
      .expected([&](double a) { return number(doubled(a).value); })
      .mistake("first-doubling", [&](double a) { return number(doubled(a, false).value); })
      .check();
  c.about("doubling", "edge", std::vector<double>{500, 62.5, -250, 31.25, 499.75, -62.48})
      .got(got)
      .expected([&](double a) { return number(doubled(a).value); })
      .mistake("edge", [&](double a) { return number(doubled(a, true, true).value); })
      .check();
  c.about("doubling", "value", points)
      .got([&](double a) {
        return student.doubling(full({1, 1}, a, kFloat32));
      })
      .expected([](double a) {
        return full({1, 1}, doubled(a).value, kFloat32);
      })
      .check();
  c.about("doubling", "zero", std::vector<double>{0, -0.0, 0, -0.0})
      .got([&](double a) { return student.doubling(number(a)); })
      .expected([](double) { return lab::raises<ValueError>(); })
      .check();
  const auto slope = [](double a) { return doubled(a).value / a; };
  c.about("doubling", "slope", points)
      .got([&](double a) {
        const Tensor x = leaf(a);
        const Tensor y = student.doubling(x);
        y.backward();
        return x.grad();
      })
      .expected([=](double a) { return number(slope(a)); })
      .evidence("finite-difference",
                [](double a) {
                  const double h = 1e-6 * std::abs(a);
                  return (doubled(a + h).value - doubled(a - h).value) / (2 * h);
                })
      .mistake("item", [](double) { return lab::raises<Error>("does not require grad"); })
      // The last turn of the loop cut the way to a.
      .mistake("item", [](double) { return Tensor(); })
      .check();
  c.gradients("doubling", "slope")
      .at({{number(0.7)}, {number(-0.7)}, {number(-40)}, {number(2000)}, {number(0.003)}})
      .forward([&](const lab::Tensors& in) { return student.doubling(in[0]); })
      .theory([=](const lab::GradPoint& p) {
        return lab::Tensors{p.v * slope(p.in[0].item<double>())};
      })
      .check();
  for (const double a : c.inputs(points)) {
    const Tensor x = leaf(a);
    const Tensor y = student.doubling(x);
    const int64_t recorded = operations(y), steps = doubled(a).steps;
    const lab::Arguments arguments = {{"got", recorded}, {"expected", steps}, {"input", a}};
    c.refuse("unrecorded", "doubling", "recorded", recorded < steps, arguments);
    c.refuse("both-branches", "doubling", "recorded", recorded > steps, arguments);
    c.require("doubling", "recorded", same(Value(x), Value(number(a))));
  }
}

void check_length(lab::Check& c, const Written& student) {
  struct Graph {
    std::string text;
    std::function<Tensor(const Tensor& a, const Tensor& b)> f;
  };
  const auto ask = [&](const std::vector<Graph>& graphs) {
    const auto y = [](const Graph& g) { return g.f(leaf(0.7), leaf(-2)); };
    c.about("graph_length", "length", graphs)
        .input_text([](const Graph& g) { return g.text; })
        .got([=](const Graph& g) { return Value(student.graph_length(y(g))); })
        .expected([=](const Graph& g) { return Value(operations(y(g))); })
        .mistake("counts-leaf", [=](const Graph& g) { return Value(nodes_of(y(g)).size()); })
        .mistake("counted-twice",
                 [=](const Graph& g) {
                   const NodePtr node = y(g).grad_fn();
                   return Value(node ? ways(node.get()) : int64_t{0});
                 })
        .check();
  };
  const auto chain = [](int n) {
    return [n](const Tensor& a, const Tensor&) {
      Tensor b = a;
      for (int i = 0; i < n; ++i) b = 2 * b;
      return b;
    };
  };
  ask({{"2*a", chain(1)},
       {"2*(2*(2*a))", chain(3)},
       {"2048*a, by doubling", chain(11)},
       {"exp(a) * b", [](const Tensor& a, const Tensor& b) { return a.exp() * b; }},
       {"(a + b).sum()", [](const Tensor& a, const Tensor& b) { return (a + b).sum(); }}});
  ask({{"u + u, u = 2*a",
        [](const Tensor& a, const Tensor&) {
          const Tensor u = 2 * a;
          return u + u;
        }},
       {"u*u - u, u = sin(a)",
        [](const Tensor& a, const Tensor&) {
          const Tensor u = a.sin();
          return u * u - u;
        }},
       {"exp(v)*v + v, v = a*b",
        [](const Tensor& a, const Tensor& b) {
          const Tensor v = a * b;
          return v.exp() * v + v;
        }},
       {"b doubled by b + b five times", [](const Tensor&, const Tensor& b) {
          Tensor d = b;
          for (int i = 0; i < 5; ++i) d = d + d;
          return d;
        }}});
  ask({{"a", [](const Tensor& a, const Tensor&) { return a; }},
       {"a.detach()", [](const Tensor& a, const Tensor&) { return a.detach(); }},
       {"a + 1", [](const Tensor& a, const Tensor&) { return a + 1; }},
       {"a.detach() * b", [](const Tensor& a, const Tensor& b) { return a.detach() * b; }},
       {"2 * a.detach()", [](const Tensor& a, const Tensor&) { return 2 * a.detach(); }}});
}

void check(lab::Check& c, const Written& student) {
  check_ends(c, student);
  check_doubling(c, student);
  check_length(c, student);
  c.answer("slope", doubled(0.7).value / 0.7);
  c.answer("negative", doubled(-0.7).value / -0.7);
}

void show(lab::Log& log, const Written& student) {
  for (const double a : {0.7, -0.7}) {
    const std::string at = a > 0 ? "0.7" : "-0.7";
    const Tensor x = full({}, a, TensorOptions(kFloat32).requires_grad(true));
    const Tensor y = student.doubling(x);
    log("f(" + at + ")", y);
    log("operations in its graph", student.graph_length(y));
    y.backward();
    log("slope at " + at, x.grad());
  }
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_15
