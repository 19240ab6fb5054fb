#include "gradlab/autograd/graph/node.h"

#include <algorithm>
#include <unordered_map>

#include "gradlab/autograd/graph/anomaly.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/error_places.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/threads.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// Nodes whose last reference went while another one was being destroyed.
constinit thread_local Node* doomed = nullptr;
constinit thread_local bool destroying = false;

}  // namespace

static_assert(sizeof(Node) <= 136);

Node::Node(const char* name, uint64_t sequence_nr)
    : sequence_nr_(sequence_nr),
      name_and_thread_(reinterpret_cast<uintptr_t>(name) | internal::thread_bits()) {
  count(Counter::kNodes, 1);
  if (__builtin_expect(autograd::AnomalyMode::is_enabled(), 0)) {
    if (Node* parent = autograd::running_node()) metadata()->assign_parent(NodePtr(parent));
  }
}

Node::~Node() {
  delete hooks_;
  count(Counter::kNodes, -1);
}

uint64_t Node::next_sequence_nr() { return internal::next_sequence_nr++; }

// See Note [Several passes at once].
void Node::execute(Backward& backward, bool release) {
  if (!saves()) {
    release = release && is_of_user();
    if (release) will_release_variables();
    run(backward);
    if (release) release_variables();
    return;
  }
  struct Use {
    explicit Use(Node* n) : node(n), gone((add_to(n->uses_, 1) & (kFreed | kGone)) != 0) {}
    ~Use() { node->leave(release); }
    Node* node;
    const bool gone;
    bool release = false;
  } use(this);
  if (__builtin_expect(use.gone, 0)) throw_graph_freed(this);
  run(backward);
  use.release = release;
}

void Node::set_freed() {
  if ((set_bits(uses_, kFreed) & kFreed) != 0) return;
  freed_at_.store(Location::current(), std::memory_order_relaxed);
}

void Node::leave(bool release) {
  // The usual case: no other pass is here.
  if (release && replace_if(uses_, 1, kFreed | kGone)) {
    freed_at_.store(Location::current(), std::memory_order_relaxed);
    return free_saved();
  }
  if (release) set_freed();
  if (add_to(uses_, -1u) != (kFreed | 1)) return;
  // A pass that came too late may have been the last one too: only one of them frees.
  if ((set_bits(uses_, kGone) & kGone) == 0) free_saved();
}

void Node::set_inputs(ArrayRef<const Array*> outputs) {
  num_inputs_ = static_cast<uint32_t>(outputs.size());
  if (outputs.empty()) return;
  if (outputs[0] != nullptr) first_input_ = GradientShape(*outputs[0]);
  if (outputs.size() == 1) return;
  more_inputs_ = std::make_unique<GradientShape[]>(outputs.size() - 1);
  for (size_t i = 1; i < outputs.size(); ++i) {
    if (outputs[i] != nullptr) more_inputs_[i - 1] = GradientShape(*outputs[i]);
  }
}

void throw_graph_freed(const Node* node) {
  throw GraphFreedError(
      "Trying to backward through the graph a second time (or directly access saved tensors after "
      "they have already been freed). Saved intermediate values of the graph are freed when you "
      "call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward "
      "through the graph a second time or if you need to access saved tensors after calling "
      "backward.",
      node ? autograd::places_of_free(*node) : std::string());
}

NodeHooks& Node::mutable_hooks() {
  if (hooks_ == nullptr) hooks_ = new NodeHooks;
  return *hooks_;
}

autograd::AnomalyMetadata* Node::metadata() {
  auto& metadata = mutable_hooks().anomaly;
  if (!metadata) metadata = std::make_unique<autograd::AnomalyMetadata>(created_at_);
  return metadata.get();
}

const Node* Node::parent() const {
  return hooks_ != nullptr && hooks_->anomaly ? hooks_->anomaly->parent() : nullptr;
}

uint64_t Node::topological_nr() const {
  std::unordered_map<const Node*, uint64_t> known;
  struct Frame {
    const Node* node;
    uint32_t next_edge = 0;
    uint64_t number = 0;
  };
  std::vector<Frame> stack{{this}};
  while (true) {
    Frame& top = stack.back();
    const Node* below = nullptr;
    while (top.next_edge < top.node->num_edges()) {
      const Node* next = top.node->edge(top.next_edge).function.get();
      if (next != nullptr) {
        const auto found = known.find(next);
        if (found == known.end()) {
          below = next;
          break;
        }
        top.number = std::max(top.number, found->second + 1);
      }
      ++top.next_edge;
    }
    if (below != nullptr) {
      stack.push_back({below});
      continue;
    }
    const Frame done = top;
    stack.pop_back();
    if (stack.empty()) return done.number;
    known.emplace(done.node, done.number);
  }
}

// See Note [Freeing is iterative]. A node on the list is linked through its NodeTask.
void Node::destroy(Node* node) {
  if (destroying) {
    node->task_.next_doomed = doomed;
    doomed = node;
    return;
  }
  destroying = true;
  while (node != nullptr) {
    node->dispose();
    node = doomed;
    if (node != nullptr) doomed = node->task_.next_doomed;
  }
  destroying = false;
}

}  // namespace gradlab
