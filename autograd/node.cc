#include "gradlab/autograd/node.h"

#include "gradlab/autograd/error_places.h"
#include "gradlab/autograd/hooks.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constinit thread_local uint64_t last_sequence_nr = 0;

// Nodes whose last reference went while another one was being destroyed.
constinit thread_local Node* doomed = nullptr;
constinit thread_local bool destroying = false;

}  // namespace

Node::Node(const char* name, uint64_t sequence_nr) : sequence_nr_(sequence_nr), name_(name) {
  count(Counter::kNodes, 1);
}

Node::~Node() {
  delete hooks_;
  count(Counter::kNodes, -1);
}

uint64_t Node::next_sequence_nr() { return last_sequence_nr++; }

void Node::set_inputs(ArrayRef<const Array*> outputs) {
  num_inputs_ = static_cast<uint32_t>(outputs.size());
  if (outputs.empty()) return;
  first_input_ = GradientShape(*outputs[0]);
  if (outputs.size() == 1) return;
  more_inputs_ = std::make_unique<GradientShape[]>(outputs.size() - 1);
  for (size_t i = 1; i < outputs.size(); ++i) more_inputs_[i - 1] = GradientShape(*outputs[i]);
}

void Node::throw_graph_freed() const {
  throw Error(
      "Trying to backward through the graph a second time (or directly access saved tensors after "
      "they have already been freed). Saved intermediate values of the graph are freed when you "
      "call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward "
      "through the graph a second time or if you need to access saved tensors after calling "
      "backward.",
      autograd::places_of_free(*this));
}

NodeHooks& Node::mutable_hooks() {
  if (hooks_ == nullptr) hooks_ = new NodeHooks;
  return *hooks_;
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
    delete node;
    node = doomed;
    if (node != nullptr) doomed = node->task_.next_doomed;
  }
  destroying = false;
}

}  // namespace gradlab
