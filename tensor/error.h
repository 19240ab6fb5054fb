// Errors: every misuse throws gradlab::Error or one of its kinds; nothing aborts.
//
// The first line of a message is PyTorch's text where PyTorch has one, else
// "operation: rule; values". Operands are unchanged when an operation throws.
#ifndef GRADLAB_TENSOR_ERROR_H_
#define GRADLAB_TENSOR_ERROR_H_

#include <cstdint>
#include <exception>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace gradlab {

// A place in a program's sources, as libtorch's macros give it.
struct SourceLocation {
  const char* function;
  const char* file;
  uint32_t line;
};

// The root of all errors; PyTorch's RuntimeError.
class Error : public std::exception {
 public:
  explicit Error(std::string message);
  // The same with more lines: which places of the program have to do with it.
  Error(std::string message, std::string places);
  // libtorch's form; the location stays out of the texts.
  Error(SourceLocation, std::string message) : Error(std::move(message)) {}

  // The message, the context and, where known, the places.
  const char* what() const noexcept override;
  // libtorch's names for the message alone: PyTorch's text to the letter; the latter with the
  // context.
  const std::string& msg() const { return message_; }
  const char* what_without_backtrace() const noexcept;
  const std::string& backtrace() const { return places_; }

  // What the program was doing, for a handler that throws on: "message (context)".
  void add_context(std::string context);
  const std::vector<std::string>& context() const { return context_; }

 private:
  void compose();

  std::string message_, places_;
  std::vector<std::string> context_;
  std::string with_context_, what_;
};

// An index or dimension outside the tensor.
class IndexError : public Error {
 public:
  using Error::Error;
};
// A value that the operation does not accept.
class ValueError : public Error {
 public:
  using Error::Error;
};
// A dtype or kind of argument that the operation does not accept.
class TypeError : public Error {
 public:
  using Error::Error;
};
// What PyTorch has and this library, or an operation for this dtype, has not.
class NotImplementedError : public Error {
 public:
  using Error::Error;
};
// A backward pass, or a look at saved tensors, after an earlier pass freed what the graph saved.
class GraphFreedError : public Error {
 public:
  using Error::Error;
};
// A backward pass that needs a saved tensor which was written to in place after it was saved.
class InplaceModifiedError : public Error {
 public:
  using Error::Error;
};

// All arguments written one after another with operator<<.
template <class... Args>
std::string str(const Args&... args) {
  std::ostringstream os;
  ((os << args), ...);
  return os.str();
}
inline std::string str(const char* text) { return text; }
inline std::string str(const std::string& text) { return text; }

}  // namespace gradlab

// Throws KIND with the message made of the remaining arguments. Messages are built only on failure.
#define GRADLAB_THROW(KIND, ...) throw ::gradlab::KIND(::gradlab::str(__VA_ARGS__))

// Throws unless the condition holds: GRADLAB_CHECK(n >= 0, "empty: negative size ", n).
#define GRADLAB_CHECK_KIND(KIND, cond, ...)                                         \
  do {                                                                              \
    if (__builtin_expect(!(cond), 0)) {                                             \
      [&]() __attribute__((noinline, cold)) { GRADLAB_THROW(KIND, __VA_ARGS__); }(); \
    }                                                                               \
  } while (false)
#define GRADLAB_CHECK(cond, ...) GRADLAB_CHECK_KIND(Error, cond, __VA_ARGS__)
#define GRADLAB_CHECK_INDEX(cond, ...) GRADLAB_CHECK_KIND(IndexError, cond, __VA_ARGS__)
#define GRADLAB_CHECK_VALUE(cond, ...) GRADLAB_CHECK_KIND(ValueError, cond, __VA_ARGS__)
#define GRADLAB_CHECK_TYPE(cond, ...) GRADLAB_CHECK_KIND(TypeError, cond, __VA_ARGS__)

#endif  // GRADLAB_TENSOR_ERROR_H_
