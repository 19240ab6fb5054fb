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

#include "gradlab/tensor/location.h"
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
  // Counts an in-place write by `operation` (a literal) at the current location.
  void bump_version(const char* operation) {
    version_.fetch_add(1, std::memory_order_relaxed);
    modified_by_.store(operation, std::memory_order_relaxed);
    modified_at_.store(Location::current(), std::memory_order_relaxed);
  }
  // The last write that was counted: null, and unknown, before the first.
  const char* modified_by() const { return modified_by_.load(std::memory_order_relaxed); }
  Location modified_at() const { return modified_at_.load(std::memory_order_relaxed); }
  // The graph's mark of the last write that it recorded, 0 before the first (graph.h).
  int32_t recorded_write() const { return recorded_write_.load(std::memory_order_relaxed); }
  void set_recorded_write(int32_t mark) {
    recorded_write_.store(mark, std::memory_order_relaxed);
  }
  void set_version(uint32_t v) { version_.store(v, std::memory_order_relaxed); }

  uint32_t use_count() const {
    return static_cast<uint32_t>(refs_.load(std::memory_order_acquire));
  }
  void retain() { refs_.fetch_add(1, std::memory_order_relaxed); }
  // As RefCount::decrement_is_last: a sole owner needs no atomic read-modify-write.
  void release() {
    if (refs_.load(std::memory_order_acquire) == 1 ||
        static_cast<uint32_t>(refs_.fetch_sub(1, std::memory_order_acq_rel)) == 1) {
      destroy();
    }
  }
  // A reference that a graph holds. While there is any, nbytes() is part of Counter::kSavedBytes.
  void retain_saved();
  void release_saved();

 private:
  struct Lent;  // memory that is not in this block

  Storage(void* data, size_t nbytes) : data_(data), nbytes_(nbytes) {}
  ~Storage() = default;
  void destroy();

  static constexpr uint64_t kSavedReference = (uint64_t{1} << 32) + 1;

  // All references in the low half, those of graphs in the high half.
  std::atomic<uint64_t> refs_{1};
  std::atomic<uint32_t> version_{0};
  std::atomic<int32_t> recorded_write_{0};
  void* data_;
  size_t nbytes_;
  size_t block_bytes_ = 0;  // size of the block that holds this header
  Lent* lent_ = nullptr;
  std::atomic<const char*> modified_by_{nullptr};
  std::atomic<Location> modified_at_{Location::unknown()};
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
