// Location: a place in a program, file and line, known at compile time.
//
// Note [Locations]
// Public operations take a last parameter `Location at = Location::here()`, whose default is the
// place of the call, and open a LocationScope with it. The outermost scope of the thread wins, so
// that a graph node or a write, however deep inside the library, is attributed to the line of the
// user's program that asked for it. Operators, which cannot have such a parameter, take their left
// operand as a Located.
#ifndef GRADLAB_TENSOR_LOCATION_H_
#define GRADLAB_TENSOR_LOCATION_H_

#include <concepts>
#include <cstdint>
#include <ostream>
#include <utility>

namespace gradlab {

class Location;
namespace internal {
extern constinit thread_local uint64_t current_location;
}

// One word wide. Has no default constructor, so that an argument {} never means a location.
class Location {
 public:
  // The place of the call. __builtin_FILE, because clang 14 has no std::source_location.
  static Location here(const char* file = __builtin_FILE(), uint32_t line = __builtin_LINE()) {
    const uint64_t shown = line < kLastLine ? line : kLastLine;
    return Location(FromWord(), shown << kFileBits | reinterpret_cast<uintptr_t>(file));
  }
  static Location unknown() { return Location(FromWord(), 0); }
  // The place of the outermost LocationScope of this thread; unknown outside of all.
  static Location current() { return Location(FromWord(), internal::current_location); }

  explicit operator bool() const { return word_ != 0; }
  const char* file() const {
    return reinterpret_cast<const char*>(static_cast<uintptr_t>(word_ & kFileMask));
  }
  // Lines beyond 65534 count as 65535.
  uint32_t line() const { return static_cast<uint32_t>(word_ >> kFileBits); }

 private:
  friend class LocationScope;
  friend class NoLocationScope;
  // Addresses of user space have 48 bits at most.
  static constexpr int kFileBits = 48;
  static constexpr uint64_t kFileMask = (uint64_t{1} << kFileBits) - 1;
  static constexpr uint64_t kLastLine = 0xffff;

  // The tag keeps a list of one number, as in norm(x, 2, {1}), from being a place.
  struct FromWord {};
  Location(FromWord, uint64_t word) : word_(word) {}

  uint64_t word_;
};

// "train.cc:12"
inline std::ostream& operator<<(std::ostream& os, Location at) {
  return os << at.file() << ':' << at.line();
}

// Makes `at` the current location until the end of the scope, unless there is one already.
class LocationScope {
 public:
  explicit LocationScope(Location at) : before_(internal::current_location) {
    internal::current_location = before_ != 0 ? before_ : at.word_;
  }
  ~LocationScope() { internal::current_location = before_; }
  LocationScope(const LocationScope&) = delete;
  LocationScope& operator=(const LocationScope&) = delete;

 private:
  uint64_t before_;
};

// Around a function of the user's that the library calls: what it does has locations of its own.
class NoLocationScope {
 public:
  NoLocationScope() : before_(internal::current_location) { internal::current_location = 0; }
  ~NoLocationScope() { internal::current_location = before_; }
  NoLocationScope(const NoLocationScope&) = delete;
  NoLocationScope& operator=(const NoLocationScope&) = delete;

 private:
  uint64_t before_;
};

// An operand of an operator with the place of the expression; T may be a reference.
template <class T>
struct Located {
  template <class U>
  requires std::convertible_to<U, T> Located(U&& operand, Location place = Location::here())
      : value(std::forward<U>(operand)), at(place) {}

  T value;
  Location at;
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_LOCATION_H_
