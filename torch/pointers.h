// c10's pointers: to a value of one's own or of somebody else, to objects that count their own
// references, and ones that do not keep such objects alive.
#ifndef GRADLAB_TORCH_POINTERS_H_
#define GRADLAB_TORCH_POINTERS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <type_traits>
#include <utility>

#include "gradlab/torch/c10.h"

namespace c10 {

// A value of its own, or a reference to one that outlives it.
template <class T>
class MaybeOwned {
 public:
  static MaybeOwned owned(T&& value) {
    MaybeOwned m;
    m.own_.emplace(std::move(value));
    return m;
  }
  template <class... Args>
  static MaybeOwned owned(in_place_t, Args&&... args) {
    return owned(T(std::forward<Args>(args)...));
  }
  static MaybeOwned borrowed(const T& value) {
    MaybeOwned m;
    m.borrowed_ = &value;
    return m;
  }

  const T& operator*() const& { return own_ ? *own_ : *borrowed_; }
  T operator*() && { return own_ ? std::move(*own_) : *borrowed_; }
  const T* operator->() const { return &**this; }

 private:
  std::optional<T> own_;
  const T* borrowed_ = nullptr;
};

// The base of objects that count their own references. When the last intrusive_ptr goes, the object
// is told by release_resources(); it is destroyed when the last weak_intrusive_ptr has gone too.
class intrusive_ptr_target {
 public:
  intrusive_ptr_target() = default;
  intrusive_ptr_target(const intrusive_ptr_target&) {}
  intrusive_ptr_target& operator=(const intrusive_ptr_target&) { return *this; }
  virtual ~intrusive_ptr_target() = default;

 private:
  template <class T>
  friend class intrusive_ptr;
  template <class T>
  friend class weak_intrusive_ptr;

  virtual void release_resources() {}

  void leave() const {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    const_cast<intrusive_ptr_target*>(this)->release_resources();
    leave_weakly();
  }
  void leave_weakly() const {
    if (weak_references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }
  // Takes a reference unless there is none left.
  bool try_enter() const {
    uint32_t count = references_.load(std::memory_order_relaxed);
    while (count != 0 && !references_.compare_exchange_weak(count, count + 1)) continue;
    return count != 0;
  }

  mutable std::atomic<uint32_t> references_{0};
  // All references together are one of these.
  mutable std::atomic<uint32_t> weak_references_{1};
};

template <class T>
class intrusive_ptr {
 public:
  using element_type = T;

  intrusive_ptr() = default;
  intrusive_ptr(std::nullptr_t) {}
  intrusive_ptr(const intrusive_ptr& o) : intrusive_ptr(o.target_) {}
  intrusive_ptr(intrusive_ptr&& o) noexcept : target_(o.release()) {}
  template <class U>
  requires(std::is_convertible_v<U*, T*>) intrusive_ptr(const intrusive_ptr<U>& o)
      : intrusive_ptr(static_cast<T*>(o.get())) {}
  intrusive_ptr& operator=(intrusive_ptr o) noexcept {
    std::swap(target_, o.target_);
    return *this;
  }
  ~intrusive_ptr() { reset(); }

  template <class... Args>
  static intrusive_ptr make(Args&&... args) {
    return intrusive_ptr(new T(std::forward<Args>(args)...));
  }
  // Takes over a reference that release() gave up.
  static intrusive_ptr reclaim(T* target) {
    intrusive_ptr p;
    p.target_ = target;
    return p;
  }
  T* release() noexcept { return std::exchange(target_, nullptr); }
  void reset() noexcept {
    if (target_ != nullptr) base().leave();
    target_ = nullptr;
  }
  void swap(intrusive_ptr& o) noexcept { std::swap(target_, o.target_); }

  T* get() const noexcept { return target_; }
  T& operator*() const { return *target_; }
  T* operator->() const { return target_; }
  explicit operator bool() const noexcept { return target_ != nullptr; }
  bool defined() const noexcept { return target_ != nullptr; }
  uint32_t use_count() const noexcept {
    return target_ == nullptr ? 0 : base().references_.load();
  }
  uint32_t weak_use_count() const noexcept {
    return target_ == nullptr ? 0 : base().weak_references_.load();
  }
  bool unique() const noexcept { return use_count() == 1; }
  friend bool operator==(const intrusive_ptr& a, const intrusive_ptr& b) {
    return a.target_ == b.target_;
  }

 private:
  explicit intrusive_ptr(T* target) : target_(target) {
    if (target_ != nullptr) base().references_.fetch_add(1, std::memory_order_relaxed);
  }
  const intrusive_ptr_target& base() const { return *target_; }

  T* target_ = nullptr;
};
template <class T, class... Args>
intrusive_ptr<T> make_intrusive(Args&&... args) {
  return intrusive_ptr<T>::make(std::forward<Args>(args)...);
}

// A reference that lets the object go.
template <class T>
class weak_intrusive_ptr {
 public:
  using element_type = T;

  explicit weak_intrusive_ptr(const intrusive_ptr<T>& p) : target_(p.get()) { enter(); }
  weak_intrusive_ptr(const weak_intrusive_ptr& o) : target_(o.target_) { enter(); }
  weak_intrusive_ptr(weak_intrusive_ptr&& o) noexcept
      : target_(std::exchange(o.target_, nullptr)) {}
  weak_intrusive_ptr& operator=(weak_intrusive_ptr o) noexcept {
    std::swap(target_, o.target_);
    return *this;
  }
  ~weak_intrusive_ptr() { reset(); }

  void reset() noexcept {
    if (target_ != nullptr) base().leave_weakly();
    target_ = nullptr;
  }
  uint32_t use_count() const noexcept {
    return target_ == nullptr ? 0 : base().references_.load();
  }
  bool expired() const noexcept { return use_count() == 0; }
  // A reference that keeps the object; null once it is gone.
  intrusive_ptr<T> lock() const noexcept {
    if (target_ == nullptr || !base().try_enter()) return nullptr;
    return intrusive_ptr<T>::reclaim(target_);
  }
  friend bool operator==(const weak_intrusive_ptr& a, const weak_intrusive_ptr& b) {
    return a.target_ == b.target_;
  }

 private:
  void enter() {
    if (target_ != nullptr) base().weak_references_.fetch_add(1, std::memory_order_relaxed);
  }
  const intrusive_ptr_target& base() const { return *target_; }

  T* target_ = nullptr;
};

}  // namespace c10

template <class T>
struct std::hash<c10::intrusive_ptr<T>> {
  size_t operator()(const c10::intrusive_ptr<T>& p) const { return std::hash<T*>()(p.get()); }
};

#endif  // GRADLAB_TORCH_POINTERS_H_
