#include "gradlab/autograd/graph/threads.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <exception>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constexpr size_t kNewStack = size_t{64} << 20;  // address space; memory is taken when used

struct Stack {
  const char* low = nullptr;
  size_t size = 0;
};

Stack find_stack() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {};
  void* low = nullptr;
  size_t size = 0;
  pthread_attr_getstack(&attributes, &low, &size);
  pthread_attr_destroy(&attributes);
  // An unlimited stack is treated as one of the usual size: its end is near the end of memory.
  const char* high = static_cast<const char*>(low) + size;
  size = std::min(size, kNewStack);
  return {high - size, size};
}

struct Task {
  const std::function<void()>& body;
  ThreadState state;
  std::exception_ptr error;
};

void* run_task(void* argument) {
  Task& task = *static_cast<Task*>(argument);
  task.state.install();
  try {
    task.body();
  } catch (...) {
    task.error = std::current_exception();
  }
  task.state = ThreadState();
  return nullptr;
}

}  // namespace

namespace internal {
constinit thread_local uint64_t next_sequence_nr = 0;
constinit thread_local uint64_t this_thread_bits = 0;

uint64_t new_thread_bits() {
  static std::atomic<uint64_t> last{0};
  uint64_t bits = 0;
  while (bits == 0) bits = ++last << 48;  // 0 would mean that there is none yet
  return this_thread_bits = bits;
}
}  // namespace internal

void ThreadState::install() const {
  GradMode::set_enabled(grad_mode);
  internal::inference_mode = inference_mode;
  internal::next_sequence_nr = next_sequence_nr;
  internal::this_thread_bits = thread_bits;
  internal::saved_tensor_hooks = saved_tensor_hooks;
  internal::current_location = location;
}

bool stack_is_half_used() {
  static thread_local const Stack stack = find_stack();
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  return here < stack.low + stack.size / 2;
}

void run_on_new_stack(const std::function<void()>& body) {
  Task task{body, {}, nullptr};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kNewStack);
  pthread_t thread;
  const int failed = pthread_create(&thread, &attributes, run_task, &task);
  pthread_attr_destroy(&attributes);
  GRADLAB_CHECK(failed == 0, "backward: no thread for a deep recursion; error ", failed);
  pthread_join(thread, nullptr);
  task.state.install();
  if (task.error) std::rethrow_exception(task.error);
}

}  // namespace gradlab
