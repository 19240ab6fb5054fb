#include <cmath>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part3/ex_3_01.h"

namespace ex_3_01 {
namespace {

using lab::Tensors;
using lab::Value;

struct Layer {
  Tensor x, W, b;
};
struct Sizes {
  int64_t in, out;
  uint64_t seed = 0;
};

Tensor random(IntArrayRef sizes, uint64_t seed, ScalarType dtype) {
  return (rand(sizes, Generator(seed), kFloat64) * 4 - 2).to(dtype);
}
Layer layer(const std::vector<int64_t>& sizes, int64_t out, uint64_t seed,
            ScalarType dtype = kFloat64) {
  return {random(sizes, seed, dtype), random({out, sizes.back()}, seed + 100, dtype),
          random({out}, seed + 200, dtype)};
}
std::string layer_text(const Layer& l) {
  return str("x ", l.x.sizes(), ", W ", l.W.sizes(), ", b ", l.b.sizes());
}
std::string sizes_text(const Sizes& s) { return str("in = ", s.in, ", out = ", s.out); }

void check_linear(lab::Check& c, const Written& student) {
  const auto got = [&](const Layer& l) { return student.linear(l.x, l.W, l.b); };
  const auto expected = [](const Layer& l) { return nn::functional::linear(l.x, l.W, l.b); };
  const auto out = [](const Layer& l) { return l.W.size(0); };
  const auto samples = [](const Layer& l) { return l.x.size(0); };
  c.about(
       "linear", "output",
       std::vector<Layer>{layer({4, 3}, 2, 1), layer({2, 5}, 3, 2, kFloat32), layer({6, 2}, 4, 3),
                          layer({3, 4}, 4, 4, kFloat32), layer({5, 2}, 3, 5)})
      .input_text(layer_text)
      .got(got)
      .expected(expected)
      .mistake("no-transpose", [](const Layer& l) { return l.x.matmul(l.W) + l.b; },
               {{"shape", [](const Layer& l) { return l.W.sizes().vec(); }}})
      .mistake("reshaped",
               [](const Layer& l) {
                 return l.x.matmul(l.W.reshape({l.W.size(1), l.W.size(0)})) + l.b;
               })
      .mistake("no-bias", [](const Layer& l) { return l.x.matmul(l.W.t()); })
      .mistake("bias-shape", [](const Layer& l) { return l.x.matmul(l.W.t()) + l.b.unsqueeze(1); },
               {{"out", out}, {"samples", samples}})
      .mistake("bias-shape", [](const Layer& l) { return (l.W.matmul(l.x.t()) + l.b).t(); },
               {{"out", out}, {"samples", samples}})
      .check();
  c.about("linear", "axes",
          std::vector<Layer>{layer({5, 4, 3}, 2, 1), layer({3}, 2, 2), layer({2, 1, 5, 2}, 3, 3),
                             layer({2, 3, 4}, 4, 4)})
      .input_text(layer_text)
      .got(got)
      .expected(expected)
      .mistake("matrices-only", [](const Layer&) { return lab::raises(); },
               {{"axes", [](const Layer& l) { return l.x.dim(); }}})
      .check();
  c.gradients("linear", "gradients")
      .shapes({{4, 3}, {2, 3}, {2}})
      .forward([&](const Tensors& in) { return student.linear(in[0], in[1], in[2]); })
      .theory([](const lab::GradPoint& p) {
        return Tensors{p.v.matmul(p.in[1]), p.v.t().matmul(p.in[0]), p.v.sum(0)};
      })
      .mistake("untracked",
               [](const lab::GradPoint&) { return lab::raises<Error>("does not require grad"); })
      .check();
  using Widths = std::pair<int64_t, int64_t>;  // of x and of W
  c.about("linear", "width", std::vector<Widths>{{5, 3}, {1, 2}, {2, 3}, {1, 5}, {4, 2}, {1, 3}})
      .input_text(
          [](const Widths& w) { return str("x [4, ", w.first, "], W [2, ", w.second, "]"); })
      .got([&](const Widths& w) {
        return student.linear(ones({4, w.first}), ones({2, w.second}), ones({2}));
      })
      .expected([](const Widths&) { return lab::raises(); })
      .mistake("broadcast",
               [](const Widths& w) {
                 return (ones({4, 1, w.first}) * ones({2, w.second})).sum(-1) + ones({2});
               },
               {{"width", [](const Widths& w) { return w.first; }},
                {"in", [](const Widths& w) { return w.second; }}})
      .check();
  const Layer l = layer({4, 3}, 2, 1);
  c.runs("linear", "inputs", [&] { student.linear(l.x, l.W, l.b); });
  for (const Tensor& t : {l.x, l.W, l.b}) c.require("linear", "inputs", t._version() == 0);
}

void check_initial_values(lab::Check& c, const Written& student) {
  const std::vector<Sizes> sizes = {{3, 2, 0}, {5, 4, 1}, {2, 7, 2}, {16, 3, 3}, {1, 4, 4}};
  const auto drawn = [](const Sizes& s, double low, double high) {
    manual_seed(s.seed);
    const Tensor weight = empty({s.out, s.in}).uniform_(low, high);
    return Tensors{weight, empty({s.out}).uniform_(low, high)};
  };
  const auto normal = [](const Sizes& s, double scale) {
    manual_seed(s.seed);
    const Tensor weight = randn({s.out, s.in}) * scale;
    return Tensors{weight, randn({s.out}) * scale};
  };
  const auto bound = [](const Sizes& s) { return 1 / std::sqrt(s.in); };
  const auto of_out = [](const Sizes& s) { return 1 / std::sqrt(s.out); };
  c.about("initial_values", "initial", sizes)
      .input_text(sizes_text)
      .got([&](const Sizes& s) {
        manual_seed(s.seed);
        const WeightAndBias values = student.initial_values(s.in, s.out);
        return Tensors{values.weight, values.bias};
      })
      .expected([](const Sizes& s) {
        manual_seed(s.seed);
        const nn::Linear layer(s.in, s.out);
        return Tensors{layer->weight, layer->bias};
      })
      .mistake("fan-out", [=](const Sizes& s) { return drawn(s, -of_out(s), of_out(s)); },
               {{"yours", of_out},
                {"bound", bound},
                {"in", [](const Sizes& s) { return s.in; }},
                {"out", [](const Sizes& s) { return s.out; }}})
      .mistake("one-sided", [=](const Sizes& s) { return drawn(s, 0, bound(s)); },
               {{"range", [=](const Sizes& s) { return str("[0, ", bound(s), ")"); }}})
      .mistake("one-sided", [=](const Sizes& s) { return drawn(s, -bound(s), 0); },
               {{"range", [=](const Sizes& s) { return str("[", -bound(s), ", 0)"); }}})
      .mistake("no-bound", [=](const Sizes& s) { return drawn(s, -1, 1); }, {{"bound", bound}})
      .mistake("normal", [=](const Sizes& s) { return normal(s, bound(s)); }, {{"bound", bound}})
      .mistake("normal", [=](const Sizes& s) { return normal(s, 1); }, {{"bound", bound}})
      .mistake("bias-first",
               [=](const Sizes& s) {
                 manual_seed(s.seed);
                 const Tensor bias = empty({s.out}).uniform_(-bound(s), bound(s));
                 return Tensors{empty({s.out, s.in}).uniform_(-bound(s), bound(s)), bias};
               })
      .mistake("weight-shape",
               [=](const Sizes& s) {
                 const Tensors right = drawn(s, -bound(s), bound(s));
                 return Tensors{right[0].reshape({s.in, s.out}), right[1]};
               },
               {{"expected-shape",
                 [](const Sizes& s) {
                   return std::vector<int64_t>{s.out, s.in};
                 }}})
      .mistake("zero-bias",
               [=](const Sizes& s) {
                 return Tensors{drawn(s, -bound(s), bound(s))[0], zeros({s.out})};
               })
      .check();
  for (const Sizes& s : c.inputs(sizes)) {
    WeightAndBias values;
    c.runs("initial_values", "leaf", [&] { values = student.initial_values(s.in, s.out); });
    for (const auto& [name, t] : {std::pair("weight", values.weight), {"bias", values.bias}}) {
      c.refuse("not-a-leaf", "initial_values", "leaf", !t.is_leaf(), {{"name", name}});
      c.refuse("frozen", "initial_values", "leaf", !t.requires_grad(), {{"name", name}});
    }
  }
}

void check(lab::Check& c, const Written& student) {
  check_linear(c, student);
  c.about("parameter_count", "count",
          std::vector<Sizes>{{3, 2}, {10, 4}, {5, 7}, {128, 10}, {1, 1}})
      .input_text(sizes_text)
      .got([&](const Sizes& s) { return student.parameter_count(s.in, s.out); })
      .expected([](const Sizes& s) {
        int64_t count = 0;
        for (const Tensor& p : nn::Linear(s.in, s.out)->parameters()) count += p.numel();
        return count;
      })
      .mistake("bias-not-counted", [](const Sizes& s) { return s.in * s.out; },
               {{"out", [](const Sizes& s) { return s.out; }}})
      .mistake("bias-per-input", [](const Sizes& s) { return s.in * s.out + s.in; },
               {{"in", [](const Sizes& s) { return s.in; }},
                {"out", [](const Sizes& s) { return s.out; }}})
      .check();
  check_initial_values(c, student);

  struct Projection {
    Tensor x;
    int64_t out;
    uint64_t seed;
  };
  const auto of_layer = [](const Projection& p, int64_t in, int64_t out) {
    manual_seed(p.seed);
    return nn::Linear(in, out)(p.x).detach();
  };
  const auto width = [](const Projection& p) { return p.x.size(1); };
  c.about("project", "project",
          std::vector<Projection>{{random({4, 3}, 1, kFloat32), 2, 0},
                                  {random({2, 5}, 2, kFloat32), 3, 1},
                                  {random({7, 4}, 3, kFloat32), 6, 2},
                                  {random({1, 2}, 4, kFloat32), 1, 3}})
      .input_text([](const Projection& p) { return str("x ", p.x.sizes(), ", out = ", p.out); })
      .got([&](const Projection& p) {
        manual_seed(p.seed);
        return student.project(p.x, p.out);
      })
      .expected([=](const Projection& p) { return of_layer(p, p.x.size(1), p.out); })
      .mistake("batch-as-features",
               [=](const Projection& p) { return of_layer(p, p.x.size(0), p.out); },
               {{"samples", [](const Projection& p) { return p.x.size(0); }}, {"width", width}})
      .mistake("swapped", [=](const Projection& p) { return of_layer(p, p.out, p.x.size(1)); },
               {{"width", width}, {"out", [](const Projection& p) { return p.out; }}})
      .check();
  c.answer("count", 8);
  c.answer("shape", nn::Linear(3, 2)->weight.sizes());
}

void show(lab::Log& log, const Written& student) {
  const WeightAndBias values = student.initial_values(3, 2);
  log("linear.weight", values.weight);
  log("linear.bias", values.bias);
  const Tensor x = arange(12).reshape({4, 3}).to(kFloat32);
  const Tensor y = student.linear(x, values.weight, values.bias);
  log.shape("y.shape", y.sizes());
  log("y", y.detach());
  log("parameters", student.parameter_count(3, 2));
  log.raises("linear(torch.ones(4, 5))", [&] {
    student.linear(ones({4, 5}), values.weight, values.bias);
  });
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_3_01
