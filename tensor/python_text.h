// Numbers and truth values as Python's repr() writes them.
#ifndef GRADLAB_TENSOR_PYTHON_TEXT_H_
#define GRADLAB_TENSOR_PYTHON_TEXT_H_

#include <string>

namespace gradlab {

// The shortest digits that read back as the same double, always with a point or an exponent:
// "0.1", "1.0", "1e-05", "1e+16", "inf", "nan".
std::string python_text(double value);
// "True" or "False".
inline std::string python_text(bool value) { return value ? "True" : "False"; }

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_PYTHON_TEXT_H_
