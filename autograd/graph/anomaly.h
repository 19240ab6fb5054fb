// Anomaly mode: finds the operation whose backward rule fails or first gives NaN.
//
//   autograd::DetectAnomalyGuard detect_anomaly;
//   loss.backward();  // throws "Function 'SqrtBackward0' returned nan values in its 0th output."
//
// The error goes on with the place where the operation was called and the shapes of its inputs
// (error_places.h); for an operation of a backward pass, with that of the operation whose gradient
// it computes. Every gradient is searched for NaN, so it is for debugging.
#ifndef GRADLAB_AUTOGRAD_GRAPH_ANOMALY_H_
#define GRADLAB_AUTOGRAD_GRAPH_ANOMALY_H_

#include <atomic>
#include <string>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/ref.h"

namespace gradlab::autograd {

// For all threads, as in PyTorch.
class AnomalyMode {
 public:
  static bool is_enabled() { return enabled_.load(std::memory_order_relaxed); }
  // Whether gradients are searched for NaN. (Infinities are no anomaly.)
  static bool should_check_nan() { return check_nan_.load(std::memory_order_relaxed); }
  static void set_enabled(bool enabled, bool check_nan = true) {
    enabled_.store(enabled, std::memory_order_relaxed);
    check_nan_.store(check_nan, std::memory_order_relaxed);
  }

 private:
  static inline constinit std::atomic<bool> enabled_{false}, check_nan_{true};
};

// On in this scope. Warns once that this costs time.
class DetectAnomalyGuard {
 public:
  explicit DetectAnomalyGuard(bool check_nan = true);
  ~DetectAnomalyGuard() { AnomalyMode::set_enabled(before_enabled_, before_check_nan_); }
  DetectAnomalyGuard(const DetectAnomalyGuard&) = delete;
  DetectAnomalyGuard& operator=(const DetectAnomalyGuard&) = delete;

 private:
  bool before_enabled_, before_check_nan_;
};

// What is known of a node for the warning "Error detected in ...": where it was made, and by which
// node's rule.
class AnomalyMetadata {
 public:
  explicit AnomalyMetadata(Location made_at = Location::unknown()) : made_at_(made_at) {}

  // Takes the current location for the place (Note [Locations]).
  void store_stack() { made_at_ = Location::current(); }
  // Warns of an error in the node, and tells what led to it.
  void print_stack(const std::string& current_node_name) const;
  void assign_parent(const NodePtr& parent_node) { parent_ = parent_node; }
  const Node* parent() const { return parent_.get(); }

 private:
  Location made_at_;
  Ref<Node> parent_;
};

// With the mode on: the node that the calling thread's backward pass runs just now; null if none.
Node* running_node();

// For the engine, with the mode on: runs node.execute(backward, release), looks for NaN in the
// gradients outgoing[0..num_edges), and warns of any error before it passes it on.
void run_checked(Node& node, Backward& backward, bool release, const Tensor* outgoing);

}  // namespace gradlab::autograd

namespace gradlab {

// What the text of an in-place error says last.
const char* anomaly_hint();

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_ANOMALY_H_
