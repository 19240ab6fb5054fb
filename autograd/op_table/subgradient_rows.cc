#include "gradlab/autograd/op_table/subgradient_rows.h"

#include <limits>
#include <tuple>
#include <utility>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/binary_cross_entropy.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/distance.h"
#include "gradlab/autograd/ops/dropout.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_norm.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/regression_loss.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/nn/functional/batchnorm.h"
#include "gradlab/nn/functional/loss.h"
#include "gradlab/nn/functional/normalization.h"

namespace gradlab::op_table {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

using T = const Tensor&;

template <class Element>
Tensor tensor_of(const std::vector<Element>& values, ScalarType dtype) {
  Tensor t = empty({static_cast<int64_t>(values.size())}, kDouble);
  for (size_t i = 0; i < values.size(); ++i) t.data_ptr<double>()[i] = double(values[i]);
  return t.to(dtype);
}
Tensor doubles(const Values& values) { return tensor_of(values, kDouble); }
Tensor indices(const std::vector<int64_t>& values) { return tensor_of(values, kLong); }
Tensor mask(const std::vector<int>& values) { return tensor_of(values, kBool); }

SubgradientRow row(std::string name, Values a, Tensor (*f)(T)) {
  return {std::move(name), {std::move(a)}, [f](const variable_list& in) { return f(in[0]); }};
}
SubgradientRow row(std::string name, Values a, Values b, Tensor (*f)(T, T)) {
  return {std::move(name), {std::move(a), std::move(b)}, [f](const variable_list& in) {
            return f(in[0], in[1]);
          }};
}
SubgradientRow row(std::string name, Values a, Values b, Values c, Tensor (*f)(T, T, T)) {
  return {std::move(name),
          {std::move(a), std::move(b), std::move(c)},
          [f](const variable_list& in) { return f(in[0], in[1], in[2]); }};
}

void add_unary(std::vector<SubgradientRow>& rows) {
  const Values points = {-1, -0.0, 0, 1, kInf, -kInf, kNaN};
  const auto add = [&](const char* name, Tensor (*f)(T, Into)) {
    rows.push_back({name, {points}, [f](const variable_list& in) { return f(in[0], {}); }});
  };
  add("abs", abs);
  add("relu", relu);
  add("sign", sign);
  add("sqrt", sqrt);
  add("rsqrt", rsqrt);
  add("log", log);
  add("log2", log2);
  add("log10", log10);
  add("log1p", log1p);
  add("exp", exp);
  add("expm1", expm1);
  add("reciprocal", reciprocal);
  add("square", square);
  add("sin", sin);
  add("cos", cos);
  add("tan", tan);
  add("asin", asin);
  add("acos", acos);
  add("atan", atan);
  add("sinh", sinh);
  add("cosh", cosh);
  add("tanh", tanh);
  add("sigmoid", sigmoid);
  add("floor", floor);
  add("ceil", ceil);
  add("round", round);
  add("trunc", trunc);
  add("frac", frac);
  add("erf", erf);
  add("erfc", erfc);
  add("neg", neg);
  add("exp2", exp2);
  add("erfinv", erfinv);
  add("lgamma", lgamma);
  add("asinh", asinh);
  add("acosh", acosh);
  add("atanh", atanh);
  add("sinc", sinc);
  rows.push_back(row("nan_to_num", points, [](T t) { return nan_to_num(t); }));
}

void add_activations(std::vector<SubgradientRow>& rows) {
  const Values points = {-1, -0.0, 0, 1, kInf, -kInf, kNaN};
  const auto add = [&](const char* name, Tensor (*f)(T)) { rows.push_back(row(name, points, f)); };
  add("F.relu6", [](T t) { return relu6(t); });
  add("F.leaky_relu", [](T t) { return leaky_relu(t); });
  add("F.elu", [](T t) { return elu(t); });
  add("F.selu", [](T t) { return selu(t); });
  add("F.celu", [](T t) { return celu(t); });
  add("F.gelu", [](T t) { return gelu(t); });
  add("F.gelu tanh", [](T t) { return gelu(t, "tanh"); });
  add("F.silu", [](T t) { return silu(t); });
  add("F.softplus", [](T t) { return softplus(t); });
  add("F.softsign", [](T t) { return softsign(t); });
  add("F.hardtanh", [](T t) { return hardtanh(t); });
  add("F.hardsigmoid", [](T t) { return hardsigmoid(t); });
  add("F.hardswish", [](T t) { return hardswish(t); });
  add("F.logsigmoid", [](T t) { return log_sigmoid(t); });
  add("F.tanhshrink", [](T t) { return tanhshrink(t); });
  add("F.softshrink", [](T t) { return softshrink(t); });
  add("F.hardshrink", [](T t) { return hardshrink(t); });
  add("F.mish", [](T t) { return mish(t); });
  rows.push_back(
      row("F.threshold(.,0,20) at 0", {-1, 0, 1}, [](T t) { return threshold(t, 0, 20); }));
  rows.push_back(row("relu6 at 0,6", {0, 6, 3}, [](T t) { return relu6(t); }));
  rows.push_back(row("hardtanh at -1,1", {-1, 1, 0}, [](T t) { return hardtanh(t); }));
  rows.push_back(row("hardsigmoid at -3,3", {-3, 3, 0}, [](T t) { return hardsigmoid(t); }));
  rows.push_back(row("hardswish at -3,3", {-3, 3, 0, -2}, [](T t) { return hardswish(t); }));
  rows.push_back(row("softshrink at .5", {-.5, .5, .6}, [](T t) { return softshrink(t); }));
  rows.push_back(row("hardshrink at .5", {-.5, .5, .6}, [](T t) { return hardshrink(t); }));
  rows.push_back(row("leaky_relu 0", {-1, 0, 1}, [](T t) { return leaky_relu(t, .1); }));
  rows.push_back(row("elu 0", {-1, 0, 1}, [](T t) { return elu(t); }));
  rows.push_back(row("prelu at 0", {-1, 0, 1}, {.25}, [](T t, T w) { return prelu(t, w); }));
}

void add_selections(std::vector<SubgradientRow>& rows) {
  const Values tied = {3, 1, 1, 2};
  const auto pooled = [](T t) { return max_pool1d(t.view({1, 4}), 2); };
  rows.push_back(row("max_pool ties", {1, 1, 2, 2}, pooled));
  rows.push_back(row("maxpool nan", {1, kNaN, 2, 1}, pooled));
  rows.push_back(row("median even ties", tied, [](T t) { return median(t); }));
  rows.push_back(row("median dim", tied, [](T t) { return std::get<0>(median(t, 0)); }));
  rows.push_back(row("nanmedian", {3, kNaN, 1, 2}, [](T t) { return nanmedian(t); }));
  rows.push_back(row("mode", tied, [](T t) { return std::get<0>(mode(t, 0)); }));
  rows.push_back(row("kthvalue2", tied, [](T t) { return std::get<0>(kthvalue(t, 2)); }));
  rows.push_back(row("topk", {3, 1, 3, 3}, [](T t) { return std::get<0>(topk(t, 2)); }));
  rows.push_back(row("sort ties", {2, 1, 1, 0}, [](T t) {
    return std::get<0>(sort(t)) * doubles({0, 1, 2, 3});
  }));
  rows.push_back(row("cummax ties", {1, 3, 3, 2}, [](T t) { return std::get<0>(cummax(t, 0)); }));
  rows.push_back(row("cummin ties", tied, [](T t) { return std::get<0>(cummin(t, 0)); }));
  rows.push_back(row("logcumsumexp", {-kInf, 0, 1}, [](T t) { return logcumsumexp(t, 0); }));
  const auto products = [](T t) { return cumprod(t, 0); };
  rows.push_back(row("cumprod none", {2, 3, 4}, products));
  rows.push_back(row("cumprod one zero", {2, 0, 4, 5}, products));
  rows.push_back(row("cumprod two zeros", {2, 0, 4, 0, 5}, products));
}

void add_extremes(std::vector<SubgradientRow>& rows) {
  rows.push_back(
      row("clamp(0,1) at bounds", {-.5, 0, .5, 1, 1.5, kNaN}, [](T t) { return clamp(t, 0, 1); }));
  rows.push_back(row("clamp_min(0)", {-1, 0, 1}, [](T t) { return clamp_min(t, 0); }));
  rows.push_back(row("clamp_max(0)", {-1, 0, 1}, [](T t) { return clamp_max(t, 0); }));
  rows.push_back(row("clamp min>max", {0, 1, 1.5, 3}, [](T t) { return clamp(t, 2, 1); }));
  rows.push_back(row("max() full ties", {1, 3, 3, 2}, [](T t) { return max(t); }));
  rows.push_back(row("amax ties", {1, 3, 3, 2}, [](T t) { return amax(t, 0); }));
  rows.push_back(row("max(dim) ties", {1, 3, 3, 2}, [](T t) { return std::get<0>(max(t, 0)); }));
  rows.push_back(row("min(dim) ties", {1, 1, 3, 2}, [](T t) { return std::get<0>(min(t, 0)); }));
  rows.push_back(row("maximum tie", {1, 2, 3}, {2, 2, 2}, [](T a, T b) { return maximum(a, b); }));
  rows.push_back(row("minimum tie", {1, 2, 3}, {2, 2, 2}, [](T a, T b) { return minimum(a, b); }));
  rows.push_back(row("fmax tie", {1, 2, kNaN}, {2, 2, 2}, [](T a, T b) { return fmax(a, b); }));
  rows.push_back(row("fmin tie", {1, 2, kNaN}, {2, 2, 2}, [](T a, T b) { return fmin(a, b); }));
  const auto limit = [](T t, T lo, T hi) { return clamp(t, lo, hi); };
  rows.push_back(
      row("clamp tensor bounds", {-.5, 0, .5, 1, 1.5}, {0, 0, 0, 0, 0}, {1, 1, 1, 1, 1}, limit));
  rows.push_back(row("clamp tensor min>max", {0, 1.5, 3}, {2, 2, 2}, {1, 1, 1}, limit));
  rows.push_back(row("max nan", {1, kNaN, 3}, [](T t) { return max(t); }));
  rows.push_back(row("maximum nan", {kNaN, 1}, {1, kNaN}, [](T a, T b) { return maximum(a, b); }));
  rows.push_back(row("argmax tie (idx)", {1, 3, 3}, [](T t) { return t * 0 + argmax(t); }));
}

void add_norms(std::vector<SubgradientRow>& rows) {
  for (const auto& [text, p] : std::vector<std::pair<std::string, double>>{{"0", 0},
                                                                           {"0.5", .5},
                                                                           {"1", 1},
                                                                           {"1.5", 1.5},
                                                                           {"2", 2},
                                                                           {"3", 3},
                                                                           {"inf", kInf},
                                                                           {"-inf", -kInf}}) {
    const auto f = [p = p](const variable_list& in) { return norm(in[0], p); };
    rows.push_back({"norm p=" + text + " zeros", {{0, 0}}, f});
    rows.push_back({"norm p=" + text + " mixed", {{0, 3, -4}}, f});
    rows.push_back({"vector_norm p=" + text + " mixed",
                    {{0, 3, -4}},
                    [p = p](const variable_list& in) { return linalg::vector_norm(in[0], p); }});
  }
  rows.push_back(row("norm inf ties", {3, -3, 1}, [](T t) { return norm(t, kInf); }));
  rows.push_back(row("norm inf ties zeros", {0, 0}, [](T t) { return norm(t, kInf); }));
  rows.push_back(row("dist zero", {1, 1}, {1, 1}, [](T a, T b) { return dist(a, b); }));
  rows.push_back(row("cdist zero p2", {1, 1}, {1, 1}, [](T a, T b) {
    return cdist(a.view({1, 2}), b.view({1, 2})).view({});
  }));
  rows.push_back(
      row("cosine_sim zero", {0, 0}, {1, 2}, [](T a, T b) { return cosine_similarity(a, b, 0); }));
  rows.push_back(row("pairwise_distance same", {1, 1}, {1, 1}, [](T a, T b) {
    return pairwise_distance(a.view({1, 2}), b.view({1, 2})).view({});
  }));
  rows.push_back(row("std equal", {1, 1, 1}, [](T t) { return std(t); }));
  rows.push_back(row("var equal", {1, 1, 1}, [](T t) { return var(t); }));
  rows.push_back(row("std pop single", {1}, [](T t) { return std(t, false); }));
}

void add_pow(std::vector<SubgradientRow>& rows) {
  const auto add = [&](const char* name, double base, double exponent) {
    rows.push_back(row(name, {base}, {exponent}, [](T b, T e) { return pow(b, e); }));
  };
  add("pow(0,0) tensor", 0, 0);
  add("pow(0,2) t", 0, 2);
  add("pow(0,.5) t", 0, .5);
  add("pow(0,-1) t", 0, -1);
  add("pow(-2,2) t", -2, 2);
  add("pow(-2,.5) t", -2, .5);
  add("pow(1,inf)", 1, kInf);
  for (const auto& [text, e] : std::vector<std::pair<std::string, Scalar>>{{"0", 0},
                                                                           {"1", 1},
                                                                           {"2", 2},
                                                                           {"3", 3},
                                                                           {"0.5", .5},
                                                                           {"-1", -1},
                                                                           {"0.0", 0.0},
                                                                           {"1.0", 1.0},
                                                                           {"-0.5", -.5}}) {
    rows.push_back({"pow(x," + text + ") scalar",
                    {{0, 2, -2, kInf}},
                    [e = e](const variable_list& in) { return pow(in[0], e); }});
  }
  rows.push_back(row("pow(scalar 0, t)", {0, 1, -1, 2}, [](T t) { return pow(0.0, t); }));
  rows.push_back(row("pow(scalar 2, t)", {0, 1, -1}, [](T t) { return pow(2.0, t); }));
  rows.push_back(row("pow(scalar 1,t)", {0, kInf}, [](T t) { return pow(1.0, t); }));
  rows.push_back(row("atan2(0,0)", {0}, {0}, [](T a, T b) { return atan2(a, b); }));
  rows.push_back(row("fmod", {5, -5, 5}, {3, 3, -3}, [](T a, T b) { return fmod(a, b); }));
  rows.push_back(
      row("remainder", {5, -5, 5}, {3, 3, -3}, [](T a, T b) { return remainder(a, b); }));
  rows.push_back(row("hypot(0,0)", {0}, {0}, [](T a, T b) { return hypot(a, b); }));
  rows.push_back(row("xlogy", {0, 0, 1, 0}, {0, 1, 0, kNaN}, [](T a, T b) { return xlogy(a, b); }));
  rows.push_back(
      row("special.xlog1py", {0, 1}, {-1, -1}, [](T a, T b) { return special_xlog1py(a, b); }));
  rows.push_back(row("special.entr", {0, 1, -1, .5}, [](T t) { return special_entr(t); }));
  rows.push_back(row("logaddexp -inf", {-kInf, -kInf, 0}, {-kInf, 0, 0},
                     [](T a, T b) { return logaddexp(a, b); }));
  rows.push_back(row("copysign", {0, 1, -1}, {1, -1, 0}, [](T a, T b) { return copysign(a, b); }));
  rows.push_back(row("heaviside", {-1, 0, 1}, [](T t) {
    const Tensor y = heaviside(t, doubles({.5, .5, .5}));
    return autograd::grad({sum(y)}, {t})[0];
  }));
  rows.push_back(row("div 0/0", {0, 1}, {0, 0}, [](T a, T b) { return div(a, b); }));
  rows.push_back(row("div floor", {5}, {2}, [](T a, T b) { return div(a, b, "floor"); }));
  rows.push_back(row("lerp", {1}, {3}, {.5}, [](T a, T b, T w) { return lerp(a, b, w); }));
}

void add_reductions(std::vector<SubgradientRow>& rows) {
  const auto log_sum = [](T t) { return logsumexp(t, 0); };
  rows.push_back(row("logsumexp -inf all", {-kInf, -kInf}, log_sum));
  rows.push_back(row("logsumexp some -inf", {-kInf, 0}, log_sum));
  rows.push_back(row("logsumexp inf", {kInf, 0}, log_sum));
  rows.push_back(row("logsumexp inf inf", {kInf, kInf}, log_sum));
  rows.push_back(row("logsumexp empty", {}, log_sum));
  rows.push_back(row("softmax -inf all", {-kInf, -kInf}, [](T t) { return softmax(t, 0); }));
  rows.push_back(row("softmax some -inf", {-kInf, 0, 1}, [](T t) {
    return softmax(t, 0) * doubles({1, 2, 3});
  }));
  rows.push_back(row("softmax inf", {kInf, 0}, [](T t) { return softmax(t, 0); }));
  rows.push_back(row("log_softmax -inf", {-kInf, 0, 1}, [](T t) {
    return log_softmax(t, 0) * doubles({0, 1, 2});
  }));
  const auto all = [](T t) { return prod(t); };
  rows.push_back(row("prod no zero", {2, 3, 4}, all));
  rows.push_back(row("prod one zero", {2, 0, 4}, all));
  rows.push_back(row("prod two zeros", {0, 0, 4}, all));
  rows.push_back(row("prod empty", {}, all));
  rows.push_back(row("prod dim one zero", {2, 0, 4}, [](T t) { return prod(t, 0); }));
  rows.push_back(row("nansum", {1, kNaN, 2}, [](T t) { return nansum(t); }));
  rows.push_back(row("nanmean", {1, kNaN, 2}, [](T t) { return nanmean(t); }));
  rows.push_back(row("sum empty", {}, [](T t) { return sum(t); }));
  rows.push_back(row("mean empty", {}, [](T t) { return mean(t); }));
  rows.push_back(row("max empty", {}, [](T t) { return max(t); }));
  rows.push_back(row("where nan branch (x/0)", {0, 1},
                     [](T t) { return where(t > 0, t / t, zeros_like(t)); }));
  rows.push_back(
      row("where sqrt neg", {-1, 0, 1}, [](T t) { return where(t > 0, sqrt(t), zeros_like(t)); }));
  rows.push_back(
      row("where log 0", {0, 1}, [](T t) { return where(t > 0, log(t), zeros_like(t)); }));
  rows.push_back(row("masked_fill", {1, 2}, [](T t) {
    return exp(masked_fill(t, mask({1, 0}), -kInf));
  }));
  rows.push_back(row("F.normalize zero", {0, 0}, [](T t) {
    return nn::functional::normalize(t, nn::functional::NormalizeFuncOptions().dim(0));
  }));
  rows.push_back(row("masked_fill softmax allmask", {1, 2}, [](T t) {
    return softmax(masked_fill(t, mask({1, 1}), -kInf), 0);
  }));
  rows.push_back(row("nan*0 mask", {0, 1}, [](T t) { return log(t) * doubles({0, 1}); }));
}

void add_losses(std::vector<SubgradientRow>& rows) {
  rows.push_back(
      row("l1 at 0", {1, 2}, {1, 3}, [](T a, T b) { return nn::functional::l1_loss(a, b); }));
  rows.push_back(row("smooth_l1 at beta", {0, 1, 2}, {0, 0, 0},
                     [](T a, T b) { return smooth_l1_loss(a, b, Reduction::Sum); }));
  rows.push_back(row("smooth_l1 beta0", {0, 1}, {0, 0},
                     [](T a, T b) { return smooth_l1_loss(a, b, Reduction::Sum, 0); }));
  rows.push_back(row("huber at delta", {0, 1, 2}, {0, 0, 0},
                     [](T a, T b) { return huber_loss(a, b, Reduction::Sum); }));
  rows.push_back(
      row("kl_div t=0", {-1, -2}, {0, .5}, [](T a, T b) { return kl_div(a, b, Reduction::Sum); }));
  rows.push_back(row("hinge at margin", {.5, 1, .5}, [](T a) {
    return hinge_embedding_loss(a, doubles({1, -1, -1}), 1, Reduction::Sum);
  }));
  rows.push_back(row("margin_ranking at 0", {1, 2}, {1, 1}, [](T a, T b) {
    return margin_ranking_loss(a, b, doubles({1, 1}), 0, Reduction::Sum);
  }));
  rows.push_back(row("mse", {1, 2}, {1, 3}, [](T a, T b) { return mse_loss(a, b); }));
  rows.push_back(row("bce 0/1", {0, 1, 1, 0}, [](T a) {
    return binary_cross_entropy(a, doubles({0, 1, 0, 1}), {}, Reduction::Sum);
  }));
  rows.push_back(row("bce logits", {0, 100, -100}, [](T a) {
    return binary_cross_entropy_with_logits(a, doubles({0, 1, 0}), {}, {}, Reduction::Sum);
  }));
  rows.push_back(row("bce_logits at 0 both", {0}, {.5}, [](T a, T b) {
    return binary_cross_entropy_with_logits(a, b, {}, {}, Reduction::Sum);
  }));
  rows.push_back(row("ce ignore", {1, 2, 3, 4}, [](T a) {
    return cross_entropy_loss(a.view({2, 2}), indices({0, -100}));
  }));
  rows.push_back(row("ce all ignore", {1, 2}, [](T a) {
    return cross_entropy_loss(a.view({1, 2}), indices({-100}));
  }));
  rows.push_back(row("ce all ignore sum", {1, 2}, [](T a) {
    return cross_entropy_loss(a.view({1, 2}), indices({-100}), {}, Reduction::Sum);
  }));
  rows.push_back(row("ce weight", {1, 2, 3, 4}, [](T a) {
    return cross_entropy_loss(a.view({2, 2}), indices({0, 1}), doubles({1, 3}));
  }));
  rows.push_back(row("ce label smoothing", {1, 2, 3}, [](T a) {
    return cross_entropy_loss(a.view({1, 3}), indices({0}), {}, Reduction::Mean, -100, .1);
  }));
  rows.push_back(row("ce out of range", {1, 2}, [](T a) {
    return cross_entropy_loss(a.view({1, 2}), indices({2}));
  }));
}

void add_indexing(std::vector<SubgradientRow>& rows) {
  const Values values = {1, 2, 3};
  rows.push_back(row("index dup", values, [](T t) { return index(t, {indices({0, 0, 1})}); }));
  rows.push_back(row("index_select dup", values, [](T t) {
    return index_select(t, 0, indices({0, 0, 1}));
  }));
  rows.push_back(row("gather dup", values, [](T t) { return gather(t, 0, indices({0, 0, 1})); }));
  rows.push_back(row("scatter dup src", values, [](T s) {
    return scatter(zeros({3}, kDouble), 0, indices({0, 0, 1}), s) * doubles({1, 2, 3});
  }));
  rows.push_back(row("index_put dup noacc", values, [](T s) {
    return index_put(zeros({3}, kDouble), {indices({0, 0, 1})}, s);
  }));
  rows.push_back(row("index_copy", values, [](T s) {
    return index_copy(zeros({3}, kDouble), 0, indices({0, 0, 1}), s);
  }));
  rows.push_back(row("embedding padding_idx", values, [](T w) {
    return embedding(w.view({3, 1}), indices({0, 1, 1, 2}), 1);
  }));
  rows.push_back(row("embedding neg padding", values, [](T w) {
    return embedding(w.view({3, 1}), indices({0, 1, 1, 2}), 3 - 1);  // -1, as F.embedding wraps it
  }));
  rows.push_back(row("embedding scale_grad_by_freq", values, [](T w) {
    return embedding(w.view({3, 1}), indices({0, 1, 1, 2}), -1, true);
  }));
  rows.push_back(row("embedding oob", values, [](T w) {
    return embedding(w.view({3, 1}), indices({5}));
  }));
  rows.push_back(row("scatter_reduce amax tie", {2, 2, 3}, [](T s) {
    return scatter_reduce(zeros({2}, kDouble), 0, indices({0, 0, 1}), s, "amax", false);
  }));
  rows.push_back(row("scatter_reduce prod zero", {0, 2, 3}, [](T s) {
    return scatter_reduce(ones({2}, kDouble), 0, indices({0, 0, 1}), s, "prod");
  }));
  rows.push_back(row("one_hot oob", {1}, [](T w) { return sum(w) * one_hot(indices({3}), 2); }));
  rows.push_back(row("diag", {1, 2}, [](T t) { return diag(t); }));
  rows.push_back(row("repeat_interleave", values, [](T t) {
    return repeat_interleave(t, indices({2, 0, 1}));
  }));
  rows.push_back(row("expand", {1, 2}, [](T t) { return expand(t, {3, 2}); }));
  rows.push_back(row("as_strided overlap", values, [](T t) {
    return as_strided(t, {2, 2}, {1, 1});
  }));
  rows.push_back(row("dropout p=1", {1, 2}, [](T t) { return dropout(t, 1.0, true); }));
  rows.push_back(row("dropout p=0", {1, 2}, [](T t) { return dropout(t, 0.0, true); }));
  rows.push_back(row("dropout eval", {1, 2}, [](T t) { return dropout(t, .5, false); }));
}

void add_linalg_and_modules(std::vector<SubgradientRow>& rows) {
  rows.push_back(row("dropout p=2", {1, 2}, [](T t) { return dropout(t, 2.0, true); }));
  rows.push_back(row("layer_norm const", {1, 1, 1}, [](T t) { return layer_norm(t, {3}); }));
  rows.push_back(row("batch_norm 1 val", {1}, [](T t) {
    return nn::functional::batch_norm(t.view({1, 1}), {}, {},
                                      nn::functional::BatchNormFuncOptions().training(true));
  }));
  rows.push_back(row("inverse singular", {1, 2, 2, 4}, [](T t) {
    return inverse(t.view({2, 2}));
  }));
}

}  // namespace

std::vector<SubgradientRow> subgradient_rows() {
  std::vector<SubgradientRow> rows;
  add_unary(rows);
  add_activations(rows);
  add_extremes(rows);
  add_selections(rows);
  add_norms(rows);
  add_pow(rows);
  add_reductions(rows);
  add_losses(rows);
  add_indexing(rows);
  add_linalg_and_modules(rows);
  return rows;
}

}  // namespace gradlab::op_table
