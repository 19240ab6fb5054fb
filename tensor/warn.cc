#include "gradlab/tensor/warn.h"

#include <atomic>
#include <cstdio>

namespace gradlab {
namespace {

constinit std::atomic<WarningHandler> current_handler{nullptr};
constinit std::atomic<bool> warn_always{false};

}  // namespace

WarningHandler set_warning_handler(WarningHandler handler) {
  return current_handler.exchange(handler);
}

void warn(const std::string& message) {
  if (WarningHandler handler = current_handler.load()) return handler(message);
  std::fprintf(stderr, "Warning: %s\n", message.c_str());
}

void set_warn_always(bool always) { warn_always.store(always); }
bool get_warn_always() { return warn_always.load(); }

}  // namespace gradlab
