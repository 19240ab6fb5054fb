// The small tools of c10 that hold or name things: pointers, containers, texts, temporary files.
// Where the standard library has the thing, the name is that of the standard library's.
#ifndef GRADLAB_TORCH_TOOLS_H_
#define GRADLAB_TORCH_TOOLS_H_

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/temp_file.h"
#include "gradlab/tensor/type_name.h"
#include "gradlab/torch/c10.h"

namespace c10 {

using gradlab::make_tempdir;
using gradlab::make_tempfile;
using gradlab::TempDir;
using gradlab::TempFile;
using gradlab::try_make_tempdir;
using gradlab::try_make_tempfile;

using DeviceIndex = int8_t;

// --- Texts ---

template <class Container>
std::string Join(const std::string& delimiter, const Container& values) {
  std::ostringstream os;
  const char* separator = "";
  for (const auto& value : values) {
    os << separator << value;
    separator = delimiter.c_str();
  }
  return os.str();
}

// Replaces every `from` in `text` and returns how many there were.
inline size_t ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size(), ++count) {
    text.replace(at, from.size(), to);
  }
  return count;
}

namespace detail {
// The file of a path.
inline std::string StripBasename(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}
}  // namespace detail

namespace util {
template <class T>
std::string get_fully_qualified_type_name() {
  return demangle_type<T>();
}
}  // namespace util

namespace utils {
// Whether the variable is "1" (true) or "0"; nothing if it is not set or something else.
inline std::optional<bool> check_env(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  if (std::string_view(value) == "1") return true;
  if (std::string_view(value) == "0") return false;
  return std::nullopt;
}
}  // namespace utils

// --- Containers ---

// The second parameter, a number of elements that need no memory of their own, has no meaning.
template <class T, unsigned = 0>
class SmallVector : public std::vector<T> {
 public:
  using std::vector<T>::vector;
  SmallVector() = default;
  explicit SmallVector(ArrayRef<T> values) : std::vector<T>(values.begin(), values.end()) {}

  template <class Range>
  void append(const Range& values) {
    this->insert(this->end(), std::begin(values), std::end(values));
  }
};
template <class T>
using SmallVectorImpl = std::vector<T>;
using DimVector = SmallVector<int64_t, 5>;

inline DimVector contiguous_strides(IntArrayRef sizes) {
  DimVector strides(sizes.size(), 1);
  for (size_t i = sizes.size(); i-- > 1;) {
    strides[i - 1] = strides[i] * std::max<int64_t>(sizes[i], 1);
  }
  return strides;
}

template <class F>
using function_ref = std::function<F>;

// --- Pointers ---

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

// The base of objects that count their own references.
class intrusive_ptr_target {
 public:
  intrusive_ptr_target() = default;
  intrusive_ptr_target(const intrusive_ptr_target&) {}
  intrusive_ptr_target& operator=(const intrusive_ptr_target&) { return *this; }
  virtual ~intrusive_ptr_target() = default;

 private:
  template <class T>
  friend class intrusive_ptr;
  mutable std::atomic<uint32_t> references_{0};
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
      : intrusive_ptr(o.get()) {}
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
    if (target_ != nullptr && count().fetch_sub(1, std::memory_order_acq_rel) == 1) delete target_;
    target_ = nullptr;
  }

  T* get() const noexcept { return target_; }
  T& operator*() const { return *target_; }
  T* operator->() const { return target_; }
  explicit operator bool() const noexcept { return target_ != nullptr; }
  bool defined() const noexcept { return target_ != nullptr; }
  uint32_t use_count() const noexcept { return target_ == nullptr ? 0 : count().load(); }
  bool unique() const noexcept { return use_count() == 1; }
  friend bool operator==(const intrusive_ptr& a, const intrusive_ptr& b) {
    return a.target_ == b.target_;
  }

 private:
  explicit intrusive_ptr(T* target) : target_(target) {
    if (target_ != nullptr) count().fetch_add(1, std::memory_order_relaxed);
  }
  template <class U>
  friend class intrusive_ptr;
  std::atomic<uint32_t>& count() const { return base().references_; }
  const intrusive_ptr_target& base() const { return *target_; }

  T* target_ = nullptr;
};
template <class T, class... Args>
intrusive_ptr<T> make_intrusive(Args&&... args) {
  return intrusive_ptr<T>::make(std::forward<Args>(args)...);
}

}  // namespace c10

namespace ska {
template <class K, class V, class... Rest>
using flat_hash_map = std::unordered_map<K, V, Rest...>;
}

// Division that rounds down.
template <class T>
T div_rtn(T x, T y) {
  return x / y - ((x % y != 0) && ((x < 0) != (y < 0)));
}

namespace at {
using c10::DimVector;
using c10::makeArrayRef;
using c10::SmallVector;

// Division that rounds up.
template <class T>
constexpr T ceil_div(T a, T b) {
  return (a + b - 1) / b;
}
constexpr int64_t divup(int64_t x, int64_t y) { return ceil_div(x, y); }

template <class T>
bool _isnan(T value) {
  return std::isnan(static_cast<double>(value));
}
}  // namespace at

namespace std {
// libtorch's Logging.h prints vectors: their elements with a space between them.
template <class T>
ostream& operator<<(ostream& os, const vector<T>& values) {
  return os << c10::Join(" ", values);
}
}  // namespace std

#endif  // GRADLAB_TORCH_TOOLS_H_
