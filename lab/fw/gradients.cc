// GradQuestion: the three-way rows of check.h.
#include <cmath>
#include <set>
#include <utility>

#include "gradlab/lab/fw/check.h"

namespace gradlab::lab {
namespace {

constexpr uint64_t kSeed = 20;
constexpr int kRandomPoints = 5;

// Uniform, of either sign, nowhere near 0 or 1: an incoming gradient that changes what it meets.
Tensor cotangent(IntArrayRef sizes, const Generator& generator) {
  const Tensor size = rand(sizes, generator, kFloat64) * 1.5 + 1.25;
  const Tensor sign = (rand(sizes, generator, kFloat64) < 0.4).to(kFloat64) * -2 + 1;
  return size * sign;
}

// The same values, laid out otherwise.
Tensor transposed(const Tensor& t) {
  if (t.dim() >= 2) return t.transpose(0, -1).contiguous().transpose(0, -1);
  if (t.dim() == 1) return stack({t, t + 100}, 1).select(1, 0);  // every second element
  return t;
}
// The first of two or more along the longest dimension, repeated without a copy.
Tensor broadcast(const Tensor& t) {
  for (int64_t dim = 0; dim < t.dim(); ++dim) {
    if (t.size(dim) > 1) return t.narrow(dim, 0, 1).expand(t.sizes());
  }
  return t;
}

Tensors as_tensors(const Value& value, const Check& check, const char* what) {
  if (value.kind() != Value::Kind::kTensors) {
    check.broken(std::string(what) + " gives no tensors: " + value.text());
  }
  return value.tensors();
}

std::string input_text(const GradPoint& point) {
  return Value(point.in).text() + ", v = " + Value(point.v).text();
}

}  // namespace

GradQuestion::GradQuestion(Check& check, std::string function, std::string label)
    : check_(check), function_(std::move(function)), label_(std::move(label)) {}

GradQuestion& GradQuestion::shapes(std::vector<std::vector<int64_t>> shapes) {
  for (const std::vector<int64_t>& shape : shapes) {
    if (std::set<int64_t>(shape.begin(), shape.end()).size() != shape.size()) {
      check_.broken(label_ + ": two dimensions of equal size hide a missing transpose");
    }
  }
  shapes_ = std::move(shapes);
  return *this;
}

GradQuestion& GradQuestion::range(double low, double high) {
  low_ = low;
  high_ = high;
  return *this;
}
GradQuestion& GradQuestion::at(std::vector<Tensors> points) {
  points_ = std::move(points);
  return *this;
}
GradQuestion& GradQuestion::forward(Forward f) {
  forward_ = std::move(f);
  return *this;
}
GradQuestion& GradQuestion::got(Answer f) {
  got_ = std::move(f);
  return *this;
}
GradQuestion& GradQuestion::theory(Answer f) {
  theory_ = std::move(f);
  return *this;
}
GradQuestion& GradQuestion::mistake(std::string slug, Answer f,
                                    std::vector<std::pair<std::string, Answer>> named) {
  mistakes_.push_back({std::move(slug), std::move(f), std::move(named)});
  return *this;
}
GradQuestion& GradQuestion::tolerance(double relative, double absolute) {
  tolerance_ = {relative, absolute};
  return *this;
}

std::vector<GradQuestion::Case> GradQuestion::cases() const {
  const Generator generator = Generator(kSeed);
  std::vector<Case> cases;
  const auto add = [&](Tensors in, const char* layout) {
    Tensor out;
    {
      NoGradGuard no_grad;
      out = forward_(in);
    }
    Case c{{std::move(in), cotangent(out.sizes(), generator)}, Tensor(), layout};
    if (layout == std::string("twice")) c.second = cotangent(out.sizes(), generator);
    cases.push_back(std::move(c));
  };
  const auto random = [&] {
    Tensors in;
    for (const auto& shape : shapes_) {
      in.push_back(rand(shape, generator, kFloat64) * (high_ - low_) + low_);
    }
    return in;
  };
  const auto laid_out = [](const Tensors& in, Tensor (*how)(const Tensor&)) {
    Tensors out;
    for (const Tensor& t : in) out.push_back(how(t));
    return out;
  };
  for (const Tensors& point : points_) {
    Tensors in;
    for (const Tensor& t : point) in.push_back(t.to(kFloat64));
    add(std::move(in), "");
  }
  for (int i = 0; i < kRandomPoints && !shapes_.empty(); ++i) add(random(), "");
  if (cases.size() < 4) check_.broken(label_ + ": gradients at fewer than four points");
  cases = check_.inputs(std::move(cases));
  if (!shapes_.empty()) {
    add(laid_out(random(), transposed), "transposed");
    add(laid_out(random(), broadcast), "broadcast");
    add(laid_out(random(), transposed), "transposed");
    if (!got_) {
      add(random(), "twice");
      add(laid_out(random(), broadcast), "twice");
    }
  }
  return cases;
}

Value GradQuestion::summed(const Answer& f, const Case& c) const {
  const Value first = value_or_error([&] { return f(c.point); });
  if (!c.second.defined() || first.kind() != Value::Kind::kTensors) return first;
  const Value second = value_or_error([&] { return f({c.point.in, c.second}); });
  if (second.kind() != Value::Kind::kTensors) return second;
  Tensors sum;
  for (size_t i = 0; i < first.tensors().size(); ++i) {
    const Tensor &a = first.tensors()[i], &b = second.tensors()[i];
    sum.push_back(a.defined() && b.defined() ? a + b : Tensor());
  }
  return sum;
}

void GradQuestion::check() {
  if (!forward_ || !theory_) check_.broken(label_ + ": a gradient needs forward and theory");
  const std::vector<Case> all = cases();
  internal::Asked asked;
  asked.function = function_;
  asked.label = label_;
  asked.inputs = all.size();
  asked.tolerance = tolerance_;
  asked.input_text = [&](size_t i) { return input_text(all[i].point); };
  asked.expected = [&](size_t i) { return summed(theory_, all[i]); };
  // The exercise's own formula is tried before the student is.
  const auto difference_at = [&](size_t i) -> Value {
    Tensors gradients;
    for (size_t k = 0; k < all[i].point.in.size(); ++k) {
      Tensor g = finite_difference(forward_, all[i].point, k);
      if (all[i].second.defined()) {
        g = g + finite_difference(forward_, {all[i].point.in, all[i].second}, k);
      }
      gradients.push_back(g);
    }
    return gradients;
  };
  if (got_) {
    asked.got = [&](size_t i) {
      Value value = got_(all[i].point);
      return value;
    };
    for (size_t i = 0; i < all.size(); ++i) {
      const Tensors theory = as_tensors(asked.expected(i), check_, "theory");
      const Tensors numeric = difference_at(i).tensors();
      for (size_t k = 0; k < theory.size() && k < numeric.size(); ++k) {
        if (!theory[k].defined()) continue;
        if (!same(Value(theory[k].reshape({-1})), Value(numeric[k].reshape({-1})), {1e-4, 1e-5})) {
          check_.broken(label_ + ": theory " + Value(theory[k]).text() + ", finite difference " +
                        Value(numeric[k]).text());
        }
      }
    }
  } else {
    asked.got = [&](size_t i) -> Value {
      Tensors leaves;
      for (const Tensor& t : all[i].point.in) leaves.push_back(t.detach().requires_grad_());
      Tensor sum = (forward_(leaves) * all[i].point.v).sum();
      if (all[i].second.defined()) sum = sum + (forward_(leaves) * all[i].second).sum();
      return autograd::grad({sum}, leaves, {}, std::nullopt, /*create_graph=*/false,
                            /*allow_unused=*/true);
    };
  }
  asked.evidence.emplace_back("theory", asked.expected);
  asked.evidence.emplace_back(got_ ? "yours" : "autograd", asked.got);
  asked.evidence.emplace_back("finite-difference", difference_at);
  for (const Mistake& mistake : mistakes_) {
    asked.mistakes.push_back({mistake.slug, [&](size_t i) { return summed(mistake.value, all[i]); },
                              [&](size_t i) {
                                Arguments arguments;
                                for (const auto& [name, f] : mistake.named) {
                                  arguments.emplace_back(name, f(all[i].point));
                                }
                                return arguments;
                              }});
  }
  check_.ask(asked);
}

}  // namespace gradlab::lab
