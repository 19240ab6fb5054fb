#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_05.h"

namespace ex_2_05 {
namespace {

using lab::Value;

Tensor leaf(const std::vector<double>& values) {
  return tensor(values, TensorOptions(kFloat64).requires_grad(true));
}
bool same(const Tensor& a, const Tensor& b) { return lab::same(Value(a), Value(b)); }

// An expression, with what the library does in a second pass through its sum.
struct Case {
  std::string name;
  std::function<Tensor(const Tensor&)> expression;
  bool SecondPassThrows::*prediction = nullptr;

  Tensor y(const Tensor& x) const { return expression(x).sum(); }
  // The truth, without the student.
  Twice truth(const Tensor& like) const {
    const Tensor x = like.detach().clone().requires_grad_();
    const Tensor result = y(x);
    result.backward();
    Twice twice{false, "", Tensor()};
    try {
      result.backward();
    } catch (const GraphFreedError& e) {
      twice.threw = true;
      twice.error = e.what();
    }
    twice.grad = x.grad().clone();
    return twice;
  }
};

std::vector<Case> predicted() {
  using P = SecondPassThrows;
  return {{"x + 2", [](const Tensor& x) { return x + 2; }, &P::plus_2},
          {"exp(x)", [](const Tensor& x) { return x.exp(); }, &P::exp},
          {"3 * x", [](const Tensor& x) { return 3 * x; }, &P::times_3},
          {"-x", [](const Tensor& x) { return -x; }, &P::negative},
          {"x - x", [](const Tensor& x) { return x - x; }, &P::minus_itself},
          {"relu(x)", [](const Tensor& x) { return x.relu(); }, &P::relu},
          {"x / 2", [](const Tensor& x) { return x / 2; }, &P::half},
          {"x.sum()", [](const Tensor& x) { return x.sum(); }, &P::sum},
          {"x.view({-1})", [](const Tensor& x) { return x.view({-1}); }, &P::view},
          {"x * x", [](const Tensor& x) { return x * x; }, &P::square},
          {"x.t()", [](const Tensor& x) { return x.t(); }, &P::transposed},
          {"x[0]", [](const Tensor& x) { return x[0]; }, &P::first}};
}
// More for try_twice. Of the two branches of x * x + x, one saved nothing and could run again:
// what it brings must not reach x when the other fails.
std::vector<Case> tried() {
  std::vector<Case> cases = {{"3 * x * x", [](const Tensor& x) { return 3 * x * x; }},
                             {"x * x + x", [](const Tensor& x) { return x * x + x; }},
                             {"x + x * x", [](const Tensor& x) { return x + x * x; }},
                             {"x + x.mean()", [](const Tensor& x) { return x + x.mean(); }}};
  const std::vector<Case> more = predicted();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

const std::vector<std::vector<double>>& points() {
  static const std::vector<std::vector<double>> all = {{3}, {-2, 0.5, 4}, {1, 10}};
  return all;
}
std::string input(const Case& k, const Tensor& x) {
  return "y = sum of " + k.name + ", x = " + Value(x).text();
}

void check_twice(lab::Check& c, const Written& student) {
  for (const Case& k : c.inputs(tried())) {
    for (const std::vector<double>& at : points()) {
      const Tensor x = leaf(at);
      const Twice truth = k.truth(x);
      int calls = 0;
      Twice twice{false, "", Tensor()};
      c.runs("try_twice", "threw", [&] {
        twice = student.try_twice([&](const Tensor& t) { return ++calls, k.y(t); }, x);
      });
      const lab::Arguments all = {{"input", input(k, x)},
                                  {"name", k.name},
                                  {"got", twice.threw},
                                  {"expected", truth.threw},
                                  {"grad", truth.threw ? twice.grad : truth.grad}};
      c.refuse("recomputed", "try_twice", "calls", calls > 1,
               {{"input", input(k, x)}, {"got", calls}, {"expected", 1}});
      c.require("try_twice", "calls", calls == 1);
      c.refuse("always-throws", "try_twice", "threw", twice.threw && !truth.threw, all);
      const bool missed = truth.threw && !twice.threw;
      c.refuse("retained", "try_twice", "threw", missed && same(twice.grad, 2 * truth.grad), all);
      c.refuse("swallowed", "try_twice", "threw", missed, all);
      const lab::Arguments grads = {
          {"input", input(k, x)}, {"name", k.name}, {"got", twice.grad}, {"expected", truth.grad}};
      const bool differs = !same(twice.grad, truth.grad);
      c.refuse("too-early", "try_twice", "grad", differs && same(2 * twice.grad, truth.grad),
               grads);
      c.require("try_twice", "grad", !differs, grads);
      c.refuse("same-tensor", "try_twice", "copy", twice.grad.is_alias_of(x.grad()), grads);
      c.require("try_twice", "no-error", truth.threw || twice.error.empty(),
                {{"got", twice.error}});
    }
  }
}

// What is not the error of a second pass gets out.
void check_other_errors(lab::Check& c, const Written& student) {
  const std::vector<std::vector<double>> inputs = {{1, 2}, {3, -1, 0.5}, {4, 4}, {-7, 1, 2, 3}};
  const auto outcome = [&](const Function& f, const Tensor& x) {
    return lab::value_or_error([&] { return Value(student.try_twice(f, x).threw); });
  };
  for (const std::vector<double>& at : c.inputs(inputs)) {
    // Not one number: the first pass fails already.
    const std::string wanted = "grad can be implicitly created only for scalar outputs";
    const Value first = outcome([](const Tensor& t) { return t * t; }, leaf(at));
    c.refuse("catch-all", "try_twice", "first-fails", first.kind() != Value::Kind::kError,
             {{"input", Value(at)}, {"error", wanted}});
    c.require("try_twice", "first-fails", lab::same(first, lab::raises<Error>(wanted)));
  }
  for (const std::vector<double>& at : c.inputs(inputs)) {
    // f went through its graph itself: the first pass finds it freed.
    const Value used = outcome(
        [](const Tensor& t) {
          const Tensor y = (t * t).sum();
          y.backward();
          return y;
        },
        leaf(at));
    c.refuse("first-pass", "try_twice", "first-freed", used.kind() != Value::Kind::kError,
             {{"input", Value(at)}});
    c.require("try_twice", "first-freed",
              lab::same(used, lab::raises<GraphFreedError>("a second time")));
  }
  for (const std::vector<double>& at : c.inputs(inputs)) {
    const Value second = outcome(
        [](const Tensor& t) {
          const Tensor u = t + 2;
          u.register_hook([passes = 0](const Tensor&) mutable {
            if (++passes == 2) throw ValueError("the learning rate is negative");
          });
          return u.sum();
        },
        leaf(at));
    c.refuse("catch-all", "try_twice", "other-error", second.kind() != Value::Kind::kError,
             {{"input", Value(at)}, {"error", "the learning rate is negative"}});
    c.require("try_twice", "other-error", lab::same(second, lab::raises<ValueError>("negative")));
  }
}

void check_text(lab::Check& c, const Written& student) {
  for (const Case& k : c.inputs(tried())) {
    const Tensor x = leaf({3, -1});
    const Twice truth = k.truth(x);
    if (!truth.threw) continue;
    const std::string text = student.try_twice([&](const Tensor& t) { return k.y(t); }, x).error;
    const bool sentence = text.starts_with("Trying to backward through the graph a second time");
    const size_t places = text.find("was created at ");
    c.refuse("no-places", "try_twice", "error", sentence && places == std::string::npos,
             {{"input", input(k, x)}, {"got", text}, {"expected", truth.error}});
    // The same up to the place of the student's own backward().
    const size_t end = truth.error.find("the backward pass at");
    c.require("try_twice", "error",
              text.substr(0, end) == truth.error.substr(0, end) &&
                  text.ends_with("freed what it had saved."),
              {{"input", input(k, x)}, {"got", text}, {"expected", truth.error}});
  }
}

void check_predictions(lab::Check& c, const Written& student) {
  SecondPassThrows said{};
  c.runs("second_pass_throws", "prediction", [&] { said = student.second_pass_throws(); });
  for (const Case& k : c.inputs(predicted())) {
    const Twice truth = k.truth(leaf({3}));
    const bool answer = said.*k.prediction;
    const lab::Arguments all = {{"input", k.name},
                                {"name", k.name},
                                {"got", answer},
                                {"expected", truth.threw},
                                {"grad", truth.grad}};
    c.refuse("always-throws", "second_pass_throws", "prediction", answer && !truth.threw, all);
    const bool number =
        k.prediction == &SecondPassThrows::times_3 || k.prediction == &SecondPassThrows::half;
    c.refuse(number ? "number-kept" : "value-kept", "second_pass_throws", "prediction",
             !answer && truth.threw, all);
  }
}

void check(lab::Check& c, const Written& student) {
  check_twice(c, student);
  check_other_errors(c, student);
  check_text(c, student);
  check_predictions(c, student);
  c.answer("grad-after-error", tried()[0].truth(leaf({3})).grad[0]);
  c.answer("plus-2", predicted()[0].truth(leaf({3})).grad[0]);
}

void show(lab::Log& log, const Written& student) {
  for (const Case& k : tried()) {
    if (k.name != "3 * x * x" && k.name != "x + 2") continue;
    const Twice twice = student.try_twice([&](const Tensor& x) { return k.expression(x); },
                                          tensor(3.0).requires_grad_());
    log("y = " + k.name + ": threw", twice.threw);
    if (twice.threw) log("error", twice.error.substr(0, twice.error.find('\n')));
    log("x.grad", twice.grad);
  }
  const SecondPassThrows said = student.second_pass_throws();
  for (const Case& k : predicted()) {
    if (k.name.find('.') == std::string::npos) log(k.name + " throws", said.*k.prediction);
  }
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_05
