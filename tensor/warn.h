// Warnings: something is allowed but probably not meant. They never stop a computation.
#ifndef GRADLAB_TENSOR_WARN_H_
#define GRADLAB_TENSOR_WARN_H_

#include <atomic>
#include <string>

#include "gradlab/tensor/error.h"

namespace gradlab {

using WarningHandler = void (*)(const std::string& message);
// Makes `handler` receive all further warnings, of all threads; null for the default, which writes
// "Warning: <message>" to standard error. Returns the former handler, null for the default.
WarningHandler set_warning_handler(WarningHandler handler);
void warn(const std::string& message);

// Whether GRADLAB_WARN_ONCE warns every time; off at the start.
void set_warn_always(bool always);
bool get_warn_always();

}  // namespace gradlab

// A warning made of all arguments, as GRADLAB_CHECK makes an error.
#define GRADLAB_WARN(...) ::gradlab::warn(::gradlab::str(__VA_ARGS__))

// The same, but a place in the program warns only the first time that it is reached.
#define GRADLAB_WARN_ONCE(...)                                                             \
  do {                                                                                     \
    static ::std::atomic<bool> warned{false};                                              \
    if (!warned.exchange(true) || ::gradlab::get_warn_always()) GRADLAB_WARN(__VA_ARGS__); \
  } while (false)

#endif  // GRADLAB_TENSOR_WARN_H_
