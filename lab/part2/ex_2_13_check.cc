#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_13.h"

namespace ex_2_13 {
namespace {

using lab::Tensors;
using lab::Value;

Tensor cube(const Tensor& x) { return x * x * x; }
Tensor random(const std::vector<int64_t>& shape, uint64_t seed) {
  return rand(shape, Generator(seed), kFloat64) * 4 - 2;
}
Tensor number(double x) { return tensor(x, kFloat64); }

// --- numeric_vjp ---

void check_numeric(lab::Check& c, const Written& student) {
  // A step that a one-sided difference survives, too: the other mistakes come first.
  c.about("numeric_vjp", "numeric", std::vector<double>{2, -3, 0.5, 10})
      .got([&](double x) { return student.numeric_vjp(cube, number(x), number(5), 1e-5); })
      .expected([](double x) { return number(5 * 3 * x * x); })
      .tolerance(1e-3, 1e-6)
      .mistake("two-h", [](double x) { return number(5 * 6 * x * x); })
      .mistake("half-way", [](double x) { return number(5 * 1.5 * x * x); })
      .mistake("ignored-v", [](double x) { return number(3 * x * x); })
      .check();
  struct In {
    Tensor x, v;
  };
  const std::vector<In> untouched = {{random({3}, 1), random({3}, 2)},
                                     {random({2, 3}, 3), random({2, 3}, 4)},
                                     {random({4, 2}, 5).t(), random({2, 4}, 6)},
                                     {number(2), number(0.5)}};
  for (const In& in : c.inputs(untouched)) {
    const Tensor x = in.x.detach().clone().requires_grad_(), v = in.v.clone();
    const Tensor before = x.detach().clone();
    Tensor result;
    c.runs("numeric_vjp", "unchanged", [&] { result = student.numeric_vjp(cube, x, v, 1e-3); });
    c.refuse("changed-x", "numeric_vjp", "unchanged",
             !lab::same(Value(x.detach()), Value(before), {0, 0}), {{"before", before}});
    c.require("numeric_vjp", "unchanged", lab::same(Value(v), Value(in.v), {0, 0}));
    c.require("numeric_vjp", "unchanged", !result.requires_grad() && !x.grad().defined());
  }
  // The error of exp at x for h, divided by that for h / 2.
  c.about("numeric_vjp", "halved", std::vector<double>{0, 1, -2, 3})
      .got([&](double x) {
        const auto error = [&](double h) {
          const Tensor slope =
              student.numeric_vjp([](const Tensor& t) { return t.exp(); }, number(x), number(1), h);
          return slope.item<double>() - std::exp(x);
        };
        return Value(error(0.01) / error(0.005));
      })
      .expected([](double) { return 4; })
      .tolerance(0.01, 0)
      .mistake("forward-difference", [](double) { return 2; })
      .check();
  // x*x*x in float32, as it is without a conversion.
  c.about("numeric_vjp", "single", std::vector<double>{2, 3, 1.5, 5})
      .got([&](double x) {
        return Value(student.numeric_vjp(cube, tensor(x, kFloat32), tensor(1., kFloat32), 1e-6)
                         .item<double>());
      })
      .expected([](double x) { return 3 * x * x; })
      .tolerance(1e-5, 0)
      .mistake("float32",
               [](double x) {
                 const auto f = [](float t) { return t * t * t; };
                 const auto at = static_cast<float>(x), h = 1e-6F;
                 return (static_cast<double>(f(at + h)) - f(at - h)) / 2e-6;
               })
      .mistake("float32",
               [](double x) {
                 const auto f = [](float t) { return t * t * t; };
                 const float above = static_cast<float>(x) + 1e-6F;
                 return (static_cast<double>(f(above)) - f(above - 2e-6F)) / 2e-6;
               })
      .check();
  c.about("numeric_vjp", "single", std::vector<double>{2, 3, 1.5, 5})
      .got([&](double x) {
        const Tensor v = full({2, 1}, 2, kFloat32);
        return student.numeric_vjp(cube, full({2, 1}, x, kFloat32), v, 1e-5);
      })
      .expected([](double x) {
        return full({2, 1}, 6 * x * x, kFloat64);
      })
      .tolerance(1e-6, 0)
      .check();
  // Dense, but in another order.
  const std::vector<Tensor> turned = {random({4, 3}, 1).t(), random({2, 5}, 2).t(),
                                      random({2, 3, 4}, 3).permute({2, 0, 1}),
                                      random({3, 2}, 4).t()};
  c.about("numeric_vjp", "strided", turned)
      .got([&](const Tensor& x) {
        return student.numeric_vjp(cube, x, random(x.sizes().vec(), 5), 1e-5);
      })
      .expected([](const Tensor& x) { return 3 * x * x * random(x.sizes().vec(), 5); })
      .tolerance(1e-6, 1e-8)
      .mistake("lost-step", [](const Tensor& x) { return zeros(x.sizes(), kFloat64); },
               {{"strides", [](const Tensor& x) { return x.strides().vec(); }}})
      .check();

  // Each element matters for the slope of all others. A product is linear in each of them, so that
  // any h is right; the first elements may have been left at another place.
  const auto slopes = [](const Tensor& x, double moved) {
    const Tensor flat = x.reshape({-1}).clone(), result = zeros_like(flat);
    for (int64_t i = 0; i < flat.numel(); ++i) {
      const Tensor rest = flat.clone();
      rest[i] = 1;
      result[i] = rest.prod();
      flat[i] += moved;
    }
    return result.reshape(x.sizes());
  };
  c.about(
       "numeric_vjp", "others",
       std::vector<Tensor>{random({3}, 21), random({2, 2}, 22), random({4}, 23), random({2}, 24)})
      .input_text([](const Tensor& x) { return "x.prod(), x = " + Value(x).text(); })
      .got([&](const Tensor& x) {
        return student.numeric_vjp([](const Tensor& t) { return t.prod(); }, x, number(1), 0.25);
      })
      .expected([=](const Tensor& x) { return slopes(x, 0); })
      .tolerance(1e-9, 1e-9)
      .mistake("not-restored", [=](const Tensor& x) { return slopes(x, -0.25); })
      .mistake("not-restored", [=](const Tensor& x) { return slopes(x, 0.25); })
      .check();

  // Functions whose result has another shape, of inputs in every layout.
  struct Shaped {
    std::string text;
    Function f;
    Tensor x, v;
    Tensor expected;
  };
  const Tensor w = random({2, 3}, 6), x = random({3}, 7), table = random({3, 4}, 8);
  const Tensor v2 = random({2}, 9), v3 = random({3}, 10), v34 = random({3, 4}, 11);
  const Tensor every_second = random({6}, 12).slice(0, 0, 6, 2);
  const Tensor repeated = random({1, 4}, 13).expand({3, 4});
  const std::vector<Shaped> shaped = {
      {"w.mv(x)", [w](const Tensor& t) { return w.mv(t); }, x, v2, w.t().mv(v2)},
      {"x.sum()", [](const Tensor& t) { return t.sum(); }, table, number(-2),
       full({3, 4}, -2, kFloat64)},
      {"x.exp().sum(1)", [](const Tensor& t) { return t.exp().sum(1); }, table, v3,
       table.exp() * v3.unsqueeze(1)},
      {"x.sin()", [](const Tensor& t) { return t.sin(); }, every_second, v3,
       every_second.cos() * v3},
      {"x*x", [](const Tensor& t) { return t * t; }, repeated, v34, 2 * repeated * v34},
      {"x.t()", [](const Tensor& t) { return t.t(); }, table, v34.t(), v34},
  };
  c.about("numeric_vjp", "shapes", shaped)
      .input_text([](const Shaped& s) { return s.text; })
      .got([&](const Shaped& s) { return student.numeric_vjp(s.f, s.x, s.v, 1e-5); })
      .expected([](const Shaped& s) { return s.expected; })
      .tolerance(1e-6, 1e-8)
      .check();
  // f is no polynomial of low degree, and the step is the one that was asked for.
  c.about("numeric_vjp", "numeric", std::vector<double>{0.1, 0.5, 1, 0.01})
      .got([&](double h) { return student.numeric_vjp(cube, number(2), number(1), h); })
      .expected([](double h) { return number(12 + h * h); })
      .tolerance(1e-9, 0)
      .check();
}

// --- my_gradcheck ---

// What a backward does wrong.
enum class Lie {
  kNone,
  kSecond,
  kOneElement,
  kUpstream,
  kNegative,
  kPositive,
  kBroadcast,
  kStride,
  kTwice
};

// f(a, b), element by element, with its derivatives.
struct Formula {
  std::string text;
  std::function<Tensor(const Tensor&a, const Tensor&b)> f, by_a, by_b;
};

const std::vector<Formula>& formulas() {
  static const std::vector<Formula> all = {
      {"a * b", [](const Tensor& a, const Tensor& b) { return a * b; },
       [](const Tensor&, const Tensor& b) { return b; },
       [](const Tensor& a, const Tensor&) { return a; }},
      {"a / (b * b + 1)", [](const Tensor& a, const Tensor& b) { return a / (b * b + 1); },
       [](const Tensor&, const Tensor& b) { return 1 / (b * b + 1); },
       [](const Tensor& a, const Tensor& b) { return -2 * a * b / (b * b + 1).pow(2); }},
      {"sin(a) * b + a", [](const Tensor& a, const Tensor& b) { return a.sin() * b + a; },
       [](const Tensor& a, const Tensor& b) { return a.cos() * b + 1; },
       [](const Tensor& a, const Tensor&) { return a.sin(); }},
      {"a * a * b - b", [](const Tensor& a, const Tensor& b) { return a * a * b - b; },
       [](const Tensor& a, const Tensor& b) { return 2 * a * b; },
       [](const Tensor& a, const Tensor&) { return a * a - 1; }},
      {"tanh(a + b)", [](const Tensor& a, const Tensor& b) { return (a + b).tanh(); },
       [](const Tensor& a, const Tensor& b) { return 1 - (a + b).tanh().pow(2); },
       [](const Tensor& a, const Tensor& b) { return 1 - (a + b).tanh().pow(2); }},
  };
  return all;
}

// The gradient of `input` from that of all its copies, with what the lie makes of it.
Tensor gradient_of(const Tensor& input, Tensor all, Lie lie) {
  if (lie == Lie::kNegative) all = where(input < 0, 1.5 * all, all);
  if (lie == Lie::kPositive) all = where(input > 0, 1.5 * all, all);
  Tensor g = all.sum_to_size(input.sizes());
  if (lie == Lie::kBroadcast) g = g * input.numel() / all.numel();  // the mean
  if (lie == Lie::kStride && !input.is_contiguous()) {
    g = g.reshape({-1}).roll(1).reshape(input.sizes());
  }
  if (lie == Lie::kOneElement) {
    Tensor flat = g.reshape({-1}).clone();
    flat[-1] = -flat[-1];
    g = flat.reshape(input.sizes());
  }
  return g;
}

// A lie about the gradient of a, of b, or both.
struct Lies {
  Lie kind = Lie::kNone;
  bool about_a = true, about_b = true;
};

struct Suspect : public autograd::Function<Suspect> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& a, const Tensor& b,
                        int64_t formula, const Lies& lies) {
    ctx->save_for_backward({a, b});
    ctx->saved_data["formula"] = formula;
    ctx->saved_data["lie"] = static_cast<int64_t>(lies.kind);
    ctx->saved_data["a"] = lies.about_a;
    ctx->saved_data["b"] = lies.about_b;
    ctx->saved_data["twice"] = a.is_same(b);
    return formulas()[formula].f(a, b);
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor a = ctx->get_saved_variables()[0], b = ctx->get_saved_variables()[1];
    const Formula& formula = formulas()[ctx->saved_data["formula"].toInt()];
    const Lie lie = static_cast<Lie>(ctx->saved_data["lie"].toInt());
    const Tensor v = lie == Lie::kUpstream ? ones_like(grads[0]) : grads[0];
    const auto told = [&](const char* argument) {
      return ctx->saved_data[argument].toBool() ? lie : Lie::kNone;
    };
    const Tensor for_a = gradient_of(a, v * formula.by_a(a, b), told("a"));
    Tensor for_b = gradient_of(b, v * formula.by_b(a, b), told("b"));
    if (lie == Lie::kTwice && ctx->saved_data["twice"].toBool()) for_b = zeros_like(b);
    if (lie == Lie::kSecond) for_b = 1.5 * for_b;
    return {for_a, for_b, Tensor(), Tensor()};
  }
};

// `apart`: once with a lie about a and once with one about b. `slug` may be empty.
void ask(lab::Check& c, const Written& student, const std::string& label, const std::string& slug,
         Lie lie, bool apart = false) {
  struct In {
    int64_t formula;
    Lies lies;
    std::string argument;
  };
  std::vector<In> all;
  for (size_t i = 0; i < formulas().size(); ++i) {
    const auto formula = static_cast<int64_t>(i);
    if (!apart) all.push_back({formula, {lie, true, true}, "a, b"});
    if (apart) all.push_back({formula, {lie, true, false}, "a"});
    if (apart) all.push_back({formula, {lie, false, true}, "b"});
  }
  lab::Question<In> question = c.about("my_gradcheck", label, all);
  question.input_text([](const In& in) { return formulas()[in.formula].text; })
      .got([&](const In& in) {
        manual_seed(20);
        return Value(student.my_gradcheck([&](const Tensor& a, const Tensor& b) {
          return Suspect::apply(a, b, in.formula, in.lies);
        }));
      })
      .expected([&](const In&) { return lie == Lie::kNone; });
  if (!slug.empty()) {
    question.mistake(slug, [&](const In&) { return lie != Lie::kNone; },
                     {{"argument", [](const In& in) { return in.argument; }}});
  }
  question.check();
}

void check_gradcheck(lab::Check& c, const Written& student) {
  ask(c, student, "honest", "rejects-honest", Lie::kNone);
  ask(c, student, "second", "first-argument", Lie::kSecond);
  ask(c, student, "one-element", "one-element", Lie::kOneElement, /*apart=*/true);
  ask(c, student, "upstream", "ones-only", Lie::kUpstream);
  ask(c, student, "negative", "one-point", Lie::kNegative, /*apart=*/true);
  ask(c, student, "positive", "", Lie::kPositive, /*apart=*/true);
  ask(c, student, "broadcast", "no-broadcast", Lie::kBroadcast, /*apart=*/true);
  ask(c, student, "stride", "contiguous-only", Lie::kStride, /*apart=*/true);
  ask(c, student, "twice", "used-once", Lie::kTwice);
}

void check(lab::Check& c, const Written& student) {
  check_numeric(c, student);
  check_gradcheck(c, student);
  c.answer("halved", 4);
  c.answer("ones", true);
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = tensor({1., 2., 3.}, kFloat64), v = tensor({1., 10., 100.}, kFloat64);
  log("numeric_vjp of x*x*x, v = [1, 10, 100]",
      (student.numeric_vjp(cube, x, v, 1e-6) * 1e4).round() / 1e4);
  const auto error = [&](double h) {
    return student.numeric_vjp(cube, number(2), number(1), h).item<double>() - 12;
  };
  log("error of x*x*x at 2 for h = 0.1", std::round(error(0.1) * 1e6) / 1e6);
  log("error for h = 0.05", std::round(error(0.05) * 1e6) / 1e6);
  const auto verdict = [&](Lie lie) {
    return student.my_gradcheck([&](const Tensor& a, const Tensor& b) {
      return Suspect::apply(a, b, int64_t{0}, Lies{lie});
    });
  };
  log("honest a * b", verdict(Lie::kNone));
  log("a * b that ignores the incoming gradient", verdict(Lie::kUpstream));
  log("a * b that is wrong for negative numbers", verdict(Lie::kNegative));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_13
