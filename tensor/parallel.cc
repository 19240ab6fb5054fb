#include "gradlab/tensor/parallel.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constexpr int kMaxThreads = 256;

thread_local bool in_region = false;

std::atomic<int64_t> grain = 32768;

int initial_threads() {
  const char* asked = std::getenv("GRADLAB_NUM_THREADS");
  const int n = asked ? std::atoi(asked) : static_cast<int>(std::thread::hardware_concurrency());
  return std::clamp(n, 1, kMaxThreads);
}
std::atomic<int>& thread_count() {
  static std::atomic<int> count = initial_threads();
  return count;
}

// One call of parallel_for, on the caller's stack.
struct Job {
  internal::Range range;
  const void* f;
  int64_t end;
  int64_t chunk;
  std::atomic<int64_t> next;
  std::mutex mutex;  // of `error`
  std::exception_ptr error;

  // Takes chunks until there are none.
  void work() {
    in_region = true;
    for (;;) {
      const int64_t first = next.fetch_add(chunk, std::memory_order_relaxed);
      if (first >= end) break;
      try {
        range(f, first, std::min(first + chunk, end));
      } catch (...) {
        next.store(end, std::memory_order_relaxed);
        const std::lock_guard lock(mutex);
        if (!error) error = std::current_exception();
      }
    }
    in_region = false;
  }
};

class Pool {
 public:
  // Runs the job on the caller and on at most `helpers` other threads. False if the pool is busy
  // with the work of another thread.
  bool run(Job& job, int helpers) {
    const std::unique_lock busy(busy_, std::try_to_lock);
    if (!busy) return false;
    {
      const std::lock_guard lock(mutex_);
      while (started_ < helpers) {
        std::thread([this] { serve(); }).detach();
        ++started_;
      }
      job_ = &job;
      open_places_ = helpers;
    }
    wake_.notify_all();
    job.work();
    std::unique_lock lock(mutex_);
    job_ = nullptr;  // who has not come by now is not needed
    done_.wait(lock, [this] { return working_ == 0; });
    return true;
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return job_ != nullptr && open_places_ > 0; });
      Job& job = *job_;
      --open_places_;
      ++working_;
      lock.unlock();
      job.work();
      lock.lock();
      if (--working_ == 0) done_.notify_one();
    }
  }

  std::mutex busy_;   // held by the thread whose job it is
  std::mutex mutex_;  // of the members below
  std::condition_variable wake_, done_;
  Job* job_ = nullptr;
  int open_places_ = 0;
  int started_ = 0;
  int working_ = 0;
};

// Never deleted, since its threads wait in it until the process ends. A forked child has none of
// them and gets a pool of its own; its copy of the parent's is given up, whatever state it is in.
std::atomic<Pool*> current_pool = nullptr;

Pool& pool() {
  static const bool registered = [] {
    pthread_atfork(nullptr, nullptr, [] {
      current_pool = nullptr;
      in_region = false;
    });
    return true;
  }();
  static_cast<void>(registered);
  Pool* pool = current_pool;
  if (pool == nullptr) {
    Pool* fresh = new Pool;
    if (current_pool.compare_exchange_strong(pool, fresh)) return *fresh;
    delete fresh;
  }
  return *pool;
}

}  // namespace

int get_num_threads() { return thread_count(); }

void set_num_threads(int n) {
  GRADLAB_CHECK(n > 0, "Expected positive number of threads");
  thread_count() = std::min(n, kMaxThreads);
}

int64_t parallel_grain() { return grain.load(std::memory_order_relaxed); }

void internal::set_parallel_grain(int64_t elements) { grain = elements; }

bool in_parallel_region() { return in_region; }

void internal::run_in_parallel(int64_t begin, int64_t end, int64_t grain, Range range,
                               const void* f) {
  const int64_t threads = get_num_threads();
  if (threads == 1 || in_region) return range(f, begin, end);
  // Some chunks per thread, so that one which comes late does not make the others wait.
  const int64_t size = end - begin;
  int64_t share = (size - 1) / (4 * threads) + 1;
  // Threads that write at a distance of a power of two are slower: Exp/16777216 takes two threads
  // 4.4 ms, and 3.9 ms so.
  if (share > 4096) ++share;
  Job job{range, f, end, std::max({grain, share, int64_t{1}}), begin, {}, nullptr};
  const int64_t chunks = (size - 1) / job.chunk + 1;
  const int helpers = static_cast<int>(std::min(threads, chunks)) - 1;
  if (helpers == 0 || !pool().run(job, helpers)) return range(f, begin, end);
  if (job.error) std::rethrow_exception(job.error);
}

}  // namespace gradlab
