// The names of C++ types, as PyTorch's messages about mismatched dtypes have them.
#ifndef GRADLAB_TENSOR_KERNELS_CPP_TYPE_NAME_H_
#define GRADLAB_TENSOR_KERNELS_CPP_TYPE_NAME_H_

#include "gradlab/tensor/dtype.h"

namespace gradlab::kernels {

inline const char* cpp_type_name(ScalarType t) {
  switch (t) {
    case ScalarType::Byte:
      return "unsigned char";
    case ScalarType::Char:
      return "signed char";
    case ScalarType::Short:
      return "short int";
    case ScalarType::Int:
      return "int";
    case ScalarType::Long:
      return "long int";
    case ScalarType::Float:
      return "float";
    case ScalarType::Double:
      return "double";
    case ScalarType::Bool:
      return "bool";
    default:
      return dtype_name(t);
  }
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CPP_TYPE_NAME_H_
