#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_05.h"

namespace ex_3_05 {
namespace {

using lab::Tensors;
using lab::Value;

struct Pair {
  Tensor a, b;  // pred and target, or logits and classes
};

Tensor random(IntArrayRef sizes, uint64_t seed, ScalarType dtype = kFloat64) {
  return (rand(sizes, Generator(seed), kFloat64) * 6 - 3).to(dtype);
}
Pair numbers(IntArrayRef sizes, uint64_t seed, ScalarType dtype = kFloat64) {
  return {random(sizes, seed, dtype), random(sizes, seed + 50, dtype)};
}
std::string mse_text(const Pair& p) {
  return "pred " + Value(p.a).text() + ", target " + Value(p.b).text();
}
std::string shapes_text(const Pair& p) {
  return str("pred ", p.a.sizes(), ", target ", p.b.sizes());
}
std::string classes_text(const Pair& p) {
  return "logits " + Value(p.a).text() + ", target " + Value(p.b).text();
}

void check_mse(lab::Check& c, const Written& student) {
  const auto got = [&](const Pair& p) { return student.mse(p.a, p.b); };
  c.about("mse", "mse",
          std::vector<Pair>{{tensor({1.0, 2.0, 4.0}), tensor({1.0, 0.0, 1.0})},
                            numbers({4, 3}, 1),
                            numbers({2, 3, 4}, 2, kFloat32),
                            numbers({5, 1}, 3),
                            numbers({}, 4)})
      .input_text(mse_text)
      .got(got)
      .expected([](const Pair& p) { return nn::functional::mse_loss(p.a, p.b); })
      .mistake("sum", [](const Pair& p) { return (p.a - p.b).pow(2).sum(); },
               {{"n", [](const Pair& p) { return p.a.numel(); }}})
      .mistake("unreduced", [](const Pair& p) { return (p.a - p.b).pow(2); })
      .mistake("absolute", [](const Pair& p) { return (p.a - p.b).abs().mean(); })
      .mistake("root", [](const Pair& p) { return (p.a - p.b).pow(2).mean().sqrt(); })
      .check();
  c.about("mse", "shapes",
          std::vector<Pair>{{tensor({{1.0}, {2.0}, {3.0}}), tensor({1.0, 2.0, 3.0})},
                            {random({4}, 1), random({4, 1}, 2)},
                            {random({2, 3}, 3), random({3}, 4)},
                            {random({5}, 5), random({1}, 6)},
                            {random({2, 1}, 7), random({1, 2}, 8)}})
      .input_text(shapes_text)
      .got(got)
      .expected([](const Pair&) { return lab::raises(); })
      .mistake("n-by-n", [](const Pair& p) { return (p.a - p.b).pow(2).mean(); },
               {{"pred", [](const Pair& p) { return p.a.sizes().vec(); }},
                {"target", [](const Pair& p) { return p.b.sizes().vec(); }},
                {"pairs", [](const Pair& p) { return (p.a - p.b).numel(); }}})
      .check();
  c.gradients("mse", "mse-gradients")
      .shapes({{4, 3}, {4, 3}})
      .forward([&](const Tensors& in) { return student.mse(in[0], in[1]); })
      .theory([](const lab::GradPoint& p) {
        const Tensor g = 2 * (p.in[0] - p.in[1]) / p.in[0].numel() * p.v;
        return Tensors{g, -g};
      })
      .mistake("untracked",
               [](const lab::GradPoint&) { return lab::raises<Error>("does not require grad"); })
      .check();
  const Pair p = numbers({3, 2}, 1);
  c.runs("mse", "inputs", [&] { student.mse(p.a, p.b); });
  c.require("mse", "inputs", p.a._version() == 0 && p.b._version() == 0);
}

Tensor picked(const Pair& p, const Tensor& t) { return t.gather(1, p.b.unsqueeze(1)); }
Tensor log_sum(const Tensor& x) { return x.exp().sum(1, /*keepdim=*/true).log(); }

void check_cross_entropy(lab::Check& c, const Written& student) {
  const auto got = [&](const Pair& p) { return student.cross_entropy(p.a, p.b); };
  const auto expected = [](const Pair& p) { return nn::functional::cross_entropy(p.a, p.b); };
  c.about("cross_entropy", "cross-entropy",
          std::vector<Pair>{{tensor({{2.0, 1.0, 0.1}}), tensor({0})},
                            {random({4, 3}, 1), tensor({2, 0, 1, 1})},
                            {random({2, 5}, 2, kFloat32), tensor({4, 0})},
                            {random({6, 2}, 3), tensor({0, 1, 1, 0, 1, 1})},
                            {random({3, 4}, 4, kFloat32), tensor({3, 3, 2})}})
      .input_text(classes_text)
      .got(got)
      .expected(expected)
      .mistake("softmax-twice",
               [](const Pair& p) { return nn::functional::cross_entropy(p.a.softmax(1), p.b); })
      .mistake("sum", [](const Pair& p) { return -picked(p, p.a.log_softmax(1)).sum(); },
               {{"n", [](const Pair& p) { return p.a.size(0); }}})
      .mistake("unreduced", [](const Pair& p) { return -picked(p, p.a.log_softmax(1)).squeeze(1); })
      .mistake("unreduced", [](const Pair& p) { return -picked(p, p.a.log_softmax(1)); })
      .mistake("batch-softmax", [](const Pair& p) { return -picked(p, p.a.log_softmax(0)).mean(); })
      .mistake("batch-softmax",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.amax(1, /*keepdim=*/true);
                 return (x.exp().sum(0, /*keepdim=*/true).log() - picked(p, x)).mean();
               })
      .mistake("batch-softmax",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.amax(0, /*keepdim=*/true);
                 return (log_sum(x) - picked(p, x)).mean();
               })
      .mistake("half-shifted",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.amax(1, /*keepdim=*/true);
                 return (log_sum(x) - picked(p, p.a)).mean();
               },
               {{"shift", [](const Pair& p) { return p.a.amax(1).mean(); }}})
      .mistake("half-shifted",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.amax(1, /*keepdim=*/true);
                 return (log_sum(p.a) - picked(p, x)).mean();
               },
               {{"shift", [](const Pair& p) { return p.a.amax(1).mean(); }}})
      .mistake("keepdim",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.amax(1);
                 return (log_sum(x) - picked(p, x)).mean();
               })
      .mistake("no-minus", [](const Pair& p) { return picked(p, p.a.log_softmax(1)).mean(); })
      .mistake("all-elements",
               [](const Pair& p) { return -picked(p, p.a.log_softmax(1)).mean() / p.a.size(1); },
               {{"classes", [](const Pair& p) { return p.a.size(1); }}})
      .check();
  const std::vector<Pair> large = {
      {tensor({{1000.0, 0.0}}), tensor({0})},
      {tensor({{1000.0, 0.0}}, kFloat64), tensor({1})},
      {tensor({{-1000.0, -1001.0}}), tensor({0})},
      {tensor({{0.0, 2000.0, 1000.0}}, kFloat64), tensor({0})},
      {tensor({{800.0, -800.0}, {3.0, 1.0}}), tensor({1, 0})},
      {tensor({{-900.0, 0.0, 900.0}, {900.0, 1.0, -2.0}, {0.0, 1.0, 2.0}}), tensor({1, 1, 2})}};
  // logsumexp(x) - x[target] is right too, but loses digits where both are large.
  c.about("cross_entropy", "large", large)
      .input_text(classes_text)
      .tolerance(1e-4, 1e-4)
      .got(got)
      .expected(expected)
      .mistake("unstable",
               [](const Pair& p) {
                 return -picked(p, p.a - p.a.exp().sum(1, /*keepdim=*/true).log()).mean();
               })
      .mistake("unstable",
               [](const Pair& p) {
                 return -picked(p, p.a.exp() / p.a.exp().sum(1, /*keepdim=*/true)).log().mean();
               })
      .mistake("unstable", [](const Pair& p) { return -picked(p, p.a.softmax(1)).log().mean(); })
      .mistake("unstable",
               [](const Pair& p) {
                 const Tensor x = p.a - p.a.max();
                 return (log_sum(x) - picked(p, x)).mean();
               })
      .check();
  c.about("cross_entropy", "class",
          std::vector<Pair>{{random({1, 3}, 1), tensor({3})},
                            {random({2, 2}, 2), tensor({0, 2})},
                            {random({3, 4}, 3), tensor({4, 0, 1})},
                            {random({2, 1}, 4), tensor({0, 5})}})
      .input_text(classes_text)
      .got(got)
      .expected([](const Pair&) { return lab::raises(); })
      .check();
  const Tensor target = tensor({0, 2, 1, 2});
  c.gradients("cross_entropy", "gradient")
      .shapes({{4, 3}})
      .forward([&](const Tensors& in) { return student.cross_entropy(in[0], target); })
      .theory([&](const lab::GradPoint& p) {
        return (p.in[0].softmax(1) - one_hot(target, 3)) / 4 * p.v;
      })
      .mistake("untracked",
               [](const lab::GradPoint&) { return lab::raises<Error>("does not require grad"); })
      .check();
  c.about("cross_entropy", "large-gradient", large)
      .input_text(classes_text)
      .tolerance(1e-4, 1e-4)
      .got([&](const Pair& p) {
        const Tensor logits = p.a.detach().clone().requires_grad_();
        student.cross_entropy(logits, p.b).backward();
        return logits.grad();
      })
      .expected([](const Pair& p) {
        const Tensor right = one_hot(p.b, p.a.size(1)).to(p.a.scalar_type());
        return (p.a.softmax(1) - right) / p.a.size(0);
      })
      .check();
  const Pair p = {random({3, 2}, 1), tensor({0, 1, 1})};
  c.runs("cross_entropy", "inputs", [&] { student.cross_entropy(p.a, p.b); });
  c.require("cross_entropy", "inputs", p.a._version() == 0 && p.b._version() == 0);
}

void check(lab::Check& c, const Written& student) {
  check_mse(c, student);
  check_cross_entropy(c, student);
  const Tensor certain = tensor({{1000.0, 0.0}});
  c.answer("pairs", (zeros({3, 1}) - zeros({3})).numel());
  c.answer("certain", nn::functional::cross_entropy(certain, tensor({0})));
  c.answer("wrong", nn::functional::cross_entropy(certain, tensor({1})));
}

void show(lab::Log& log, const Written& student) {
  log("mse", student.mse(tensor({1.0, 2.0, 4.0}), tensor({1.0, 0.0, 1.0})));
  const Tensor logits = tensor({{2.0, 1.0, 0.1}}).requires_grad_();
  const Tensor loss = student.cross_entropy(logits, tensor({0}));
  log("loss", loss.detach());
  loss.backward();
  log("logits.grad", logits.grad());
  log("softmax - onehot", logits.detach().softmax(1) - one_hot(tensor({0}), 3));
  const Tensor large = tensor({{1000.0, 0.0}});
  log("logits [1000, 0], class 0", student.cross_entropy(large, tensor({0})));
  log("logits [1000, 0], class 1", student.cross_entropy(large, tensor({1})));
  log("softmax twice", student.cross_entropy(logits.detach().softmax(1), tensor({0})));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_05
