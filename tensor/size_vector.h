// Lists of sizes that live for one operation or in its backward rule: vectors whose memory comes
// from the pools of allocator.h, so that in the steady state they cost no call to malloc.
#ifndef GRADLAB_TENSOR_SIZE_VECTOR_H_
#define GRADLAB_TENSOR_SIZE_VECTOR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array_ref.h"

namespace gradlab {

// For standard containers.
template <class T>
struct PoolAllocator {
  using value_type = T;

  PoolAllocator() = default;
  template <class U>
  PoolAllocator(const PoolAllocator<U>&) {}

  T* allocate(size_t n) { return static_cast<T*>(allocate_object(n * sizeof(T))); }
  void deallocate(T* block, size_t n) noexcept { free_object(block, n * sizeof(T)); }
};
template <class T, class U>
bool operator==(const PoolAllocator<T>&, const PoolAllocator<U>&) {
  return true;
}

using SizeVector = std::vector<int64_t, PoolAllocator<int64_t>>;

inline SizeVector size_vector(IntArrayRef sizes) { return SizeVector(sizes.begin(), sizes.end()); }

// infer_size (array.h) as a SizeVector.
SizeVector inferred_sizes(IntArrayRef sizes, int64_t numel);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_SIZE_VECTOR_H_
