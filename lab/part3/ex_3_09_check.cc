#include <cmath>
#include <exception>
#include <functional>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_09.h"

namespace ex_3_09 {
namespace {

using lab::Tensors;
using lab::Value;

struct Setting {
  double lr;
  double beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0;
  bool decoupled = false;
};
std::string text_of(const Setting& s) {
  return str("lr = ", s.lr, ", betas = ", s.beta1, ", ", s.beta2, ", eps = ", s.eps,
             ", wd = ", s.weight_decay, s.decoupled ? " (AdamW)" : "");
}

Tensor doubles(const std::vector<double>& numbers) { return tensor(numbers, kFloat64); }
Tensor leaf(const std::vector<double>& numbers) {
  return tensor(numbers, TensorOptions(kFloat64).requires_grad(true));
}

Adam make(const Tensors& parameters, const Setting& s) {
  Adam adam;
  adam.parameters = parameters;
  adam.lr = s.lr;
  adam.beta1 = s.beta1;
  adam.beta2 = s.beta2;
  adam.eps = s.eps;
  adam.weight_decay = s.weight_decay;
  adam.decoupled = s.decoupled;
  for (const Tensor& p : parameters) {
    adam.states.push_back({0, zeros_like(p.detach()), zeros_like(p.detach())});
  }
  return adam;
}

// Paths on the losses c * p * p + b * p of some parameters: where they stand after each of three
// steps. With b = 0, weight decay added to the gradient only scales it, which Adam does not see.
struct Walk {
  Setting setting;
  std::vector<double> start, c;
  double b = 0;
};
constexpr int kSteps = 3;
using Path = std::vector<double>;

Path walk(const Written& student, const Walk& w) {
  Tensors parameters;
  for (const double x : w.start) parameters.push_back(leaf({x}));
  Adam adam = make(parameters, w.setting);
  Path path;
  for (int step = 0; step < kSteps; ++step) {
    for (size_t i = 0; i < parameters.size(); ++i) {
      parameters[i].mutable_grad() = parameters[i].detach() * (2 * w.c[i]) + w.b;
    }
    student.step(adam);
    for (const Tensor& p : parameters) path.push_back(p.item<double>());
  }
  return path;
}

// The same of a rule that moves numbers.
struct Numbers {
  double m = 0, v = 0;
};
struct Place {
  double g, t;
  double& p;
  Numbers& own;
  Numbers& first;  // those of the first parameter
  const Setting& s;
};
using Rule = std::function<void(const Place&)>;

Path walk_with(const Rule& rule, const Walk& w) {
  std::vector<double> p = w.start;
  std::vector<Numbers> numbers(p.size());
  Path path;
  for (int step = 1; step <= kSteps; ++step) {
    for (size_t i = 0; i < p.size(); ++i) {
      const double g = 2 * w.c[i] * p[i] + w.b;
      rule({g, static_cast<double>(step), p[i], numbers[i], numbers[0], w.setting});
    }
    path.insert(path.end(), p.begin(), p.end());
  }
  return path;
}

struct Means {
  double m, v;  // corrected
  double raw_m, raw_v;
  double correction_m, correction_v;
};
// Decay and running means: what all rules begin with.
Means means(const Place& at, bool decoupled, Numbers& numbers, double t) {
  double g = at.g;
  if (decoupled) {
    at.p *= 1 - at.s.lr * at.s.weight_decay;
  } else {
    g += at.s.weight_decay * at.p;
  }
  numbers.m = at.s.beta1 * numbers.m + (1 - at.s.beta1) * g;
  numbers.v = at.s.beta2 * numbers.v + (1 - at.s.beta2) * g * g;
  const double correction_m = 1 - std::pow(at.s.beta1, t);
  const double correction_v = 1 - std::pow(at.s.beta2, t);
  return {numbers.m / correction_m,
          numbers.v / correction_v,
          numbers.m,
          numbers.v,
          correction_m,
          correction_v};
}
Means means(const Place& at) { return means(at, at.s.decoupled, at.own, at.t); }

void right(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.m / (std::sqrt(x.v) + at.s.eps);
}
void uncorrected(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.raw_m / (std::sqrt(x.raw_v) + at.s.eps);
}
void only_m_corrected(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.m / (std::sqrt(x.raw_v) + at.s.eps);
}
void only_v_corrected(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.raw_m / (std::sqrt(x.v) + at.s.eps);
}
void frozen_t(const Place& at) {
  const Means x = means(at, at.s.decoupled, at.own, 1);
  at.p -= at.s.lr * x.m / (std::sqrt(x.v) + at.s.eps);
}
void no_root(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.m / (x.v + at.s.eps);
}
void eps_inside(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.m / std::sqrt(x.v + at.s.eps);
}
void eps_before_correction(const Place& at) {
  const Means x = means(at);
  at.p -= at.s.lr * x.raw_m / (std::sqrt(x.raw_v) + at.s.eps) * std::sqrt(x.correction_v) /
          x.correction_m;
}
void shared(const Place& at) {
  const Means x = means(at, at.s.decoupled, at.first, at.t);
  at.p -= at.s.lr * x.m / (std::sqrt(x.v) + at.s.eps);
}
void other_decay(const Place& at) {
  const Means x = means(at, !at.s.decoupled, at.own, at.t);
  at.p -= at.s.lr * x.m / (std::sqrt(x.v) + at.s.eps);
}

std::function<Value(const Walk&)> with(const Rule& rule) {
  return [rule](const Walk& w) { return doubles(walk_with(rule, w)); };
}
lab::Question<Walk> ask(lab::Check& c, const Written& student, const std::string& label,
                        std::vector<Walk> walks) {
  auto question = c.about("step", label, std::move(walks));
  question
      .input_text([](const Walk& w) {
        return text_of(w.setting) + ", p = " + Value(w.start).text() +
               ", loss = " + Value(w.c).text() + " * p * p" +
               (w.b != 0 ? str(" + ", w.b, " * p") : "");
      })
      .got([&student](const Walk& w) { return doubles(walk(student, w)); })
      .expected(with(right));
  return question;
}

void check_numbers(lab::Check& c, const Written& student) {
  const auto start = [](const Walk& w) { return Value(w.start[0]); };
  const auto first = [](const Rule& rule) {
    return [rule](const Walk& w) { return Value(walk_with(rule, w)[0]); };
  };
  // eps is small here: where it stands is the next question.
  ask(c, student, "parabola",
      {{{0.1}, {1}, {1}},
       {{.lr = 0.02, .beta1 = 0.8, .beta2 = 0.99}, {-3}, {0.7}},
       {{.lr = 0.5, .beta1 = 0.5, .beta2 = 0.9}, {2}, {3}},
       {{.lr = 0.3, .beta1 = 0.95, .beta2 = 0.98}, {0.4}, {5}}})
      .mistake("no-bias-correction", with(uncorrected),
               {{"start", start}, {"first", first(uncorrected)}, {"right", first(right)}})
      .mistake("no-bias-correction", with(only_m_corrected),
               {{"start", start}, {"first", first(only_m_corrected)}, {"right", first(right)}})
      .mistake("no-bias-correction", with(only_v_corrected),
               {{"start", start}, {"first", first(only_v_corrected)}, {"right", first(right)}})
      .mistake("frozen-t", with(frozen_t))
      .mistake("no-root", with(no_root))
      .tolerance(1e-6, 1e-6)
      .check();
  const auto eps = [](const Walk& w) { return Value(w.setting.eps); };
  ask(c, student, "eps",
      {{{.lr = 0.1, .eps = 0.5}, {1}, {1}},
       {{.lr = 0.1, .eps = 0.01}, {0.1}, {0.05}},
       {{.lr = 0.5, .beta1 = 0.5, .beta2 = 0.9, .eps = 2}, {2}, {-1}},
       {{.lr = 0.3, .beta1 = 0.8, .beta2 = 0.98, .eps = 1}, {-4}, {0.5}}})
      .mistake("eps", with(eps_inside), {{"eps", eps}})
      .mistake("eps", with(eps_before_correction), {{"eps", eps}})
      .check();
  ask(c, student, "two",
      {{{0.1}, {1, 2}, {1, -3}},
       {{.lr = 0.2, .beta1 = 0.8, .beta2 = 0.99}, {-3, 1}, {0.7, 0.1}},
       {{.lr = 0.5, .beta1 = 0.5, .beta2 = 0.9}, {2, -2}, {3, 1}},
       {{.lr = 0.3, .beta1 = 0.95, .beta2 = 0.98}, {0.4, 5}, {5, 0.5}}})
      .mistake("shared-state", with(shared), {{"which", [](const Walk&) { return "step"; }}})
      .check();
  for (const bool decoupled : {true, false}) {
    ask(c, student, decoupled ? "adamw-decay" : "adam-decay",
        {{{.lr = 0.1, .weight_decay = 0.1, .decoupled = decoupled}, {1}, {1}},
         {{.lr = 0.2, .beta1 = 0.8, .weight_decay = 0.5, .decoupled = decoupled}, {-3}, {0.7}, 2},
         {{.lr = 0.5, .beta2 = 0.9, .weight_decay = 0.3, .decoupled = decoupled}, {2}, {3}, -9},
         {{.lr = 0.3, .eps = 0.1, .weight_decay = 1, .decoupled = decoupled}, {0.4}, {-0.3}, 0.5}})
        .mistake("decay-mode", with(other_decay),
                 {{"mode", [decoupled](const Walk&) { return decoupled ? "AdamW" : "Adam"; }}})
        .check();
  }
}

bool shared_memory(const Tensor& a, const Tensor& b) {
  return a.is_same(b) || (a.numel() > 0 && a.is_alias_of(b));
}

void check_states(lab::Check& c, const Written& student) {
  const std::vector<std::vector<int64_t>> shapes = {{2, 3}, {4}, {}, {0}, {3, 1, 2}};
  for (const std::vector<int64_t>& shape : c.inputs(shapes)) {
    const ScalarType dtype = shape.size() == 1 ? kFloat64 : kFloat32;
    Tensors parameters;
    for (int i = 0; i < 3; ++i) parameters.push_back(rand(shape, dtype).requires_grad_());
    std::vector<State> states;
    c.runs("make_states", "states", [&] { states = student.make_states(parameters); });
    c.require("make_states", "states", states.size() == parameters.size(),
              {{"got", states.size()}, {"expected", parameters.size()}});
    for (const State& s : states) {
      c.require("make_states", "states", s.steps == 0 && s.m.defined() && s.v.defined());
    }
    for (const State& s : states) {
      c.refuse("m-is-v", "make_states", "states", shared_memory(s.m, s.v));
      c.require("make_states", "states", !s.m.requires_grad() && !s.v.requires_grad());
    }
    for (size_t i = 1; i < states.size(); ++i) {
      c.refuse("shared-state", "make_states", "states",
               shared_memory(states[i].m, states[0].m) || shared_memory(states[i].v, states[0].v) ||
                   shared_memory(states[i].m, states[0].v),
               {{"which", "make_states"}});
    }
  }
  c.about("make_states", "states", shapes)
      .input_text([](const std::vector<int64_t>& shape) { return Value(shape).text(); })
      .got([&](const std::vector<int64_t>& shape) {
        Tensors all;
        for (const State& s : student.make_states(
                 {ones(shape).requires_grad_(), ones({2, 5}, kFloat64).requires_grad_()})) {
          all.push_back(s.m);
          all.push_back(s.v);
        }
        return all;
      })
      .expected([](const std::vector<int64_t>& shape) {
        return Tensors{zeros(shape), zeros(shape), zeros({2, 5}, kFloat64),
                       zeros({2, 5}, kFloat64)};
      })
      .check();
  c.require("make_states", "states", student.make_states({}).empty());
}

void check_in_place(lab::Check& c, const Written& student) {
  const std::vector<Setting> settings = {{0.1},
                                         {.lr = 0.3, .weight_decay = 0.5},
                                         {.lr = 0.2, .weight_decay = 0.1, .decoupled = true},
                                         {.lr = 0.05, .eps = 0.1}};
  for (const Setting& s : c.inputs(settings)) {
    manual_seed(9);
    const Tensor p = rand({3, 2}, kFloat64).requires_grad_(), gradient = rand({3, 2}, kFloat64) + 1;
    p.mutable_grad() = gradient;
    const Tensor before = p.detach().clone(), gradient_before = gradient.clone();
    const int64_t version = p._version();
    Adam adam = make({p}, s);
    const lab::Alive alive;
    std::exception_ptr error;
    std::string message;
    try {
      student.step(adam);
    } catch (const Error& e) {
      error = std::current_exception();
      message = e.msg();
    }
    const State& state = adam.states.at(0);
    c.refuse("tracked", "step", "in-place",
             message.find("leaf Variable that requires grad") != std::string::npos ||
                 alive.nodes() > 0 || state.m.requires_grad() || state.v.requires_grad() ||
                 adam.parameters.at(0).grad_fn(),
             {{"lr", s.lr}, {"decay", s.weight_decay}});
    if (error) c.runs("step", "in-place", [&] { std::rethrow_exception(error); });
    c.require("step", "in-place",
              adam.parameters.size() == 1 && adam.parameters[0].is_same(p) && p.is_leaf() &&
                  p.requires_grad() && p._version() > version && !equal(p.detach(), before) &&
                  GradMode::is_enabled());
    c.require("step", "gradient",
              p.grad().is_same(gradient) && equal(gradient, gradient_before) &&
                  !state.m.is_alias_of(gradient) && !state.v.is_alias_of(gradient) &&
                  !state.m.is_alias_of(state.v));
    c.require("step", "in-place",
              adam.lr == s.lr && adam.beta1 == s.beta1 && adam.beta2 == s.beta2 &&
                  adam.eps == s.eps && adam.weight_decay == s.weight_decay &&
                  adam.decoupled == s.decoupled && adam.states.size() == 1);
  }
}

void right_step(Adam& adam) {
  NoGradGuard no_grad;
  for (size_t i = 0; i < adam.parameters.size(); ++i) {
    const Tensor& p = adam.parameters[i];
    if (!p.grad().defined()) continue;
    State& s = adam.states[i];
    const double decay = adam.weight_decay;
    const Tensor g = adam.decoupled ? p.grad() : p.grad() + p * decay;
    if (adam.decoupled) p.mul_(1 - adam.lr * decay);
    const double t = static_cast<double>(++s.steps);
    s.m = s.m * adam.beta1 + g * (1 - adam.beta1);
    s.v = s.v * adam.beta2 + g.pow(2) * (1 - adam.beta2);
    const double step_size = adam.lr / (1 - std::pow(adam.beta1, t));
    p.sub_(step_size * s.m / ((s.v / (1 - std::pow(adam.beta2, t))).sqrt() + adam.eps));
  }
}

// Parameters and states, with the numbers of steps as one more tensor, after four steps in which
// the second parameter has a gradient every other time and the last never, if `some_missing`.
Tensors run(const Setting& s, ScalarType dtype, bool some_missing,
            const std::function<void(Adam&)>& step) {
  manual_seed(99);
  Tensors parameters = {randn({2, 3}, dtype), randn({4}, dtype), randn({}, dtype),
                        randn({3, 4}, dtype).t(), randn({2, 1, 3}, dtype)};
  for (const Tensor& p : parameters) p.requires_grad_();
  Adam adam = make(parameters, s);
  for (int i = 0; i < 4; ++i) {
    for (size_t k = 0; k < parameters.size(); ++k) {
      const Tensor gradient = randn(parameters[k].sizes(), dtype);
      const bool missing = some_missing && (k + 1 == parameters.size() || (k == 1 && i % 2 == 0));
      parameters[k].mutable_grad() = missing ? Tensor() : gradient;
    }
    step(adam);
  }
  Tensors all;
  std::vector<double> steps;
  for (const Tensor& p : parameters) all.push_back(p.detach());
  for (const State& state : adam.states) {
    all.push_back(state.m);
    all.push_back(state.v);
    steps.push_back(static_cast<double>(state.steps));
  }
  all.push_back(doubles(steps));
  return all;
}

void check_runs(lab::Check& c, const Written& student) {
  const std::vector<Setting> settings = {
      {0.1},
      {.lr = 0.3, .beta1 = 0.7, .weight_decay = 0.5},
      {.lr = 0.2, .beta2 = 0.9, .weight_decay = 0.1, .decoupled = true},
      {.lr = 0.05, .beta1 = 0.5, .beta2 = 0.8, .eps = 0.1},
      {.lr = 1, .eps = 1, .weight_decay = 1, .decoupled = true}};
  for (const bool some_missing : {true, false}) {
    for (const ScalarType dtype : {kFloat64, kFloat32}) {
      c.about("step", some_missing ? "missing" : "random", settings)
          .input_text(text_of)
          .got([&](const Setting& s) { return run(s, dtype, some_missing, student.step); })
          .expected([&](const Setting& s) { return run(s, dtype, some_missing, right_step); })
          .tolerance(dtype == kFloat64 ? 1e-9 : 1e-5, dtype == kFloat64 ? 1e-10 : 3e-6)
          .check();
    }
  }
}

void check(lab::Check& c, const Written& student) {
  check_states(c, student);
  check_in_place(c, student);
  check_numbers(c, student);
  check_runs(c, student);
  c.answer("first", walk_with(right, {{0.1}, {1}, {1}})[0]);
  c.answer("adamw",
           walk_with(right, {{.lr = 0.1, .weight_decay = 0.1, .decoupled = true}, {1}, {1}})[0]);
}

void show(lab::Log& log, const Written& student) {
  const auto path = [&](const Setting& s) { return tensor(walk(student, {s, {1}, {1}})); };
  log("Adam", path({0.1}));
  log("Adam, eps = 0.5", path({.lr = 0.1, .eps = 0.5}));
  log("Adam, weight_decay = 0.1", path({.lr = 0.1, .weight_decay = 0.1}));
  log("AdamW, weight_decay = 0.1", path({.lr = 0.1, .weight_decay = 0.1, .decoupled = true}));
  const Tensor w = tensor({1.0, -2.0, 0.01}).requires_grad_();
  Adam adam = make({w}, {0.1});
  adam.states = student.make_states({w});
  for (int i = 0; i < 5; ++i) {
    w.mutable_grad() = Tensor();
    (w * w).sum().backward();
    student.step(adam);
  }
  log("w", w);
  log("exp_avg", adam.states[0].m);
  log("exp_avg_sq", adam.states[0].v);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_09
