#include "gradlab/tensor/storage.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/counters.h"

namespace gradlab {

// The header takes the first cache line of the block, the data starts at the second.
static_assert(sizeof(Storage) <= kDataAlignment);

struct Storage::Lent {
  std::function<void(void*)> deleter;
  void* data;
  size_t counted;  // bytes of ours in Counter::kStorageBytes

  ~Lent() {
    if (deleter) deleter(data);
    count(Counter::kStorageBytes, -static_cast<int64_t>(counted));
  }
};

Ref<Storage> Storage::allocate(size_t nbytes) {
  const size_t block_bytes = kDataAlignment + nbytes;
  char* block = static_cast<char*>(allocate_data(block_bytes));
  Storage* s = new (block) Storage(block + kDataAlignment, nbytes);
  s->block_bytes_ = block_bytes;
  count(Counter::kStorageBytes, static_cast<int64_t>(nbytes));
  return Ref<Storage>::adopt(s);
}

Ref<Storage> Storage::borrow(void* data, size_t nbytes, std::function<void(void*)> deleter) {
  Lent* lent = new Lent{std::move(deleter), data, 0};
  Storage* s = new (allocate_data(kDataAlignment)) Storage(data, nbytes);
  s->block_bytes_ = kDataAlignment;
  s->lent_ = lent;
  return Ref<Storage>::adopt(s);
}

Ref<Storage> Storage::alias(const Ref<Storage>& source) {
  return borrow(source->data_, source->nbytes_, [keep = source](void*) {});
}

void Storage::retain_saved() {
  const uint64_t before = refs_.fetch_add(kSavedReference, std::memory_order_relaxed);
  if (before >> 32 == 0) count(Counter::kSavedBytes, static_cast<int64_t>(nbytes_));
}

void Storage::release_saved() {
  const int64_t nbytes = static_cast<int64_t>(nbytes_);  // *this may be gone after the decrement
  uint64_t before = refs_.load(std::memory_order_acquire);
  if (before != kSavedReference) {
    before = refs_.fetch_sub(kSavedReference, std::memory_order_acq_rel);
  }
  if (before >> 32 == 1) count(Counter::kSavedBytes, -nbytes);
  if (static_cast<uint32_t>(before) == 1) destroy();
}

void Storage::resize(size_t nbytes) {
  void* grown = allocate_data(nbytes);
  if (nbytes_ > 0) std::memcpy(grown, data_, std::min(nbytes_, nbytes));
  Lent* lent = new Lent{[nbytes](void* p) { free_data(p, nbytes); }, grown, nbytes};
  count(Counter::kStorageBytes, static_cast<int64_t>(nbytes));
  if (lent_ == nullptr) count(Counter::kStorageBytes, -static_cast<int64_t>(nbytes_));
  if (refs_.load(std::memory_order_relaxed) >> 32 != 0) {
    count(Counter::kSavedBytes, static_cast<int64_t>(nbytes) - static_cast<int64_t>(nbytes_));
  }
  delete std::exchange(lent_, lent);
  data_ = grown;
  nbytes_ = nbytes;
}

void Storage::destroy() {
  if (lent_ != nullptr) {
    delete lent_;
  } else {
    count(Counter::kStorageBytes, -static_cast<int64_t>(nbytes_));
  }
  const size_t block_bytes = block_bytes_;
  this->~Storage();
  free_data(this, block_bytes);
}

}  // namespace gradlab
