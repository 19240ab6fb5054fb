// print: Python's print() for the programs of the lab.
#ifndef GRADLAB_LAB_PRINT_H_
#define GRADLAB_LAB_PRINT_H_

#include <concepts>
#include <string>

#include "gradlab/gradlab.h"

namespace gradlab::lab {

// What Python's str() gives.
inline std::string text(const char* value) { return value; }
inline std::string text(const std::string& value) { return value; }
template <std::integral T>
std::string text(T value) {
  if constexpr (std::is_same_v<T, bool>) return value ? "True" : "False";
  return std::to_string(value);
}
inline std::string text(const Error& error) { return error.msg(); }
// Tensors and modules.
template <class T>
requires requires(const T& value) { repr(value); }
std::string text(const T& value) { return repr(value); }

// Writes `line` to standard output.
void write(const std::string& line);

// The values with spaces between them, then `kEnd`.
template <char kEnd = '\n', class First, class... Rest>
void print(const First& first, const Rest&... rest) {
  std::string line = text(first);
  ((line += ' ', line += text(rest)), ...);
  write(line += kEnd);
}

// Stands for a tensor that Python shows as the Parameter of a module.
inline std::string parameter(const Tensor& t) { return "Parameter containing:\n" + repr(t); }

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_PRINT_H_
