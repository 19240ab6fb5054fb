#include "gradlab/tensor/counters.h"

#include <atomic>

namespace gradlab {
namespace internal {
namespace {

struct GlobalCount {
  std::atomic<int64_t> value{0};
  std::atomic<int64_t> peak{0};
};
constinit GlobalCount global_counts[kCounterCount];

// Its destructor hands over what a finished thread counted.
struct FlushAtThreadExit {
  bool armed = false;
  ~FlushAtThreadExit() {
    for (int i = 0; i < kCounterCount; ++i) flush_counter(i);
  }
};
thread_local FlushAtThreadExit flush_at_thread_exit;

}  // namespace

constinit thread_local LocalCount local_counts[kCounterCount];

void flush_counter(int index) {
  LocalCount& local = local_counts[index];
  GlobalCount& global = global_counts[index];
  const int64_t before = global.value.fetch_add(local.pending, std::memory_order_relaxed);
  const int64_t reached = before + local.high;
  int64_t peak = global.peak.load(std::memory_order_relaxed);
  while (reached > peak &&
         !global.peak.compare_exchange_weak(peak, reached, std::memory_order_relaxed)) {
  }
  local = LocalCount{};
}

void flush_counters_at_thread_exit() { flush_at_thread_exit.armed = true; }

}  // namespace internal

int64_t counter_value(Counter counter) {
  const int i = static_cast<int>(counter);
  internal::flush_counter(i);
  return internal::global_counts[i].value.load(std::memory_order_relaxed);
}

int64_t counter_peak(Counter counter) {
  const int i = static_cast<int>(counter);
  internal::flush_counter(i);
  return internal::global_counts[i].peak.load(std::memory_order_relaxed);
}

void reset_counter_peak(Counter counter) {
  internal::global_counts[static_cast<int>(counter)].peak.store(counter_value(counter),
                                                                std::memory_order_relaxed);
}

}  // namespace gradlab
