#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/fw/localise.h"
#include "gradlab/lab/part4/ex_4_01.h"

namespace ex_4_01 {
namespace {

// An expression as a list of nodes: leaves first, then operations on nodes before; the last one is
// the root.
struct Expression {
  struct Op {
    char kind;  // '+', '*' or 't'
    size_t a, b;
  };
  std::vector<double> leaves;
  std::vector<Op> ops;

  size_t size() const { return leaves.size() + ops.size(); }
};

std::string name(size_t i) { return std::string(1, static_cast<char>('a' + i)); }
std::string name(const Expression& e, size_t i) {
  if (i < e.leaves.size()) return name(i) + " = " + lab::number_text(e.leaves[i]);
  const auto [kind, a, b] = e.ops[i - e.leaves.size()];
  if (kind == 't') return name(i) + " = tanh(" + name(a) + ")";
  return name(i) + " = " + name(a) + " " + kind + " " + name(b);
}
std::string text(const Expression& e) {
  std::string text;
  for (size_t i = 0; i < e.size(); ++i) text += (i > 0 ? "; " : "") + name(e, i);
  return text;
}

// Fan-out of all kinds, a diamond whose sides are of different length, and dead ends.
Expression random_expression(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  Expression e;
  std::vector<double> values;
  for (size_t i = 0, n = 1 + below(3); i < n; ++i) {
    e.leaves.push_back(static_cast<double>(below(31) + 3) / 10 * (below(2) == 0 ? 1 : -1));
  }
  values = e.leaves;
  for (size_t i = 0, n = 4 + below(7); i < n; ++i) {
    // Often the newest node, so that the graph becomes deep.
    const size_t a = below(2) == 0 ? values.size() - 1 : below(values.size());
    const size_t b = below(values.size());
    const double sum = values[a] + values[b], product = values[a] * values[b];
    char kind = "+**t"[below(4)];
    if (kind == '*' && (std::abs(product) > 6 || std::abs(product) < 0.05)) kind = '+';
    if (kind == '+' && (std::abs(sum) > 6 || std::abs(sum) < 0.05)) kind = 't';
    e.ops.push_back({kind, a, kind == 't' ? a : b});
    values.push_back(kind == '+' ? sum : kind == '*' ? product : std::tanh(values[a]));
  }
  return e;
}

std::vector<Expression> expressions() {
  std::vector<Expression> all = {
      {{3}, {{'*', 0, 0}, {'+', 1, 0}}},                 // x*x + x
      {{3, -2}, {{'*', 1, 1}, {'*', 0, 2}}},             // a * (b*b)
      {{0.5}, {{'+', 0, 0}, {'*', 1, 0}, {'t', 2, 2}}},  // tanh((x + x) * x)
      {{2, -3, 0.7}, {{'*', 0, 1}, {'+', 3, 2}, {'t', 4, 4}, {'*', 5, 3}}},
      {{0.4, 1.5}, {{'t', 0, 0}, {'t', 2, 2}, {'t', 3, 3}, {'*', 1, 4}, {'+', 5, 2}, {'*', 6, 3}}},
  };
  for (unsigned seed = 1; seed <= 20; ++seed) all.push_back(random_expression(seed));
  return all;
}

// The nodes from which the root is made, itself included.
std::vector<bool> used(const Expression& e) {
  std::vector<bool> used(e.size());
  used.back() = true;
  for (size_t i = e.size(); i-- > e.leaves.size();) {
    if (!used[i]) continue;
    const auto [kind, a, b] = e.ops[i - e.leaves.size()];
    used[a] = used[b] = true;
  }
  return used;
}

Tensor applied(char kind, const Tensor& a, const Tensor& b) {
  return kind == '+' ? a + b : kind == '*' ? a * b : a.tanh();
}

// The nodes of an expression, in the order of its list.
std::vector<Handle> built(const Written& student, const Expression& e) {
  std::vector<Handle> nodes;
  for (const double x : e.leaves) nodes.push_back(student.leaf(x));
  for (const auto& [kind, a, b] : e.ops) {
    nodes.push_back(kind == '+'   ? student.add(nodes[a], nodes[b])
                    : kind == '*' ? student.multiply(nodes[a], nodes[b])
                                  : student.tanh_of(nodes[a]));
  }
  return nodes;
}
std::vector<Tensor> recorded(const Expression& e) {
  std::vector<Tensor> nodes;
  for (const double x : e.leaves) {
    nodes.push_back(tensor(x, TensorOptions(kFloat64).requires_grad(true)));
  }
  for (const auto& [kind, a, b] : e.ops) nodes.push_back(applied(kind, nodes[a], nodes[b]));
  return nodes;
}

Tensor numbers(const std::vector<double>& list) { return tensor(list, kFloat64); }
Tensor data(const Written& student, const std::vector<Handle>& nodes) {
  std::vector<double> list;
  for (const Handle& node : nodes) list.push_back(student.look(node).data);
  return numbers(list);
}
double& grad(const Written& student, const Handle& node) { return *student.look(node).grad; }
Tensor grads(const Written& student, const std::vector<Handle>& nodes) {
  std::vector<double> list;
  for (const Handle& node : nodes) list.push_back(grad(student, node));
  return numbers(list);
}

// The gradients of all nodes after `passes`, by autograd: leaves add up.
Tensor right_grads(const Expression& e, double passes = 1) {
  const std::vector<Tensor> nodes = recorded(e);
  const variable_list all = autograd::grad({nodes.back()}, nodes, {}, std::nullopt,
                                           /*create_graph=*/false, /*allow_unused=*/true);
  std::vector<double> list;
  for (size_t i = 0; i < all.size(); ++i) {
    const double g = all[i].defined() ? all[i].item<double>() : 0;
    list.push_back(i < e.leaves.size() ? g * passes : g);
  }
  return numbers(list);
}

std::string shape_of(const Written& student, const Handle& node, const std::vector<Handle>& nodes) {
  const Seen seen = student.look(node);
  std::string text = seen.op;
  for (const Handle& in : seen.inputs) {
    const auto at = std::find(nodes.begin(), nodes.end(), in);
    text += " " + (at == nodes.end() ? "?" : name(static_cast<size_t>(at - nodes.begin())));
  }
  return text;
}

// --- Each rule alone ---

const char* function_of(const Expression::Op& op) {
  return op.kind == '+' ? "add" : op.kind == '*' ? "multiply" : "tanh_of";
}

// What stands in the gradients of a node's inputs before its rule runs.
constexpr double kBefore = 0.75;

lab::BackwardStep rule_alone(const Written& student, const Expression& e,
                             const std::vector<Handle>& nodes, size_t i) {
  const Expression::Op op = e.ops[i - e.leaves.size()];
  std::vector<size_t> inputs = {op.a};
  if (op.b != op.a) inputs.push_back(op.b);
  lab::BackwardStep step;
  step.name = name(e, i);
  step.place = student.look(nodes[i]).place;
  if (step.place.empty()) step.place = function_of(op);
  step.forward = [op](const lab::Tensors& in) -> lab::Tensors {
    return {applied(op.kind, in[0], in.back())};
  };
  for (const size_t k : inputs) {
    step.inputs.push_back(tensor(student.look(nodes[k]).data, kFloat64));
  }
  step.rule = [&student, &nodes, inputs, i](const lab::Tensors& incoming) {
    grad(student, nodes[i]) = incoming[0].item<double>();
    for (const size_t k : inputs) grad(student, nodes[k]) = kBefore;
    student.push(nodes[i]);
    lab::Tensors sent;
    for (const size_t k : inputs) {
      sent.push_back(tensor(grad(student, nodes[k]) - kBefore, kFloat64));
    }
    return sent;
  };
  return step;
}

// Which mistake gives what the rule sends to the input that is wrong, for several incoming
// gradients.
std::string mistake_of_rule(const Expression& e, const lab::BackwardStep& step,
                            const lab::WrongStep& wrong, size_t i) {
  const Expression::Op op = e.ops[i - e.leaves.size()];
  const double uses = op.kind != 't' && op.a == op.b ? 2 : 1;
  bool overwrites = true, ignores = true;
  for (const double g : {1.7, -2.3, 4.5}) {
    const Tensor incoming = tensor(g, kFloat64);
    const lab::Value sent = lab::value_or_error([&] { return step.rule({incoming})[wrong.input]; });
    const double right = lab::differences_of_step(step, {incoming})[wrong.input].item<double>();
    const lab::Tolerance tolerance{1e-5, 1e-6};
    overwrites = overwrites && lab::same(sent, right / uses - kBefore, tolerance);
    ignores = ignores && lab::same(sent, right / g, tolerance);
  }
  return overwrites ? "assign" : ignores ? "no-upstream" : "rule";
}

void check_rules(lab::Check& c, const Written& student, const Expression& e) {
  const std::vector<Handle> nodes = built(student, e);
  std::vector<lab::BackwardStep> steps;
  for (size_t i = e.size(); i-- > e.leaves.size();) {
    steps.push_back(rule_alone(student, e, nodes, i));
  }
  const auto wrong = lab::first_wrong_step(steps);
  c.require("push", "rules", true);
  if (!wrong) return;
  const size_t i = e.size() - 1 - wrong->index;
  const lab::BackwardStep& step = steps[wrong->index];
  lab::refuse_step(c, mistake_of_rule(e, step, *wrong, i), function_of(e.ops[i - e.leaves.size()]),
                   "rules", steps, *wrong, {{"input", text(e)}, {"before", kBefore}});
}

// A rule touches the gradients of its inputs and nothing else.
void check_push_alone(lab::Check& c, const Written& student, const Expression& e) {
  for (size_t i = 0; i < e.size(); ++i) {
    const std::vector<Handle> nodes = built(student, e);
    for (size_t k = 0; k < nodes.size(); ++k) grad(student, nodes[k]) = 1 + static_cast<double>(k);
    const Tensor values = data(student, nodes);
    student.push(nodes[i]);
    for (size_t k = 0; k < nodes.size(); ++k) {
      const bool is_input = i >= e.leaves.size() && (e.ops[i - e.leaves.size()].a == k ||
                                                     e.ops[i - e.leaves.size()].b == k);
      if (is_input) continue;
      c.require("push", "alone", grad(student, nodes[k]) == 1 + static_cast<double>(k),
                {{"input", name(e, i)},
                 {"got", grad(student, nodes[k])},
                 {"expected", 1 + static_cast<double>(k)}});
    }
    c.require("push", "alone", lab::same(data(student, nodes), values), {{"input", name(e, i)}});
  }
}

// --- A whole pass ---

// One step for each node but the root: what its users' gradients make of its own.
std::vector<lab::BackwardStep> steps_of_pass(const Written& student, const Expression& e,
                                             const std::vector<Handle>& nodes) {
  const std::vector<bool> is_used = used(e);
  std::vector<lab::BackwardStep> steps;
  for (size_t i = e.size() - 1; i-- > 0;) {
    if (!is_used[i]) continue;
    std::vector<size_t> users;
    for (size_t u = e.leaves.size(); u < e.size(); ++u) {
      const auto [kind, a, b] = e.ops[u - e.leaves.size()];
      if (is_used[u] && (a == i || b == i)) users.push_back(u);
    }
    lab::BackwardStep step;
    step.name = name(e, i);
    step.inputs = {tensor(student.look(nodes[i]).data, kFloat64)};
    step.forward = [&student, &e, &nodes, users, i](const lab::Tensors& in) {
      lab::Tensors results;
      const auto value = [&](size_t k) {
        return k == i ? in[0] : tensor(student.look(nodes[k]).data, kFloat64);
      };
      for (const size_t u : users) {
        const auto [kind, a, b] = e.ops[u - e.leaves.size()];
        results.push_back(applied(kind, value(a), value(b)));
      }
      return results;
    };
    for (const size_t u : users) {
      step.incoming.push_back(tensor(grad(student, nodes[u]), kFloat64));
    }
    step.outgoing = {tensor(grad(student, nodes[i]), kFloat64)};
    steps.push_back(std::move(step));
  }
  return steps;
}

void check_pass(lab::Check& c, const Written& student, const Expression& e) {
  const std::vector<Handle> nodes = built(student, e);
  c.runs("backward", "pass", [&] { student.backward(nodes.back()); });
  const double begin = grad(student, nodes.back());
  c.refuse("seed", "backward", "root", begin != 1,
           {{"input", text(e)}, {"got", begin}, {"expected", 1}, {"pass", 1}});
  const std::vector<lab::BackwardStep> steps = steps_of_pass(student, e, nodes);
  if (const auto wrong = lab::first_wrong_step(steps)) {
    lab::refuse_step(c, "order", "backward", "pass", steps, *wrong, {{"input", text(e)}});
  }
}

// y = 3u, u = x*x.
struct Famous {
  Handle x, u, y;
};
Famous famous(const Written& student, double x) {
  Famous f;
  f.x = student.leaf(x);
  f.u = student.multiply(f.x, f.x);
  f.y = student.multiply(student.leaf(3), f.u);
  return f;
}

void check_second_pass(lab::Check& c, const Written& student) {
  const std::vector<double> points = {3, -2, 0.5, 10};
  // A root that begins with 2, while what lies below it was reset.
  for (const double x : c.inputs(points)) {
    const Famous f = famous(student, x);
    student.backward(f.y);
    student.backward(f.y);
    const double begin = grad(student, f.y);
    c.refuse("seed", "backward", "root", begin != 1 && grad(student, f.u) == 3 * begin,
             {{"input", x}, {"got", begin}, {"expected", 1}, {"pass", 2}});
  }
  const auto first = [](double x) { return 6 * x; };
  c.about("backward", "second", points)
      .got([&](double x) {
        const Famous f = famous(student, x);
        student.backward(f.y);
        student.backward(f.y);
        return grad(student, f.x);
      })
      .expected([](double x) { return 12 * x; })
      .mistake("intermediate", [](double x) { return 18 * x; }, {{"first", first}})
      .mistake("intermediate", [](double x) { return 24 * x; }, {{"first", first}})
      .mistake("forgotten", first, {{"first", first}})
      .evidence("autograd",
                [](double x) {
                  const Tensor t = tensor(x, TensorOptions(kFloat64).requires_grad(true));
                  const Tensor y = 3 * (t * t);
                  y.backward({}, /*retain_graph=*/true);
                  y.backward();
                  return t.grad();
                })
      .check();
  c.about("backward", "after-reset", points)
      .got([&](double x) {
        const Famous f = famous(student, x);
        student.backward(f.y);
        student.backward(f.y);
        grad(student, f.x) = 0;
        student.backward(f.y);
        return numbers({grad(student, f.x), grad(student, f.u), grad(student, f.y)});
      })
      .expected([](double x) {
        return numbers({6 * x, 3, 1});
      })
      .check();
  // A pass from a node in the middle, after one from the end; and from a leaf.
  c.about("backward", "middle", points)
      .got([&](double x) {
        const Famous f = famous(student, x);
        student.backward(f.y);
        student.backward(f.u);
        return numbers({grad(student, f.x), grad(student, f.u), grad(student, f.y)});
      })
      .expected([](double x) {
        return numbers({6 * x + 2 * x, 1, 1});
      })
      .check();
  c.about("backward", "leaf-root", points)
      .got([&](double x) {
        const Handle node = student.leaf(x);
        student.backward(node);
        student.backward(node);
        return grad(student, node);
      })
      .expected([](double) { return 2; })
      .check();
}

// --- Life ---

// Before any pass: what a handle to the root keeps alive, and nothing else does.
void check_life(lab::Check& c, const Written& student, const Expression& e) {
  const int64_t& alive = student.leaf(0)->alive();
  const int64_t before = alive;
  const std::vector<bool> is_used = used(e);
  const auto needed = std::count(is_used.begin(), is_used.end(), true);
  const auto left = [&] { return alive - before; };
  Handle root = built(student, e).back();
  c.refuse("not-owned", "multiply", "owned", left() < needed,
           {{"input", text(e)}, {"got", left()}, {"expected", needed}, {"lost", needed - left()}});
  c.require("multiply", "owned", left() == needed,
            {{"input", text(e)}, {"got", left()}, {"expected", needed}});
  root = nullptr;
  const lab::Arguments arguments = {
      {"input", text(e)}, {"got", left()}, {"expected", 0}, {"nodes", e.size()}};
  const int64_t kept = left();
  { const Handle alone = student.leaf(1); }
  c.refuse("tape", "leaf", "alive", left() != kept, arguments);
  c.refuse("cycle", "multiply", "alive", kept != 0, arguments);
}

// `start`: how many were alive when the check began.
void check_life_after_pass(lab::Check& c, const Written& student, const Expression& e,
                           int64_t start) {
  const int64_t& alive = student.leaf(0)->alive();
  {
    const std::vector<Handle> nodes = built(student, e);
    student.backward(nodes.back());
    student.backward(nodes.back());
  }
  c.refuse("tape", "backward", "alive", alive != start,
           {{"input", text(e)}, {"got", alive - start}, {"expected", 0}});
}

// tanh(a*b + a) * v, summed: the gradients of a and b.
lab::Value elementwise_grads(const Written& student, const lab::GradPoint& at) {
  const Tensor a = at.in[0].contiguous(), b = at.in[1].contiguous(), v = at.v.contiguous();
  Handle sum = student.leaf(0);
  std::vector<Handle> as, bs;
  for (int64_t i = 0; i < a.numel(); ++i) {
    as.push_back(student.leaf(a.data_ptr<double>()[i]));
    bs.push_back(student.leaf(b.data_ptr<double>()[i]));
    const Handle inner = student.add(student.multiply(as.back(), bs.back()), as.back());
    sum = student.add(
        sum, student.multiply(student.tanh_of(inner), student.leaf(v.data_ptr<double>()[i])));
  }
  student.backward(sum);
  return lab::Tensors{grads(student, as), grads(student, bs)};
}

void check(lab::Check& c, const Written& student) {
  const std::vector<Expression> all = expressions();
  const int64_t start = student.leaf(0)->alive() - 1;
  c.about("look", "values", all)
      .got([&](const Expression& e) { return data(student, built(student, e)); })
      .expected([](const Expression& e) {
        std::vector<double> values;
        for (const Tensor& t : recorded(e)) values.push_back(t.item<double>());
        return numbers(values);
      })
      .input_text(text)
      .check();
  c.about("look", "graph", all)
      .got([&](const Expression& e) -> lab::Value {
        const std::vector<Handle> nodes = built(student, e);
        std::string graph;
        for (const Handle& node : nodes) graph += shape_of(student, node, nodes) + "; ";
        return graph;
      })
      .expected([](const Expression& e) -> lab::Value {
        std::string graph;
        for (size_t i = 0; i < e.leaves.size(); ++i) graph += "leaf; ";
        for (const auto& [kind, a, b] : e.ops) {
          graph += kind == 't'
                       ? "tanh " + name(a) + "; "
                       : (kind == '+' ? "add " : "multiply ") + name(a) + " " + name(b) + "; ";
        }
        return graph;
      })
      .input_text(text)
      .check();
  c.about("leaf", "fresh", all)
      .got([&](const Expression& e) { return grads(student, built(student, e)); })
      .expected([](const Expression& e) { return numbers(std::vector<double>(e.size(), 0.0)); })
      .input_text(text)
      .check();
  for (const Expression& e : c.inputs(all)) {
    c.runs("push", "rules", [&] { check_rules(c, student, e); });
  }
  for (const Expression& e : c.inputs(all)) check_push_alone(c, student, e);
  for (const Expression& e : c.inputs(all)) check_pass(c, student, e);
  check_second_pass(c, student);
  c.about("backward", "passes", all)
      .got([&](const Expression& e) {
        const std::vector<Handle> nodes = built(student, e);
        for (int pass = 0; pass < 3; ++pass) student.backward(nodes.back());
        return grads(student, nodes);
      })
      .expected([](const Expression& e) { return right_grads(e, 3); })
      .input_text(text)
      .check();
  for (const Expression& e : c.inputs(all)) check_life(c, student, e);
  for (const Expression& e : c.inputs(all)) check_life_after_pass(c, student, e, start);
  c.gradients("backward", "gradient")
      .shapes({{3}, {3}})
      .forward([](const lab::Tensors& in) { return (in[0] * in[1] + in[0]).tanh(); })
      .got([&](const lab::GradPoint& at) { return elementwise_grads(student, at); })
      .theory([](const lab::GradPoint& at) -> lab::Value {
        const Tensor t = (at.in[0] * at.in[1] + at.in[0]).tanh();
        const Tensor inner = at.v * (1 - t * t);
        return lab::Tensors{inner * (at.in[1] + 1), inner * at.in[0]};
      })
      .check();
  c.answer("fan-out", grad(student, [&] {
             const Handle x = student.leaf(3);
             student.backward(student.add(student.multiply(x, x), x));
             return x;
           }()));
  c.answer("second", 36);
}

// A neuron, and the sum in which x is used three times.
void show(lab::Log& log, const Written& student) {
  const auto number = [](double x) { return tensor(x, kFloat64); };
  const Handle x = student.leaf(2), w = student.leaf(-3), b = student.leaf(6.7);
  const Handle o = student.tanh_of(student.add(student.multiply(x, w), b));
  student.backward(o);
  log("o", number(student.look(o).data));
  log("x.grad", number(grad(student, x)));
  log("w.grad", number(grad(student, w)));
  log("b.grad", number(grad(student, b)));
  const Handle t = student.leaf(3);
  student.backward(student.add(student.multiply(t, t), t));
  log("t.grad of t * t + t", number(grad(student, t)));
  const Famous f = famous(student, 3);
  student.backward(f.y);
  log("x.grad after the first pass", number(grad(student, f.x)));
  student.backward(f.y);
  log("x.grad after the second pass", number(grad(student, f.x)));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_4_01
