// Storage: the memory of one or more arrays, with the version counter that all of them share.
//
// Invariants: data() is aligned to kDataAlignment unless the memory was lent by the user; the
// version grows by one with every in-place write, so that a graph can tell that a value it saved
// is no longer what it was.
#ifndef GRADLAB_TENSOR_STORAGE_H_
#define GRADLAB_TENSOR_STORAGE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

#include "gradlab/tensor/ref.h"

namespace gradlab {

class Storage {
 public:
  // Uninitialised memory of `nbytes` bytes, in one block with this header.
  static Ref<Storage> allocate(size_t nbytes);
  // Memory that the caller lends; `deleter` (may be empty) is called with `data` at the end.
  static Ref<Storage> borrow(void* data, size_t nbytes, std::function<void(void*)> deleter);
  // The same memory with a version counter of its own (Tensor::data).
  static Ref<Storage> alias(const Ref<Storage>& source);

  void* data() const { return data_; }
  size_t nbytes() const { return nbytes_; }
  // Gives the storage `nbytes` bytes, keeping the contents that fit. All arrays on it move along.
  void resize(size_t nbytes);

  uint32_t version() const { return version_.load(std::memory_order_relaxed); }
  void bump_version() { version_.fetch_add(1, std::memory_order_relaxed); }
  void set_version(uint32_t v) { version_.store(v, std::memory_order_relaxed); }

  uint32_t use_count() const { return refs_.value(); }
  void retain() { refs_.increment(); }
  void release() {
    if (refs_.decrement_is_last()) destroy();
  }

 private:
  struct Lent;  // memory that is not in this block

  Storage(void* data, size_t nbytes) : data_(data), nbytes_(nbytes) {}
  ~Storage() = default;
  void destroy();

  RefCount refs_;
  std::atomic<uint32_t> version_{0};
  void* data_;
  size_t nbytes_;
  size_t block_bytes_ = 0;  // size of the block that holds this header
  Lent* lent_ = nullptr;
};

// The reference that an array has to its storage, with the names of libtorch's Storage.
class StorageHandle : public Ref<Storage> {
 public:
  StorageHandle() = default;
  StorageHandle(Ref<Storage> storage) : Ref<Storage>(std::move(storage)) {}

  const void* data() const { return get()->data(); }
  void* mutable_data() const { return get()->data(); }
  size_t nbytes() const { return get()->nbytes(); }
  // The number of tensors and handles that share the storage.
  size_t use_count() const { return get()->use_count(); }
  bool unique() const { return use_count() == 1; }
  bool is_alias_of(const StorageHandle& other) const { return get() == other.get(); }
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_STORAGE_H_
