#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part2/ex_2_14.h"

namespace ex_2_14 {
namespace {

using lab::GradPoint;
using lab::Tensors;
using lab::Value;
using Shape = std::vector<int64_t>;

// A gradient, and the shape of the tensor that was broadcast to it.
struct Case {
  Tensor grad;
  Shape shape;
  int64_t rank() const { return static_cast<int64_t>(shape.size()); }
  int64_t missing() const { return grad.dim() - rank(); }
  std::string text() const {
    return "grad " + Value(grad.sizes()).text() + ", shape " + Value(shape).text();
  }
};

Case made(const Shape& from, const Shape& to, ScalarType dtype = kFloat64) {
  const Generator generator = Generator(14);
  return {(rand(from, generator, kFloat64) * 4 - 1).to(dtype), to};
}
Case turned(Case c) {
  c.grad = c.grad.transpose(0, -1).contiguous().transpose(0, -1);
  return c;
}

// Along every axis of the gradient that `along` picks, the last first.
template <class Along, class Reduce>
Tensor reduced(const Case& c, Along along, Reduce reduce) {
  Tensor g = c.grad;
  for (int64_t i = c.grad.dim() - 1; i >= 0; --i) {
    if (along(i)) g = reduce(g, i);
  }
  return g;
}
Tensor sum_away(const Tensor& g, int64_t axis) { return g.sum(axis); }
Tensor sum_kept(const Tensor& g, int64_t axis) { return g.sum(axis, /*keepdim=*/true); }

// The axes that were not there, and those that had size 1.
auto absent(const Case& c) {
  return [missing = c.missing()](int64_t i) { return i < missing; };
}
auto stretched(const Case& c) {
  return [c](int64_t i) { return i >= c.missing() && c.shape[i - c.missing()] == 1; };
}
auto either(const Case& c) {
  return [a = absent(c), b = stretched(c)](int64_t i) { return a(i) || b(i); };
}

Tensor right(const Case& c) { return reduced(c, either(c), sum_kept).reshape(c.shape); }
Tensor only_absent(const Case& c) { return reduced(c, absent(c), sum_away); }
Tensor only_stretched(const Case& c) { return reduced(c, stretched(c), sum_kept); }
Tensor mean(const Case& c) {
  return reduced(c, either(c), [](const Tensor& g, int64_t i) { return g.mean(i, true); })
      .reshape(c.shape);
}
Tensor dropped(const Case& c) { return reduced(c, either(c), sum_away); }
Tensor kept(const Case& c) { return reduced(c, either(c), sum_kept); }
// Added along the axes that were to stay.
Tensor others(const Case& c) {
  const Case rest{only_absent(c), c.shape};
  return reduced(
      rest, [&](int64_t i) { return c.shape[i] != 1; }, sum_kept);
}
// Shapes aligned at the left.
Tensor left(const Case& c) {
  Tensor g = c.grad;
  while (g.dim() > c.rank()) g = g.sum(-1);
  const Case rest{g, c.shape};
  return reduced(
      rest, [&](int64_t i) { return c.shape[i] == 1; }, sum_kept);
}

// Counts the axes up although each sum moves them; the limit may move as well.
Tensor moving(const Case& c, bool limit_moves) {
  Tensor g = c.grad;
  for (int64_t i = 0; i < (limit_moves ? g.dim() - c.rank() : c.missing()); ++i) g = g.sum(i);
  for (int64_t i = 0; i < c.rank(); ++i) {
    if (c.shape[i] == 1) g = g.sum(i, /*keepdim=*/true);
  }
  return g;
}

void ask(lab::Check& c, const Written& student, const std::string& label,
         const std::vector<Case>& cases) {
  using Wrong = Tensor (*)(const Case&);
  auto question = c.about("unbroadcast", label, cases);
  question.input_text([](const Case& in) { return in.text(); })
      .got([&](const Case& in) { return student.unbroadcast(in.grad, in.shape); })
      .expected([](const Case& in) { return right(in); });
  const std::vector<std::pair<std::string, Wrong>> mistakes = {
      {"mean", mean},
      {"not-reduced", [](const Case& in) { return in.grad; }},
      {"not-reduced", only_absent},
      {"not-reduced", only_stretched},
      {"dropped-dim", dropped},
      {"extra-dim", kept},
      {"wrong-axis", others},
      {"wrong-axis", left},
  };
  for (const auto& [slug, wrong] : mistakes) {
    question.mistake(
        slug, wrong,
        {{"shape", [](const Case& in) { return in.shape; }},
         {"grad", [](const Case& in) { return in.grad.sizes().vec(); }},
         {"returned", [wrong = wrong](const Case& in) { return wrong(in).sizes().vec(); }}});
  }
  for (const bool limit_moves : {false, true}) {
    question.mistake("moving-axis", [=](const Case& in) { return moving(in, limit_moves); },
                     {{"shape", [](const Case& in) { return in.shape; }},
                      {"grad", [](const Case& in) { return in.grad.sizes().vec(); }}});
  }
  question.check();
}

Tensor to_shape(const Tensor& grad, const Tensor& like) {
  return right({grad, like.sizes().vec()});
}

void ask_product(lab::Check& c, const Written& student, const Shape& a, const Shape& b) {
  const auto gradients = [](const GradPoint& p, const Tensor& for_a, const Tensor& for_b) {
    return Tensors{to_shape(for_a.expand(p.v.sizes()), p.in[0]),
                   to_shape(for_b.expand(p.v.sizes()), p.in[1])};
  };
  const auto shape_of = [](size_t i) {
    return [i](const GradPoint& p) { return Value(p.in[i].sizes()); };
  };
  // The first of the two whose shape is wrong when nothing is added up.
  const auto which = [](const GradPoint& p) {
    return p.in[0].sizes() == p.v.sizes() ? size_t{1} : size_t{0};
  };
  c.gradients("product_gradients", "product")
      .shapes({a, b})
      .forward([](const Tensors& in) { return in[0] * in[1]; })
      .got([&](const GradPoint& p) { return student.product_gradients(p.in[0], p.in[1], p.v); })
      .theory([=](const GradPoint& p) { return gradients(p, p.v * p.in[1], p.v * p.in[0]); })
      .mistake("no-upstream", [=](const GradPoint& p) { return gradients(p, p.in[1], p.in[0]); })
      .mistake("swapped",
               [=](const GradPoint& p) { return gradients(p, p.v * p.in[0], p.v * p.in[1]); })
      .mistake("not-reduced",
               [](const GradPoint& p) {
                 return Tensors{p.v * p.in[1], p.v * p.in[0]};
               },
               {{"shape", [=](const GradPoint& p) { return shape_of(which(p))(p); }},
                {"grad", [](const GradPoint& p) { return p.v.sizes().vec(); }},
                {"returned", [](const GradPoint& p) { return p.v.sizes().vec(); }}})
      .check();
}

void check(lab::Check& c, const Written& student) {
  ask(c, student, "stretched",
      {made({3, 4}, {3, 1}), made({3, 4}, {1, 4}), made({2, 3, 4}, {2, 1, 4}), made({5, 2}, {1, 2}),
       made({2, 3, 4}, {1, 3, 1}), turned(made({2, 3, 4}, {2, 3, 1})), made({3, 4}, {1, 1}),
       made({3}, {1}), made({0, 3}, {1, 3}), made({3, 2}, {3, 1}, kFloat32)});
  ask(c, student, "missing",
      {made({3, 4}, {4}), made({2, 3, 4}, {3, 4}), made({5, 2}, {2}), made({2, 3, 4}, {4}),
       made({3, 4}, {}), made({2, 3, 4}, {3, 1}), turned(made({2, 3, 4}, {1, 4})),
       made({2, 3, 4, 5}, {1, 1, 5}), made({0, 3}, {3}), made({3, 4}, {1}),
       made({1, 3}, {3}, kFloat32)});
  ask(c, student, "unchanged",
      {made({3, 4}, {3, 4}), made({}, {}), turned(made({3, 2}, {3, 2})), made({1, 4}, {1, 4}),
       made({1}, {1}), made({2, 0}, {2, 0})});
  for (const Case& in : c.inputs<Case>({made({3, 4}, {3, 1}), made({3, 4}, {4}),
                                        made({3, 4}, {3, 4}), made({2, 3, 4}, {1, 4})})) {
    const Tensor before = in.grad.clone();
    c.runs("unbroadcast", "input", [&] { student.unbroadcast(in.grad, in.shape); });
    c.require("unbroadcast", "input", same(Value(in.grad), Value(before)));
  }

  // Column times row, and the same times a number that comes in.
  c.about("product_gradients", "outer", std::vector<double>{1, 5, -2, 0.5})
      .got([&](double v) {
        const Tensor a = tensor({1., 2., 3.}, kFloat64).reshape({3, 1});
        const Tensor b = tensor({1., 2., 3., 4.}, kFloat64).reshape({1, 4});
        return student.product_gradients(a, b, full({3, 4}, v, kFloat64));
      })
      .expected([](double v) {
        return Tensors{full({3, 1}, 10 * v, kFloat64), full({1, 4}, 6 * v, kFloat64)};
      })
      .mistake("no-upstream",
               [](double) {
                 return Tensors{full({3, 1}, 10, kFloat64), full({1, 4}, 6, kFloat64)};
               })
      .mistake("swapped",
               [](double v) {
                 return Tensors{tensor({4., 8., 12.}, kFloat64).reshape({3, 1}) * v,
                                tensor({3., 6., 9., 12.}, kFloat64).reshape({1, 4}) * v};
               })
      .mistake("not-reduced",
               [](double v) {
                 const Tensor a = tensor({1., 2., 3.}, kFloat64).reshape({3, 1});
                 const Tensor b = tensor({1., 2., 3., 4.}, kFloat64).reshape({1, 4});
                 return Tensors{(b * v).expand({3, 4}), (a * v).expand({3, 4})};
               },
               {{"shape",
                 [](double) {
                   return Shape{3, 1};
                 }},
                {"grad",
                 [](double) {
                   return Shape{3, 4};
                 }},
                {"returned",
                 [](double) {
                   return Shape{3, 4};
                 }}})
      .check();
  ask_product(c, student, {3, 1}, {1, 4});
  ask_product(c, student, {2, 1, 4}, {3, 1});
  ask_product(c, student, {3}, {2, 3});
  ask_product(c, student, {2, 3}, {});
  ask_product(c, student, {2, 3}, {2, 3});
  c.answer("shape", Shape{4});
  c.answer("value", 3);
}

void show(lab::Log& log, const Written& student) {
  const Tensor grad = tensor({{1., 2., 3., 4.}, {10., 20., 30., 40.}, {100., 200., 300., 400.}});
  log("grad for shape (3, 1)", student.unbroadcast(grad, {3, 1}));
  log("grad for shape (1, 4)", student.unbroadcast(grad, {1, 4}));
  log("grad for shape (4,)", student.unbroadcast(grad, {4}));
  log("grad for shape ()", student.unbroadcast(grad, {}));
  const Tensor a = tensor({{1.}, {2.}, {3.}}), b = tensor({{1., 2., 3., 4.}});
  const std::vector<Tensor> gradients = student.product_gradients(a, b, ones({3, 4}));
  log("a.grad", gradients[0]);
  log("b.grad", gradients[1]);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_2_14
