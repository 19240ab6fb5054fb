#include "gradlab/tensor/python_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace gradlab {

std::string python_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[40];  // "-d.dddddddddddddddde-ddd" is 24 long
  const auto end = std::to_chars(text, text + sizeof(text), value, std::chars_format::scientific);
  const std::string scientific(text, end.ptr);
  const size_t e = scientific.find('e');
  const int exponent = std::atoi(scientific.c_str() + e + 1);
  // Python's switch between the two notations.
  if (exponent < -4 || exponent >= 16) return scientific;
  const auto fixed = std::to_chars(text, text + sizeof(text), value, std::chars_format::fixed);
  const std::string digits(text, fixed.ptr);
  return digits.find('.') == std::string::npos ? digits + ".0" : digits;
}

}  // namespace gradlab
