#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/fw/localise.h"
#include "gradlab/lab/part4/ex_4_03.h"

namespace ex_4_03 {
namespace {

struct Named {
  const char* name;
  Tensor Gradients::*gradient;
  Tensor Forward::*value;
};
// In the order of the backward pass.
const std::vector<Named>& all_named() {
  using G = Gradients;
  using F = Forward;
  static const std::vector<Named> all = {
      {"dlogprobs", &G::dlogprobs, &F::logprobs},
      {"dprobs", &G::dprobs, &F::probs},
      {"dcounts_sum_inv", &G::dcounts_sum_inv, &F::counts_sum_inv},
      {"dcounts_sum", &G::dcounts_sum, &F::counts_sum},
      {"dcounts", &G::dcounts, &F::counts},
      {"dlogits", &G::dlogits, &F::logits},
      {"dh", &G::dh, &F::h},
      {"dw2", &G::dw2, &F::w2},
      {"db2", &G::db2, &F::b2},
      {"dhpreact", &G::dhpreact, &F::hpreact},
      {"db1", &G::db1, &F::b1},
      {"dhmean", &G::dhmean, &F::hmean},
      {"dhlin", &G::dhlin, &F::hlin},
      {"dw1", &G::dw1, &F::w1},
  };
  return all;
}

struct Point {
  int64_t n, d, h, c;  // all different: see forward()
  uint64_t seed;
};
const std::vector<Point>& points() {
  static const std::vector<Point> all = {{6, 3, 5, 4, 1}, {4, 2, 3, 5, 2}, {3, 5, 4, 2, 3},
                                         {2, 4, 6, 3, 4}, {5, 6, 2, 3, 5}, {1, 3, 4, 2, 6}};
  return all;
}
std::string text(const Point& p) { return str("N=", p.n, " D=", p.d, " H=", p.h, " C=", p.c); }

// No parameter is zero, so that nothing vanishes by chance.
Forward forward_at(const Point& p, ScalarType dtype = kFloat64) {
  NoGradGuard no_grad;
  const Generator generator = Generator(p.seed);
  const auto random = [&](std::vector<int64_t> shape) {
    return (rand(shape, generator, kFloat64) * 2 - 0.8).to(dtype);
  };
  const Tensor x = random({p.n, p.d}), w1 = random({p.d, p.h}), b1 = random({p.h});
  const Tensor w2 = random({p.h, p.c}), b2 = random({p.c});
  return forward(x, randint(0, p.c, {p.n}, generator), w1, b1, w2, b2);
}
Tensor dloss_at(const Point& p, ScalarType dtype = kFloat64) {
  return full({}, 1.7 - 0.6 * static_cast<double>(p.seed % 7), dtype);
}

// The same by autograd.
std::vector<Tensor> right(const Forward& f, const Tensor& dloss) {
  const auto leaf = [](const Tensor& t) { return t.detach().clone().requires_grad_(); };
  const Forward g = forward(f.x, f.target, leaf(f.w1), leaf(f.b1), leaf(f.w2), leaf(f.b2));
  std::vector<Tensor> values;
  for (const Named& named : all_named()) values.push_back(g.*named.value);
  return autograd::grad({g.loss}, values, {dloss});
}

// One step for each gradient: all that its tensor is used for.
std::vector<lab::BackwardStep> steps_of(const Forward& f, const Tensor& dloss, const Gradients& d) {
  using T = lab::Tensors;
  const auto hpreact = [](const Tensor& hlin, const Tensor& hmean, const Tensor& b1) {
    return hlin - hmean + b1;
  };
  const std::vector<std::pair<std::function<T(const Tensor&)>, T>> uses = {
      {[&](const Tensor& t) -> T { return {-t.gather(1, f.target.unsqueeze(1)).mean()}; }, {dloss}},
      {[&](const Tensor& t) -> T { return {t.log()}; }, {d.dlogprobs}},
      {[&](const Tensor& t) -> T { return {f.counts * t}; }, {d.dprobs}},
      {[&](const Tensor& t) -> T { return {1 / t}; }, {d.dcounts_sum_inv}},
      {[&](const Tensor& t) -> T {
         return {t * f.counts_sum_inv, t.sum(1, true)};
       },
       {d.dprobs, d.dcounts_sum}},
      {[&](const Tensor& t) -> T { return {t.exp()}; }, {d.dcounts}},
      {[&](const Tensor& t) -> T { return {t.matmul(f.w2) + f.b2}; }, {d.dlogits}},
      {[&](const Tensor& t) -> T { return {f.h.matmul(t) + f.b2}; }, {d.dlogits}},
      {[&](const Tensor& t) -> T { return {f.h.matmul(f.w2) + t}; }, {d.dlogits}},
      {[&](const Tensor& t) -> T { return {t.tanh()}; }, {d.dh}},
      {[&](const Tensor& t) -> T { return {hpreact(f.hlin, f.hmean, t)}; }, {d.dhpreact}},
      {[&](const Tensor& t) -> T { return {hpreact(f.hlin, t, f.b1)}; }, {d.dhpreact}},
      {[&](const Tensor& t) -> T {
         return {hpreact(t, f.hmean, f.b1), t.mean(0, true)};
       },
       {d.dhpreact, d.dhmean}},
      {[&](const Tensor& t) -> T { return {f.x.matmul(t)}; }, {d.dhlin}},
  };
  std::vector<lab::BackwardStep> steps;
  for (size_t i = 0; i < uses.size(); ++i) {
    const Named& named = all_named()[i];
    lab::BackwardStep step;
    step.name = named.name;
    step.forward = [use = uses[i].first](const T& in) { return use(in[0]); };
    step.inputs = {f.*named.value};
    step.incoming = uses[i].second;
    step.outgoing = {d.*named.gradient};
    steps.push_back(std::move(step));
  }
  return steps;
}

// Which mistake gives the gradient of a step that is wrong.
std::string mistake_in(const lab::BackwardStep& step, int64_t n) {
  const Tensor got = step.outgoing[0];
  if (!got.defined()) return "missing";
  const Tensor expected = lab::differences_of_step(step, step.incoming)[0];
  const lab::Tolerance tolerance{1e-5, 1e-6};
  const auto is = [&](const Tensor& t) { return lab::same(got, t, tolerance); };
  if (got.scalar_type() != expected.scalar_type()) {
    const Tensor numbers = got.to(expected.scalar_type());
    return lab::same(numbers, expected, {1e-4, 1e-5}) ? "dtype" : "first-wrong";
  }
  if (got.dim() == 2 && got.numel() > expected.numel()) {
    for (const int64_t dim : {0, 1}) {
      const Tensor sum = got.sum(dim).to(kFloat64);
      if (sum.numel() == expected.numel() &&
          lab::same(sum.reshape(expected.sizes()), expected, tolerance)) {
        return "not-reduced";
      }
    }
  }
  if (step.incoming.size() > 1) {
    for (size_t only = 0; only < step.incoming.size(); ++only) {
      lab::Tensors incoming = step.incoming;
      for (size_t i = 0; i < incoming.size(); ++i) {
        if (i != only) incoming[i] = zeros_like(incoming[i]);
      }
      if (is(lab::differences_of_step(step, incoming)[0])) return "one-branch";
    }
  }
  lab::Tensors ones;
  for (const Tensor& t : step.incoming) ones.push_back(ones_like(t));
  if (is(lab::differences_of_step(step, ones)[0])) return "no-upstream";
  if (is(expected * n)) return "not-averaged";
  if (is(expected / n)) return "averaged";
  return "first-wrong";
}

std::string name_of(ScalarType dtype) {
  return dtype == kFloat64 ? "float64" : dtype == kFloat32 ? "float32" : str(dtype);
}

struct Finding {
  std::string slug;
  lab::WrongStep wrong;
  std::vector<lab::BackwardStep> steps;
};
std::optional<Finding> finding(const Written& student, const Forward& f, const Point& p) {
  const Tensor dloss = dloss_at(p);
  const Gradients d = student.backward(f, dloss);
  std::vector<lab::BackwardStep> steps = steps_of(f, dloss, d);
  const auto wrong = lab::first_wrong_step(steps);
  if (!wrong) return std::nullopt;
  const std::string slug = mistake_in(steps[wrong->index], p.n);
  return Finding{slug, *wrong, std::move(steps)};
}

void check_steps(lab::Check& c, const Written& student, const Point& p) {
  NoGradGuard no_grad;
  const Forward f = forward_at(p);
  std::optional<Finding> found;
  c.runs("backward", "gradients", [&] { found = finding(student, f, p); });
  if (!found) return;
  // A mistake that is rarer than the fault does not explain it.
  int others = 0;
  for (const Point& other : points()) {
    const Forward g = forward_at(other);
    const auto again = finding(student, g, other);
    others += other.seed != p.seed && again && again->slug == found->slug &&
              again->wrong.index == found->wrong.index;
  }
  const lab::BackwardStep& step = found->steps[found->wrong.index];
  const Tensor got = step.outgoing[0];
  lab::refuse_step(c, others >= 2 ? found->slug : "first-wrong", "backward", "gradients",
                   found->steps, found->wrong,
                   {{"input", text(p)},
                    {"shape", step.inputs[0].sizes()},
                    {"got-shape", got.defined() ? lab::Value(got.sizes()) : lab::Value("-")},
                    {"dtype", name_of(step.inputs[0].scalar_type())},
                    {"got-dtype", got.defined() ? name_of(got.scalar_type()) : "-"},
                    {"samples", p.n},
                    {"users", step.incoming.size()},
                    {"all", found->steps.size()}});
}

// How many nodes have been recorded so far.
uint64_t recorded() {
  AutoGradMode enable(true);
  return (zeros({}, TensorOptions(kFloat64).requires_grad(true)) * 2).grad_fn()->sequence_nr();
}

// Formulas alone: nothing is recorded, and nothing that was given changes.
void check_manners(lab::Check& c, const Written& student, const Point& p) {
  const Forward f = forward_at(p);
  std::vector<std::pair<std::string, Tensor>> given = {
      {"x", f.x}, {"target", f.target}, {"loss", f.loss}};
  for (const Named& named : all_named()) given.emplace_back(named.name + 1, f.*named.value);
  std::vector<Tensor> before;
  for (const auto& [name, t] : given) before.push_back(t.clone());
  const Tensor dloss = dloss_at(p);
  const uint64_t start = recorded();
  c.runs("backward", "gradients", [&] { student.backward(f, dloss); });
  const uint64_t nodes = recorded() - start - 1;
  c.refuse("autograd", "backward", "recorded", nodes > 0, {{"nodes", nodes}, {"input", text(p)}});
  for (size_t i = 0; i < given.size(); ++i) {
    c.refuse("modified", "backward", "unchanged", !lab::same(given[i].second, before[i]),
             {{"name", given[i].first},
              {"got", given[i].second},
              {"expected", before[i]},
              {"input", text(p)}});
  }
  c.require("backward", "unchanged", lab::same(dloss, dloss_at(p)));
}

Tensor one_hot_of(const Forward& f) {
  return one_hot(f.target, f.logits.size(1)).to(f.logits.scalar_type());
}

void check(lab::Check& c, const Written& student) {
  for (const Point& p : c.inputs(points())) check_manners(c, student, p);
  for (const Point& p : c.inputs(points())) check_steps(c, student, p);
  c.about("backward", "all", points())
      .got([&](const Point& p) {
        const Forward f = forward_at(p);
        const Gradients d = student.backward(f, dloss_at(p));
        lab::Tensors all;
        for (const Named& named : all_named()) all.push_back(d.*named.gradient);
        return all;
      })
      .expected([](const Point& p) { return right(forward_at(p), dloss_at(p)); })
      .input_text(text)
      .check();
  c.about("backward", "float32", points())
      .got([&](const Point& p) {
        const Gradients d = student.backward(forward_at(p, kFloat32), dloss_at(p, kFloat32));
        std::string dtypes;
        for (const Named& named : all_named()) {
          dtypes += str((d.*named.gradient).scalar_type(), " ");
        }
        return dtypes;
      })
      .expected([](const Point&) {
        std::string dtypes;
        for (size_t i = 0; i < all_named().size(); ++i) dtypes += str(kFloat32, " ");
        return dtypes;
      })
      .input_text(text)
      .check();
  const Forward given = forward_at(points()[0]);
  c.gradients("backward", "parameters")
      .shapes({{3, 5}, {5}, {5, 4}, {4}})
      .range(-0.9, 1.1)
      .forward([&](const lab::Tensors& in) {
        return forward(given.x, given.target, in[0], in[1], in[2], in[3]).loss;
      })
      .got([&](const lab::GradPoint& at) -> lab::Value {
        const auto& in = at.in;
        const Forward f = forward(given.x, given.target, in[0], in[1], in[2], in[3]);
        const Gradients d = student.backward(f, at.v);
        return lab::Tensors{d.dw1, d.db1, d.dw2, d.db2};
      })
      .theory([&](const lab::GradPoint& at) -> lab::Value {
        const auto& in = at.in;
        const Forward f = forward(given.x, given.target, in[0], in[1], in[2], in[3]);
        const Tensor to_logits = (f.probs - one_hot_of(f)) / f.x.size(0) * at.v;
        const Tensor to_hpreact = to_logits.matmul(f.w2.t()) * (1 - f.h.square());
        const Tensor centred = to_hpreact - to_hpreact.mean(0, /*keepdim=*/true);
        return lab::Tensors{f.x.t().matmul(centred), to_hpreact.sum(0), f.h.t().matmul(to_logits),
                            to_logits.sum(0)};
      })
      .check();
  const auto scaled = [](const Tensor& t, const Point& p) { return t / p.n * dloss_at(p); };
  c.about("logits_at_once", "at-once", points())
      .got([&](const Point& p) {
        const Forward f = forward_at(p);
        return student.logits_at_once(f.logits, f.target, dloss_at(p));
      })
      .expected([&](const Point& p) {
        const Forward f = forward_at(p);
        return scaled(f.probs - one_hot_of(f), p);
      })
      .mistake("no-target", [&](const Point& p) { return scaled(forward_at(p).probs, p); })
      .mistake("softmax-left-out",
               [&](const Point& p) {
                 const Forward f = forward_at(p);
                 return scaled(f.logits - one_hot_of(f), p);
               })
      .mistake("at-once-not-averaged",
               [&](const Point& p) {
                 const Forward f = forward_at(p);
                 return (f.probs - one_hot_of(f)) * dloss_at(p);
               },
               {{"samples", [](const Point& p) { return p.n; }}})
      .mistake("at-once-no-upstream",
               [&](const Point& p) {
                 const Forward f = forward_at(p);
                 return (f.probs - one_hot_of(f)) / p.n;
               },
               {{"dloss", [](const Point& p) { return dloss_at(p); }}})
      .evidence("autograd", [](const Point& p) { return right(forward_at(p), dloss_at(p))[5]; })
      .input_text(text)
      .check();
  // The formula must not overflow where the steps would.
  c.about("logits_at_once", "large", std::vector<double>{1000, 800, -900, 5000})
      .got([&](double x) {
        return student.logits_at_once(tensor({{x, 0.0, -x}, {0.0, x, 1.0}}, kFloat64),
                                      tensor({0, 2}), full({}, 3.0, kFloat64));
      })
      .expected([](double x) {
        return tensor({{x > 0 ? 0.0 : -1.5, 0.0, x > 0 ? 0.0 : 1.5},
                       {x > 0 ? 0.0 : 1.5 / (1 + std::exp(1)), x > 0 ? 1.5 : 0.0,
                        x > 0 ? -1.5 : 1.5 * (std::exp(1) / (1 + std::exp(1)) - 1)}},
                      kFloat64);
      })
      .mistake(
          "overflow",
          [](double x) {
            const Tensor counts = tensor({{x, 0.0, -x}, {0.0, x, 1.0}}, kFloat64).exp();
            return (counts / counts.sum(1, true) - one_hot(tensor({0, 2}), 3).to(kFloat64)) / 2 * 3;
          })
      .check();
  c.about("logits_at_once", "float32", points())
      .got([&](const Point& p) {
        const Forward f = forward_at(p, kFloat32);
        const Tensor before = f.logits.clone();
        const Tensor got = student.logits_at_once(f.logits, f.target, dloss_at(p, kFloat32));
        return str(got.scalar_type(), lab::same(f.logits, before) ? "" : ", logits changed");
      })
      .expected([](const Point&) { return str(kFloat32); })
      .input_text(text)
      .check();
  c.answer("bias",
           student.backward(forward_at({6, 3, 5, 4, 1}), dloss_at({6, 3, 5, 4, 1})).db2.sizes());
  c.answer("row-sum", 0);
}

void show(lab::Log& log, const Written& student) {
  const auto numbers = [](int64_t count, double step, IntArrayRef shape) {
    return ((arange(count, kFloat64) % 5 - 1.5) * step).reshape(shape);
  };
  const Forward f = forward(numbers(6, 0.5, {3, 2}), tensor({1, 0, 1}), numbers(8, 0.4, {2, 4}),
                            numbers(4, 0.3, {4}), numbers(8, 0.7, {4, 2}), numbers(2, 0.2, {2}));
  log("loss", f.loss);
  const Gradients d = student.backward(f, ones({}, kFloat64));
  log("logits.grad", d.dlogits);
  log("hmean.grad", d.dhmean);
  log("b1.grad", d.db1);
  log("b2.grad", d.db2);
  log("w1.grad", d.dw1);
  log("at once", student.logits_at_once(f.logits, f.target, ones({}, kFloat64)));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_4_03
