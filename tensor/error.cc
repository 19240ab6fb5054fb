#include "gradlab/tensor/error.h"

namespace gradlab {

Error::Error(std::string message) : message_(std::move(message)) { compose(); }
Error::Error(std::string message, std::string places)
    : message_(std::move(message)), places_(std::move(places)) {
  compose();
}

const char* Error::what() const noexcept { return what_.c_str(); }
const char* Error::what_without_backtrace() const noexcept {
  return context_.empty() ? message_.c_str() : with_context_.c_str();
}

void Error::add_context(std::string context) {
  context_.push_back(std::move(context));
  compose();
}

void Error::compose() {
  with_context_ = message_;
  if (context_.size() == 1) {
    with_context_ += " (" + context_[0] + ")";
  } else {
    for (const std::string& line : context_) with_context_ += "\n  " + line;
  }
  what_ = with_context_;
  if (!places_.empty() && places_[0] != '\n') what_ += '\n';
  what_ += places_;
}

}  // namespace gradlab
