#include <algorithm>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_07.h"

namespace ex_2_07 {
namespace {

using lab::Value;

const TensorOptions kWide(kFloat64);

Tensor leaf_of(const Tensor& values) { return values.clone().requires_grad_(); }
bool same(const Tensor& a, const Tensor& b) { return lab::same(Value(a), Value(b)); }
Tensor square_times_three(const Tensor& x) { return (3 * x * x).sum(); }

// The node, and the lines "file:line" where it was created and freed, of a GraphFreedError.
struct Places {
  std::string node, created, freed;
};
Places places_of(const GraphFreedError& e) {
  const std::string& text = e.backtrace();
  const auto between = [&](const std::string& before, const std::string& after) -> std::string {
    const size_t start = text.find(before);
    if (start == std::string::npos) return "?";
    const size_t first = start + before.size();
    return text.substr(first, text.find(after, first) - first);
  };
  const auto without_folder = [](const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
  };
  return {between("\n", " was"), without_folder(between("created at ", ";")),
          without_folder(between("backward pass at ", " freed"))};
}

// Runs a repaired program; the diagnosis if it still goes through what is freed, or finds nothing
// to go through.
void run(lab::Check& c, const std::string& slug, const std::string& function,
         const std::string& label, const std::string& input, const std::function<void()>& program) {
  bool freed = false;
  std::string cut;
  Places places;
  c.runs(function, label, [&] {
    try {
      program();
    } catch (const GraphFreedError& e) {
      freed = true;
      places = places_of(e);
    } catch (const Error& e) {
      if (std::string(e.what()).find("does not require grad") == std::string::npos) throw;
      cut = e.msg();
    }
  });
  c.refuse("cut-too-early", function, label, !cut.empty(), {{"input", input}, {"error", cut}});
  c.refuse(slug, function, label, freed,
           {{"input", input},
            {"node", places.node},
            {"created", places.created},
            {"freed", places.freed}});
}

// --- n_steps ---

void check_steps(lab::Check& c, const Written& student) {
  const std::vector<double> points = {3, -2, 0.5, 10};
  for (const int64_t n : {2, 1, 3, 6}) {
    c.about("n_steps", "grad", points)
        .got([&](double at) {
          return student.n_steps(square_times_three, leaf_of(tensor(at, kWide)), n);
        })
        .expected([n](double at) { return 6 * at * static_cast<double>(n); })
        .mistake("last-only", [](double at) { return 6 * at; }, {{"n", [n](double) { return n; }}})
        .check();
  }
  c.require("n_steps", "grad",
            !student.n_steps(square_times_three, leaf_of(tensor(3.0, kWide)), 0).defined());
  c.gradients("n_steps", "gradient")
      .shapes({{2, 3}})
      .forward([](const lab::Tensors& in) { return 3 * (in[0].exp() + in[0]); })
      .got([&](const lab::GradPoint& p) {
        const Function f = [&](const Tensor& t) { return ((t.exp() + t) * p.v).sum(); };
        return student.n_steps(f, p.in[0].detach().requires_grad_(), 3);
      })
      .theory([](const lab::GradPoint& p) { return 3 * (p.in[0].exp() + 1) * p.v; })
      .check();
  // When f is called and what is saved then. exp saves one result of `size` numbers.
  for (const int64_t size : c.inputs(std::vector<int64_t>{1000, 10, 250, 3})) {
    for (const int64_t n : {4, 1, 2}) {
      const Tensor x = full({size}, 0.5, TensorOptions(kFloat64).requires_grad(true));
      const int64_t one = size * 8;
      const std::string input = "x.numel() = " + std::to_string(size);
      lab::Alive alive;
      int64_t calls = 0, waiting = 0, passes = 0, found = 0;
      Tensor y;
      x.register_hook([&](const Tensor&) { ++passes; });
      c.runs("n_steps", "calls", [&] {
        student.n_steps(
            [&](const Tensor& t) {
              if (passes > 0) found = std::max(found, alive.saved_bytes());
              y.reset();
              ++calls;
              if (passes == 0) waiting = calls;
              return y = t.exp().sum();
            },
            x, n);
      });
      c.refuse("all-at-once", "n_steps", "peak", waiting > 1,
               {{"input", input},
                {"calls", waiting},
                {"bytes", alive.peak_saved_bytes()},
                {"one", one}});
      found = std::max(found, alive.saved_bytes());  // y is still alive
      c.refuse("retained", "n_steps", "saved", found > 0,
               {{"input", input}, {"bytes", found}, {"calls", calls}, {"n", n}});
      c.require("n_steps", "calls", calls == n && passes == n, {{"got", calls}, {"expected", n}});
      c.require("n_steps", "peak", alive.peak_saved_bytes() == one,
                {{"got", alive.peak_saved_bytes()}, {"expected", one}});
    }
  }
}

// --- train ---

struct Training {
  Tensor w, x;
  double lr;
  int64_t n;
};
std::vector<Training> trainings() {
  return {{tensor({1.0, -0.5}, kWide), tensor({0.5, 2.0}, kWide), 0.1, 3},
          {tensor(0.75, kWide), tensor(-1.5, kWide), 0.25, 2},
          {tensor({{0.5, 1.0, -2.0}, {1.5, -0.25, 0.3}}, kWide),
           tensor({{1.0, -1.0}, {0.5, 2.0}, {-0.4, 3.0}}, kWide).t(), 0.05, 7},
          {tensor({0.2, 0.4, 0.8}), tensor({1.0, 2.0, -1.0}), 0.5, 4},
          {tensor({1.0, -0.5}, kWide), tensor({0.5, 2.0}, kWide), 0.3, 1},
          {tensor({1.0, 3.0}, kWide), tensor({0.5, 2.0}, kWide), 0.3, 0}};
}
std::string text_of_training(const Training& t) {
  return "w = " + Value(t.w).text() + ", x = " + Value(t.x).text() +
         ", lr = " + lab::number_text(t.lr) + ", n = " + std::to_string(t.n);
}
// By the formula of the derivative; with `stale`, always at the first w; with `adding`, the
// gradient of each step is added to those before.
Tensor trained(const Training& t, bool stale, bool adding = false) {
  Tensor w = t.w.clone(), grad = zeros_like(w);
  for (int64_t i = 0; i < t.n; ++i) {
    const Tensor h = ((stale ? t.w : w) * t.x).tanh(), own = 2 * h * (1 - h * h) * t.x;
    grad = adding ? grad + own : own;
    w = w - t.lr * grad;
  }
  return w;
}

void check_train(lab::Check& c, const Written& student) {
  std::vector<Training> several = trainings();
  several.resize(4);
  for (const Training& t : c.inputs(several)) {
    const Tensor w = leaf_of(t.w);
    std::string refused;
    bool rebound = false;
    run(c, "half-recomputed", "train", "train-runs", text_of_training(t), [&] {
      try {
        student.train(w, t.x, t.lr, t.n);
      } catch (const GraphFreedError&) {
        throw;
      } catch (const Error& e) {
        const std::string text = e.what();
        if (text.find("used in an in-place operation") != std::string::npos) {
          refused = e.msg();
        } else if (text.find("does not require grad") != std::string::npos && w.grad().defined()) {
          rebound = true;  // the second step has another w
        } else {
          throw;
        }
      }
    });
    c.refuse("recorded-update", "train", "train-runs", !refused.empty(),
             {{"input", text_of_training(t)}, {"error", refused}});
    c.refuse("rebound", "train", "train-runs", rebound,
             {{"input", text_of_training(t)}, {"got", w.detach()}});
  }
  c.about("train", "weights", trainings())
      .got([&](const Training& t) {
        const Tensor w = leaf_of(t.w);
        student.train(w, t.x, t.lr, t.n);
        return w.detach();
      })
      .expected([](const Training& t) { return trained(t, /*stale=*/false); })
      .mistake("stale-forward", [](const Training& t) { return trained(t, /*stale=*/true); },
               {{"n", [](const Training& t) { return t.n; }}})
      .mistake("not-reset", [](const Training& t) { return trained(t, false, /*adding=*/true); })
      .input_text(text_of_training)
      .check();
  for (const Training& t : c.inputs(trainings())) {
    const Tensor w = leaf_of(t.w), x = t.x.clone();
    student.train(w, x, t.lr, t.n);
    c.require("train", "w-grad", !w.grad().defined(), {{"got", w.grad()}});
    c.require("train", "inputs", same(x, t.x) && w.requires_grad() && w.is_leaf());
    c.require("train", "inputs", GradMode::is_enabled());
  }
}

// --- remember ---

struct Story {
  Tensor w;
  std::vector<Tensor> xs;
  Tensor h;
};
std::vector<Story> stories() {
  const auto numbers = [](const std::vector<double>& list) { return tensor(list, kWide); };
  return {{numbers({0.5, -1}),
           {numbers({1, 0.2}), numbers({-0.3, 0.4}), numbers({0.8, 0.1})},
           numbers({0, 0.5})},
          {tensor(1.5, kWide), {tensor(0.25, kWide), tensor(-0.5, kWide)}, tensor(-0.75, kWide)},
          {tensor({{0.5, 1.0, -0.2}, {0.3, -0.6, 2.0}}, kWide),
           {tensor({{0.1, -0.4}, {0.2, 0.5}, {0.3, 0.6}}, kWide).t(), ones({2, 3}, kFloat64) / 4,
            zeros({2, 3}, kFloat64), ones({2, 3}, kFloat64) * -0.5},
           tensor({{0.2, -0.2, 0.4}, {0.6, 0.1, -0.9}}, kWide)},
          {tensor({2.0, 0.7}), {tensor({0.1, 0.2}), tensor({0.3, -0.1})}, tensor({0.5, 0.25})},
          {numbers({0.5, -1}), {numbers({1, 0.2})}, numbers({0.4, 0.5})}};
}
std::string text_of_story(const Story& s) {
  return "w = " + Value(s.w).text() + ", h = " + Value(s.h).text() + ", " +
         std::to_string(s.xs.size()) + " inputs";
}
enum class Past { kConstant, kFull, kLost };
// The last h and w.grad, by the formula of the derivative.
lab::Tensors remembered(const Story& s, Past past) {
  Tensor h = s.h, grad = zeros_like(s.w), slope = zeros_like(s.w);  // slope: of h by w
  for (const Tensor& x : s.xs) {
    const Tensor before = past == Past::kLost ? s.h : h;
    h = (s.w * before + x).tanh();
    slope = (1 - h * h) * (before + (past == Past::kFull ? s.w * slope : zeros_like(h)));
    grad = grad + 2 * h * slope;
  }
  return {h, grad};
}

void check_remember(lab::Check& c, const Written& student) {
  std::vector<Story> several = stories();
  several.resize(4);
  for (const Story& s : c.inputs(several)) {
    run(c, "stale-state", "remember", "remember-runs", text_of_story(s),
        [&] { student.remember(leaf_of(s.w), s.xs, s.h); });
  }
  c.about("remember", "state", stories())
      .got([&](const Story& s) { return student.remember(leaf_of(s.w), s.xs, s.h).detach(); })
      .expected([](const Story& s) { return remembered(s, Past::kConstant)[0]; })
      .mistake("lost-state", [](const Story& s) { return remembered(s, Past::kLost)[0]; })
      .mistake("lost-state", [](const Story& s) { return s.h; })
      .input_text(text_of_story)
      .check();
  c.about("remember", "state-grad", stories())
      .got([&](const Story& s) {
        const Tensor w = leaf_of(s.w);
        student.remember(w, s.xs, s.h);
        return w.grad();
      })
      .expected([](const Story& s) { return remembered(s, Past::kConstant)[1]; })
      .mistake("full-history", [](const Story& s) { return remembered(s, Past::kFull)[1]; })
      .mistake("lost-state", [](const Story& s) { return remembered(s, Past::kLost)[1]; })
      .input_text(text_of_story)
      .check();
  for (const Story& s : c.inputs(stories())) {
    const Tensor w = leaf_of(s.w), h = s.h.clone(), x = s.xs[0].clone();
    const Tensor last = student.remember(w, s.xs, h);
    c.refuse(
        "history", "remember", "history", last.requires_grad(),
        {{"input", text_of_story(s)}, {"node", last.grad_fn() ? last.grad_fn()->name() : "?"}});
    c.require("remember", "history", !last.requires_grad() && !last.grad_fn());
    c.require("remember", "inputs", same(w.detach(), s.w) && same(h, s.h) && same(x, s.xs[0]));
  }
  const Tensor h = tensor(0.5, kWide);
  c.require("remember", "state", same(student.remember(leaf_of(h), {}, h), h));
}

// --- two_losses ---

struct Pair {
  Tensor w, x;
};
std::vector<Pair> pairs() {
  std::vector<Pair> all;
  for (const Training& t : trainings()) {
    if (t.w.dim() < 2) all.push_back({t.w, t.x});
  }
  all[2] = {tensor({{0.5}, {1.5}}, kWide), tensor({{1.0, -2.0}}, kWide).t()};
  return all;
}
std::string text_of_pair(const Pair& p) {
  return "w = " + Value(p.w).text() + ", x = " + Value(p.x).text();
}

void check_two(lab::Check& c, const Written& student) {
  for (const Pair& p : c.inputs(pairs())) {
    run(c, "shared-part", "two_losses", "two-run", text_of_pair(p),
        [&] { student.two_losses(leaf_of(p.w), p.x); });
  }
  const auto first = [](const Pair& p) { return (p.w * p.x).exp() * p.x; };
  const auto second = [](const Pair& p) { return 2 * (2 * p.w * p.x).exp() * p.x; };
  const lab::Question<Pair>::Named both = {{"first", first}, {"second", second}};
  c.about("two_losses", "two-grad", pairs())
      .got([&](const Pair& p) { return student.two_losses(leaf_of(p.w), p.x); })
      .expected([&](const Pair& p) { return first(p) + second(p); })
      .mistake("one-loss", first, both)
      .mistake("one-loss", second, both)
      .evidence("finite-difference",
                [](const Pair& p) {
                  const auto f = [&](const lab::Tensors& in) {
                    const Tensor a = (in[0] * p.x).exp();
                    return a.sum() + (a * a).sum();
                  };
                  return lab::finite_difference(f, {{p.w}, tensor(1.0, kWide)}, 0);
                })
      .input_text(text_of_pair)
      .check();
  for (const Pair& p : c.inputs(pairs())) {
    const Tensor w = leaf_of(p.w), x = p.x.clone();
    const Tensor grad = student.two_losses(w, x);
    c.require("two_losses", "inputs", same(w.detach(), p.w) && same(x, p.x));
    c.require("two_losses", "two-grad", w.grad().defined() && same(grad, w.grad()));
  }
}

void check(lab::Check& c, const Written& student) {
  check_steps(c, student);
  check_train(c, student);
  check_remember(c, student);
  check_two(c, student);
  const Tensor x = leaf_of(tensor(3.0, kWide));
  for (int i = 0; i < 3; ++i) square_times_three(x).backward();
  c.answer("three", x.grad());
  c.answer("none", 0);
}

void show(lab::Log& log, const Written& student) {
  for (const int64_t n : {1, 2, 3}) {
    const Tensor x = tensor(3.0).requires_grad_();
    log("x.grad after " + std::to_string(n) + " steps", student.n_steps(square_times_three, x, n));
  }
  const Tensor w = tensor({1.0, -0.5}).requires_grad_();
  for (int steps = 0; steps < 3; ++steps) {
    student.train(w, tensor({0.5, 2.0}), 0.1, 1);
    log("w", w);
  }
  const Tensor v = tensor({0.5, -1.0}).requires_grad_();
  const std::vector<Tensor> xs = {tensor({1.0, 0.2}), tensor({-0.3, 0.4}), tensor({0.8, 0.1})};
  log("h", student.remember(v, xs, zeros({2})));
  log("w.grad", v.grad());
  log("both losses: w.grad",
      student.two_losses(tensor({1.0, -0.5}).requires_grad_(), tensor({0.5, 2.0})));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_07
