#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part4/ex_4_04.h"

namespace ex_4_04 {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Point {
  std::vector<int64_t> batch;
  int64_t t, d, e;  // all different
  uint64_t seed;
  double scale = 2;
  bool transposed = false;
};
const std::vector<Point>& points() {
  static const std::vector<Point> all = {
      {{}, 4, 3, 5, 1}, {{2}, 3, 2, 4, 2},    {{}, 5, 4, 3, 3, 2, true}, {{2, 3}, 4, 2, 3, 4},
      {{}, 7, 5, 2, 5}, {{3}, 2, 6, 5, 6, 1}, {{}, 1, 3, 2, 7},          {{2}, 6, 1, 3, 8},
  };
  return all;
}
std::string text(const Point& p) {
  return str("batch ", IntArrayRef(p.batch), " T=", p.t, " D=", p.d, " E=", p.e);
}

struct Qkv {
  Tensor q, k, v;
};
Qkv qkv(const Point& p) {
  const Generator generator = Generator(p.seed);
  const auto random = [&](int64_t width) {
    std::vector<int64_t> shape = p.batch;
    shape.insert(shape.end(), {p.t, width});
    const Tensor t = (rand(shape, generator, kFloat64) * 2 - 1) * p.scale;
    return p.transposed ? t.transpose(-1, -2).contiguous().transpose(-1, -2) : t;
  };
  Qkv all;
  all.q = random(p.d);
  all.k = random(p.d);
  all.v = random(p.e);
  return all;
}

Tensor allowed(int64_t t) {
  Tensor mask = zeros({t, t}, kBool);
  for (int64_t i = 0; i < t; ++i) mask[i].narrow(0, 0, i + 1).fill_(true);
  return mask;
}
Tensor hidden(int64_t t) { return allowed(t).logical_not(); }
Tensor scores(const Qkv& x) { return x.q.matmul(x.k.transpose(-2, -1)); }
double root(double x) { return std::sqrt(x); }
Tensor masked_softmax(const Tensor& scores, int64_t dim = -1) {
  return scores.masked_fill(hidden(scores.size(-1)), -kInfinity).softmax(dim);
}
Tensor weights_of(const Point& p) {
  return masked_softmax(scores(qkv(p)) / root(static_cast<double>(p.d)));
}

// Softmax over all tokens, of which the later ones are removed afterwards.
Tensor masked_afterwards(const Point& p) {
  const Tensor all = (scores(qkv(p)) / root(static_cast<double>(p.d))).softmax(-1);
  return all.masked_fill(hidden(p.t), 0.0);
}
// Of the first sequence of a batch.
Tensor one(const Tensor& t) { return t.reshape({-1, t.size(-2), t.size(-1)})[0]; }

void check_mask(lab::Check& c, const Written& student) {
  const auto as_mask = [](Tensor (*of)(const Tensor&)) {
    return [of](int64_t t) { return of(ones({t, t}, kBool)); };
  };
  c.about("causal_mask", "mask", std::vector<int64_t>{4, 3, 5, 2, 1, 8})
      .got([&](int64_t t) { return student.causal_mask(t); })
      .expected(allowed)
      .mistake("mask-flipped", as_mask([](const Tensor& all) { return all.triu(); }))
      .mistake("mask-flipped", as_mask([](const Tensor& all) { return all.triu(1); }))
      .mistake("mask-diagonal", as_mask([](const Tensor& all) { return all.tril(-1); }))
      .mistake("mask-all", as_mask([](const Tensor& all) { return all; }))
      .check();
}

// A score that is only very low leaves a weight that is only very small.
void check_exact_zeros(lab::Check& c, const Written& student, const Point& p) {
  const Qkv x = qkv(p);
  Tensor w;
  c.runs("attention_weights", "weights", [&] { w = student.attention_weights(x.q, x.k); });
  if (w.dim() < 2 || w.size(-1) != p.t || w.size(-2) != p.t) return;  // the next question's
  const Tensor later = w.masked_fill(allowed(p.t), 0.0).abs();
  const double largest = later.max().item<double>();
  c.refuse("not-zero", "attention_weights", "zeros", largest > 0 && largest < 1e-3,
           {{"input", text(p)}, {"got", largest}, {"expected", 0}});
}

void check_weights(lab::Check& c, const Written& student) {
  const auto scaled = [](const Point& p, double by) { return scores(qkv(p)) / by; };
  const auto plain = [=](const Point& p) { return scaled(p, root(static_cast<double>(p.d))); };
  c.about("attention_weights", "weights", points())
      .got([&](const Point& p) {
        const Qkv x = qkv(p);
        return student.attention_weights(x.q, x.k);
      })
      .expected(weights_of)
      .mistake(
          "softmax-dim", [=](const Point& p) { return masked_softmax(plain(p), -2); },
          {{"sum", [=](const Point& p) { return one(masked_softmax(plain(p), -2)).sum(-1)[0]; }}})
      .mistake("no-scale", [=](const Point& p) { return masked_softmax(scaled(p, 1)); },
               {{"width", [](const Point& p) { return p.d; }},
                {"root", [](const Point& p) { return root(static_cast<double>(p.d)); }}})
      .mistake("wrong-scale",
               [=](const Point& p) { return masked_softmax(scaled(p, static_cast<double>(p.d))); },
               {{"divisor", [](const Point& p) { return p.d; }},
                {"root", [](const Point& p) { return root(static_cast<double>(p.d)); }}})
      .mistake(
          "wrong-scale",
          [=](const Point& p) { return masked_softmax(scaled(p, root(static_cast<double>(p.t)))); },
          {{"divisor", [](const Point& p) { return root(static_cast<double>(p.t)); }},
           {"root", [](const Point& p) { return root(static_cast<double>(p.d)); }}})
      .mistake("mask-after-softmax", masked_afterwards,
               {{"sum", [](const Point& p) { return one(masked_afterwards(p)).sum(-1)[0]; }}})
      .mistake("mask-zero",
               [=](const Point& p) { return plain(p).masked_fill(hidden(p.t), 0.0).softmax(-1); })
      .mistake(
          "future", [=](const Point& p) { return plain(p).softmax(-1); },
          {{"i", [](const Point&) { return 0; }}, {"j", [](const Point& p) { return p.t - 1; }}})
      .mistake("keys-ask",
               [=](const Point& p) { return masked_softmax(plain(p).transpose(-2, -1)); })
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) {
    const Qkv x = qkv(p);
    const Tensor w = student.attention_weights(x.q, x.k);
    const Tensor sums = w.sum(-1);
    c.require("attention_weights", "sums", lab::same(sums, ones_like(sums), {1e-12, 1e-12}),
              {{"input", text(p)}, {"got", sums}, {"expected", ones_like(sums)}});
    c.require("attention_weights", "zeros",
              w.masked_fill(allowed(p.t), 0.0).abs().max().item<double>() == 0,
              {{"input", text(p)}});
  }
  // Where exp would overflow.
  c.about("attention_weights", "large", std::vector<double>{40, 50, 60, 100, 1000})
      .got([&](double scale) {
        const Qkv x = qkv({{}, 4, 3, 5, 9, scale});
        return student.attention_weights(x.q, x.k);
      })
      .expected([](double scale) {
        return weights_of({{}, 4, 3, 5, 9, scale});
      })
      .mistake("overflow",
               [](double scale) {
                 const Tensor e = (scores(qkv({{}, 4, 3, 5, 9, scale})) / root(3)).exp();
                 const Tensor seen = e.masked_fill(hidden(4), 0.0);
                 return seen / seen.sum(-1, true);
               })
      .check();
}

// The outputs of token i do not change when a later token changes; token j's own does.
void check_causality(lab::Check& c, const Written& student, const Point& p) {
  const Qkv x = qkv(p);
  const Tensor before = student.attention(x.q, x.k, x.v);
  for (int64_t j = 0; j < p.t; ++j) {
    Qkv y = {x.q.clone(), x.k.clone(), x.v.clone()};
    for (Tensor* t : {&y.q, &y.k, &y.v}) t->select(-2, j).mul_(-1.5).add_(3);
    const Tensor after = student.attention(y.q, y.k, y.v);
    for (int64_t i = 0; i <= j; ++i) {
      const Tensor old_row = before.select(-2, i), new_row = after.select(-2, i);
      const bool changed = !lab::same(new_row, old_row, {1e-12, 1e-12});
      c.refuse("future", "attention", "causality", i < j && changed,
               {{"input", text(p)}, {"i", i}, {"j", j}, {"got", new_row}, {"expected", old_row}});
      c.require("attention", "own", i < j || changed, {{"input", text(p)}, {"i", i}});
    }
  }
}

void check_attention(lab::Check& c, const Written& student) {
  const auto product = [](const Point& p, bool transposed) {
    const Tensor w = weights_of(p);
    return (transposed ? w.transpose(-2, -1) : w).matmul(qkv(p).v);
  };
  c.about("attention", "outputs", points())
      .got([&](const Point& p) {
        const Qkv x = qkv(p);
        return student.attention(x.q, x.k, x.v);
      })
      .expected([=](const Point& p) { return product(p, false); })
      .mistake("columns", [=](const Point& p) { return product(p, true); })
      .mistake(
          "future",
          [](const Point& p) {
            const Qkv x = qkv(p);
            return (scores(x) / root(static_cast<double>(p.d))).softmax(-1).matmul(x.v);
          },
          {{"i", [](const Point&) { return 0; }}, {"j", [](const Point& p) { return p.t - 1; }}})
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) check_causality(c, student, p);
  c.about("attention", "float32", points())
      .got([&](const Point& p) {
        const Qkv x = qkv(p);
        const Tensor q = x.q.to(kFloat32), k = x.k.to(kFloat32), v = x.v.to(kFloat32);
        return lab::Tensors{student.attention_weights(q, k), student.attention(q, k, v)};
      })
      .expected([=](const Point& p) {
        return lab::Tensors{weights_of(p).to(kFloat32), product(p, false).to(kFloat32)};
      })
      .tolerance(1e-4, 1e-5)
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points())) {
    const Qkv x = qkv(p), copy = qkv(p);
    student.attention_weights(x.q, x.k);
    student.attention(x.q, x.k, x.v);
    c.require("attention", "unchanged",
              lab::same(lab::Tensors{x.q, x.k, x.v}, lab::Tensors{copy.q, copy.k, copy.v}));
  }
}

lab::Value theory(const lab::GradPoint& at) {
  const Tensor &q = at.in[0], &k = at.in[1], &v = at.in[2];
  const double by = root(static_cast<double>(q.size(-1)));
  const Tensor w = masked_softmax(q.matmul(k.transpose(-2, -1)) / by);
  const Tensor to_w = at.v.matmul(v.transpose(-2, -1));
  const Tensor to_scores = w * (to_w - (to_w * w).sum(-1, /*keepdim=*/true)) / by;
  return lab::Tensors{to_scores.matmul(k), to_scores.transpose(-2, -1).matmul(q),
                      w.transpose(-2, -1).matmul(at.v)};
}

void check(lab::Check& c, const Written& student) {
  check_mask(c, student);
  for (const Point& p : c.inputs(points())) check_exact_zeros(c, student, p);
  check_weights(c, student);
  check_attention(c, student);
  const std::vector<std::vector<std::vector<int64_t>>> all_shapes = {
      {{4, 3}, {4, 3}, {4, 5}}, {{2, 3, 4}, {2, 3, 4}, {2, 3, 5}}};
  for (const auto& shapes : all_shapes) {
    c.gradients("attention", "gradients")
        .shapes(shapes)
        .forward([&](const lab::Tensors& in) { return student.attention(in[0], in[1], in[2]); })
        .theory(theory)
        .mistake("detached",
                 [](const lab::GradPoint& at) -> lab::Value {
                   return lab::Tensors{Tensor(), Tensor(), theory(at).tensors()[2]};
                 })
        .check();
  }
  c.answer("first-row", std::vector<int64_t>{1, 0, 0, 0});
  c.answer("divisor", root(64));
}

void show(lab::Log& log, const Written& student) {
  const auto numbers = [](int64_t count, double step, IntArrayRef shape) {
    return ((arange(count, kFloat32) % 5 - 1.5) * step).reshape(shape);
  };
  const Tensor q = numbers(6, 1.0, {3, 2}), k = numbers(6, 0.5, {3, 2}), v = arange(3, kFloat32);
  log("mask", student.causal_mask(3));
  const Tensor w = student.attention_weights(q, k);
  log("weights", w);
  log("weights.sum(1)", w.sum(1));
  log("attention(q, k, v)", student.attention(q, k, v.unsqueeze(1)).squeeze(1));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_4_04
