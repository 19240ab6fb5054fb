#include "gradlab/lab/fw/general_mistakes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace gradlab::lab {
namespace {

using Kind = Value::Kind;

// The value with `f` applied to each of its tensors; nothing when it has none, or f cannot.
std::optional<Value> mapped(const Value& v, const std::function<Tensor(const Tensor&)>& f) {
  if (!v.is_numeric()) return std::nullopt;
  Tensors out;
  const Tensors in =
      v.kind() == Kind::kNumber ? Tensors{full({}, v.number(), kFloat64)} : v.tensors();
  for (const Tensor& t : in) {
    if (!t.defined()) return std::nullopt;
    try {
      out.push_back(f(t.detach()));
    } catch (const Error&) {
      return std::nullopt;
    }
  }
  return v.kind() == Kind::kNumber ? Value(out[0].item<double>()) : Value(out);
}

// All elements one after another, in float64.
std::vector<double> flat(const Value& v) {
  if (v.kind() == Kind::kNumber) return {v.number()};
  std::vector<double> all;
  for (const Tensor& t : v.tensors()) {
    if (!t.defined()) return {};
    const Tensor d = t.detach().to(kFloat64).contiguous();
    all.insert(all.end(), d.data_ptr<double>(), d.data_ptr<double>() + d.numel());
  }
  return all;
}

bool near(double a, double b, double relative) {
  return std::abs(a - b) <= 1e-12 + relative * std::max(std::abs(a), std::abs(b));
}

// k with got = k * expected everywhere; nothing when there is none.
std::optional<double> ratio(const Value& got, const Value& expected) {
  if (!got.is_numeric() || !expected.is_numeric()) return std::nullopt;
  const std::vector<double> g = flat(got), e = flat(expected);
  if (g.size() != e.size() || g.empty()) return std::nullopt;
  std::optional<double> k;
  for (size_t i = 0; i < g.size(); ++i) {
    if (e[i] == 0 && g[i] == 0) continue;
    if (e[i] == 0 || !std::isfinite(g[i] / e[i])) return std::nullopt;
    if (k && !near(*k, g[i] / e[i], 1e-4)) return std::nullopt;
    k = g[i] / e[i];
  }
  return k;
}

// Equal but for what `loose` makes equal.
bool equal_after(const Value& got, const Value& expected, const Tolerance& tolerance,
                 const std::function<Tensor(const Tensor&)>& loose) {
  const auto a = mapped(got, loose), b = mapped(expected, loose);
  return a && b && same(*a, *b, tolerance);
}

struct General {
  const char* slug;
  // Whether it explains got[i].
  std::function<bool(const std::vector<Value>& got, const std::vector<Value>& expected, size_t i,
                     const Tolerance& tolerance)>
      explains;
};

bool same_as(const Value& got, const std::optional<Value>& hypothesis, const Tolerance& tolerance) {
  return hypothesis && same(got, *hypothesis, tolerance);
}

const std::vector<General>& generals() {
  using Values = std::vector<Value>;
  static const std::vector<General> all = {
      {"raised",
       [](const Values& got, const Values& expected, size_t i, const Tolerance&) {
         return got[i].kind() == Kind::kError && expected[i].kind() != Kind::kError;
       }},
      {"no-error",
       [](const Values& got, const Values& expected, size_t i, const Tolerance&) {
         return got[i].kind() != Kind::kError && expected[i].kind() == Kind::kError;
       }},
      {"other-error",
       [](const Values& got, const Values& expected, size_t i, const Tolerance&) {
         return got[i].kind() == Kind::kError && expected[i].kind() == Kind::kError;
       }},
      {"not-finite",
       [](const Values& got, const Values&, size_t i, const Tolerance&) {
         if (!got[i].is_numeric()) return false;
         for (const double x : flat(got[i])) {
           if (!std::isfinite(x)) return true;
         }
         return false;
       }},
      {"dtype",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         if (got[i].kind() != Kind::kTensors || expected[i].kind() != Kind::kTensors) return false;
         return equal_after(got[i], expected[i], {1e-5, 1e-6},
                            [](const Tensor& t) { return t.to(kFloat64); }) &&
                !equal_after(got[i], expected[i], tolerance,
                             [](const Tensor& t) { return t.reshape({-1}); });
       }},
      {"shape",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         return equal_after(got[i], expected[i], tolerance,
                            [](const Tensor& t) { return t.reshape({-1}); });
       }},
      {"transposed",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         return same_as(
             got[i],
             mapped(expected[i],
                    [](const Tensor& t) { return t.dim() >= 2 ? t.transpose(-1, -2) : t; }),
             tolerance);
       }},
      {"precision",
       [](const Values& got, const Values& expected, size_t i, const Tolerance&) {
         return same(got[i], expected[i], {3e-4, 3e-6});
       }},
      {"zero",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         return same_as(got[i], mapped(expected[i], [](const Tensor& t) { return zeros_like(t); }),
                        tolerance);
       }},
      {"sign",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         return same_as(got[i], mapped(expected[i], [](const Tensor& t) { return -t; }), tolerance);
       }},
      {"factor", [](const Values& got, const Values& expected, size_t i,
                    const Tolerance&) { return ratio(got[i], expected[i]).has_value(); }},
      {"reduced",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         for (int64_t dim = 0; dim < 4; ++dim) {
           for (const bool keep : {false, true}) {
             const auto sum =
                 mapped(expected[i], [&](const Tensor& t) { return t.sum(dim, keep); });
             if (same_as(got[i], sum, tolerance)) return true;
           }
         }
         return false;
       }},
      {"previous",
       [](const Values& got, const Values& expected, size_t i, const Tolerance& tolerance) {
         if (i == 0 || got[i - 1].kind() == Kind::kError) return false;
         const std::vector<double> a = flat(expected[i]), b = flat(got[i - 1]), g = flat(got[i]);
         if (a.size() != b.size() || a.size() != g.size() || a.empty()) return false;
         for (size_t k = 0; k < a.size(); ++k) {
           if (!same(Value(g[k]), Value(a[k] + b[k]), {1e-5, 1e-6})) return false;
         }
         return !same(got[i], expected[i], tolerance);
       }},
      {"constant",
       [](const Values& got, const Values&, size_t i, const Tolerance& tolerance) {
         return got[i].is_numeric() && std::all_of(got.begin(), got.end(), [&](const Value& v) {
                  return same(v, got[i], tolerance);
                });
       }},
  };
  return all;
}

}  // namespace

Explanation general_explanation(const std::vector<Value>& got, const std::vector<Value>& expected,
                                size_t shown, const Tolerance& tolerance) {
  const auto k = ratio(got[shown], expected[shown]);
  for (const General& general : generals()) {
    if (!general.explains(got, expected, shown, tolerance)) continue;
    const bool is_factor = std::string(general.slug) == "factor";
    Explanation explanation{std::string("lab/") + general.slug, {}, {}};
    for (size_t i = 0; i < got.size(); ++i) {
      if (i == shown || !general.explains(got, expected, i, tolerance)) continue;
      if (is_factor && !near(*k, *ratio(got[i], expected[i]), 1e-4)) continue;
      explanation.confirmed.push_back(i);
    }
    if (explanation.confirmed.size() < 2) continue;
    if (is_factor) explanation.arguments.emplace_back("factor", *k);
    return explanation;
  }
  return {"lab/unknown", {}, {}};
}

std::vector<std::string> general_slugs() {
  std::vector<std::string> slugs = {"unknown", "requirement", "threw",  "todo",    "leak",
                                    "crashed", "time",        "memory", "output",  "exited",
                                    "compile", "missing",     "broken", "no-file", "no-text"};
  for (const General& general : generals()) slugs.emplace_back(general.slug);
  return slugs;
}

}  // namespace gradlab::lab
