// The caching allocator under every storage, node and handle.
//
// Freed blocks go to a cache of the freeing thread, by size class, and are handed out again without
// a call to malloc; blocks over kLargestLocal go to one shared cache. Both caches are bounded; what
// does not fit returns to the system. Two kinds of blocks exist: data blocks, aligned to
// kDataAlignment for SIMD, and object blocks (nodes, handles), aligned to 16 bytes.
//
// Invariant: a block is freed with the same kind and size it was allocated with, by any thread.
// Under AddressSanitizer and ThreadSanitizer nothing is cached, so that they see every free.
#ifndef GRADLAB_TENSOR_ALLOCATOR_H_
#define GRADLAB_TENSOR_ALLOCATOR_H_

#include <cstddef>
#include <cstdint>

namespace gradlab {

inline constexpr size_t kDataAlignment = 64;

// Throws gradlab::Error when the system has no memory left.
void* allocate_data(size_t bytes);
void free_data(void* block, size_t bytes) noexcept;

namespace internal {

// Object blocks have 8, 24, 40 ... bytes: malloc adds 8 and rounds up to 16, so that nothing is
// wasted. Larger objects are rare and not cached.
inline constexpr size_t kLargestObject = 1032;
constexpr size_t object_class(size_t bytes) { return (bytes + 7) / 16; }
constexpr size_t object_bytes(size_t c) { return c * 16 + 8; }
static_assert(object_bytes(object_class(248)) == 248 && object_bytes(object_class(249)) == 264);
static_assert(object_bytes(object_class(kLargestObject)) == kLargestObject);

void* allocate_object_of(size_t object_class);
void free_object_of(void* block, size_t object_class) noexcept;

}  // namespace internal

void* allocate_object(size_t bytes);
void free_object(void* block, size_t bytes) noexcept;

// Returns every cached block of the calling thread and of the shared cache to the system.
void empty_cache();

// Derive to allocate a class's objects from the pools: class Node : public Pooled.
class Pooled {
 public:
  // The sizes are constants, so the choice costs nothing.
  static void* operator new(size_t bytes) {
    if (bytes > internal::kLargestObject) return allocate_object(bytes);
    return internal::allocate_object_of(internal::object_class(bytes));
  }
  static void operator delete(void* block, size_t bytes) {
    if (bytes > internal::kLargestObject) return free_object(block, bytes);
    internal::free_object_of(block, internal::object_class(bytes));
  }
  static void* operator new(size_t, void* place) { return place; }
  static void operator delete(void*, void*) {}
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_ALLOCATOR_H_
