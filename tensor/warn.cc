#include "gradlab/tensor/warn.h"

#include <atomic>
#include <cstdio>

namespace gradlab {
namespace {

// Passes the text of a warning to a function.
class FunctionHandler : public WarningHandler {
 public:
  using WarningHandler::process;
  void process(const Warning& warning) override {
    if (WarningFunction f = function.load()) return f(warning.msg());
    WarningHandler::process(warning);  // taken away meanwhile
  }
  std::atomic<WarningFunction> function{nullptr};
};

// Without destructors at exit: a warning may come that late.
WarningHandler& default_handler() {
  static WarningHandler* const handler = new WarningHandler();
  return *handler;
}
FunctionHandler& function_handler() {
  static FunctionHandler* const handler = new FunctionHandler();
  return *handler;
}

constinit std::atomic<WarningHandler*> current_handler{nullptr};
constinit std::atomic<bool> warn_always{false};

}  // namespace

void WarningHandler::process(const Warning& warning) {
  process(warning.source_location(), warning.msg(), warning.verbatim());
}

void WarningHandler::process(const SourceLocation&, const std::string& message, bool) {
  std::fprintf(stderr, "Warning: %s\n", message.c_str());
}

void Warning::warn(Place place, std::string message, bool verbatim) {
  gradlab::warn(Warning(place, std::move(message), verbatim));
}

namespace WarningUtils {

void set_warning_handler(WarningHandler* handler) noexcept { current_handler = handler; }

WarningHandler* get_warning_handler() noexcept {
  WarningHandler* const handler = current_handler;
  return handler ? handler : &default_handler();
}

void set_warnAlways(bool always) noexcept { warn_always.store(always); }
bool get_warnAlways() noexcept { return warn_always.load(); }

}  // namespace WarningUtils

WarningFunction set_warning_handler(WarningFunction function) {
  FunctionHandler& handler = function_handler();
  const WarningFunction former = handler.function.exchange(function);
  WarningUtils::set_warning_handler(function ? &handler : nullptr);
  return former;
}

void warn(const Warning& warning) { WarningUtils::get_warning_handler()->process(warning); }

}  // namespace gradlab
