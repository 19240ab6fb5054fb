#include "gradlab/autograd/graph/anomaly.h"

#include <string>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/error_places.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace autograd {
namespace {

constinit thread_local Node* running = nullptr;

bool has_nan(const Tensor& t) {
  NoGradGuard no_grad;
  return t.isnan().any().item<bool>();
}

void warn_of_error(const Node& node) {
  if (const NodeHooks* hooks = node.hooks(); hooks != nullptr && hooks->anomaly) {
    return hooks->anomaly->print_stack(node.name());
  }
  AnomalyMetadata(node.created_at()).print_stack(node.name());
}

}  // namespace

// PyTorch's warning, whose traceback is here the place of the call.
void AnomalyMetadata::print_stack(const std::string& current_node_name) const {
  if (made_at_) {
    GRADLAB_WARN("Error detected in ", current_node_name,
                 ". Traceback of forward call that caused the error:\n  ", made_at_);
  } else {
    GRADLAB_WARN("Error detected in ", current_node_name,
                 ". No forward pass information available. Enable detect anomaly during forward "
                 "pass for more information.");
  }
  for (const Node* parent = this->parent(); parent != nullptr; parent = parent->parent()) {
    const std::string place =
        parent->created_at()
            ? str(" Traceback of forward call that induced the previous calculation:\n  ",
                  parent->created_at())
            : std::string();
    GRADLAB_WARN("\n\nPrevious calculation was induced by ", parent->name(), ".", place);
  }
}

DetectAnomalyGuard::DetectAnomalyGuard(bool check_nan)
    : before_enabled_(AnomalyMode::is_enabled()),
      before_check_nan_(AnomalyMode::should_check_nan()) {
  GRADLAB_WARN_ONCE(
      "This mode should be enabled only for debugging as the different tests will slow down your "
      "program execution.");
  AnomalyMode::set_enabled(true, check_nan);
}

Node* running_node() { return running; }

void run_checked(Node& node, Backward& backward, bool release, const Tensor* outgoing) {
  struct Running {
    explicit Running(Node* node) : before(std::exchange(running, node)) {}
    ~Running() { running = before; }
    Node* before;
  };
  try {
    const Running scope(&node);
    node.execute(backward, release);
    if (!AnomalyMode::should_check_nan()) return;
    for (uint32_t i = 0; i < node.num_edges(); ++i) {
      if (!outgoing[i].defined() || !has_nan(outgoing[i])) continue;
      throw gradlab::Error(
          str("Function '", node.name(), "' returned nan values in its ", i, "th output."),
          places_of_failure(node));
    }
  } catch (...) {
    warn_of_error(node);
    throw;
  }
}

}  // namespace autograd

const char* anomaly_hint() {
  return autograd::AnomalyMode::is_enabled()
             ? " Hint: the backtrace further above shows the operation that failed to compute its "
               "gradient. The variable in question was changed in there or anywhere later. Good "
               "luck!"
             : " Hint: enable anomaly detection to find the operation that failed to compute its "
               "gradient, with torch.autograd.set_detect_anomaly(True).";
}

}  // namespace gradlab
