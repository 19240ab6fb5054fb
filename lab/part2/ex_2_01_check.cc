#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_01.h"

namespace ex_2_01 {
namespace {

using Values = std::vector<double>;
using Names = std::vector<std::string>;

struct Named {
  std::string name;
  Tensor t;
};
std::string text(const Named& in) { return in.name; }
Tensor data(const Values& values) { return tensor(values, TensorOptions(kFloat64)); }
Tensor leaf(const Values& values) { return data(values).requires_grad_(); }

// Incoming gradients, none of them 1.
Tensor weights(const Values& values) { return data(values) * 2 + 0.75; }

std::string short_name(const Node& node) {
  return node.name().substr(0, node.name().find("Backward"));
}
// Walks from `node` as a wrong program would.
struct Walk {
  bool once = true, all_edges = true, leaves_first = false, full = false, backwards = false;
  std::set<const Node*> met = {};
  Names names = {};

  void visit(const NodePtr& node) {
    if (!node || (!met.insert(node.get()).second && once)) return;
    const std::string name = full ? node->name() : short_name(*node);
    if (!leaves_first) names.push_back(name);
    const auto inputs = node->next_edges();
    std::vector<Edge> edges(inputs.begin(), inputs.end());
    if (backwards) std::reverse(edges.begin(), edges.end());
    for (const Edge& edge : edges) {
      visit(edge.function);
      if (edge.defined() && !all_edges) break;
    }
    if (leaves_first) names.push_back(name);
  }
};
std::function<lab::Value(const Named&)> walked(Walk walk) {
  return [walk](const Named& in) {
    Walk own = walk;
    own.visit(in.t.grad_fn());
    return lab::Value(lab::text_of(own.names));
  };
}
lab::Value level_by_level(const Named& in, bool once) {
  Names names;
  std::set<const Node*> met;
  std::deque<NodePtr> queue = {in.t.grad_fn()};
  for (; !queue.empty(); queue.pop_front()) {
    const NodePtr node = queue.front();
    if (!node || (!met.insert(node.get()).second && once)) continue;
    names.push_back(short_name(*node));
    for (const Edge& edge : node->next_edges()) queue.push_back(edge.function);
  }
  return lab::text_of(names);
}

void check_leaf(lab::Check& c, const Written& student) {
  // Numbers that float32 holds exactly.
  const std::vector<Values> lists = {{1.5, -2, 0.25}, {3}, {4, 0, -8, 0.5}, {-1, 2.5}, {0, 0, 7}};
  c.about("make_leaf", "leaf-gradient", lists)
      .got([&](const Values& values) {
        const Tensor made = student.make_leaf(values);
        (made * weights(values)).sum().backward();
        return made.grad();
      })
      .expected(weights)
      .mistake("not-tracked",
               [](const Values& values) {
                 const Tensor sum = data(values).sum();
                 sum.backward();
                 return sum;
               })
      .mistake("not-the-leaf", [](const Values&) { return Tensor(); })
      .mistake("float32", [](const Values& values) { return weights(values).to(kFloat32); })
      .check();
  c.about("make_leaf", "leaf-values",
          std::vector<Values>{{0.1, -0.2}, {1e-9}, {3, 1. / 3}, {}, {7}})
      .got([&](const Values& values) { return student.make_leaf(values).detach(); })
      .expected(data)
      .check();
  c.about("make_leaf", "is-leaf", lists)
      .got([&](const Values& values) {
        const Tensor made = student.make_leaf(values);
        return str(made.is_leaf(), " ", made.requires_grad(), " ", made.grad().defined());
      })
      .expected([](const Values&) { return str(true, " ", true, " ", false); })
      .check();
}

void check_keeps_grad(lab::Check& c, const Written& student) {
  const Tensor x = leaf({1, 2}), frozen = data({3, 4});
  const Tensor u = x * frozen;
  Tensor unrecorded;
  {
    NoGradGuard no_grad;
    unrecorded = x * 2;
  }
  // Data and results alternate, so that either mistake shows early.
  c.about("keeps_grad", "keeps",
          std::vector<Named>{{"tensor({3., 4.})", frozen},
                             {"u = x * c", u},
                             {"x.detach()", x.detach()},
                             {"u.sum()", u.sum()},
                             {"x, a leaf with requires_grad", x},
                             {"tensor({1, 2}), int64", tensor({1, 2})},
                             {"x * 2 under no_grad", unrecorded},
                             {"u.view(2)", u.view({2})},
                             {"tensor(5.).requires_grad_()", leaf({5})},
                             {"c * 2", frozen * 2}})
      .input_text(text)
      .got([&](const Named& in) { return student.keeps_grad(in.t); })
      .expected([](const Named& in) { return in.t.is_leaf() && in.t.requires_grad(); })
      .mistake("leaf-is-enough", [](const Named& in) { return in.t.is_leaf(); })
      .mistake("requires-is-enough", [](const Named& in) { return in.t.requires_grad(); })
      .check();
  const auto retained = [](Tensor t) {
    t.retain_grad();
    return t;
  };
  c.about("keeps_grad", "retained",
          std::vector<Named>{{"u = x * c after u.retain_grad()", retained(x * frozen)},
                             {"x.exp() after retain_grad()", retained(x.exp())},
                             {"x.sum() after retain_grad()", retained(x.sum())},
                             {"x[0] after retain_grad()", retained(x[0])},
                             {"u = x * c, without", x * frozen},
                             {"x after x.retain_grad()", retained(leaf({1}))}})
      .input_text(text)
      .got([&](const Named& in) { return student.keeps_grad(in.t); })
      .expected([](const Named& in) { return in.t.is_leaf() || in.t.retains_grad(); })
      .mistake("retained-forgotten", [](const Named& in) { return in.t.is_leaf(); })
      .check();
}

void check_ancestors(lab::Check& c, const Written& student) {
  const Tensor x = leaf({1, 2}), w = leaf({0.5, -3}), k = data({3, 4});
  const std::vector<Named> ends = {{"x * c, where c needs no gradient", x * k},
                                   {"x, a leaf", x},
                                   {"c - x, where c needs no gradient", k - x},
                                   {"c, without requires_grad", k},
                                   {"(c / w).exp(), where c needs no gradient", (k / w).exp()}};
  for (const Named& in : c.inputs(ends)) {
    // What it throws is no crash: the question below tells it.
    const lab::Ending ending = lab::in_child([&] {
      try {
        student.ancestors(in.t);
      } catch (...) {
      }
    });
    c.require("ancestors", "no-node", !ending.timed_out);
    c.refuse("null-edge", "ancestors", "no-node", !ending.returned, {{"input", in.name}});
  }
  // In the first four, every order and every omission gives another list.
  struct Graph {
    Named y;
    std::string expected;
  };
  const Tensor h = x.tanh();
  const std::vector<Graph> graphs = {
      {{"(x.exp() + w.sin()) * w", (x.exp() + w.sin()) * w},
       "Mul Add Exp AccumulateGrad Sin AccumulateGrad"},
      {{"x.sin() * w + x * w", x.sin() * w + x * w},
       "Add Mul Sin AccumulateGrad AccumulateGrad Mul"},
      {{"h * w.exp() + h, h = x.tanh()", h * w.exp() + h},
       "Add Mul Tanh AccumulateGrad Exp AccumulateGrad"},
      {{"(x.exp() - x.sin()).mean() * w", (x.exp() - x.sin()).mean() * w},
       "Mul Mean Sub Exp AccumulateGrad Sin AccumulateGrad"},
      {{"3 * x.pow(2)", 3 * x.pow(2)}, "Mul Pow AccumulateGrad"},
      {{"x * x + x", x * x + x}, "Add Mul AccumulateGrad"},
      {ends[0], "Mul AccumulateGrad"},
      {ends[1], ""},
      {ends[2], "Sub AccumulateGrad"},
      {ends[3], ""},
      {ends[4], "Exp Div AccumulateGrad"},
      {{"cat({x, w, h})", cat({x, w, h})}, "Cat AccumulateGrad AccumulateGrad Tanh"},
      {{"(x * c).detach() * w", (x * k).detach() * w}, "Mul AccumulateGrad"}};
  std::vector<Named> inputs;
  std::map<std::string, std::string> expected;
  for (const Graph& graph : graphs) {
    inputs.push_back(graph.y);
    expected[graph.y.name] = graph.expected;
  }
  c.about("ancestors", "nodes", inputs)
      .input_text(text)
      .got([&](const Named& in) { return lab::text_of(student.ancestors(in.t)); })
      .expected([&](const Named& in) { return expected.at(in.name); })
      .mistake("repeated", walked({.once = false}))
      .mistake("only-first-edge", walked({.once = false, .all_edges = false}))
      .mistake("breadth-first", [](const Named& in) { return level_by_level(in, true); })
      .mistake("breadth-first", [](const Named& in) { return level_by_level(in, false); })
      .mistake("last-input-first", walked({.backwards = true}))
      .mistake("leaves-first", walked({.leaves_first = true}))
      .mistake("full-names", walked({.full = true}))
      .check();
  // 2^40 ways, 41 nodes.
  Tensor doubled = x;
  for (int i = 0; i < 40; ++i) doubled = doubled + doubled;
  const lab::Ending ending = lab::in_child([&] { student.ancestors(doubled); }, 2);
  c.refuse("repeated", "ancestors", "nodes", ending.timed_out, {{"got", "Add Add Add ..."}});
  c.require("ancestors", "nodes", student.ancestors(doubled).size() == 41);
}

void check(lab::Check& c, const Written& student) {
  check_leaf(c, student);
  check_keeps_grad(c, student);
  check_ancestors(c, student);
  // u is the random point, reached from x = log(u). The derivative by u is another one for -u.
  const auto outer = [](const Tensor& u) { return u * u * u + u * u - 2 * u; };
  const auto derivative = [](const Tensor& u) { return 3 * u * u + 2 * u - 2; };
  c.gradients("inner_gradient", "by-u")
      .shapes({{3, 4}})
      .range(0.5, 2.5)
      .at({{data({2, 0.5, 1})}, {data({3})}})
      .forward([&](const lab::Tensors& in) { return outer(in[0]); })
      .got([&](const lab::GradPoint& p) {
        return student.inner_gradient([](const Tensor& x) { return x.exp(); },
                                      [&](const Tensor& u) { return (outer(u) * p.v).sum(); },
                                      p.in[0].log().requires_grad_());
      })
      .theory([&](const lab::GradPoint& p) { return derivative(p.in[0]) * p.v; })
      .mistake("nonleaf-grad", [](const lab::GradPoint&) { return Tensor(); })
      .mistake("leaf-instead",
               [&](const lab::GradPoint& p) { return derivative(p.in[0]) * p.v * p.in[0]; })
      .check();
  const Tensor x = leaf({1, 2}), w = leaf({3, 4});
  c.answer("result", (3 * x.pow(2)).is_leaf());
  c.answer("data", data({1, 2}).is_leaf());
  Walk walk;
  walk.visit((x * w + x).grad_fn());
  c.answer("nodes", walk.names.size());
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor(3., requires_grad());
  const Tensor y = 3 * x.pow(2);
  log("x", x);
  log("y", y);
  log("x.is_leaf", x.is_leaf());
  log("y.is_leaf", y.is_leaf());
  log("\" \".join(ancestors(y))", lab::text_of(student.ancestors(y)));
  log("\" \".join(ancestors(x * x + x))", lab::text_of(student.ancestors(x * x + x)));
  log("make_leaf([1.5, -2.0])", student.make_leaf({1.5, -2}));
  log("keeps_grad(x)", student.keeps_grad(x));
  log("keeps_grad(y)", student.keeps_grad(y));
  log("inner_gradient(lambda x: x * x, lambda u: 3 * u, x)",
      student.inner_gradient([](const Tensor& t) { return t * t; },
                             [](const Tensor& u) { return 3 * u; }, x));
  log.raises("torch.tensor([1, 2], requires_grad=True)", [] { tensor({1, 2}, requires_grad()); });
  log.raises("torch.ones(2).sum().backward()", [] { ones({2}).sum().backward(); });
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_01
