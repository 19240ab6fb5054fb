// Grad mode: whether operations record a graph. A flag of each thread, on when a thread starts.
#ifndef GRADLAB_AUTOGRAD_GRAD_MODE_H_
#define GRADLAB_AUTOGRAD_GRAD_MODE_H_

namespace gradlab {
namespace internal {
extern constinit thread_local bool grad_mode;
}

struct GradMode {
  static bool is_enabled() { return internal::grad_mode; }
  static void set_enabled(bool enabled) { internal::grad_mode = enabled; }
};

// Sets grad mode for a scope and restores it at its end.
class AutoGradMode {
 public:
  explicit AutoGradMode(bool enabled) : before_(GradMode::is_enabled()) {
    GradMode::set_enabled(enabled);
  }
  ~AutoGradMode() { GradMode::set_enabled(before_); }
  AutoGradMode(const AutoGradMode&) = delete;
  AutoGradMode& operator=(const AutoGradMode&) = delete;

 private:
  bool before_;
};

// torch.no_grad(): nothing is recorded in this scope.
class NoGradGuard : public AutoGradMode {
 public:
  NoGradGuard() : AutoGradMode(false) {}
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAD_MODE_H_
