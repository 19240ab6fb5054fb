#include "gradlab/tensor/allocator.h"

#include <bit>
#include <cstdlib>
#include <mutex>

#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCache = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kCache = false;
#else
constexpr bool kCache = true;
#endif
#else
constexpr bool kCache = true;
#endif

// Bounds on what is kept: a training step's worth of small blocks per thread, a few large
// activations for all.
constexpr size_t kLargestLocal = size_t{1} << 20;
constexpr size_t kLocalLimit = size_t{64} << 20;
constexpr size_t kSharedLimit = size_t{512} << 20;

// Size classes: multiples of 64 bytes up to 1 KiB, then four per power of two.
constexpr int kLinearClasses = 16;
constexpr int kClasses = kLinearClasses + 4 * 40;

constexpr int size_class(size_t bytes) {
  if (bytes <= 1024) return bytes == 0 ? 0 : static_cast<int>((bytes - 1) / 64);
  const int log = std::bit_width(bytes - 1) - 1;  // 2^log < bytes <= 2^(log+1)
  const int quarter = static_cast<int>((bytes - 1) >> (log - 2)) & 3;
  return kLinearClasses + 4 * (log - 10) + quarter;
}
constexpr size_t class_bytes(int c) {
  if (c < kLinearClasses) return (static_cast<size_t>(c) + 1) * 64;
  const int log = 10 + (c - kLinearClasses) / 4;
  const size_t quarter = (c - kLinearClasses) % 4;
  return (size_t{1} << log) + (quarter + 1) * (size_t{1} << (log - 2));
}
static_assert(class_bytes(size_class(1025)) == 1280);
static_assert(class_bytes(size_class(2048)) == 2048);
static_assert(class_bytes(size_class(2049)) == 2560);

constexpr size_t kObjectClasses = internal::object_class(internal::kLargestObject) + 1;

struct FreeBlock {
  FreeBlock* next;
};

// Plain data, so that access needs no initialisation check; ThreadCacheOwner empties it.
struct ThreadCache {
  FreeBlock* data[kClasses];
  FreeBlock* objects[kObjectClasses];
  size_t bytes;
  // Set once the owner exists; cleared for good when the thread's destructors have run, after
  // which blocks freed by static destructors go straight to the system.
  bool usable;
  bool ended;
};
constinit thread_local ThreadCache cache = {};

void free_list(FreeBlock*& head) {
  while (head != nullptr) {
    FreeBlock* next = head->next;
    std::free(head);
    head = next;
  }
}

void empty_thread_cache() {
  for (FreeBlock*& head : cache.data) free_list(head);
  for (FreeBlock*& head : cache.objects) free_list(head);
  cache.bytes = 0;
}

struct ThreadCacheOwner {
  ~ThreadCacheOwner() {
    empty_thread_cache();
    cache.usable = false;
    cache.ended = true;
  }
  void touch() {}
};
thread_local ThreadCacheOwner cache_owner;

[[gnu::noinline, gnu::cold]] void start_thread_cache() {
  if (cache.ended) return;
  internal::flush_counters_at_thread_exit();
  if (!kCache) return;
  cache_owner.touch();
  cache.usable = true;
}

struct SharedCache {
  std::mutex mutex;
  FreeBlock* data[kClasses] = {};
  uint64_t last_use[kClasses] = {};
  uint64_t uses = 0;
  size_t bytes = 0;

  // Makes room for a block: what a program asked for longest ago goes first, so that sizes it no
  // longer uses do not keep out those that it does.
  void make_room(size_t block) {
    while (bytes + block > kSharedLimit) {
      int oldest = -1;
      for (int c = 0; c < kClasses; ++c) {
        if (data[c] && (oldest < 0 || last_use[c] < last_use[oldest])) oldest = c;
      }
      FreeBlock* const next = data[oldest]->next;
      std::free(data[oldest]);
      data[oldest] = next;
      bytes -= class_bytes(oldest);
    }
  }

  ~SharedCache() {
    for (FreeBlock*& head : data) free_list(head);
    ended = true;
  }
  static bool ended;
};
bool SharedCache::ended = false;
SharedCache shared_cache;

[[gnu::noinline, gnu::cold]] void throw_out_of_memory(size_t bytes) {
  GRADLAB_THROW(Error, "not enough memory: you tried to allocate ", bytes, " bytes.");
}

[[gnu::noinline]] void* system_allocate(size_t alignment, size_t bytes) {
  if (!cache.usable) start_thread_cache();
  count(Counter::kSystemAllocations, 1);
  void* block = alignment <= 16 ? std::malloc(bytes) : std::aligned_alloc(alignment, bytes);
  if (block == nullptr) throw_out_of_memory(bytes);
  return block;
}

[[gnu::noinline]] void* allocate_large(int c) {
  if (kCache && !SharedCache::ended) {
    std::lock_guard<std::mutex> lock(shared_cache.mutex);
    shared_cache.last_use[c] = ++shared_cache.uses;
    if (FreeBlock* block = shared_cache.data[c]) {
      shared_cache.data[c] = block->next;
      shared_cache.bytes -= class_bytes(c);
      return block;
    }
  }
  return system_allocate(kDataAlignment, class_bytes(c));
}

[[gnu::noinline]] void free_large(void* p, int c) {
  if (kCache && !SharedCache::ended && class_bytes(c) <= kSharedLimit) {
    std::lock_guard<std::mutex> lock(shared_cache.mutex);
    shared_cache.make_room(class_bytes(c));
    FreeBlock* block = static_cast<FreeBlock*>(p);
    block->next = shared_cache.data[c];
    shared_cache.data[c] = block;
    shared_cache.bytes += class_bytes(c);
    return;
  }
  std::free(p);
}

}  // namespace

void* allocate_data(size_t bytes) {
  // More than any machine has, and past the last class.
  if (__builtin_expect(bytes > (size_t{1} << 48), 0)) throw_out_of_memory(bytes);
  const int c = size_class(bytes);
  if (bytes > kLargestLocal) return allocate_large(c);
  if (FreeBlock* block = cache.data[c]) {
    cache.data[c] = block->next;
    cache.bytes -= class_bytes(c);
    return block;
  }
  return system_allocate(kDataAlignment, class_bytes(c));
}

void free_data(void* p, size_t bytes) noexcept {
  const int c = size_class(bytes);
  if (bytes > kLargestLocal) return free_large(p, c);
  if (__builtin_expect(!cache.usable, 0)) start_thread_cache();
  if (cache.usable && cache.bytes + class_bytes(c) <= kLocalLimit) {
    FreeBlock* block = static_cast<FreeBlock*>(p);
    block->next = cache.data[c];
    cache.data[c] = block;
    cache.bytes += class_bytes(c);
    return;
  }
  std::free(p);
}

namespace internal {

void* allocate_object_of(size_t c) {
  if (FreeBlock* block = cache.objects[c]) {
    cache.objects[c] = block->next;
    cache.bytes -= object_bytes(c);
    return block;
  }
  return system_allocate(16, object_bytes(c));
}

void free_object_of(void* p, size_t c) noexcept {
  if (__builtin_expect(!cache.usable, 0)) start_thread_cache();
  if (cache.usable && cache.bytes + object_bytes(c) <= kLocalLimit) {
    FreeBlock* block = static_cast<FreeBlock*>(p);
    block->next = cache.objects[c];
    cache.objects[c] = block;
    cache.bytes += object_bytes(c);
    return;
  }
  std::free(p);
}

}  // namespace internal

void* allocate_object(size_t bytes) {
  if (bytes > internal::kLargestObject) return system_allocate(16, bytes);
  return internal::allocate_object_of(internal::object_class(bytes));
}

void free_object(void* p, size_t bytes) noexcept {
  if (bytes > internal::kLargestObject) return std::free(p);
  internal::free_object_of(p, internal::object_class(bytes));
}

void empty_cache() {
  empty_thread_cache();
  std::lock_guard<std::mutex> lock(shared_cache.mutex);
  for (FreeBlock*& head : shared_cache.data) free_list(head);
  shared_cache.bytes = 0;
}

}  // namespace gradlab
