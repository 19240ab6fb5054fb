#include <pthread.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part4/ex_4_02.h"

namespace ex_4_02 {
namespace {

using lab::Value;

// A graph with all its nodes, inputs before their users. Small enough to be destroyed by itself.
struct Graph {
  NodePtr add(double value, std::vector<Input> inputs) {
    nodes.push_back(std::make_shared<Node>(value, std::move(inputs), counts.get()));
    return nodes.back();
  }
  const NodePtr& root() const { return nodes.back(); }
  // The nodes below the root, the root included.
  std::set<Node*> below() const {
    std::set<Node*> met;
    const std::function<void(Node*)> visit = [&](Node* node) {
      if (!met.insert(node).second) return;
      for (const Input& input : node->inputs()) visit(input.node.get());
    };
    visit(root().get());
    return met;
  }
  size_t place(const Node* node) const {
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].get() == node) return i;
    }
    return nodes.size();
  }

  // Goes after the nodes, which count themselves out.
  std::shared_ptr<Counts> counts = std::make_shared<Counts>();
  std::vector<NodePtr> nodes;
};

// x, then y = y + y again and again.
Graph doublings(int64_t n) {
  Graph g;
  NodePtr y = g.add(1, {});
  for (int64_t i = 0; i < n; ++i) y = g.add(2 * y->value, {{y, 1}, {y, 1}});
  return g;
}

// Random graphs: nodes with up to three inputs from among the last ones, so that paths of different
// lengths meet. Some nodes are not below the root. All have this gradient.
struct Random {
  unsigned seed;
  size_t nodes;
};
Graph random_graph(const Random& r, double grad = 0) {
  std::mt19937 random(r.seed);
  const auto below = [&](size_t n) { return random() % n; };
  Graph g;
  for (size_t i = 0; i < r.nodes; ++i) {
    std::vector<Input> inputs;
    const size_t count = i < 2 ? 0 : i + 1 == r.nodes ? 3 : 1 + below(3);
    for (size_t k = 0; k < count; ++k) {
      const size_t from = i - 1 - below(std::min<size_t>(i, 4));
      inputs.push_back({g.nodes[from], (static_cast<double>(below(9)) - 4) / 2});
    }
    g.add(static_cast<double>(i), std::move(inputs))->grad = grad;
  }
  return g;
}
std::string text_of(const Random& r) { return str("graph ", r.seed, ", ", r.nodes, " nodes"); }

std::vector<Random> random_graphs() {
  std::vector<Random> graphs;
  for (unsigned seed = 1; seed <= 8; ++seed) graphs.push_back({seed, 6 + 2 * seed});
  return graphs;
}

// --- order ---

// What `nodes` is as an order of the graph.
struct Judged {
  bool complete = true;  // every node below the root once, and no other
  bool users_first = true, users_last = true;
  size_t place = 0, user = 0;  // of the first node that stands before a user of it
};
Judged judge(const Graph& g, const std::vector<Node*>& nodes) {
  Judged judged;
  const std::set<Node*> below = g.below();
  std::map<Node*, size_t> place;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const bool once = place.emplace(nodes[i], i).second;
    judged.complete = judged.complete && once && below.count(nodes[i]) == 1;
  }
  judged.complete = judged.complete && nodes.size() == below.size();
  if (!judged.complete) return judged;
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (const Input& input : nodes[i]->inputs()) {
      const size_t at = place[input.node.get()];
      if (at > i) judged.users_last = false;
      if (at < i && judged.users_first) {
        judged.users_first = false;
        judged.place = at;
        judged.user = i;
      }
    }
  }
  return judged;
}

void check_order(lab::Check& c, const Written& student) {
  for (const int64_t n : c.inputs(std::vector<int64_t>{12, 13, 14, 15})) {
    const Graph g = doublings(n);
    std::vector<Node*> nodes;
    c.runs("order", "doublings", [&] { nodes = student.order(g.root()); });
    const int64_t visits = std::max<int64_t>(g.counts->visits, static_cast<int64_t>(nodes.size()));
    c.refuse("exponential", "order", "doublings", visits > 50 * (n + 1),
             {{"visits", visits}, {"doublings", n}, {"nodes", n + 1}});
    c.refuse("reversed", "order", "order", judge(g, nodes).complete && !judge(g, nodes).users_first,
             {{"input", n}});
    c.require("order", "order", judge(g, nodes).complete,
              {{"got", nodes.size()}, {"expected", n + 1}, {"input", n}});
  }
  for (const Random& r : c.inputs(random_graphs())) {
    const Graph g = random_graph(r);
    const std::vector<Node*> nodes = student.order(g.root());
    const Judged judged = judge(g, nodes);
    c.require("order", "order", judged.complete,
              {{"got", nodes.size()}, {"expected", g.below().size()}, {"input", text_of(r)}});
    c.refuse("reversed", "order", "order", !judged.users_first && judged.users_last,
             {{"input", text_of(r)}});
    c.refuse("not-topological", "order", "order", !judged.users_first,
             {{"place", judged.place}, {"user", judged.user}, {"input", text_of(r)}});
  }
  const Graph single = doublings(0);
  const std::vector<Node*> alone = {single.root().get()};
  c.require("order", "order", student.order(single.root()) == alone);
}

// --- backward ---

Tensor gradients(const Graph& g) {
  std::vector<double> all;
  for (const NodePtr& node : g.nodes) all.push_back(node->grad);
  return tensor(all, kFloat64);
}
// Adds the shares of all users to every node below the root, from the root down.
void add_gradients(const Graph& g) {
  const std::set<Node*> below = g.below();
  g.root()->grad = 1;
  for (size_t i = g.nodes.size(); i-- > 0;) {
    if (below.count(g.nodes[i].get()) == 0) continue;
    for (const Input& input : g.nodes[i]->inputs()) {
      input.node->grad += g.nodes[i]->grad * input.slope;
    }
  }
}
void right_backward(const Graph& g) {
  for (Node* node : g.below()) node->grad = 0;
  add_gradients(g);
}
void through_a_queue(const Graph& g) {
  g.root()->grad = 1;
  std::set<Node*> met = {g.root().get()};
  std::deque<Node*> queue = {g.root().get()};
  for (; !queue.empty(); queue.pop_front()) {
    for (const Input& input : queue.front()->inputs()) {
      input.node->grad += queue.front()->grad * input.slope;
      if (met.insert(input.node.get()).second) queue.push_back(input.node.get());
    }
  }
}
void check_backward(lab::Check& c, const Written& student) {
  for (const int64_t n : c.inputs(std::vector<int64_t>{12, 13, 14, 15})) {
    const Graph g = doublings(n);
    c.runs("backward", "doublings", [&] { student.backward(g.root()); });
    c.refuse("exponential", "backward", "doublings", g.counts->visits > 100 * (n + 1),
             {{"visits", g.counts->visits}, {"doublings", n}, {"nodes", n + 1}});
  }
  c.about("backward", "power", std::vector<int64_t>{60, 1, 2, 10, 30, 0})
      .got([&](int64_t n) {
        const Graph g = doublings(n);
        student.backward(g.root());
        return g.nodes[0]->grad;
      })
      .expected([](int64_t n) { return std::pow(2, static_cast<double>(n)); })
      // One use of two in every doubling: there are no other orders, so no other answers.
      .mistake("assign", [](int64_t) { return 1; })
      .check();
  const auto run = [](const Random& r, const std::function<void(const Graph&)>& sweep, int times,
                      double grad = 0) {
    const Graph g = random_graph(r, grad);
    for (int i = 0; i < times; ++i) sweep(g);
    return gradients(g);
  };
  const auto students = [&](const Graph& g) { student.backward(g.root()); };
  // The leaves first: two numbers are easier to read than all.
  const auto leaves = [](const Tensor& all) { return all.slice(0, 0, 2); };
  c.about("backward", "leaves", random_graphs())
      .input_text(text_of)
      .got([&](const Random& r) { return leaves(run(r, students, 1)); })
      .expected([&](const Random& r) { return leaves(run(r, right_backward, 1)); })
      .mistake("too-early", [&](const Random& r) { return leaves(run(r, through_a_queue, 1)); })
      .check();
  c.about("backward", "again", random_graphs())
      .input_text(text_of)
      .got([&](const Random& r) { return leaves(run(r, students, 2)); })
      .expected([&](const Random& r) { return leaves(run(r, right_backward, 2)); })
      .mistake("not-reset", [&](const Random& r) { return leaves(run(r, add_gradients, 2)); })
      .check();
  // What is not below the root keeps its gradient, whatever it is.
  c.about("backward", "grads", random_graphs())
      .input_text(text_of)
      .got([&](const Random& r) { return run(r, students, 1, 7); })
      .expected([&](const Random& r) { return run(r, right_backward, 1, 7); })
      .check();
}

// --- release ---

void check_release(lab::Check& c, const Written& student) {
  // Everything dies, whatever is shared within the graph.
  for (const Random& r : c.inputs(random_graphs())) {
    const std::shared_ptr<Counts> counts = [&] {
      Graph g = random_graph(r);
      NodePtr root = g.root();
      g.nodes.clear();
      student.release(std::move(root));
      return g.counts;
    }();
    c.require("release", "alive", counts->alive == 0, {{"got", counts->alive}, {"expected", 0}});
  }
  // Somebody else holds every third node: it, and what is below it, stays as it was.
  for (const Random& r : c.inputs(random_graphs())) {
    Graph g = random_graph(r);
    const std::shared_ptr<Counts> counts = g.counts;
    std::vector<NodePtr> held;
    std::set<Node*> staying;
    for (size_t i = r.seed % 3; i + 1 < g.nodes.size(); i += 3) {
      held.push_back(g.nodes[i]);
      Graph part;
      part.nodes = {g.nodes[i]};
      const std::set<Node*> below = part.below();
      staying.insert(below.begin(), below.end());
    }
    std::map<Node*, std::vector<Node*>> inputs;
    int64_t expected = 0;
    for (Node* node : staying) {
      for (const Input& input : node->inputs()) {
        inputs[node].push_back(input.node.get());
        ++expected;
      }
    }
    NodePtr root = g.root();
    g.nodes.clear();
    student.release(std::move(root));
    int64_t left = 0;
    // Only through pointers that are held: the others may be gone.
    std::set<Node*> met;
    const std::function<void(Node*)> visit = [&](Node* node) {
      if (!met.insert(node).second) return;
      size_t k = 0;
      for (const Input& input : node->inputs()) {
        if (input.node == nullptr || k >= inputs[node].size()) continue;
        left += input.node.get() == inputs[node][k++];
        visit(input.node.get());
      }
    };
    for (const NodePtr& node : held) visit(node.get());
    c.refuse("cut-shared", "release", "held", left < expected,
             {{"got", left}, {"expected", expected}, {"input", text_of(r)}});
    c.require("release", "held", counts->alive == static_cast<int64_t>(staying.size()),
              {{"got", counts->alive}, {"expected", staying.size()}, {"input", text_of(r)}});
  }
  // The root itself is held.
  for (const Random& r : c.inputs(random_graphs())) {
    const Graph g = random_graph(r);
    const size_t before = g.root()->inputs().size();
    student.release(g.root());
    c.refuse("cut-shared", "release", "held", g.root()->inputs().size() < before,
             {{"got", g.root()->inputs().size()}, {"expected", before}, {"input", text_of(r)}});
  }
}

// --- Long chains ---

// In a process of its own, with a call stack of 128 KB: a recursion of 10 000 calls needs three
// times as much, also when it is optimised. What the function throws is none of this question.
lab::Ending with_small_stack(const std::function<void()>& f) {
  return lab::in_child([&] {
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 << 10);
    const auto call = [](void* argument) -> void* {
      try {
        (*static_cast<const std::function<void()>*>(argument))();
      } catch (...) {
      }
      return nullptr;
    };
    if (pthread_create(&thread, &attributes, call, const_cast<std::function<void()>*>(&f)) != 0) {
      throw lab::BrokenExercise("no thread can be made");
    }
    pthread_join(thread, nullptr);
  });
}
// A chain in which each node uses the next one twice: its first pointer never is the last.
NodePtr chain(int64_t nodes, Counts* counts) {
  NodePtr y = std::make_shared<Node>(1, std::vector<Input>{}, counts);
  for (int64_t i = 1; i < nodes; ++i) {
    y = std::make_shared<Node>(1, std::vector<Input>{{y, 0.5}, {y, 0.5}}, counts);
  }
  return y;
}

void check_deep(lab::Check& c, const Written& student) {
  for (const int64_t n : c.inputs(std::vector<int64_t>{12000, 10000, 11000, 14000})) {
    // A chain that is never destroyed: that is another question. It goes with the process.
    const auto kept = [n] { return new NodePtr(chain(n, new Counts)); };
    const std::function<void()> orders = [&] { student.order(*kept()); };
    const std::function<void()> sweeps = [&] { student.backward(*kept()); };
    const std::function<void()> releases = [&] { student.release(chain(n, new Counts)); };
    // All in one process first: processes take time.
    const lab::Ending all = with_small_stack([&] {
      orders();
      sweeps();
      releases();
    });
    if (all.returned) continue;
    const lab::Ending order = with_small_stack(orders);
    c.require("order", "deep", !order.timed_out, {{"input", n}});
    c.refuse("recursive-order", "order", "deep", !order.returned,
             {{"where", "order"}, {"nodes", n}, {"input", n}});
    const lab::Ending sweep = with_small_stack(sweeps);
    c.require("backward", "deep", !sweep.timed_out, {{"input", n}});
    c.refuse("recursive-order", "backward", "deep", !sweep.returned,
             {{"where", "backward"}, {"nodes", n}, {"input", n}});
    const lab::Ending release = with_small_stack(releases);
    c.require("release", "deep", !release.timed_out, {{"input", n}});
    c.refuse("recursive-dtor", "release", "deep", !release.returned, {{"nodes", n}, {"input", n}});
  }
}

void check(lab::Check& c, const Written& student) {
  check_order(c, student);
  check_backward(c, student);
  check_release(c, student);
  check_deep(c, student);
  c.answer("nodes", doublings(60).nodes.size());
  c.answer("paths", std::pow(2, 10));
}

void show(lab::Log& log, const Written& student) {
  const auto values = [](const std::vector<Node*>& nodes) {
    std::vector<double> all;
    for (const Node* node : nodes) all.push_back(node->value);
    return all;
  };
  // a = 3, b = a * a, c = a * b.
  Graph g;
  const NodePtr a = g.add(3, {});
  const NodePtr b = g.add(9, {{a, 3}, {a, 3}});
  const NodePtr c = g.add(27, {{a, 9}, {b, 3}});
  log.list("order", values(student.order(c)));
  student.backward(c);
  log.list("gradients of c, b, a", {c->grad, b->grad, a->grad});
  for (const int64_t n : {10, 30, 60}) {
    const Graph power = doublings(n);
    student.backward(power.root());
    log("gradient after " + std::to_string(n) + " doublings", power.nodes[0]->grad);
  }
  Counts counts;
  NodePtr root = chain(20000, &counts);
  student.backward(root);
  log("nodes of a long chain", counts.alive);
  student.release(std::move(root));
  log("alive after release", counts.alive);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_4_02
