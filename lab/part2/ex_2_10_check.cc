#include <functional>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_10.h"

namespace ex_2_10 {
namespace {

using lab::Value;

const TensorOptions kWide(kFloat64);

Tensor leaf_of(const Tensor& values) { return values.clone().requires_grad_(); }
bool same(const Tensor& a, const Tensor& b) { return lab::same(Value(a), Value(b)); }

// What an InplaceModifiedError tells: who saved the tensor, who wrote to it, both lines as
// "file:line", and the two versions.
lab::Arguments told_by(const InplaceModifiedError& e) {
  const auto between = [](const std::string& text, const std::string& before,
                          const std::string& after) -> std::string {
    const size_t start = text.find(before);
    if (start == std::string::npos) return "?";
    const size_t first = start + before.size();
    return text.substr(first, text.find(after, first) - first);
  };
  const auto without_folder = [](const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
  };
  const std::string& sentence = e.msg();
  std::string places = e.backtrace();
  if (places.ends_with('.')) places.pop_back();
  return {{"node", between(places, "\n", " was")},
          {"created", without_folder(between(places, "created at ", " and saved"))},
          {"operation", between(places, "saved it; ", " modified")},
          {"modified", without_folder(between(places, "modified it at ", "\n"))},
          {"version", between(sentence, "is at version ", ";")},
          {"needed", between(sentence, "expected version ", " ")}};
}
// Runs a program; gives what is told when it is stopped because something saved was overwritten.
lab::Arguments overwritten(lab::Check& c, const std::string& function, const std::string& label,
                           const std::function<void()>& program) {
  lab::Arguments told;
  std::string cut;
  c.runs(function, label, [&] {
    try {
      program();
    } catch (const InplaceModifiedError& e) {
      told = told_by(e);
    } catch (const Error& e) {
      if (std::string(e.what()).find("does not require grad") == std::string::npos) throw;
      cut = e.msg();
    }
  });
  c.refuse("cut-off", function, label, !cut.empty(), {{"error", cut}});
  return told;
}
lab::Arguments with(lab::Arguments arguments, const std::string& name, const Value& value) {
  arguments.emplace_back(name, value);
  return arguments;
}

std::vector<Tensor> points() {
  return {tensor({1.0, 2.0}, kWide), tensor({0.5, -1.0, 3.0}, kWide),
          tensor({{0.25, -2.0}, {1.5, 0.75}, {-0.5, 2.5}}, kWide).t(),
          tensor({{-1.5}, {2.0}, {0.5}}, kWide), tensor({2.0, -0.25})};
}
// An incoming gradient of the shape of x, of either sign.
Tensor incoming(const Tensor& x) {
  return (arange(x.numel(), x.scalar_type()) * 1.75 - 1.25).reshape(x.sizes());
}

void check_exp(lab::Check& c, const Written& student) {
  c.about("exp_plus_one", "plus-one", points())
      .got([&](const Tensor& x) { return student.exp_plus_one(leaf_of(x)).detach(); })
      .expected([](const Tensor& x) { return x.exp() + 1; })
      .check();
  for (const Tensor& values : c.inputs(points())) {
    const Tensor x = leaf_of(values);
    Tensor y;
    c.runs("exp_plus_one", "plus-one", [&] { y = student.exp_plus_one(x); });
    const bool cloned = lab::graph_text(y).find("Clone(") != std::string::npos;
    const lab::Arguments told =
        overwritten(c, "exp_plus_one", "plus-one-runs", [&] { y.backward(incoming(x)); });
    c.refuse(cloned ? "cloned-input" : "saved-modified", "exp_plus_one", "plus-one-runs",
             !told.empty(), with(told, "input", values));
    c.require("exp_plus_one", "unchanged", same(x.detach(), values));
  }
  c.gradients("exp_plus_one", "plus-one-grad")
      .shapes({{2, 3}})
      .forward([&](const lab::Tensors& in) { return student.exp_plus_one(in[0]); })
      .theory([](const lab::GradPoint& p) { return p.in[0].exp() * p.v; })
      .mistake("hidden-write", [](const lab::GradPoint& p) { return (p.in[0].exp() + 1) * p.v; })
      .check();
}

// x with zeros in row 0.
Tensor without_first(const Tensor& x) {
  const Tensor rows = arange(x.size(0), x.scalar_type());
  std::vector<int64_t> shape(static_cast<size_t>(x.dim()), 1);
  shape[0] = x.size(0);
  return x * (rows > 0).to(x.scalar_type()).reshape(shape);
}

void check_zeroed(lab::Check& c, const Written& student) {
  c.about("first_row_zeroed", "zeroed", points())
      .got([&](const Tensor& x) { return student.first_row_zeroed(leaf_of(x)).detach(); })
      .expected([](const Tensor& x) { return without_first(x.sigmoid()); })
      .mistake("not-zeroed", [](const Tensor& x) { return x.sigmoid(); })
      .mistake("zeroed-before", [](const Tensor& x) { return without_first(x).sigmoid(); })
      .check();
  for (const Tensor& values : c.inputs(points())) {
    const Tensor x = leaf_of(values);
    bool cloned = false;
    const lab::Arguments told = overwritten(c, "first_row_zeroed", "zeroed-runs", [&] {
      const Tensor y = student.first_row_zeroed(x);
      cloned = lab::graph_text(y).find("Clone(") != std::string::npos;
      y.backward(incoming(x));
    });
    c.refuse(cloned ? "cloned-input" : "view", "first_row_zeroed", "zeroed-runs", !told.empty(),
             with(told, "input", values));
    c.require("first_row_zeroed", "unchanged", same(x.detach(), values));
  }
  const auto slope = [](const lab::GradPoint& p) {
    const Tensor s = p.in[0].sigmoid();
    return s * (1 - s) * p.v;
  };
  c.gradients("first_row_zeroed", "zeroed-grad")
      .shapes({{3, 4}})
      .at({{tensor({1.0, 2.0, -0.5}, kWide)}})
      .forward([&](const lab::Tensors& in) { return student.first_row_zeroed(in[0]); })
      .theory([&](const lab::GradPoint& p) { return without_first(slope(p)); })
      .mistake("unrecorded", slope)
      .check();
}

void check_leaf(lab::Check& c, const Written& student) {
  for (const Tensor& values : c.inputs(points())) {
    for (const double by : {0.5, -3.0}) {
      const std::string input = "w = " + Value(values).text() + ", by = " + lab::number_text(by);
      const Tensor w = leaf_of(values);
      const void* memory = w.data_ptr();
      const Tensor y = (w * w).sum();  // saves w at version 0
      std::string refused;
      c.runs("shift_leaf", "shift", [&] {
        try {
          student.shift_leaf(w, by);
        } catch (const InplaceModifiedError&) {
          throw;
        } catch (const Error& e) {
          refused = e.msg();
          if (refused.find("leaf") == std::string::npos) throw;
        }
      });
      c.refuse("leaf", "shift_leaf", "shift", !refused.empty(),
               {{"input", input}, {"error", refused}});
      c.refuse("rebound", "shift_leaf", "shifted", same(w.detach(), values),
               {{"input", input}, {"got", w}, {"expected", values + by}});
      c.require("shift_leaf", "shifted", same(w.detach(), values + by),
                {{"input", input}, {"got", w}, {"expected", values + by}});
      c.refuse("requires-off", "shift_leaf", "still-leaf", !w.requires_grad(), {{"input", input}});
      c.require("shift_leaf", "still-leaf",
                w.is_leaf() && w.requires_grad() && w.data_ptr() == memory);
      c.require("shift_leaf", "mode", GradMode::is_enabled());
      const lab::Arguments told = overwritten(c, "shift_leaf", "noticed", [&] { y.backward(); });
      c.refuse("hidden-write", "shift_leaf", "noticed", told.empty(),
               {{"input", input}, {"got", w.grad()}});
      c.require("shift_leaf", "noticed", w._version() == 1, {{"got", w._version()}});
    }
  }
}

// --- two_steps ---

struct Training {
  Tensor w;
  double lr, factor;  // of the loss factor * sum(w * w)
};
std::vector<Training> trainings() {
  return {{tensor({1.0, -2.0}, kWide), 0.1, 1},
          {tensor(3.0, kWide), 0.25, 0.5},
          {tensor({{0.5, 4.0, -1.0}, {2.0, -3.0, 1.5}}, kWide), 0.05, 3},
          {tensor({2.0, 0.25}), 0.3, 2},
          {tensor({-6.0}, kWide), 0.01, 4}};
}
std::string text(const Training& t) {
  return "w = " + Value(t.w).text() + ", lr = " + lab::number_text(t.lr) +
         ", loss = " + lab::number_text(t.factor) + " * sum(w * w)";
}
// What the parameter has as gradient beforehand.
Tensor left_over(const Training& t) { return full_like(t.w, 0.75); }

struct Outcome {
  Tensor w;
  int losses = 0;
};
Outcome trained(const Written& student, const Training& t) {
  const Tensor w = leaf_of(t.w);
  w.mutable_grad() = left_over(t);
  optim::SGD optimizer({w}, optim::SGDOptions(t.lr));
  Outcome outcome;
  student.two_steps(
      [&] {
        ++outcome.losses;
        return t.factor * (w * w).sum();
      },
      optimizer);
  outcome.w = w.detach();
  return outcome;
}

void check_steps(lab::Check& c, const Written& student) {
  for (const Training& t : c.inputs(trainings())) {
    const lab::Arguments told =
        overwritten(c, "two_steps", "second-step", [&] { trained(student, t); });
    c.refuse("step-between", "two_steps", "second-step", !told.empty(),
             with(told, "input", text(t)));
  }
  const auto slope = [](const Training& t, const Tensor& w) { return 2 * t.factor * w; };
  const auto after = [&](const Training& t, bool first_cleared, bool second_cleared) {
    Tensor grad = slope(t, t.w) + (first_cleared ? zeros_like(t.w) : left_over(t));
    const Tensor w = t.w - t.lr * grad;
    grad = slope(t, w) + (second_cleared ? zeros_like(t.w) : grad);
    return w - t.lr * grad;
  };
  c.about("two_steps", "parameter", trainings())
      .got([&](const Training& t) { return trained(student, t).w; })
      .expected([&](const Training& t) { return after(t, true, true); })
      .mistake("unmoved", [](const Training& t) { return t.w; })
      .mistake("stale", [&](const Training& t) { return after(t, true, false); })
      .mistake("stale", [&](const Training& t) { return after(t, false, true); })
      .mistake("stale", [&](const Training& t) { return after(t, false, false); })
      .input_text(text)
      .check();
  for (const Training& t : c.inputs(trainings())) {
    const int losses = trained(student, t).losses;
    c.require("two_steps", "losses", losses == 2, {{"got", losses}, {"expected", 2}});
  }
}

// --- throws ---

struct Program {
  std::string name;
  std::function<void(const Tensor& x)> run;
  bool Throws::*prediction;
};
std::vector<Program> programs() {
  using T = Throws;
  return {{"doubled",
           [](const Tensor& x) {
             const Tensor y = x * 2;
             y.add_(1);
             y.sum().backward();
           },
           &T::doubled},
          {"exp",
           [](const Tensor& x) {
             const Tensor y = x.exp();
             y.add_(1);
             y.sum().backward();
           },
           &T::exp},
          {"view",
           [](const Tensor& x) {
             const Tensor y = x.sigmoid();
             y[0].zero_();
             y.sum().backward();
           },
           &T::view},
          {"summand",
           [](const Tensor& x) {
             const Tensor y = x * 2, z = y.sum();
             y.add_(1);
             z.backward();
           },
           &T::summand},
          {"step",
           [](const Tensor& x) {
             optim::SGD optimizer({x}, optim::SGDOptions(0.1));
             const Tensor z = (x * x).sum();
             z.backward({}, /*retain_graph=*/true);
             optimizer.step();
             z.backward();
           },
           &T::step},
          {"relu",
           [](const Tensor& x) {
             const Tensor y = x.relu();
             y.add_(1);
             y.sum().backward();
           },
           &T::relu},
          {"factor",
           [](const Tensor& x) {
             const Tensor y = x * 2, z = y * y;
             y.add_(1);
             z.sum().backward();
           },
           &T::factor},
          {"leaf", [](const Tensor& x) { x.add_(1); }, &T::leaf},
          {"leaf_no_grad",
           [](const Tensor& x) {
             NoGradGuard no_grad;
             x.add_(1);
           },
           &T::leaf_no_grad}};
}
// The first sentence of the error, or "".
std::string error_of(const Program& program) {
  try {
    program.run(tensor({1.0, 2.0}, TensorOptions(kFloat32).requires_grad(true)));
  } catch (const Error& e) {
    return e.msg().substr(0, e.msg().find(". Hint"));
  }
  return "";
}

void check_predictions(lab::Check& c, const Written& student) {
  Throws said{};
  c.runs("throws", "prediction", [&] { said = student.throws(); });
  for (const Program& program : c.inputs(programs())) {
    const std::string error = error_of(program);
    const bool answer = said.*program.prediction, truth = !error.empty();
    const lab::Arguments all = {{"input", program.name},
                                {"name", program.name},
                                {"got", answer},
                                {"expected", truth},
                                {"error", error}};
    c.refuse("harmless", "throws", "prediction", answer && !truth, all);
    c.refuse("harmful", "throws", "prediction", !answer && truth, all);
  }
}

void check(lab::Check& c, const Written& student) {
  check_exp(c, student);
  check_zeroed(c, student);
  check_leaf(c, student);
  check_steps(c, student);
  check_predictions(c, student);
  const Tensor x = leaf_of(tensor({1.0, 2.0}, kWide)), y = x.exp(), z = x * 2;
  y[0].zero_();
  y.add_(1);
  c.answer("version", y._version());
  z.add_(1);
  z.sum().backward();
  c.answer("doubled", x.grad()[0]);
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor({1.0, 2.0}).requires_grad_();
  const Tensor y = x.exp();
  y.add_(1);
  log.raises("y.sum().backward()", [&] { y.sum().backward(); });
  log.raises("x.add_(1)", [&] { x.add_(1); });
  student.exp_plus_one(x).sum().backward();
  log("exp(x) + 1: x.grad", x.grad());
  x.mutable_grad() = Tensor();
  const Tensor zeroed = student.first_row_zeroed(x);
  log("first row zeroed", zeroed.detach());
  zeroed.sum().backward();
  log("x.grad", x.grad());
  student.shift_leaf(x, 0.5);
  log("x", x);
  optim::SGD optimizer({x}, optim::SGDOptions(0.1));
  student.two_steps([&] { return (x * x).sum(); }, optimizer);
  log("x after two steps", x);
  const Throws said = student.throws();
  for (const Program& program : programs()) {
    if (program.name == "exp" || program.name == "doubled" || program.name == "factor") {
      log(program.name + " throws", said.*program.prediction);
    }
  }
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_10
