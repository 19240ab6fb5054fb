// Warnings: something is allowed but probably not meant. They never stop a computation.
#ifndef GRADLAB_TENSOR_WARN_H_
#define GRADLAB_TENSOR_WARN_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

#include "gradlab/tensor/error.h"

namespace gradlab {

class Warning;
class WarningHandler;

// libtorch's names.
namespace WarningUtils {
// Makes `handler`, which the caller keeps alive, receive the warnings of all threads; null for the
// default one.
void set_warning_handler(WarningHandler* handler) noexcept;
// Never null.
WarningHandler* get_warning_handler() noexcept;
// Whether GRADLAB_WARN_ONCE warns every time; off at the start.
void set_warnAlways(bool always) noexcept;
bool get_warnAlways() noexcept;

// Sets the handler for a scope.
class WarningHandlerGuard {
 public:
  explicit WarningHandlerGuard(WarningHandler* handler) : former_(get_warning_handler()) {
    set_warning_handler(handler);
  }
  ~WarningHandlerGuard() { set_warning_handler(former_); }
  WarningHandlerGuard(const WarningHandlerGuard&) = delete;
  WarningHandlerGuard& operator=(const WarningHandlerGuard&) = delete;

 private:
  WarningHandler* former_;
};

// Warns every time in a scope.
class WarnAlways {
 public:
  explicit WarnAlways(bool always = true) : former_(get_warnAlways()) { set_warnAlways(always); }
  ~WarnAlways() { set_warnAlways(former_); }
  WarnAlways(const WarnAlways&) = delete;
  WarnAlways& operator=(const WarnAlways&) = delete;

 private:
  bool former_;
};
}  // namespace WarningUtils

// One warning: what it says and where it was given.
class Warning {
 public:
  using Place = SourceLocation;

  // libtorch 1.13 has the names of WarningUtils here.
  using WarningHandlerGuard = WarningUtils::WarningHandlerGuard;
  using WarnAlways = WarningUtils::WarnAlways;
  static void set_warning_handler(WarningHandler* handler) noexcept {
    WarningUtils::set_warning_handler(handler);
  }
  static WarningHandler* get_warning_handler() noexcept {
    return WarningUtils::get_warning_handler();
  }
  static void set_warnAlways(bool always) noexcept { WarningUtils::set_warnAlways(always); }
  static bool get_warnAlways() noexcept { return WarningUtils::get_warnAlways(); }
  static void warn(Place place, std::string message, bool verbatim);

  Warning(Place place, std::string message, bool verbatim = false)
      : place_(place), message_(std::move(message)), verbatim_(verbatim) {}

  const std::string& msg() const { return message_; }
  const Place& source_location() const { return place_; }
  // Whether a handler should add nothing to the message.
  bool verbatim() const { return verbatim_; }

 private:
  Place place_;
  std::string message_;
  bool verbatim_;
};

// Receives warnings. This one writes "Warning: <message>" to standard error. A handler overrides
// one of the two; the second, which is libtorch 1.13's, is called by the first.
class WarningHandler {
 public:
  virtual ~WarningHandler() = default;
  virtual void process(const Warning& warning);
  virtual void process(const SourceLocation& place, const std::string& message, bool verbatim);
};

inline void set_warn_always(bool always) { WarningUtils::set_warnAlways(always); }
inline bool get_warn_always() { return WarningUtils::get_warnAlways(); }

// A function as the handler: shorter where a test only wants the text. Returns the former function,
// null for none; null restores the default handler.
using WarningFunction = void (*)(const std::string& message);
WarningFunction set_warning_handler(WarningFunction function);

void warn(const Warning& warning);

}  // namespace gradlab

// A warning made of all arguments, as GRADLAB_CHECK makes an error.
#define GRADLAB_WARN(...) \
  ::gradlab::warn(        \
      ::gradlab::Warning({__func__, __FILE__, uint32_t{__LINE__}}, ::gradlab::str(__VA_ARGS__)))

// The same, but a place in the program warns only the first time that it is reached.
#define GRADLAB_WARN_ONCE(...)                                                             \
  do {                                                                                     \
    static ::std::atomic<bool> warned{false};                                              \
    if (!warned.exchange(true) || ::gradlab::get_warn_always()) GRADLAB_WARN(__VA_ARGS__); \
  } while (false)

#endif  // GRADLAB_TENSOR_WARN_H_
