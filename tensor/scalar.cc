#include "gradlab/tensor/scalar.h"

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// PyTorch's name of a type in the message about overflow.
const char* type_name(ScalarType t) {
  switch (t) {
    case ScalarType::Byte:
      return "uint8_t";
    case ScalarType::Char:
      return "int8_t";
    case ScalarType::Short:
      return "int16_t";
    case ScalarType::Int:
      return "int";
    case ScalarType::Long:
      return "int64_t";
    case ScalarType::Half:
      return "at::Half";
    case ScalarType::Float:
      return "float";
    case ScalarType::Double:
      return "double";
    case ScalarType::BFloat16:
      return "at::BFloat16";
    case ScalarType::Bool:
    case ScalarType::Undefined:
      break;
  }
  return "bool";
}

}  // namespace

void Scalar::throw_overflow(ScalarType to) {
  GRADLAB_THROW(Error, "value cannot be converted to type ", type_name(to), " without overflow");
}

Scalar Scalar::operator-() const {
  GRADLAB_CHECK(!isBoolean(), "torch boolean negative, the `-` operator, is not supported.");
  if (isFloatingPoint()) return -d_;
  return static_cast<int64_t>(uint64_t{0} - static_cast<uint64_t>(i_));  // wraps around
}

std::ostream& operator<<(std::ostream& os, const Scalar& s) {
  if (s.isFloatingPoint()) return os << s.toDouble();
  if (s.isBoolean()) return os << (s.toBool() ? "true" : "false");
  return os << s.toLong();
}

}  // namespace gradlab
