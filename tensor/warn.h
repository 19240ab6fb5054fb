// Warnings: something is allowed but probably not meant. They never stop a computation.
#ifndef GRADLAB_TENSOR_WARN_H_
#define GRADLAB_TENSOR_WARN_H_

#include <string>

#include "gradlab/tensor/error.h"

namespace gradlab {

using WarningHandler = void (*)(const std::string& message);
// Makes `handler` receive all further warnings, of all threads; null for the default, which writes
// "Warning: <message>" to standard error. Returns the former handler, null for the default.
WarningHandler set_warning_handler(WarningHandler handler);
void warn(const std::string& message);

}  // namespace gradlab

// A warning made of all arguments, as GRADLAB_CHECK makes an error.
#define GRADLAB_WARN(...) ::gradlab::warn(::gradlab::str(__VA_ARGS__))

#endif  // GRADLAB_TENSOR_WARN_H_
