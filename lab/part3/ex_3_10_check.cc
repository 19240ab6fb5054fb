#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_10.h"

namespace ex_3_10 {
namespace {

using lab::Tensors;
using lab::Value;
using Losses = std::vector<double>;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

Tensor doubles(const Losses& numbers) { return tensor(numbers, kFloat64); }

// --- Models and data ---

// How a model was called.
struct Call {
  bool training, graph, backward;
  const void* data;
  int64_t size;
};

// A line through the origin and a bump over each of eight places: enough to go through eight
// points, whatever their noise. In training mode the bumps count for a little less.
struct Bumps : Model {
  explicit Bumps(double first_weight = 0) {
    weight = register_parameter("weight", full({9, 1}, first_weight, kFloat64));
    // A gradient of something else.
    weight.mutable_grad() = full({9, 1}, 5, kFloat64);
  }
  Tensor forward(const Tensor& x) override {
    const size_t n = calls.size();
    calls.push_back({is_training(), GradMode::is_enabled(), false, x.data_ptr(), x.size(0)});
    const Tensor bumps = (-((x - linspace(-1, 1, 8, kFloat64)) / 0.15).pow(2)).exp();
    Tensor y = cat({x, bumps * (is_training() ? training_scale : 1)}, 1).matmul(weight);
    if (y.requires_grad()) y.register_hook([this, n](const Tensor&) { calls[n].backward = true; });
    return y;
  }
  Tensor weight;
  double training_scale = 0.9;
  std::vector<Call> calls;
};

// Eight noisy points of y = 2x, and seven others without noise.
Data noisy_points() {
  const Tensor noise = doubles({0.5, -0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5});
  const Tensor x = linspace(-1, 1, 8, kFloat64);
  return {x.unsqueeze(1), (2 * x + noise).unsqueeze(1)};
}
Data other_points() {
  const Tensor x = linspace(-0.9, 0.9, 7, kFloat64).unsqueeze(1);
  return {x, 2 * x};
}

struct Run {
  double lr, goal;
  int64_t steps;
};
std::string text_of_run(const Run& r) {
  return str("lr = ", r.lr, ", goal = ", r.goal, ", max_steps = ", r.steps);
}

double loss_of(Model& model, const Data& data) {
  NoGradGuard no_grad;
  return (model.forward(data.x) - data.y).pow(2).mean().item<double>();
}
void descend(Bumps& model, const Data& data, double lr) {
  const Tensor loss = (model.forward(data.x) - data.y).pow(2).mean();
  const Tensor gradient = autograd::grad({loss}, {model.weight})[0];
  NoGradGuard no_grad;
  model.weight.sub_(gradient * lr);
}
// What overfit_one_batch has to give; does it stop at the goal, and at what is not finite?
Losses overfit(Bumps& model, const Run& r, bool stops = true, bool stops_diverged = true) {
  const Data batch = noisy_points();
  Losses losses;
  for (int64_t i = 0; i < r.steps; ++i) {
    losses.push_back(loss_of(model, batch));
    if (stops && losses.back() < r.goal) break;
    if (stops_diverged && !std::isfinite(losses.back())) break;
    descend(model, batch, r.lr);
  }
  return losses;
}

void check_overfit(lab::Check& c, const Written& student) {
  const std::vector<Run> runs = {{0.5, 1e-3, 500}, {1, 0.01, 100}, {0.3, 0.1, 50}, {0.8, 0.5, 20},
                                 {0.1, 1e-9, 7},   {0.5, 99, 3},   {0.5, 1e-9, 1}, {0.5, 1, 0}};
  const auto student_losses = [&](const Run& r) {
    Bumps model;
    return student.overfit_one_batch(model, noisy_points(), r.lr, r.goal, r.steps);
  };
  const auto right = [](const Run& r) {
    Bumps model;
    return overfit(model, r);
  };
  // The numbers of losses first: when they are wrong, that says more than long lists.
  c.about("overfit_one_batch", "overfit", runs)
      .input_text(text_of_run)
      .got([&](const Run& r) { return student_losses(r).size(); })
      .expected([&](const Run& r) { return right(r).size(); })
      .mistake("no-stop",
               [](const Run& r) {
                 Bumps model;
                 return overfit(model, r, false).size();
               },
               {{"goal", [](const Run& r) { return r.goal; }}})
      .check();
  const std::vector<Run> wild = {
      {1e10, 1e-3, 40}, {1e30, 1e-3, 30}, {1e100, 0.1, 20}, {1e6, 0.1, 60}, {50, 1e-3, 10}};
  c.about("overfit_one_batch", "diverges", wild)
      .input_text(text_of_run)
      .got([&](const Run& r) { return student_losses(r).size(); })
      .expected([&](const Run& r) { return right(r).size(); })
      .mistake("diverged",
               [](const Run& r) {
                 Bumps model;
                 return overfit(model, r, true, false).size();
               })
      .check();
  for (const std::vector<Run>& list : {runs, wild}) {
    c.about("overfit_one_batch", "overfit", list)
        .input_text(text_of_run)
        .got([&](const Run& r) { return doubles(student_losses(r)); })
        .expected([&](const Run& r) { return doubles(right(r)); })
        .tolerance(1e-6, 1e-9)
        .check();
  }
  c.about("overfit_one_batch", "weights", runs)
      .input_text(text_of_run)
      .got([&](const Run& r) {
        Bumps model;
        const Data batch = noisy_points();
        student.overfit_one_batch(model, batch, r.lr, r.goal, r.steps);
        return Tensors{model.weight.detach(), batch.x, batch.y};
      })
      .expected([](const Run& r) {
        Bumps model;
        overfit(model, r);
        return Tensors{model.weight.detach(), noisy_points().x, noisy_points().y};
      })
      .mistake("late-stop",
               [](const Run& r) {
                 Bumps model;
                 const Losses losses = overfit(model, r);
                 if (!losses.empty() && losses.back() < r.goal) {
                   descend(model, noisy_points(), r.lr);
                 }
                 return Tensors{model.weight.detach(), noisy_points().x, noisy_points().y};
               },
               {{"goal", [](const Run& r) { return r.goal; }}})
      .tolerance(1e-6, 1e-9)
      .check();
  // A loss that equals the goal is not below it.
  c.about("overfit_one_batch", "overfit", std::vector<int64_t>{3, 1, 2, 5})
      .got([&](int64_t steps) {
        Bumps model;
        const Data batch = {noisy_points().x, zeros({8, 1}, kFloat64)};
        return doubles(student.overfit_one_batch(model, batch, 0.5, 0, steps));
      })
      .expected([](int64_t steps) { return zeros({steps}, kFloat64); })
      .check();
  for (const double first_weight : c.inputs(Losses{0, 1, -0.5, 0.3})) {
    Bumps model(first_weight);
    const Losses losses = student.overfit_one_batch(model, noisy_points(), 0.5, 1e-3, 500);
    c.require("overfit_one_batch", "learned", !losses.empty() && losses.back() < 1e-3,
              {{"got", losses.empty() ? kNan : losses.back()}, {"expected", 1e-3}});
  }
}

// --- fit ---

struct Fit {
  double lr;
  int64_t epochs;
  double first_weight = 0;
};
std::string text_of_fit(const Fit& f) { return str("lr = ", f.lr, ", epochs = ", f.epochs); }

Tensors tensors_of(const Curves& curves) {
  return {doubles(curves.train), doubles(curves.validation)};
}
// What fit has to give; or with the training losses of the steps themselves.
Curves fit(const Fit& f, bool before_step = false) {
  Bumps model(f.first_weight);
  const Data train = noisy_points(), validation = other_points();
  Curves curves;
  for (int64_t epoch = 0; epoch < f.epochs; ++epoch) {
    model.train();
    if (before_step) curves.train.push_back(loss_of(model, train));
    descend(model, train, f.lr);
    model.eval();
    if (!before_step) curves.train.push_back(loss_of(model, train));
    curves.validation.push_back(loss_of(model, validation));
  }
  return curves;
}

void check_fit(lab::Check& c, const Written& student) {
  const std::vector<Fit> fits = {{0.3, 6},  {0.5, 5, 1}, {0.1, 7, -0.3}, {0.8, 3, 0.2},
                                 {0.3, 40}, {0.3, 1},    {1, 0}};
  for (const Fit& f : c.inputs(std::vector<Fit>{{0.3, 4}, {0.5, 3, 1}, {0.1, 6}, {0.8, 5}})) {
    Bumps model(f.first_weight);
    const Data train = noisy_points(), validation = other_points();
    c.runs("fit", "forward", [&] { student.fit(model, train, validation, f.lr, f.epochs); });
    int64_t leaks = 0, steps = 0, steps_in_eval = 0, measured = 0, in_training = 0, with_graph = 0;
    const int64_t n = static_cast<int64_t>(model.calls.size());
    for (const Call& call : model.calls) {
      const bool of_train = call.data == train.x.data_ptr() && call.size == train.x.size(0);
      leaks += call.backward && !of_train;
    }
    // The step is the first of the calls of an epoch, measuring the others.
    const int64_t per_epoch = n / f.epochs;
    for (int64_t i = 0; i < n; ++i) {
      const Call& call = model.calls[static_cast<size_t>(i)];
      if (i % std::max<int64_t>(per_epoch, 1) == 0) {
        ++steps;
        steps_in_eval += !call.training;
      } else {
        ++measured;
        in_training += call.training;
        with_graph += call.graph;
      }
    }
    c.refuse("trained-on-validation", "fit", "forward", leaks > 0, {{"leaks", leaks}});
    c.refuse("no-eval", "fit", "forward", in_training > 0,
             {{"bad", in_training}, {"all", measured}});
    c.refuse("graph", "fit", "forward", with_graph > 0, {{"bad", with_graph}, {"all", measured}});
    c.refuse("stuck-in-eval", "fit", "forward", steps_in_eval > 0,
             {{"bad", steps_in_eval}, {"all", steps}});
  }
  c.about("fit", "curves", fits)
      .input_text(text_of_fit)
      .got([&](const Fit& f) {
        Bumps model(f.first_weight);
        const Curves curves = student.fit(model, noisy_points(), other_points(), f.lr, f.epochs);
        return doubles(curves.validation);
      })
      .expected([](const Fit& f) { return doubles(fit(f).validation); })
      .mistake("eval-on-train", [](const Fit& f) { return doubles(fit(f).train); })
      .tolerance(1e-6, 1e-9)
      .check();
  c.about("fit", "curves", fits)
      .input_text(text_of_fit)
      .got([&](const Fit& f) {
        Bumps model(f.first_weight);
        return tensors_of(student.fit(model, noisy_points(), other_points(), f.lr, f.epochs));
      })
      .expected([](const Fit& f) { return tensors_of(fit(f)); })
      .mistake("before-step", [](const Fit& f) { return tensors_of(fit(f, true)); },
               {{"first", [](const Fit& f) { return fit(f, true).train.at(0); }},
                {"right", [](const Fit& f) { return fit(f).train.at(0); }}})
      .tolerance(1e-6, 1e-9)
      .check();
  c.about("fit", "weights", fits)
      .input_text(text_of_fit)
      .got([&](const Fit& f) {
        Bumps model(f.first_weight);
        const Data train = noisy_points(), validation = other_points();
        student.fit(model, train, validation, f.lr, f.epochs);
        return Tensors{model.weight.detach(), train.x, train.y, validation.x, validation.y};
      })
      .expected([](const Fit& f) {
        Bumps model(f.first_weight);
        for (int64_t i = 0; i < f.epochs; ++i) descend(model, noisy_points(), f.lr);
        return Tensors{model.weight.detach(), noisy_points().x, noisy_points().y, other_points().x,
                       other_points().y};
      })
      .tolerance(1e-6, 1e-9)
      .check();
}

// --- best_epoch ---

int64_t smallest(const Losses& losses) {
  int64_t best = -1;
  for (size_t i = losses.size(); i-- > 0;) {
    if (std::isnan(losses[i])) continue;
    if (best < 0 || losses[i] <= losses[static_cast<size_t>(best)]) best = static_cast<int64_t>(i);
  }
  return best;
}

void check_best_epoch(lab::Check& c, const Written& student) {
  const auto ask = [&](const std::string& label, const std::vector<Losses>& lists) {
    return c.about("best_epoch", label, lists)
        .input_text([](const Losses& losses) { return Value(losses).text(); })
        .got([&student](const Losses& losses) { return student.best_epoch(losses); })
        .expected([](const Losses& losses) { return smallest(losses); });
  };
  ask("best", {{3, 2, 1.5, 1.6, 1.4, 2},
               {1, 0.5, 0.7, 0.4, 0.45, 0.6},
               {5, 4, 4.5, 4.25, 3, 3.5},
               {2, 0.25, 0.5, 0.1, 0.2, kInf, 1},
               {0.5, 0.75, 0.25, 0.375},
               {0.1, 0.2, 0.3},
               {0.3, 0.2, 0.1},
               {7},
               {kInf, 5, kInf},
               {0.5, -1, 0}})
      .mistake("last-epoch",
               [](const Losses& losses) { return static_cast<int64_t>(losses.size()) - 1; })
      .mistake("first-rise",
               [](const Losses& losses) {
                 size_t i = 0;
                 while (i + 1 < losses.size() && losses[i + 1] <= losses[i]) ++i;
                 return i;
               })
      .check();
  ask("ties", {{3, 1, 2, 1, 2}, {1, 1}, {0.5, 0.25, 0.25, 0.75}, {2, 3, 2, 3, 2}, {kInf, kInf}})
      .mistake("last-tie",
               [](const Losses& losses) {
                 size_t best = 0;
                 for (size_t i = 0; i < losses.size(); ++i) {
                   if (losses[i] <= losses[best]) best = i;
                 }
                 return best;
               })
      .check();
  ask("nan", {{kNan, 2, 1, 3},
              {kNan, kNan, 5},
              {kNan, 0.5, kNan, 0.25},
              {kNan, kInf, 3},
              {2, kNan, 1, kNan},
              {1, kNan}})
      .mistake("nan",
               [](const Losses& losses) {
                 size_t best = 0;
                 for (size_t i = 1; i < losses.size(); ++i) {
                   if (losses[i] < losses[best]) best = i;
                 }
                 return best;
               })
      .check();
  c.about("best_epoch", "nothing", std::vector<Losses>{{}, {kNan}, {kNan, kNan}, Losses(5, kNan)})
      .input_text([](const Losses& losses) { return Value(losses).text(); })
      .got([&](const Losses& losses) { return student.best_epoch(losses); })
      .expected([](const Losses&) { return lab::raises<ValueError>(); })
      .check();
}

// --- pick_lr ---

// Ten losses: they fall up to a learning rate; up to twice that, all but one; up to eight times
// they grow; and above that they end in inf, or nan, which may come out of the blue.
struct Landscape {
  double start, falls;
  size_t rises_at;     // of the one that does not fall
  bool equal = false;  // it is as large as the one before
  bool nan = false;
  size_t steps = 10;
  bool sudden = false;  // up to 32 times they fall before nan
};
std::string text_of_landscape(const Landscape& l) { return str("lr = ", l.start); }

Losses first_losses(const Landscape& l, double lr) {
  Losses losses;
  for (size_t i = 0; i < l.steps; ++i) {
    const double k = static_cast<double>(i);
    if (lr <= l.falls) {
      losses.push_back(4 * std::pow(0.5, k));
    } else if (lr <= 2 * l.falls) {
      const double before = i > 0 ? losses.back() : 4;
      losses.push_back(i == l.rises_at ? (l.equal ? before : before * 1.25) : before * 0.5);
    } else if (lr <= 8 * l.falls) {
      losses.push_back(4 * std::pow(3, k));
    } else {
      const bool grows = !l.sudden || lr > 32 * l.falls;
      losses.push_back(i < 5 ? 4 * std::pow(grows ? 10 : 0.5, k) : (l.nan ? kNan : kInf));
    }
  }
  // What stands behind the end looks like a loss that rises.
  losses.push_back(1e300);
  losses.pop_back();
  return losses;
}
double halved_until(const Landscape& l, bool (*good)(const Losses&)) {
  for (double lr = l.start; lr > 1e-12; lr /= 2) {
    if (good(first_losses(l, lr))) return lr;
  }
  return 0;
}
bool any(const Losses&) { return true; }
bool finite(const Losses& losses) { return std::isfinite(losses.back()); }
bool ends_lower(const Losses& losses) { return losses.back() < losses.front(); }
// The first loss that does not fall, or 0.
size_t first_rise(const Losses& losses) {
  for (size_t i = 1; i < losses.size(); ++i) {
    if (!(losses[i] < losses[i - 1])) return i;
  }
  return 0;
}
// Sees no rise to nan.
bool nowhere_rises(const Losses& losses) {
  for (size_t i = 1; i < losses.size(); ++i) {
    if (losses[i] >= losses[i - 1]) return false;
  }
  return true;
}
bool falls(const Losses& losses) { return first_rise(losses) == 0; }

std::vector<std::pair<std::string, std::function<Value(const Landscape&)>>> rise_of(
    bool (*good)(const Losses&)) {
  const auto at = [good](const Landscape& l) { return first_losses(l, halved_until(l, good)); };
  return {{"before", [at](const Landscape& l) { return at(l)[first_rise(at(l)) - 1]; }},
          {"after", [at](const Landscape& l) { return at(l)[first_rise(at(l))]; }},
          {"step", [at](const Landscape& l) { return first_rise(at(l)); }}};
}

void check_pick_lr(lab::Check& c, const Written& student) {
  for (const double lr : c.inputs(Losses{1, 0.1, 64, 1e-3})) {
    const lab::Ending ending = lab::in_child(
        [&] {
          student.pick_lr([](double) { return Losses{1, 2, 3}; }, lr);
        },
        2);
    c.refuse("endless", "pick_lr", "gives-up", ending.timed_out, {{"lr", lr}});
  }
  const auto pick = [&](const Landscape& l) {
    return student.pick_lr([&](double lr) { return first_losses(l, lr); }, l.start);
  };
  c.about("pick_lr", "lr",
          std::vector<Landscape>{{0.8, 0.15, 4},
                                 {3, 0.2, 1},
                                 {1, 0.05, 9},
                                 {10, 0.3, 5, false, true},
                                 {64, 1, 1},
                                 {0.4, 0.025, 9},
                                 {0.5, 0.01, 3, true},
                                 {2, 0.125, 9, true},
                                 {2, 0.1, 1, true},
                                 {0.25, 1, 1},
                                 {5, 1e-4, 7, false, true},
                                 {1, 0.3, 1, false, false, 3},
                                 {1, 0.3, 1, false, false, 1},
                                 {10, 0.03, 5, false, true, 10, true},
                                 {8, 0.1, 2, false, true, 8, true},
                                 {1, 1.5e-8, 4},
                                 {1e-8, 1, 1}})
      .input_text(text_of_landscape)
      .got(pick)
      .expected([](const Landscape& l) { return halved_until(l, falls); })
      .mistake(
          "lr-explodes", [](const Landscape& l) { return halved_until(l, any); }, rise_of(any))
      .mistake(
          "lr-explodes", [](const Landscape& l) { return halved_until(l, finite); },
          rise_of(finite))
      .mistake(
          "only-ends", [](const Landscape& l) { return halved_until(l, ends_lower); },
          rise_of(ends_lower))
      .mistake(
          "unseen-nan", [](const Landscape& l) { return halved_until(l, nowhere_rises); },
          rise_of(nowhere_rises))
      .check();
  // The last falls, but too late.
  const std::vector<Landscape> hopeless = {{1, 1e-9, 1}, {0.5, 0, 4}, {1, 1.2e-8, 4}, {1e-9, 1, 1}};
  c.about("pick_lr", "gives-up", hopeless)
      .input_text(text_of_landscape)
      .got(pick)
      .expected([](const Landscape&) { return lab::raises<ValueError>(); })
      .check();
}

// All together, on the noisy points: while the training loss still falls, the validation loss has
// long begun to rise.
void check_overfitting(lab::Check& c, const Written& student) {
  for (const double lr : c.inputs(Losses{0.3, 0.2, 0.25, 0.4})) {
    Bumps model;
    model.training_scale = 1;
    const Curves curves = student.fit(model, noisy_points(), other_points(), lr, 40);
    const int64_t last = 39, best = student.best_epoch(curves.validation);
    const auto at = [](const Losses& losses, int64_t i) {
      return losses.at(static_cast<size_t>(i));
    };
    c.require("best_epoch", "best",
              best > 0 && best < last && at(curves.train, last) < at(curves.train, best) / 2 &&
                  at(curves.validation, last) > 2 * at(curves.validation, best),
              {{"got", best}, {"input", lr}});
  }
}

void check(lab::Check& c, const Written& student) {
  check_overfit(c, student);
  check_fit(c, student);
  check_best_epoch(c, student);
  check_overfitting(c, student);
  check_pick_lr(c, student);
  c.answer("best", smallest({3, 2, 1.5, 1.6, 1.4, 2}));
  c.answer("halved", halved_until({0.8, 0.15, 4}, falls));
}

void show(lab::Log& log, const Written& student) {
  Bumps learner;
  const Losses losses = student.overfit_one_batch(learner, noisy_points(), 0.5, 1e-3, 500);
  log("steps to overfit", losses.size());
  Bumps model;
  model.training_scale = 1;
  const Curves curves = student.fit(model, noisy_points(), other_points(), 0.3, 40);
  log("train[::8]", tensor(curves.train).slice(0, std::nullopt, std::nullopt, 8));
  log("validation[::8]", tensor(curves.validation).slice(0, std::nullopt, std::nullopt, 8));
  const int64_t best = student.best_epoch(curves.validation);
  log("best epoch", best);
  log("validation[best]", tensor(curves.validation)[best]);
  const auto first_losses = [](double lr) {
    Bumps fresh;
    return overfit(fresh, {lr, 0, 10});
  };
  const double lr = student.pick_lr(first_losses, 8);
  log("lr", lr);
  log("losses with lr", tensor(first_losses(lr)));
  log("losses with 4 * lr", tensor(first_losses(4 * lr)).slice(0, 0, 5));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_10
