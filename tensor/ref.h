// Ref<T>: an intrusive reference to an object that counts its own references.
//
// T provides retain() and release(); release() frees the object when it drops the last reference.
// One pointer wide, no control block; counts are atomic, so handles may be copied from any thread.
#ifndef GRADLAB_TENSOR_REF_H_
#define GRADLAB_TENSOR_REF_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace gradlab {

template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  // Shares: adds a reference of its own.
  explicit Ref(T* p) : p_(p) {
    if (p_) p_->retain();
  }
  // Takes over the reference that a new object is born with.
  static Ref adopt(T* p) {
    Ref r;
    r.p_ = p;
    return r;
  }
  Ref(const Ref& o) : Ref(o.p_) {}
  Ref(Ref&& o) noexcept : p_(std::exchange(o.p_, nullptr)) {}
  template <class U>
    requires std::is_convertible_v<U*, T*>
  Ref(const Ref<U>& o) : Ref(o.get()) {}
  template <class U>
    requires std::is_convertible_v<U*, T*>
  Ref(Ref<U>&& o) noexcept : p_(o.leak()) {}
  Ref& operator=(Ref o) noexcept {
    std::swap(p_, o.p_);
    return *this;
  }
  ~Ref() {
    if (p_) p_->release();
  }

  T* get() const { return p_; }
  T* operator->() const { return p_; }
  T& operator*() const { return *p_; }
  explicit operator bool() const { return p_ != nullptr; }
  void reset() { *this = Ref(); }
  // Gives up the reference without releasing it.
  T* leak() { return std::exchange(p_, nullptr); }

  friend bool operator==(const Ref& a, const Ref& b) { return a.p_ == b.p_; }

 private:
  T* p_ = nullptr;
};

// The count of an intrusively counted object, born with one reference.
class RefCount {
 public:
  void increment() { count_.fetch_add(1, std::memory_order_relaxed); }
  // True when this was the last reference. A sole owner skips the atomic read-modify-write:
  // nobody else can be adding a reference at the same time.
  bool decrement_is_last() {
    if (count_.load(std::memory_order_acquire) == 1) return true;
    return count_.fetch_sub(1, std::memory_order_acq_rel) == 1;
  }
  uint32_t value() const { return count_.load(std::memory_order_acquire); }

 private:
  std::atomic<uint32_t> count_{1};
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_REF_H_
