#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part4/ex_4_06.h"

namespace ex_4_06 {
namespace {

struct Point {
  int64_t layers;
  std::vector<int64_t> shape;  // of x: large against a parameter, which is one number
  uint64_t seed;
};
const std::vector<Point>& segments() {
  static const std::vector<Point> all = {
      {5, {40, 30}, 1}, {3, {1200}, 2}, {8, {10, 120}, 3}, {12, {4, 15, 20}, 4}, {1, {30, 40}, 5}};
  return all;
}
const std::vector<Point>& chains() {
  static const std::vector<Point> all = {{64, {40, 30}, 6}, {16, {1200}, 7},   {50, {10, 120}, 8},
                                         {30, {4, 300}, 9}, {10, {30, 40}, 1}, {1, {40, 30}, 2}};
  return all;
}
std::string text(const Point& p) { return str(p.layers, " layers, x ", IntArrayRef(p.shape)); }

// Layers tanh(x * w) that count how often they run.
struct Net {
  Tensor x, v;
  std::vector<Tensor> weights;
  std::shared_ptr<std::vector<int64_t>> runs;
  Layers layers;

  int64_t most_runs() const { return *std::max_element(runs->begin(), runs->end()); }
};
Net net(const Point& p, ScalarType dtype = kFloat64) {
  const Generator generator = Generator(p.seed);
  Net n;
  n.x = (rand(p.shape, generator, kFloat64) * 2 - 1).to(dtype).requires_grad_();
  n.v = (rand(p.shape, generator, kFloat64) + 1.5).to(dtype);
  n.runs = std::make_shared<std::vector<int64_t>>(p.layers);
  for (int64_t i = 0; i < p.layers; ++i) {
    const Tensor w = (rand({}, generator, kFloat64) * 0.4 + 0.9).to(dtype).requires_grad_();
    n.weights.push_back(w);
    n.layers.push_back([w, i, runs = n.runs](const Tensor& x) {
      ++(*runs)[static_cast<size_t>(i)];
      return (x * w).tanh();
    });
  }
  return n;
}
Tensor plain(const Net& n) {
  Tensor y = n.x;
  for (const Layer& layer : n.layers) y = layer(y);
  return y;
}

// In values of the size of x. What is kept beside of these (parameters, the state of a generator)
// is small against one, and half a value is none.
int64_t in_values(const Point& p, int64_t bytes) {
  int64_t size = 8;
  for (const int64_t s : p.shape) size *= s;
  return (bytes + size / 4) / size;
}

lab::Tensors grads_of(const Net& n) {
  lab::Tensors grads = {n.x.grad()};
  for (const Tensor& w : n.weights) grads.push_back(w.grad());
  return grads;
}
// By a run without segments; `ones`: with a gradient of 1 coming in.
lab::Tensors right_grads(const Point& p, bool ones = false) {
  const Net n = net(p);
  plain(n).backward(ones ? ones_like(n.v) : n.v);
  return grads_of(n);
}

using Run = std::function<Tensor(const Layers&, const Tensor&)>;

// Whether `y` was made by nodes of the library that are not the plain ones.
bool is_librarys(const Tensor& y, int64_t nodes, int64_t segments) {
  const NodePtr node = y.grad_fn();
  if (!node) return false;
  const bool own = dynamic_cast<const autograd::FunctionNode*>(node.get()) != nullptr;
  return nodes > segments + 3 || (!own && node->name() == "CheckpointFunctionBackward");
}

// The nodes from which `y` is made, but for the leaves.
size_t nodes_of(const Tensor& y) {
  std::set<const Node*> met;
  std::vector<const Node*> next = {y.grad_fn().get()};
  while (!next.empty()) {
    const Node* node = next.back();
    next.pop_back();
    if (node == nullptr || node->name().find("AccumulateGrad") != std::string::npos) continue;
    if (!met.insert(node).second) continue;
    for (const Edge& edge : node->next_edges()) next.push_back(edge.function.get());
  }
  return met.size();
}

// What is alive after the forward pass of a chain in so many segments.
void check_kept(lab::Check& c, const std::string& function, const Run& run, const Point& p,
                int64_t segments) {
  const Net n = net(p);
  const lab::Alive alive;
  Tensor y;
  c.runs(function, "kept", [&] { y = run(n.layers, n.x); });
  const int64_t values = in_values(p, alive.storage_bytes());
  const lab::Arguments arguments = {{"input", text(p)},
                                    {"got", values},
                                    {"expected", segments},
                                    {"layers", p.layers},
                                    {"nodes", alive.nodes()}};
  const bool each_layer = values == p.layers && p.layers > 1 && alive.nodes() <= p.layers + 3;
  c.refuse("every-layer", function, "kept", values > segments && each_layer && segments > 1,
           arguments);
  c.refuse("kept", function, "kept", values > segments, arguments);
  c.refuse("one-segment", function, "kept", values < segments, arguments);
  c.refuse("library", function, "kept", is_librarys(y, alive.nodes(), segments), arguments);
  c.require(function, "tracked", y.requires_grad() && n.most_runs() == 1);
  c.require(function, "nodes", nodes_of(y) == static_cast<size_t>(segments),
            {{"input", text(p)}, {"got", nodes_of(y)}, {"expected", segments}});
}

// What the backward pass needs: time, and memory at its worst moment.
void check_backward(lab::Check& c, const std::string& function, const Run& run, const Point& p,
                    int64_t values, int64_t plain_bytes) {
  const Net n = net(p);
  const lab::Alive alive;
  Tensor y;
  // Of what enters, the graph has the only handle.
  c.runs(function, "backward", [&] {
    y = run(n.layers, n.x.clone());
    y.backward(n.v);
  });
  c.refuse("too-many", function, "runs", n.most_runs() > 2,
           {{"input", text(p)}, {"got", n.most_runs()}, {"expected", 2}});
  const int64_t peak_bytes = alive.peak_saved_bytes();
  const lab::Arguments arguments = {{"input", text(p)},
                                    {"got", in_values(p, peak_bytes)},
                                    {"expected", values},
                                    {"layers", p.layers}};
  c.refuse("peak", function, "peak", in_values(p, peak_bytes) > values, arguments);
  // In all storages: a few more for the gradients on their way and the products x * w.
  c.refuse("peak", function, "peak", in_values(p, alive.peak_storage_bytes()) > values + 7,
           arguments);
  if (p.layers == 64) {
    c.require(function, "quarter", 4 * peak_bytes <= plain_bytes,
              {{"input", text(p)}, {"got", peak_bytes}, {"expected", plain_bytes / 4}});
  }
  c.refuse("not-released", function, "after", in_values(p, alive.storage_bytes()) > 2,
           {{"input", text(p)}, {"got", in_values(p, alive.storage_bytes())}, {"expected", 2}});
  const lab::Value again = lab::value_or_error([&] {
    y.backward(n.v);
    return lab::Value(0);
  });
  c.require(function, "freed", lab::same(again, lab::raises<GraphFreedError>()), {{"got", again}});
}

void check_gradients(lab::Check& c, const std::string& function, const Run& run,
                     const std::vector<Point>& points) {
  c.about(function, "values", points)
      .got([&](const Point& p) {
        const Net n = net(p);
        return run(n.layers, n.x).detach();
      })
      .expected([](const Point& p) { return plain(net(p)).detach(); })
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points)) {
    const Net n = net(p);
    const lab::Value end = lab::value_or_error([&] {
      run(n.layers, n.x).backward(n.v);
      return lab::Value(0);
    });
    c.refuse("not-recorded", function, "backward",
             end.kind() == lab::Value::Kind::kError &&
                 end.text().find("does not require grad") != std::string::npos,
             {{"input", text(p)}, {"got", end}});
  }
  c.about(function, "x-grad", points)
      .got([&](const Point& p) {
        const Net n = net(p);
        run(n.layers, n.x).backward(n.v);
        return n.x.grad();
      })
      .expected([](const Point& p) { return right_grads(p)[0]; })
      // Halves of digits are the next question's.
      .tolerance(1e-3, 1e-5)
      .mistake("no-upstream", [](const Point& p) { return right_grads(p, true)[0]; })
      .mistake("x-lost", [](const Point&) { return Tensor(); })
      .mistake("not-detached", [](const Point& p) { return right_grads(p)[0] * 2; })
      .input_text(text)
      .check();
  for (const Point& p : c.inputs(points)) {
    const Net n = net(p);
    run(n.layers, n.x).backward(n.v);
    const auto without = std::count_if(n.weights.begin(), n.weights.end(),
                                       [](const Tensor& w) { return !w.grad().defined(); });
    c.refuse("parameters", function, "w-grad", without > 0,
             {{"input", text(p)}, {"got", without}, {"expected", 0}, {"layers", p.layers}});
    const lab::Tensors got = grads_of(n), right = right_grads(p);
    const bool identical = lab::same(got, right, {0, 0});
    const bool close = lab::same(got, right, {1e-3, 1e-5});
    Tensor apart = zeros({}, kFloat64);
    for (size_t i = 0; close && i < got.size(); ++i) {
      apart = maximum(apart, (got[i] - right[i]).abs().max());
    }
    c.refuse("rounded", function, "bits", close && !identical,
             {{"input", text(p)}, {"got", apart}, {"expected", 0}});
    c.require(function, "bits", identical, {{"input", text(p)}});
    // Twice through one graph.
    const Net twice = net(p);
    const Tensor y = run(twice.layers, twice.x);
    y.backward(twice.v, /*retain_graph=*/true);
    y.backward(twice.v);
    c.require(function, "twice", lab::same(twice.x.grad(), right[0] * 2));
    const Net single = net(p, kFloat32), single_plain = net(p, kFloat32);
    run(single.layers, single.x).backward(single.v);
    plain(single_plain).backward(single_plain.v);
    c.require(function, "float32", lab::same(grads_of(single), grads_of(single_plain), {0, 0}));
    NoGradGuard no_grad;
    const Net untracked = net(p);
    c.require(function, "untracked", !run(untracked.layers, untracked.x).requires_grad());
  }
}

int64_t right_peak(int64_t layers, int64_t length) {
  int64_t worst = 0;
  for (int64_t first = 0; first < layers; first += length) {
    worst = std::max(worst, first / length + 1 + std::min(length, layers - first));
  }
  return worst;
}
int64_t right_length(int64_t layers) {
  int64_t length = 1;
  while (length * length < layers) ++length;
  return length;
}
int64_t parts(int64_t layers, int64_t length) { return (layers + length - 1) / length; }

void check_numbers(lab::Check& c, const Written& student) {
  struct Cut {
    int64_t layers, length;
  };
  c.about("peak", "peak-by-hand",
          std::vector<Cut>{{9, 4},
                           {21, 4},
                           {17, 8},
                           {31, 5},
                           {64, 8},
                           {64, 64},
                           {64, 1},
                           {10, 9},
                           {100, 12},
                           {1, 1},
                           {7, 2},
                           {50, 8},
                           {3, 5}})
      .got([&](const Cut& cut) { return student.peak(cut.layers, cut.length); })
      .expected([](const Cut& cut) { return right_peak(cut.layers, cut.length); })
      .mistake("inputs-forgotten", [](const Cut& cut) { return cut.length; },
               {{"segments", [](const Cut& cut) { return parts(cut.layers, cut.length); }}})
      .mistake("last-segment",
               [](const Cut& cut) { return parts(cut.layers, cut.length) + cut.length; },
               {{"segments", [](const Cut& cut) { return parts(cut.layers, cut.length); }},
                {"last",
                 [](const Cut& cut) {
                   return cut.layers - (parts(cut.layers, cut.length) - 1) * cut.length;
                 }}})
      .mistake("inputs-only", [](const Cut& cut) { return parts(cut.layers, cut.length); })
      .input_text(
          [](const Cut& cut) { return str(cut.layers, " layers in segments of ", cut.length); })
      .check();
  c.about("segment_length", "length", std::vector<int64_t>{50, 10, 30, 12, 64, 1, 2, 100, 17, 65})
      .got([&](int64_t layers) { return student.segment_length(layers); })
      .expected(right_length)
      .mistake("one-length", [](int64_t layers) { return layers; },
               {{"peak", [](int64_t layers) { return right_peak(layers, layers); }},
                {"better", [](int64_t n) { return right_peak(n, right_length(n)); }}})
      .mistake("one-length", [](int64_t) { return 1; },
               {{"peak", [](int64_t layers) { return right_peak(layers, 1); }},
                {"better", [](int64_t n) { return right_peak(n, right_length(n)); }}})
      .mistake("rounded-down",
               [](int64_t layers) {
                 return static_cast<int64_t>(std::sqrt(static_cast<double>(layers)));
               })
      .check();
}

void check(lab::Check& c, const Written& student) {
  const Run segment = [&](const Layers& l, const Tensor& x) { return student.segment(l, x); };
  const Run chain = [&](const Layers& l, const Tensor& x) { return student.chain(l, x); };
  for (const Point& p : c.inputs(segments())) check_kept(c, "segment", segment, p, 1);
  check_gradients(c, "segment", segment, segments());
  for (const Point& p : c.inputs(segments())) {
    check_backward(c, "segment", segment, p, p.layers + 1, 0);
  }
  check_numbers(c, student);
  for (const Point& p : c.inputs(chains())) {
    check_kept(c, "chain", chain, p, parts(p.layers, right_length(p.layers)));
  }
  check_gradients(c, "chain", chain, chains());
  for (const Point& p : c.inputs(chains())) {
    const lab::Alive alive;
    {
      const Net n = net(p);
      plain(n).backward(n.v);
    }
    const int64_t plain_bytes = alive.peak_saved_bytes();
    check_backward(c, "chain", chain, p, right_peak(p.layers, right_length(p.layers)), plain_bytes);
  }
  c.gradients("chain", "x-grad")
      .shapes({{4, 3}})
      .range(-1, 1)
      .forward([&](const lab::Tensors& in) {
        const Layer layer = [](const Tensor& x) { return (x * 1.25).tanh(); };
        return student.chain(Layers(5, layer), in[0]);
      })
      .theory([](const lab::GradPoint& at) -> lab::Value {
        Tensor x = at.in[0], slope = at.v;
        for (int i = 0; i < 5; ++i) {
          x = (x * 1.25).tanh();
          slope = slope * (1 - x * x) * 1.25;
        }
        return slope;
      })
      .check();
  c.answer("plain", 100 + 1);
  c.answer("checkpointed", student.peak(100, 10));
}

void show(lab::Log& log, const Written& student) {
  const Tensor x = (arange(4, kFloat64) * 0.5 - 0.5).requires_grad_();
  std::vector<Tensor> weights;
  Layers layers;
  for (int i = 0; i < 7; ++i) {
    const Tensor w = tensor(0.8 + 0.1 * i, TensorOptions(kFloat64).requires_grad(true));
    weights.push_back(w);
    layers.push_back([w](const Tensor& t) { return (t * w).tanh(); });
  }
  const Tensor y = student.chain(layers, x);
  y.backward(tensor({1.0, 2.0, 3.0, 4.0}, kFloat64));
  log("y", y.detach());
  log("x.grad", x.grad());
  log("w[0].grad", weights[0].grad());
  log("w[6].grad", weights[6].grad());
  log("length for 64 layers", student.segment_length(64));
  log("values at the worst moment", student.peak(64, 8));
  log("without segments", student.peak(64, 64));
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_4_06
