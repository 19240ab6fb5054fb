#include "gradlab/tensor/warn.h"

#include <atomic>
#include <cstdio>

namespace gradlab {
namespace {

constinit std::atomic<WarningHandler> current_handler{nullptr};

}  // namespace

WarningHandler set_warning_handler(WarningHandler handler) {
  return current_handler.exchange(handler);
}

void warn(const std::string& message) {
  if (WarningHandler handler = current_handler.load()) return handler(message);
  std::fprintf(stderr, "Warning: %s\n", message.c_str());
}

}  // namespace gradlab
