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

void* allocate_object(size_t bytes);
void free_object(void* block, size_t bytes) noexcept;

// Returns every cached block of the calling thread and of the shared cache to the system.
void empty_cache();

// Derive to allocate a class's objects from the pools: class Node : public Pooled.
class Pooled {
 public:
  static void* operator new(size_t bytes) { return allocate_object(bytes); }
  static void operator delete(void* block, size_t bytes) { free_object(block, bytes); }
  static void* operator new(size_t, void* place) { return place; }
  static void operator delete(void*, void*) {}
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_ALLOCATOR_H_
