// Counters of what is alive: storage bytes, graph nodes, saved bytes, calls to the system
// allocator.
//
// count() is called on every allocation, so it touches only thread-local memory; a thread's share
// reaches the global value when it grows past kFlushAt, when that thread reads, and when it ends.
// Hence values are exact for what the reading thread and all finished threads did, and off by at
// most kFlushAt for every other running thread.
#ifndef GRADLAB_TENSOR_COUNTERS_H_
#define GRADLAB_TENSOR_COUNTERS_H_

#include <cstdint>

namespace gradlab {

enum class Counter {
  kStorageBytes,       // bytes of tensor data owned by live storages
  kNodes,              // live graph nodes
  kSavedTensors,       // tensors that live nodes keep for their backward
  kSavedBytes,         // bytes of the storages of these tensors, each storage once
  kSystemAllocations,  // calls that reached malloc (never decreases)
};
inline constexpr int kCounterCount = 5;

namespace internal {

inline constexpr int64_t kFlushAt = 1 << 20;

struct LocalCount {
  int64_t pending = 0;  // not yet in the global value
  int64_t high = 0;     // largest `pending` since the last flush
};
extern constinit thread_local LocalCount local_counts[kCounterCount];
void flush_counter(int index);
// Called by the allocator on a thread's first allocation.
void flush_counters_at_thread_exit();

}  // namespace internal

// Adds `delta` (may be negative).
inline void count(Counter counter, int64_t delta) {
  internal::LocalCount& c = internal::local_counts[static_cast<int>(counter)];
  c.pending += delta;
  if (c.pending > c.high) c.high = c.pending;
  if (__builtin_expect(c.pending > internal::kFlushAt || c.pending < -internal::kFlushAt, 0)) {
    internal::flush_counter(static_cast<int>(counter));
  }
}

int64_t counter_value(Counter counter);
// The largest value since the start or the last reset_counter_peak.
int64_t counter_peak(Counter counter);
void reset_counter_peak(Counter counter);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_COUNTERS_H_
