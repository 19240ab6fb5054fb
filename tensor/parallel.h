// The threads that share large kernels.
//
// There is one small pool per process, started by the first work that is large enough; the caller
// takes part in its own work. Results never depend on the number of threads: what a range computes
// may not depend on where the ranges are cut.
#ifndef GRADLAB_TENSOR_PARALLEL_H_
#define GRADLAB_TENSOR_PARALLEL_H_

#include <cstdint>

namespace gradlab {

// How many threads may work at once, the caller included; also OpenBLAS's number. At first
// GRADLAB_NUM_THREADS, or the number of processors that this process may use.
int get_num_threads();
// Throws "Expected positive number of threads" for n < 1.
void set_num_threads(int n);
// libtorch's names for what needs nothing here: the pool starts by itself, and no operation waits
// for another.
inline void init_num_threads() {}
inline int get_num_interop_threads() { return get_num_threads(); }
inline void set_num_interop_threads(int) {}
// Whether this thread is inside parallel_for, where a nested one runs on the thread itself.
bool in_parallel_region();

// Work of about this many elements is worth another thread: waking it takes some microseconds.
int64_t parallel_grain();

namespace internal {

// Makes tests share small work too. Not while other threads compute.
void set_parallel_grain(int64_t elements);

using Range = void (*)(const void* f, int64_t begin, int64_t end);
void run_in_parallel(int64_t begin, int64_t end, int64_t grain, Range range, const void* f);

}  // namespace internal

// Calls f(first, last) for ranges that make up [begin, end), each of at least `grain` indices, on
// several threads if there is work for them. An exception of f is thrown again, the first one of
// them, when all have stopped.
template <class F>
void parallel_for(int64_t begin, int64_t end, int64_t grain, const F& f) {
  if (begin >= end) return;
  if (end - begin <= grain) return f(begin, end);
  internal::run_in_parallel(
      begin, end, grain,
      [](const void* g, int64_t first, int64_t last) { (*static_cast<const F*>(g))(first, last); },
      &f);
}

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_PARALLEL_H_
