#include <cmath>
#include <exception>
#include <functional>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_08.h"

namespace ex_3_08 {
namespace {

using lab::Tensors;
using lab::Value;

struct Setting {
  double lr, momentum, weight_decay;
};
std::string text_of(const Setting& s) {
  return str("lr = ", s.lr, ", momentum = ", s.momentum, ", weight decay = ", s.weight_decay);
}

Tensor leaf(const std::vector<double>& numbers) {
  return tensor(numbers, TensorOptions(kFloat64).requires_grad(true));
}
Tensor doubles(const std::vector<double>& numbers) { return tensor(numbers, kFloat64); }

Sgd make(const Tensors& parameters, const Setting& s) {
  return {.parameters = parameters,
          .lr = s.lr,
          .momentum = s.momentum,
          .weight_decay = s.weight_decay,
          .buffers = Tensors(parameters.size())};
}

// Paths of numbers: where each of some parameters stands after each step. Gradients are the given
// ones, in each further step more by `growth`.
struct Walk {
  Setting setting;
  std::vector<double> start, gradients;
  int steps;
  double growth = 0;
  bool halve_lr = false;  // after the second step
};
using Path = std::vector<double>;

Path walk(const Written& student, const Walk& w) {
  const Tensor a = leaf({w.start[0]}), b = leaf({w.start.size() > 1 ? w.start[1] : 0});
  const Tensors parameters = w.start.size() > 1 ? Tensors{a, b} : Tensors{a};
  Sgd optimizer = make(parameters, w.setting);
  Path path;
  for (int step = 0; step < w.steps; ++step) {
    if (w.halve_lr && step == 2) optimizer.lr /= 2;
    for (size_t i = 0; i < parameters.size(); ++i) {
      parameters[i].mutable_grad() = doubles({w.gradients[i] + step * w.growth});
    }
    student.step(optimizer);
    for (const Tensor& p : parameters) path.push_back(p.item<double>());
  }
  return path;
}

// The same of a rule that moves numbers: gradient, parameter, buffer (of this parameter; nan before
// its first step), and the first parameter's buffer.
struct Place {
  double g, lr;
  double& p;
  double& buffer;
  double& first_buffer;
  const Setting& s;
};
using Rule = std::function<void(const Place&)>;

Path walk_with(const Rule& rule, const Walk& w) {
  std::vector<double> p = w.start, buffers(p.size(), std::nan(""));
  Path path;
  for (int step = 0; step < w.steps; ++step) {
    const double lr = w.setting.lr / (w.halve_lr && step >= 2 ? 2 : 1);
    for (size_t i = 0; i < p.size(); ++i) {
      rule({w.gradients[i] + step * w.growth, lr, p[i], buffers[i], buffers[0], w.setting});
    }
    path.insert(path.end(), p.begin(), p.end());
  }
  return path;
}

bool fresh(double buffer) { return std::isnan(buffer); }
void right(const Place& at) {
  const double d = at.g + at.s.weight_decay * at.p;
  at.buffer = fresh(at.buffer) ? d : at.s.momentum * at.buffer + d;
  at.p -= at.lr * at.buffer;
}
void uphill(const Place& at) {
  const double d = at.g + at.s.weight_decay * at.p;
  at.buffer = fresh(at.buffer) ? d : at.s.momentum * at.buffer + d;
  at.p += at.lr * at.buffer;
}
void forgotten_buffer(const Place& at) { at.p -= at.lr * (at.g + at.s.weight_decay * at.p); }
void averaged(const Place& at) {
  const double d = at.g + at.s.weight_decay * at.p;
  at.buffer = at.s.momentum * (fresh(at.buffer) ? 0 : at.buffer) + (1 - at.s.momentum) * d;
  at.p -= at.lr * at.buffer;
}
void averaged_later(const Place& at) {
  const double d = at.g + at.s.weight_decay * at.p;
  at.buffer = fresh(at.buffer) ? d : at.s.momentum * at.buffer + (1 - at.s.momentum) * d;
  at.p -= at.lr * at.buffer;
}
void one_buffer(const Place& at) {
  const double d = at.g + at.s.weight_decay * at.p;
  at.first_buffer = fresh(at.first_buffer) ? d : at.s.momentum * at.first_buffer + d;
  at.p -= at.lr * at.first_buffer;
}
void decay_outside(const Place& at) {
  at.buffer = fresh(at.buffer) ? at.g : at.s.momentum * at.buffer + at.g;
  at.p -= at.lr * (at.buffer + at.s.weight_decay * at.p);
}
void lr_in_buffer(const Place& at) {
  const double d = at.lr * (at.g + at.s.weight_decay * at.p);
  at.buffer = fresh(at.buffer) ? d : at.s.momentum * at.buffer + d;
  at.p -= at.buffer;
}

lab::Question<Walk> ask(lab::Check& c, const Written& student, const std::string& label,
                        std::vector<Walk> walks) {
  auto question = c.about("step", label, std::move(walks));
  question
      .input_text([](const Walk& w) {
        return text_of(w.setting) + ", p = " + Value(w.start).text() +
               ", g = " + Value(w.gradients).text() +
               (w.growth != 0 ? str(" + ", w.growth, " * step") : "");
      })
      .got([&student](const Walk& w) { return doubles(walk(student, w)); })
      .expected([](const Walk& w) { return doubles(walk_with(right, w)); });
  return question;
}
std::function<Value(const Walk&)> with(const Rule& rule) {
  return [rule](const Walk& w) { return doubles(walk_with(rule, w)); };
}

// One step of a parameter that is part of something: what became of it.
struct OneStep {
  OneStep(const Written& student, const Setting& s) {
    manual_seed(8);
    parameter = rand({3}, kFloat64).requires_grad_();
    gradient = rand({3}, kFloat64) + 1;
    parameter.mutable_grad() = gradient;
    before = parameter.detach().clone();
    gradient_before = gradient.clone();
    version = parameter._version();
    optimizer = make({parameter}, s);
    const lab::Alive alive;
    try {
      student.step(optimizer);
    } catch (const Error& e) {
      error = std::current_exception();
      message = e.msg();
    }
    nodes = alive.nodes();
  }
  bool tracked() const {
    if (message.find("leaf Variable that requires grad") != std::string::npos) return true;
    for (const Tensor& t : {optimizer.parameters.at(0), optimizer.buffers.at(0)}) {
      if (t.defined() && t.grad_fn()) return true;
    }
    return nodes > 0;
  }

  Tensor parameter, gradient, before, gradient_before;
  int64_t version = 0, nodes = 0;
  Sgd optimizer;
  std::exception_ptr error;
  std::string message;
};

void check_in_place(lab::Check& c, const Written& student) {
  const std::vector<Setting> settings = {
      {0.1, 0.9, 0}, {0.3, 0, 0.5}, {0.2, 0.8, 0.1}, {0.05, 0, 0}, {0.5, 0.5, 0}};
  for (const Setting& s : c.inputs(settings)) {
    const OneStep done(student, s);
    c.refuse("tracked", "step", "in-place", done.tracked(),
             {{"lr", s.lr}, {"momentum", s.momentum}, {"decay", s.weight_decay}});
    if (done.error) c.runs("step", "in-place", [&] { std::rethrow_exception(done.error); });
    const Tensor& p = done.parameter;
    c.refuse("replaced", "step", "in-place", equal(p.detach(), done.before),
             {{"got", p.detach()}, {"input", text_of(s)}});
    c.require("step", "in-place",
              done.optimizer.parameters.size() == 1 && done.optimizer.parameters[0].is_same(p) &&
                  p.requires_grad() && p.is_leaf() && done.optimizer.buffers.size() == 1);
    c.refuse("dot-data", "step", "detected", p._version() == done.version,
             {{"before", done.before}, {"got", p.detach()}, {"version", done.version}});
    c.require("step", "gradient", p.grad().is_same(done.gradient));
    const Sgd& o = done.optimizer;
    c.require("step", "in-place",
              o.lr == s.lr && o.momentum == s.momentum && o.weight_decay == s.weight_decay &&
                  GradMode::is_enabled());
  }
  // The gradient, in settings in which an optimizer is tempted to write into it.
  for (const Setting& s : c.inputs(std::vector<Setting>{
           {0.3, 0, 0.5}, {0.2, 0, 0}, {0.1, 0.9, 0.4}, {2, 0, 0}, {0.1, 0.9, 0}})) {
    const OneStep done(student, s);
    c.refuse("grad-modified", "step", "gradient", !equal(done.gradient, done.gradient_before),
             {{"got", done.gradient}, {"expected", done.gradient_before}, {"input", text_of(s)}});
    c.require("step", "gradient", !done.gradient.requires_grad());
  }
  for (const Setting& s : c.inputs(
           std::vector<Setting>{{0.1, 0.9, 0}, {0.3, 0.5, 0}, {0.5, 0.99, 0}, {0.01, 0.1, 0}})) {
    const OneStep done(student, s);
    const Tensor& buffer = done.optimizer.buffers[0];
    if (buffer.defined()) {
      c.refuse("shared-grad", "step", "buffer", buffer.is_alias_of(done.gradient),
               {{"input", text_of(s)}});
      c.require("step", "buffer", !buffer.is_alias_of(done.parameter));
    }
  }
  for (const Setting& s :
       c.inputs(std::vector<Setting>{{0.1, 0, 0}, {0.3, 0, 0.5}, {0.5, 0, 0.1}, {0.01, 0, 0}})) {
    const OneStep done(student, s);
    const Tensor& buffer = done.optimizer.buffers[0];
    c.refuse("needless-buffer", "step", "buffer", buffer.defined(),
             {{"bytes", buffer.defined() ? static_cast<int64_t>(buffer.nbytes()) : 0}});
  }
}

void check_numbers(lab::Check& c, const Written& student) {
  ask(c, student, "plain",
      {{{0.1, 0, 0}, {0}, {1}, 3},
       {{0.5, 0, 0}, {2}, {-3}, 3},
       {{1, 0, 0}, {-1}, {0.25}, 3},
       {{0.01, 0, 0}, {4}, {10}, 3}})
      .mistake("uphill", with(uphill))
      .check();
  ask(c, student, "decay",
      {{{0.1, 0, 0.5}, {1}, {2}, 1},
       {{0.5, 0, 0.1}, {-2}, {0.5}, 1},
       {{0.3, 0, 2}, {3}, {-1}, 1},
       {{0.1, 0, 1}, {5}, {0}, 1}})
      .check();
  const auto factor = [](const Walk& w) { return Value(1 - w.setting.momentum); };
  ask(c, student, "momentum",
      {{{0.1, 0.9, 0}, {0}, {1}, 4},
       {{0.5, 0.6, 0}, {1}, {-2}, 4, 0.5},
       {{0.2, 0.8, 0}, {-3}, {0.5}, 4, 1},
       {{1, 0.25, 0}, {2}, {3}, 4, -2}})
      .mistake("dampened", with(averaged), {{"factor", factor}})
      .mistake("dampened", with(averaged_later), {{"factor", factor}})
      .mistake("forgotten-buffer", with(forgotten_buffer))
      .check();
  ask(c, student, "two",
      {{{0.1, 0.9, 0}, {0, 1}, {1, -2}, 3},
       {{0.5, 0.6, 0}, {1, 1}, {-2, 0.5}, 3},
       {{0.2, 0.8, 0}, {-3, 2}, {0.5, 4}, 3},
       {{1, 0.25, 0}, {2, 0}, {3, 1}, 3, 0.5}})
      .mistake("one-buffer", with(one_buffer))
      .check();
  ask(c, student, "both",
      {{{0.1, 0.9, 0.5}, {1}, {2}, 3},
       {{0.5, 0.6, 0.1}, {1}, {-2}, 3},
       {{0.2, 0.8, 1}, {-3}, {0.5}, 3},
       {{1, 0.25, 0.3}, {2}, {3}, 3}})
      .mistake("decay-outside", with(decay_outside))
      .check();
  ask(c, student, "new-lr",
      {{{0.1, 0.9, 0}, {0}, {1}, 4, 0, true},
       {{0.5, 0.6, 0.2}, {1}, {-2}, 4, 0, true},
       {{0.2, 0.8, 0}, {-3}, {0.5}, 4, 0, true},
       {{1, 0.25, 0}, {2}, {3}, 4, 0, true}})
      .mistake("lr-in-buffer", with(lr_in_buffer))
      .check();
}

// Three parameters; the first never has a gradient, the second only in the first step. Returns all
// of them and the buffers, after three steps.
Tensors with_missing(const Setting& s, const std::function<void(Sgd&)>& step) {
  const Tensors parameters = {leaf({4}), leaf({3}), leaf({1})};
  Sgd optimizer = make(parameters, s);
  for (int i = 0; i < 3; ++i) {
    parameters[1].mutable_grad() = i == 0 ? doubles({2}) : Tensor();
    parameters[2].mutable_grad() = doubles({0.5 + i});
    step(optimizer);
  }
  Tensors all;
  for (const Tensor& p : parameters) all.push_back(p.detach());
  for (const Tensor& b : optimizer.buffers) all.push_back(b);
  return all;
}
// The right step, with PyTorch's formulas written as loops.
void right_step(Sgd& optimizer, bool skip_missing) {
  NoGradGuard no_grad;
  for (size_t i = 0; i < optimizer.parameters.size(); ++i) {
    const Tensor& p = optimizer.parameters[i];
    if (skip_missing && !p.grad().defined()) continue;
    Tensor d = (p.grad().defined() ? p.grad() : zeros_like(p)) + optimizer.weight_decay * p;
    if (optimizer.momentum != 0) {
      Tensor& buffer = optimizer.buffers[i];
      buffer = buffer.defined() ? buffer * optimizer.momentum + d : d.clone();
      d = buffer;
    }
    p.sub_(d * optimizer.lr);
  }
}

void check_missing(lab::Check& c, const Written& student) {
  const std::vector<Setting> settings = {
      {0.1, 0.9, 0}, {0.1, 0, 0.5}, {0.2, 0.8, 0.3}, {0.5, 0.5, 0.1}, {0.3, 0, 0}};
  c.about("step", "missing", settings)
      .input_text(text_of)
      .got([&](const Setting& s) { return with_missing(s, student.step); })
      .expected([](const Setting& s) {
        return with_missing(s, [](Sgd& optimizer) { right_step(optimizer, true); });
      })
      .mistake("missing-grad",
               [](const Setting& s) {
                 return with_missing(s, [](Sgd& optimizer) { right_step(optimizer, false); });
               })
      .mistake("missing-grad", [](const Setting&) { return lab::raises<Error>("undefined"); })
      .check();
}

// Several parameters of different shapes and layouts, with gradients that change.
Tensors random_run(const Setting& s, ScalarType dtype, const std::function<void(Sgd&)>& step) {
  manual_seed(88);
  Tensors parameters;
  for (const std::vector<int64_t>& shape : {std::vector<int64_t>{2, 3}, {4}, {}, {0}, {2, 1, 3}}) {
    parameters.push_back(randn(shape, dtype));
  }
  parameters.push_back(randn({3, 4}, dtype).t());
  for (const Tensor& p : parameters) p.requires_grad_();
  Sgd optimizer = make(parameters, s);
  for (int i = 0; i < 4; ++i) {
    for (const Tensor& p : parameters) p.mutable_grad() = randn(p.sizes(), dtype);
    step(optimizer);
  }
  Tensors all;
  for (const Tensor& p : parameters) all.push_back(p.detach());
  for (const Tensor& b : optimizer.buffers) all.push_back(b);
  return all;
}

void check_random(lab::Check& c, const Written& student) {
  const std::vector<Setting> settings = {
      {0.1, 0.9, 0.01}, {0.7, 0, 0.3}, {0.02, 0.5, 0}, {1, 0, 0}, {0.25, 1, 1}};
  for (const ScalarType dtype : {kFloat64, kFloat32}) {
    c.about("step", "random", settings)
        .input_text(text_of)
        .got([&](const Setting& s) { return random_run(s, dtype, student.step); })
        .expected([&](const Setting& s) {
          return random_run(s, dtype, [](Sgd& optimizer) { right_step(optimizer, true); });
        })
        .tolerance(dtype == kFloat64 ? 1e-9 : 1e-5, dtype == kFloat64 ? 1e-10 : 2e-6)
        .check();
  }
}

void check(lab::Check& c, const Written& student) {
  check_in_place(c, student);
  check_numbers(c, student);
  check_missing(c, student);
  check_random(c, student);
  c.answer("second", walk_with(right, {{0.1, 0.9, 0}, {0}, {1}, 2})[1]);
  c.answer("decay", walk_with(right, {{0.1, 0, 0.5}, {1}, {2}, 1})[0]);
}

void show(lab::Log& log, const Written& student) {
  const auto path = [&](const Walk& w) { return tensor(walk(student, w)); };
  log("lr = 0.1", path({{0.1, 0, 0}, {0}, {1}, 4}));
  log("lr = 0.1, momentum = 0.9", path({{0.1, 0.9, 0}, {0}, {1}, 4}));
  log("lr = 0.1, weight_decay = 0.5", path({{0.1, 0, 0.5}, {1}, {2}, 1}));
  log("lr = 0.1, momentum = 0.9, weight_decay = 0.5", path({{0.1, 0.9, 0.5}, {1}, {2}, 4}));
  const Tensor w = tensor({1.0, -2.0, 3.0}).requires_grad_();
  Sgd optimizer = make({w}, {0.1, 0.5, 0});
  for (int i = 0; i < 3; ++i) {
    w.mutable_grad() = Tensor();
    (w * w).sum().backward();
    student.step(optimizer);
  }
  log("w", w);
  log("momentum_buffer", optimizer.buffers[0]);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_08
