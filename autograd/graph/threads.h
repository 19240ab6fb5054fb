// What the engine needs to know about threads: whether there is only one, and the state that each
// has of its own.
#ifndef GRADLAB_AUTOGRAD_GRAPH_THREADS_H_
#define GRADLAB_AUTOGRAD_GRAPH_THREADS_H_

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/saved_tensor_hooks.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/tensor/location.h"

namespace gradlab {
namespace internal {
extern constinit thread_local uint64_t next_sequence_nr;
// The number of the calling thread, from 1 on, in the upper 16 bits, where a node keeps it; 0 until
// it asks.
extern constinit thread_local uint64_t this_thread_bits;
uint64_t new_thread_bits();
inline uint64_t thread_bits() {
  const uint64_t bits = this_thread_bits;
  return __builtin_expect(bits != 0, 1) ? bits : new_thread_bits();
}
}  // namespace internal

// Whether the program never had a second thread: then atomic counters need no locked instructions.
inline bool single_threaded() {
#if __has_include(<sys/single_threaded.h>)
  return __libc_single_threaded != 0;
#else
  return false;
#endif
}

// Add to and set bits of a value that other threads may use as well; they return what it was.
inline uint32_t add_to(std::atomic<uint32_t>& value, uint32_t n) {
  if (!single_threaded()) return value.fetch_add(n, std::memory_order_acq_rel);
  const uint32_t before = value.load(std::memory_order_relaxed);
  value.store(before + n, std::memory_order_relaxed);
  return before;
}
inline uint32_t set_bits(std::atomic<uint32_t>& value, uint32_t bits) {
  if (!single_threaded()) return value.fetch_or(bits, std::memory_order_acq_rel);
  const uint32_t before = value.load(std::memory_order_relaxed);
  value.store(before | bits, std::memory_order_relaxed);
  return before;
}
// Replaces the value if it is `expected`; returns whether it was.
inline bool replace_if(std::atomic<uint32_t>& value, uint32_t expected, uint32_t by) {
  if (!single_threaded()) {
    return value.compare_exchange_strong(expected, by, std::memory_order_acq_rel);
  }
  if (value.load(std::memory_order_relaxed) != expected) return false;
  value.store(by, std::memory_order_relaxed);
  return true;
}

// The state of a thread that decides how operations are recorded.
struct ThreadState {
  bool grad_mode = GradMode::is_enabled();
  bool inference_mode = InferenceMode::is_enabled();
  uint64_t next_sequence_nr = internal::next_sequence_nr;
  uint64_t thread_bits = internal::thread_bits();
  const std::shared_ptr<const SavedTensorHooks>* saved_tensor_hooks = internal::saved_tensor_hooks;
  uint64_t location = internal::current_location;

  // Gives the calling thread this state.
  void install() const;
};

// Note [Deep recursion]
// A backward pass within a backward pass runs on the stack of the outer one. A recursion of any
// depth must not overflow it, so when half of a thread's stack is in use the next pass runs on a
// new thread with a large stack of its own, while the caller waits. The new thread continues with
// the caller's ThreadState, and gives it back.

// Whether half of the calling thread's stack is in use.
bool stack_is_half_used();
// Runs `body` on a thread with a large stack. Throws what it throws.
void run_on_new_stack(const std::function<void()>& body);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_THREADS_H_
