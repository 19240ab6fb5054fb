// Inference mode: like no_grad, and new tensors do not even prepare for a graph.
//
// Note [Inference tensors]
// A tensor made in inference mode, and every view of it, is an inference tensor: it has no version,
// no node may save it, and outside of the mode it refuses to be written and to require a gradient.
// So a value that was computed without any record cannot slip into a gradient unnoticed. A view of
// a normal tensor stays normal, and remembers (CreationMeta) that it was made in the mode; writes
// to normal tensors are counted as everywhere.
#ifndef GRADLAB_AUTOGRAD_INFERENCE_MODE_H_
#define GRADLAB_AUTOGRAD_INFERENCE_MODE_H_

#include "gradlab/autograd/grad_mode.h"

namespace gradlab {
namespace internal {
extern constinit thread_local bool inference_mode;
}

// Switches the mode on (or off) for a scope. A flag of each thread, off when a thread starts.
class InferenceMode {
 public:
  explicit InferenceMode(bool enabled = true)
      : grad_mode_(!enabled), before_(internal::inference_mode) {
    internal::inference_mode = enabled;
  }
  ~InferenceMode() { internal::inference_mode = before_; }
  InferenceMode(const InferenceMode&) = delete;
  InferenceMode& operator=(const InferenceMode&) = delete;

  static bool is_enabled() { return internal::inference_mode; }

 private:
  AutoGradMode grad_mode_;
  bool before_;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_INFERENCE_MODE_H_
