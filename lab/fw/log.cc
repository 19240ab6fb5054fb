#include "gradlab/lab/fw/log.h"

#include <utility>

#include "gradlab/tensor/python_text.h"

namespace gradlab::lab {
namespace {

std::string python_name(const Error& e) {
  if (dynamic_cast<const IndexError*>(&e)) return "IndexError";
  if (dynamic_cast<const ValueError*>(&e)) return "ValueError";
  if (dynamic_cast<const TypeError*>(&e)) return "TypeError";
  if (dynamic_cast<const NotImplementedError*>(&e)) return "NotImplementedError";
  return "RuntimeError";
}

}  // namespace

std::string Log::number(double value) { return python_text(value); }

void Log::add(const std::string& expression, const std::string& text) {
  std::string line = expression + " = " + text;
  // Further lines of a value stand as far to the right as the log is indented.
  for (size_t start = 0;;) {
    const size_t end = line.find('\n', start);
    lines_.push_back(line.substr(start, end == std::string::npos ? end : end - start));
    if (end == std::string::npos) return;
    start = end + 1;
  }
}

void Log::shape(const std::string& expression, IntArrayRef sizes) {
  std::string text = "(";
  for (size_t i = 0; i < sizes.size(); ++i) {
    text += (i > 0 ? ", " : "") + std::to_string(sizes[i]);
  }
  add(expression, text + (sizes.size() == 1 ? ",)" : ")"));
}

void Log::list(const std::string& expression, const std::vector<double>& numbers) {
  std::string text = "[";
  for (size_t i = 0; i < numbers.size(); ++i) text += (i > 0 ? ", " : "") + number(numbers[i]);
  add(expression, text + "]");
}

void Log::raises(const std::string& expression, const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    lines_.push_back(expression + " raises " + python_name(e) + ": " +
                     e.msg().substr(0, e.msg().find(". Hint")));
    return;
  }
  lines_.push_back(expression + " raises nothing");
}

}  // namespace gradlab::lab
