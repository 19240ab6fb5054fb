#include "gradlab/autograd/graph/engine.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/anomaly.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/threads.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/location.h"

namespace gradlab {
namespace {

// Places for the gradients of one node; in line for the arities of nearly all operations.
template <class T>
class Places {
 public:
  explicit Places(size_t n) {
    if (n > kInline) more_ = std::make_unique<T[]>(n);
  }
  T* data() { return more_ ? more_.get() : inline_.data(); }
  T& operator[](size_t i) { return data()[i]; }

 private:
  static constexpr size_t kInline = 4;
  std::array<T, kInline> inline_ = {};
  std::unique_ptr<T[]> more_;
};

// Whether nobody else can see the tensor, so that it may be added to in place.
bool is_private(const Tensor& t) {
  return t.use_count() == 1 && t.array().storage()->use_count() == 1 &&
         t.array().is_non_overlapping_and_dense() && !t.requires_grad();
}

constinit thread_local Engine* current_engine = nullptr;

// Takes the gradients out of a task: what several inputs received, or what the only one did.
std::unique_ptr<Tensor[]> take_places(NodeTask& t) {
  if (!t.has_places) return nullptr;
  t.has_places = false;
  return std::unique_ptr<Tensor[]>(static_cast<Tensor*>(std::exchange(t.gradients, nullptr)));
}
Tensor take_only(NodeTask& t) {
  return Tensor(
      Ref<TensorImpl>::adopt(static_cast<TensorImpl*>(std::exchange(t.gradients, nullptr))));
}

// Of a pass that ended before the node ran.
void drop_gradients(NodeTask& t) {
  if (__builtin_expect(t.gradients == nullptr, 1)) return;
  if (t.has_places) {
    take_places(t);
  } else {
    take_only(t);
  }
}

Tensor sum_of(Tensor a, const Tensor& b) {
  if (!GradMode::is_enabled() && is_private(a) && a.sizes() == b.sizes()) {
    kernels::add(a.array(), b.array(), 1, &a.array());
    return a;
  }
  return add(a, b);
}

}  // namespace

Engine::Lists& Engine::spare_lists() {
  static thread_local Lists lists;
  return lists;
}

// A pass within another finds empty lists, and so makes its own.
Engine::Engine(Options options) : options_(options), lists_(std::move(spare_lists())) {}

Engine::~Engine() {
  for (Node* node : lists_.claimed) {
    drop_gradients(node->task_);
    node->owner_.store(nullptr, std::memory_order_release);
  }
  for (auto& [node, t] : elsewhere_) drop_gradients(t);
  // After a pass over millions of nodes the memory goes back.
  constexpr size_t kKeep = 1 << 16;
  if (lists_.claimed.capacity() > kKeep) return;
  lists_.claimed.clear();
  lists_.stack.clear();
  lists_.ready.clear();
  spare_lists() = std::move(lists_);
}

bool Engine::claim(Node* node) {
  const Engine* nobody = nullptr;
  if (!single_threaded()) {
    return node->owner_.compare_exchange_strong(nobody, this, std::memory_order_acquire);
  }
  if (node->owner_.load(std::memory_order_relaxed) != nobody) return false;
  node->owner_.store(this, std::memory_order_relaxed);
  return true;
}

NodeTask& Engine::task(Node* node, bool* first_visit) {
  if (node->owner_.load(std::memory_order_relaxed) == this) return node->task_;
  if (!elsewhere_.empty()) {
    if (auto it = elsewhere_.find(node); it != elsewhere_.end()) return it->second;
  }
  if (first_visit != nullptr) *first_visit = true;
  if (claim(node)) {
    lists_.claimed.push_back(node);
    node->task_ = NodeTask{};
    return node->task_;
  }
  return elsewhere_[node];
}

void Engine::count_dependencies(ArrayRef<Edge> roots) {
  std::vector<Node*>& stack = lists_.stack;
  auto visit = [&](const Edge& edge) {
    if (!edge.function) return;
    bool first_visit = false;
    ++task(edge.function.get(), &first_visit).dependencies;
    if (first_visit) stack.push_back(edge.function.get());
  };
  for (const Edge& root : roots) visit(root);
  while (!stack.empty()) {
    Node* node = stack.back();
    stack.pop_back();
    for (uint32_t i = 0; i < node->num_edges(); ++i) visit(node->edge(i));
  }
}

void Engine::count_dependencies_towards(ArrayRef<Edge> roots, ArrayRef<Edge> inputs) {
  trimmed_ = true;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i].function) continue;
    bool first_visit = false;
    NodeTask& t = task(inputs[i].function.get(), &first_visit);
    if (first_visit) t.executes = false;
    if (options_.accumulate) {
      t.executes = true;
    } else {
      t.captures = true;
      captures_.push_back({inputs[i].function.get(), inputs[i].input_nr, i});
    }
  }
  // Depth first; a node is finished after all its inputs, and executes if one of them is wanted.
  // The requested nodes are known beforehand, so being known is not being visited.
  std::unordered_map<Node*, bool> visited;
  struct Frame {
    Node* node;
    uint32_t next_edge;
  };
  std::vector<Frame> stack;
  std::vector<Node*> finished;
  auto enter = [&](Node* node) {
    if (node == nullptr || !visited.emplace(node, true).second) return;
    bool first_visit = false;
    NodeTask& t = task(node, &first_visit);
    if (first_visit) t.executes = false;
    stack.push_back({node, 0});
  };
  for (const Edge& root : roots) {
    enter(root.function.get());
    while (!stack.empty()) {
      Node* node = stack.back().node;
      if (stack.back().next_edge < node->num_edges()) {
        enter(node->edge(stack.back().next_edge++).function.get());
        continue;
      }
      stack.pop_back();
      finished.push_back(node);
      NodeTask& t = task(node);
      for (uint32_t i = 0; i < node->num_edges() && !t.executes; ++i) {
        Node* next = node->edge(i).function.get();
        if (next == nullptr) continue;
        const NodeTask& n = task(next);
        t.executes = n.executes || n.captures;
      }
    }
  }
  for (const Edge& root : roots) ++task(root.function.get()).dependencies;
  for (Node* node : finished) {
    if (!task(node).executes) continue;
    for (uint32_t i = 0; i < node->num_edges(); ++i) {
      if (Node* next = node->edge(i).function.get()) ++task(next).dependencies;
    }
  }
}

void Engine::add_gradient(const Edge& edge, NodeTask& t, Tensor gradient) {
  if (!gradient.defined()) return;
  const uint32_t n = edge.function->num_inputs();
  if (n > 1) {
    if (!t.has_places) {
      t.gradients = new Tensor[n];
      t.has_places = true;
    }
    Tensor& place = static_cast<Tensor*>(t.gradients)[edge.input_nr];
    place = place.defined() ? sum_of(std::move(place), gradient) : std::move(gradient);
  } else if (t.gradients == nullptr) {
    t.gradients = std::move(gradient).leak();
  } else {
    t.gradients = sum_of(take_only(t), gradient).leak();
  }
}

void Engine::finish_edge(const Edge& edge) {
  NodeTask& t = task(edge.function.get());
  if (--t.dependencies > 0) return;
  lists_.ready.push_back({edge.function->sequence_nr(), edge.function.get()});
  std::push_heap(lists_.ready.begin(), lists_.ready.end());
}

Tensor Engine::validate(Tensor gradient, const Edge& edge, const Node* from, uint32_t index) const {
  const GradientShape& expected = edge.function->input_shape(edge.input_nr);
  if (__builtin_expect(expected.matches(gradient.array()), 1)) return gradient;
  if (!(gradient.sizes() == expected.sizes())) {
    GRADLAB_CHECK(is_expandable_to(expected.sizes(), gradient.sizes()), from ? "Function " : "",
                  from ? from->name() : "",
                  from ? " returned an invalid gradient" : "invalid gradient", " at index ", index,
                  " - got ", gradient.sizes(), " but expected shape compatible with ",
                  expected.sizes());
    gradient = sum_to(gradient, expected.sizes());
  }
  if (gradient.dtype() != expected.dtype()) gradient = gradient.to(expected.dtype());
  return gradient;
}

bool Engine::needs(Node* next) {
  if (next == nullptr) return false;
  if (!trimmed_) return true;
  const NodeTask& t = task(next);
  return t.executes || t.captures;
}

void Engine::run_node(Node* node, NodeTask& t) {
  const uint32_t inputs = node->num_inputs();
  std::unique_ptr<Tensor[]> many = take_places(t);
  Tensor only = take_only(t);
  if (inputs > 1 && !many) many = std::make_unique<Tensor[]>(inputs);
  Tensor* incoming = inputs > 1 ? many.get() : &only;

  // See Note [Order of hooks].
  const NodeHooks* hooks = node->hooks();
  if (hooks != nullptr) hooks->run_tensor_hooks(incoming);
  if (t.captures) {
    for (const Capture& c : captures_) {
      if (c.node == node) results_[c.result] = incoming[c.input_nr];
    }
  }
  if (!t.executes) return;
  if (hooks != nullptr) hooks->run_pre_hooks(incoming, inputs);

  const uint32_t edges = node->num_edges();
  Places<Tensor> outgoing(edges);
  Places<bool> needed(edges);
  for (uint32_t i = 0; i < edges; ++i) needed[i] = needs(node->edge(i).function.get());
  Backward backward(*node, incoming, outgoing.data(), needed.data());
  const bool release = !options_.keep_graph;
  hooks = node->hooks();  // the node's first hook may have been registered by another one meanwhile
  const bool post_hooks = hooks != nullptr && hooks->has_post_hooks();
  std::vector<Tensor> received;
  if (post_hooks) received.assign(incoming, incoming + inputs);
  if (__builtin_expect(autograd::AnomalyMode::is_enabled(), 0)) {
    autograd::run_checked(*node, backward, release, outgoing.data());
  } else {
    node->execute(backward, release);
  }
  if (post_hooks) {
    validate_all(*node, outgoing.data(), needed.data());
    hooks->run_post_hooks(outgoing.data(), edges, received);
  }
  only.reset();
  many.reset();
  for (uint32_t i = 0; i < edges; ++i) {
    const Edge& edge = node->edge(i);
    if (!edge.function) continue;
    if (needed[i] && outgoing[i].defined()) {
      add_gradient(edge, task(edge.function.get()),
                   validate(std::move(outgoing[i]), edge, node, i));
    }
    finish_edge(edge);
  }
}

void Engine::validate_all(const Node& node, Tensor* outgoing, const bool* needed) const {
  for (uint32_t i = 0; i < node.num_edges(); ++i) {
    if (needed[i] && outgoing[i].defined()) {
      outgoing[i] = validate(std::move(outgoing[i]), node.edge(i), &node, i);
    }
  }
}

void Engine::drive(ArrayRef<Edge> roots, ArrayRef<Tensor> gradients, ArrayRef<Edge> inputs) {
  struct Current {
    explicit Current(Engine* engine) : before(std::exchange(current_engine, engine)) {}
    ~Current() { current_engine = before; }
    Engine* before;
  } current(this);
  AutoGradMode mode(options_.create_graph);
  if (inputs.empty()) {
    count_dependencies(roots);
  } else {
    count_dependencies_towards(roots, inputs);
  }
  for (size_t i = 0; i < roots.size(); ++i) {
    NodeTask& t = task(roots[i].function.get());
    add_gradient(roots[i], t, validate(gradients[i], roots[i], nullptr, static_cast<uint32_t>(i)));
  }
  for (const Edge& root : roots) finish_edge(root);
  while (!lists_.ready.empty()) {
    std::pop_heap(lists_.ready.begin(), lists_.ready.end());
    Node* node = lists_.ready.back().node;
    lists_.ready.pop_back();
    run_node(node, task(node));
  }
  NoLocationScope users_code;
  for (size_t i = 0; i < callbacks_.size(); ++i) std::function<void()>(std::move(callbacks_[i]))();
}

std::vector<Tensor> Engine::run(ArrayRef<Edge> roots, ArrayRef<Tensor> gradients,
                                ArrayRef<Edge> inputs) {
  results_.resize(options_.accumulate ? 0 : inputs.size());
  plain_ = inputs.empty() && (current_engine == nullptr || current_engine->plain_);
  // See Note [Deep recursion].
  if (__builtin_expect(current_engine != nullptr, 0) && stack_is_half_used()) {
    run_on_new_stack([&] { drive(roots, gradients, inputs); });
  } else {
    drive(roots, gradients, inputs);
  }
  return std::move(results_);
}

Engine* Engine::current() { return current_engine; }

int64_t Engine::id() {
  static std::atomic<int64_t> last{0};
  if (id_ == 0) id_ = ++last;
  return id_;
}

bool Engine::will_visit(Node* node) const {
  const NodeTask* t = nullptr;
  if (node->owner_.load(std::memory_order_relaxed) == this) {
    t = &node->task_;
  } else if (auto it = elsewhere_.find(node); it != elsewhere_.end()) {
    t = &it->second;
  }
  return t != nullptr && (t->executes || t->captures);
}

}  // namespace gradlab
