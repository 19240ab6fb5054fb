#include <algorithm>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_06.h"

namespace ex_3_06 {
namespace {

using lab::Tensors;
using lab::Value;
using Numbers = std::vector<double>;

Tensor leaf(double w, double old_gradient = 0) {
  const Tensor t = tensor(w, TensorOptions(kFloat64).requires_grad(true));
  if (old_gradient != 0) t.mutable_grad() = tensor(old_gradient, kFloat64);
  return t;
}
Tensor list(const Numbers& numbers) { return tensor(numbers, kFloat64); }

// When a loop erases the gradient.
enum class Zero { kFirst, kNever, kAfterBackward, kLast, kPerEpoch };

struct Samples {
  double w;
  Numbers xs;
  double target;
  double old = 0;
};
std::string samples_text(const Samples& s) {
  return str("w = ", Value(s.w).text(), ", x = ", Value(s.xs).text(),
             ", target = ", Value(s.target).text(),
             s.old == 0 ? "" : ", w.grad() = " + Value(s.old).text());
}
Value grads(const Samples& s, Zero zero) {
  Numbers all;
  double grad = s.old;
  for (const double x : s.xs) {
    if (zero == Zero::kFirst) grad = 0;
    grad += 2 * x * (s.w * x - s.target);
    all.push_back(grad);
    if (zero == Zero::kLast) grad = 0;
  }
  return list(all);
}
Value differences(const Samples& s) {
  constexpr double kStep = 1e-6;
  Numbers all;
  const auto loss = [&](double w, double x) { return (w * x - s.target) * (w * x - s.target); };
  for (const double x : s.xs) {
    all.push_back((loss(s.w + kStep, x) - loss(s.w - kStep, x)) / (2 * kStep));
  }
  return list(all);
}

struct Slope {
  double w, goal, lr;
  int64_t steps;
  double old = 0;
};
std::string slope_text(const Slope& s) {
  return str("w = ", Value(s.w).text(), ", goal = ", Value(s.goal).text(),
             ", lr = ", Value(s.lr).text(), ", steps = ", s.steps,
             s.old == 0 ? "" : ", w.grad() = " + Value(s.old).text());
}
struct Descent {
  Numbers losses;
  double w;
};
Descent descent(const Slope& s, Zero zero) {
  Descent d{{}, s.w};
  double grad = s.old;
  for (int64_t step = 0; step < s.steps; ++step) {
    if (zero == Zero::kFirst) grad = 0;
    d.losses.push_back((d.w - s.goal) * (d.w - s.goal));
    grad += 2 * (d.w - s.goal);
    if (zero == Zero::kAfterBackward) grad = 0;
    d.w -= s.lr * grad;
    if (zero == Zero::kLast) grad = 0;
  }
  return d;
}
Value both(const Descent& d) { return Tensors{list(d.losses), tensor(d.w, kFloat64)}; }
// The losses without erasing fall to a first low and climb from there to a first high.
size_t first_low(const Numbers& losses) {
  size_t i = 0;
  while (i + 1 < losses.size() && losses[i + 1] < losses[i]) ++i;
  return i;
}
size_t first_high(const Numbers& losses) {
  size_t i = first_low(losses);
  while (i + 1 < losses.size() && losses[i + 1] > losses[i]) ++i;
  return i;
}

struct Data {
  double w;
  Numbers xs, ys;
  double lr;
  int64_t epochs;
  double old = 0;
};
std::string data_text(const Data& d) {
  return str("w = ", Value(d.w).text(), ", x = ", Value(d.xs).text(), ", y = ", Value(d.ys).text(),
             ", lr = ", Value(d.lr).text(), ", epochs = ", d.epochs,
             d.old == 0 ? "" : ", w.grad() = " + Value(d.old).text());
}
Numbers path(const Data& d, Zero zero) {
  Numbers all;
  double w = d.w, grad = d.old;
  for (int64_t epoch = 0; epoch < d.epochs; ++epoch) {
    if (zero == Zero::kPerEpoch) grad = 0;
    for (size_t i = 0; i < d.xs.size(); ++i) {
      if (zero == Zero::kFirst) grad = 0;
      grad += 2 * d.xs[i] * (w * d.xs[i] - d.ys[i]);
      if (zero == Zero::kAfterBackward) grad = 0;
      w -= d.lr * grad;
      if (zero == Zero::kLast) grad = 0;
      all.push_back(w);
    }
  }
  return all;
}

void check_grads_over(lab::Check& c, const Written& student) {
  const std::vector<Samples> samples = {{1, {1, 2, 3}, 2},
                                        {-2, {0.5, 4}, 1},
                                        {0.25, {3, -1, 2, 2}, -3},
                                        {5, {1, 1, 1, 1, 1}, 0.5},
                                        {3, {}, 1}};
  const auto got = [&](bool zero) {
    return [&student, zero](const Samples& s) {
      return list(student.grads_over(leaf(s.w, s.old), s.xs, s.target, zero));
    };
  };
  const auto expected = [](const Samples& s) { return grads(s, Zero::kFirst); };
  c.about("grads_over", "fresh", samples)
      .input_text(samples_text)
      .got(got(true))
      .expected(expected)
      .evidence("finite-difference", differences)
      .mistake("running-sum", [](const Samples& s) { return grads(s, Zero::kNever); })
      .check();
  c.about("grads_over", "added", samples)
      .input_text(samples_text)
      .got(got(false))
      .expected([](const Samples& s) { return grads(s, Zero::kNever); })
      .mistake("always", expected)
      .check();
  c.about("grads_over", "old-gradient",
          std::vector<Samples>{{1, {1, 2, 3}, 2, 100},
                               {-2, {0.5, 4}, 1, -7},
                               {0.25, {3}, -3, 0.5},
                               {5, {1, 2, 1}, 0.5, 20}})
      .input_text(samples_text)
      .got(got(true))
      .expected(expected)
      .evidence("finite-difference", differences)
      .mistake("leftover", [](const Samples& s) { return grads(s, Zero::kLast); },
               {{"old", [](const Samples& s) { return s.old; }}})
      .check();
  for (const Samples& s : c.inputs(samples)) {
    const Tensor w = leaf(s.w);
    c.runs("grads_over", "still", [&] { student.grads_over(w, s.xs, s.target, true); });
    c.require("grads_over", "still", w.item<double>() == s.w && w._version() == 0);
  }
}

void check_descend(lab::Check& c, const Written& student) {
  const std::vector<Slope> slopes = {
      {0, 5, 0.1, 30}, {3, -1, 0.05, 20}, {-2, 0, 0.2, 8}, {10, 2.5, 0.15, 12}, {1, 4, 0.3, 5}};
  const auto got = [&](bool zero) {
    return [&student, zero](const Slope& s) {
      const Tensor w = leaf(s.w, s.old);
      const Numbers losses = student.descend(w, s.goal, s.lr, s.steps, zero);
      return Tensors{list(losses), w.detach()};
    };
  };
  const auto expected = [](const Slope& s) { return both(descent(s, Zero::kFirst)); };
  const auto swing = [](const Slope& s) { return descent(s, Zero::kNever).losses; };
  c.about("descend", "losses", slopes)
      .input_text(slope_text)
      .got(got(true))
      .expected(expected)
      .mistake("never", [](const Slope& s) { return both(descent(s, Zero::kNever)); },
               {{"low-step", [=](const Slope& s) { return first_low(swing(s)) + 1; }},
                {"low", [=](const Slope& s) { return swing(s)[first_low(swing(s))]; }},
                {"back-step", [=](const Slope& s) { return first_high(swing(s)) + 1; }},
                {"back", [=](const Slope& s) { return swing(s)[first_high(swing(s))]; }}})
      .mistake("after-backward",
               [](const Slope& s) { return both(descent(s, Zero::kAfterBackward)); },
               {{"value", [](const Slope&) { return "(w - goal)^2"; }},
                {"first", [](const Slope& s) { return (s.w - s.goal) * (s.w - s.goal); }}})
      .check();
  c.about("descend", "losses-without", slopes)
      .input_text(slope_text)
      .got(got(false))
      .expected([](const Slope& s) { return both(descent(s, Zero::kNever)); })
      .mistake("always", expected)
      .check();
  c.about("descend", "losses-old",
          std::vector<Slope>{
              {0, 5, 0.1, 3, 40}, {3, -1, 0.05, 4, -6}, {-2, 0, 0.2, 2, 0.5}, {1, 4, 0.3, 5, 7}})
      .input_text(slope_text)
      .got(got(true))
      .expected(expected)
      .mistake("leftover", [](const Slope& s) { return both(descent(s, Zero::kLast)); },
               {{"old", [](const Slope& s) { return s.old; }}})
      .check();
}

void check_fit(lab::Check& c, const Written& student) {
  const auto got = [&](const Data& d) {
    return list(student.fit(leaf(d.w, d.old), d.xs, d.ys, d.lr, d.epochs));
  };
  const auto expected = [](const Data& d) { return list(path(d, Zero::kFirst)); };
  c.about("fit", "path",
          std::vector<Data>{{0, {1, 2, 3}, {2, 4, 6}, 0.02, 3},
                            {1, {0.5, -1}, {1, 0.25}, 0.1, 4},
                            {-3, {2, 1, -2, 0.5}, {1, 0, 3, 2}, 0.05, 2},
                            {4, {1, 1.5}, {-1, -2}, 0.2, 5}})
      .input_text(data_text)
      .got(got)
      .expected(expected)
      .mistake("per-epoch", [](const Data& d) { return list(path(d, Zero::kPerEpoch)); })
      .mistake("all-summed", [](const Data& d) { return list(path(d, Zero::kNever)); },
               {{"yours", [](const Data& d) { return path(d, Zero::kNever)[1]; }},
                {"alone", [](const Data& d) { return path(d, Zero::kFirst)[1]; }}})
      .mistake("after-backward", [](const Data& d) { return list(path(d, Zero::kAfterBackward)); },
               {{"value", [](const Data&) { return "w"; }},
                {"first", [](const Data& d) { return d.w; }}})
      .check();
  c.about("fit", "path-old",
          std::vector<Data>{{0, {1, 2, 3}, {2, 4, 6}, 0.02, 1, 9},
                            {1, {0.5, -1}, {1, 0.25}, 0.1, 2, -4},
                            {-3, {2}, {1}, 0.05, 3, 0.5},
                            {4, {1, 1.5}, {-1, -2}, 0.2, 2, 30}})
      .input_text(data_text)
      .got(got)
      .expected(expected)
      .mistake("leftover", [](const Data& d) { return list(path(d, Zero::kLast)); },
               {{"old", [](const Data& d) { return d.old; }}})
      .check();
}

void check(lab::Check& c, const Written& student) {
  check_grads_over(c, student);
  check_descend(c, student);
  check_fit(c, student);
  c.answer("third", grads({1, {1, 2, 3}, 2}, Zero::kNever).tensors()[0][2]);
  c.answer("between", descent({0, 5, 0.1, 101}, Zero::kAfterBackward).losses.back());
}

void show(lab::Log& log, const Written& student) {
  const Numbers xs = {1, 2, 3};
  log.list("w.grad after x = 1, 2, 3, each alone", student.grads_over(leaf(1), xs, 2, true));
  log.list("w.grad after x = 1, 2, 3, added up", student.grads_over(leaf(1), xs, 2, false));
  log("losses with zero_grad", list(student.descend(leaf(0), 5, 0.1, 11, true)));
  log("losses without zero_grad", list(student.descend(leaf(0), 5, 0.1, 11, false)));
  log("w after each step", list(student.fit(leaf(0), xs, {2, 4, 6}, 0.02, 2)));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_06
