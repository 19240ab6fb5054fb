#include <cmath>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_08.h"

namespace ex_2_08 {
namespace {

using lab::Value;

// The function of the text.
Tensor squared_exp(const Tensor& x) {
  const Tensor a = x.exp();
  return (a * a).sum();
}

// A function, with the nodes of its graph and the bytes that it saves for each number.
struct Case {
  std::string name;
  Function f;
  int64_t nodes, bytes;
};
std::vector<Case> cases() {
  return {{"sum(a * a), a = exp(x)", squared_exp, 4, 4},
          {"sum(x * x)", [](const Tensor& x) { return (x * x).sum(); }, 3, 4},
          {"sum(x + 2)", [](const Tensor& x) { return (x + 2).sum(); }, 3, 0},
          {"sum(tanh(sigmoid(x)))", [](const Tensor& x) { return x.sigmoid().tanh().sum(); }, 4, 8},
          {"sum(x)", [](const Tensor& x) { return x.sum(); }, 2, 0},
          {"sum(x * x * x)", [](const Tensor& x) { return (x * x * x).sum(); }, 4, 8}};
}

void check_story(lab::Check& c, const Written& student) {
  // What others have alive: it must not be counted.
  const Tensor other = full({3}, 0.25, TensorOptions(kFloat64).requires_grad(true));
  const Tensor alive_before = (other * 2).tanh();
  for (const Case& k : c.inputs(cases())) {
    for (const int64_t n : {1000, 7}) {
      const std::string input = "y = " + k.name + ", n = " + std::to_string(n);
      const int64_t bytes = k.bytes * n;
      const int64_t before = autograd::graph_stats().nodes;
      bool made = false;
      int calls = 0;
      Story told{};
      c.runs("story", "runs", [&] {
        told = student.story(
            [&](const Tensor& x) {
              ++calls;
              made = x.scalar_type() == kFloat32 && x.numel() == n && x.dim() == 1 &&
                     x.requires_grad() && x.is_leaf() && x.eq(0.5).all().item<bool>();
              return k.f(x);
            },
            n);
      });
      const auto arguments = [&](int64_t got, int64_t expected) {
        return lab::Arguments{
            {"input", input}, {"got", got}, {"expected", expected}, {"before", before}};
      };
      c.require("story", "made", made && calls == 1, {{"input", input}});
      const Moment &forward = told.forward, &backward = told.backward, &end = told.end;
      c.refuse("absolute", "story", "forward-nodes", forward.nodes == k.nodes + before,
               arguments(forward.nodes, k.nodes));
      c.require("story", "forward-nodes", forward.nodes == k.nodes,
                arguments(forward.nodes, k.nodes));
      c.refuse("counted-twice", "story", "forward-bytes",
               bytes > 0 && forward.saved_bytes > bytes && forward.saved_bytes % (4 * n) == 0,
               arguments(forward.saved_bytes, bytes));
      c.require("story", "forward-bytes", forward.saved_bytes == bytes,
                arguments(forward.saved_bytes, bytes));
      c.refuse("retain-leak", "story", "backward-bytes",
               bytes > 0 && backward.saved_bytes == forward.saved_bytes,
               arguments(backward.saved_bytes, 0));
      c.require("story", "backward-bytes", backward.saved_bytes == 0,
                arguments(backward.saved_bytes, 0));
      c.require("story", "backward-nodes", backward.nodes == k.nodes,
                arguments(backward.nodes, k.nodes));
      c.refuse("outlived", "story", "end", end.nodes > 0, arguments(end.nodes, 0));
      c.require("story", "end", end.nodes == 0 && end.saved_bytes == 0,
                arguments(end.saved_bytes, 0));
      c.require("story", "end", autograd::graph_stats().nodes == before);
    }
  }
}

void check_by_hand(lab::Check& c, const Written& student) {
  c.about("saved_by_hand", "by-hand", std::vector<int64_t>{1000, 1, 64, 7, 250})
      .got([&](int64_t n) { return student.saved_by_hand(n); })
      .expected([](int64_t n) {
        const Tensor x = full({n}, 0.5, requires_grad());
        const lab::Alive alive;
        const Tensor y = squared_exp(x);
        return alive.saved_bytes();
      })
      .mistake("counted-twice", [](int64_t n) { return 8 * n; })
      .mistake("counted-twice", [](int64_t n) { return 12 * n; })
      .mistake("elements", [](int64_t n) { return n; })
      .check();
}

void check_total(lab::Check& c, const Written& student) {
  // The loss of step k is the sum of (k + 1) * exp(x)^2.
  const auto at_step = [](int64_t k) { return static_cast<double>(k + 1); };
  struct Run {
    int64_t size, steps;
  };
  const std::vector<Run> runs = {{4, 10}, {100, 5}, {3, 100}, {1, 4}, {2, 1}, {2, 0}};
  for (const Run& r : c.inputs(runs)) {
    const std::string input =
        "x.numel() = " + std::to_string(r.size) + ", steps = " + std::to_string(r.steps);
    const Tensor x = full({r.size}, 0.25, TensorOptions(kFloat64).requires_grad(true));
    const lab::Alive alive;
    std::vector<int64_t> nodes, bytes;
    double total = 0;
    c.runs("total_loss", "total", [&] {
      total = student.total_loss(
          [&](const Tensor& t) {
            nodes.push_back(alive.nodes());
            bytes.push_back(alive.saved_bytes());
            const Tensor a = t.exp();
            return (a * a * at_step(static_cast<int64_t>(nodes.size()) - 1)).sum();
          },
          x, r.steps);
    });
    const size_t calls = nodes.size();
    c.refuse("computed-twice", "total_loss", "calls",
             r.steps > 0 && static_cast<int64_t>(calls) == 2 * r.steps,
             {{"input", input}, {"got", calls}, {"expected", r.steps}});
    c.require("total_loss", "calls", static_cast<int64_t>(calls) == r.steps,
              {{"input", input}, {"got", calls}, {"expected", r.steps}});
    // The first step may leave the node of x.
    const int64_t growth = calls < 3 ? 0 : nodes[2] - nodes[1];
    c.refuse("loss-hoarding", "total_loss", "growth", growth > 0,
             {{"input", input}, {"nodes", growth}});
    for (size_t i = 1; i < calls; ++i) {
      c.require("total_loss", "growth", nodes[i] == nodes[1]);
      c.require("total_loss", "saved", bytes[i] == 0, {{"got", bytes[i]}, {"expected", 0}});
    }
    double expected = 0;
    for (int64_t k = 0; k < r.steps; ++k) {
      expected += at_step(k) * static_cast<double>(r.size) * std::exp(0.5);
    }
    c.require("total_loss", "total", lab::same(Value(total), Value(expected), {1e-6, 1e-9}),
              {{"input", input}, {"got", total}, {"expected", expected}});
    c.refuse("no-pass", "total_loss", "grad", r.steps > 0 && !x.grad().defined(),
             {{"input", input}, {"steps", r.steps}});
    const Tensor grad = full({r.size}, 2 * expected / static_cast<double>(r.size), kFloat64);
    c.require("total_loss", "grad",
              r.steps == 0 ? !x.grad().defined() : lab::same(Value(x.grad()), Value(grad)),
              {{"input", input}, {"got", x.grad()}, {"expected", grad}});
  }
}

void check(lab::Check& c, const Written& student) {
  check_story(c, student);
  check_by_hand(c, student);
  check_total(c, student);
  const Tensor x = full({1000}, 0.5, requires_grad());
  const lab::Alive alive;
  const Tensor y = squared_exp(x);
  c.answer("forward", alive.saved_bytes());
  y.backward();
  c.answer("backward", alive.saved_bytes());
  c.answer("nodes", alive.nodes());
}

void show(lab::Log& log, const Written& student) {
  const Story told = student.story(squared_exp, 1000);
  log("nodes of the graph", told.forward.nodes);
  log("saved bytes after the forward pass", told.forward.saved_bytes);
  log("saved bytes after backward()", told.backward.saved_bytes);
  log("saved bytes by hand", student.saved_by_hand(1000));
  const Tensor x = full({4}, 0.5, requires_grad());
  log("total loss of 3 steps",
      student.total_loss([](const Tensor& t) { return (t * t).sum(); }, x, 3));
  log("x.grad", x.grad());
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_08
