#include "gradlab/tensor/kernels/convert.h"

namespace gradlab::kernels::internal {

void throw_scalar_overflow(ScalarType to) {
  const char* name = "bool";
  switch (to) {
    case ScalarType::Byte:
      name = "uint8_t";
      break;
    case ScalarType::Char:
      name = "int8_t";
      break;
    case ScalarType::Short:
      name = "int16_t";
      break;
    case ScalarType::Int:
      name = "int";
      break;
    case ScalarType::Long:
      name = "int64_t";
      break;
    case ScalarType::Float:
      name = "float";
      break;
    case ScalarType::Double:
      name = "double";
      break;
    default:
      break;
  }
  GRADLAB_THROW(Error, "value cannot be converted to type ", name, " without overflow");
}

}  // namespace gradlab::kernels::internal
