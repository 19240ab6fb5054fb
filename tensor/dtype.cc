#include "gradlab/tensor/dtype.h"

#include <atomic>

namespace gradlab {
namespace {

std::atomic<ScalarType> default_dtype{ScalarType::Float};

}  // namespace

const char* dtype_name(ScalarType t) {
  switch (t) {
    case ScalarType::Byte:
      return "Byte";
    case ScalarType::Char:
      return "Char";
    case ScalarType::Short:
      return "Short";
    case ScalarType::Int:
      return "Int";
    case ScalarType::Long:
      return "Long";
    case ScalarType::Half:
      return "Half";
    case ScalarType::Float:
      return "Float";
    case ScalarType::Double:
      return "Double";
    case ScalarType::Bool:
      return "Bool";
    case ScalarType::BFloat16:
      return "BFloat16";
    case ScalarType::Undefined:
      break;
  }
  return "UNKNOWN_SCALAR";
}

const char* python_dtype_name(ScalarType t) {
  switch (t) {
    case ScalarType::Byte:
      return "uint8";
    case ScalarType::Char:
      return "int8";
    case ScalarType::Short:
      return "int16";
    case ScalarType::Int:
      return "int32";
    case ScalarType::Long:
      return "int64";
    case ScalarType::Half:
      return "float16";
    case ScalarType::Float:
      return "float32";
    case ScalarType::Double:
      return "float64";
    case ScalarType::Bool:
      return "bool";
    case ScalarType::BFloat16:
      return "bfloat16";
    case ScalarType::Undefined:
      break;
  }
  return "undefined";
}

std::ostream& operator<<(std::ostream& os, ScalarType t) { return os << dtype_name(t); }

std::string_view TypeMeta::name() const {
  switch (type_) {
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
    case ScalarType::Half:
      return "c10::Half";
    case ScalarType::Float:
      return "float";
    case ScalarType::Double:
      return "double";
    case ScalarType::Bool:
      return "bool";
    case ScalarType::BFloat16:
      return "c10::BFloat16";
    case ScalarType::Undefined:
      break;
  }
  return "nullptr (uninitialized)";
}

std::ostream& operator<<(std::ostream& os, TypeMeta t) { return os << t.name(); }

ScalarType promote_types(ScalarType a, ScalarType b) {
  if (a == b) return a;
  if (a == ScalarType::Undefined) return b;
  if (b == ScalarType::Undefined) return a;
  if (is_floating_point(a) && is_floating_point(b)) {
    if (a == ScalarType::Double || b == ScalarType::Double) return ScalarType::Double;
    return ScalarType::Float;  // with a Float, or the two types of 16 bits
  }
  if (is_floating_point(a)) return a;
  if (is_floating_point(b)) return b;
  if (a == ScalarType::Bool) return b;
  if (b == ScalarType::Bool) return a;
  // Two integers: uint8 with int8 is int16, with a wider signed type that type.
  if (a == ScalarType::Byte && b == ScalarType::Char) return ScalarType::Short;
  if (a == ScalarType::Char && b == ScalarType::Byte) return ScalarType::Short;
  return a > b ? a : b;
}

bool can_cast(ScalarType from, ScalarType to) {
  if (is_floating_point(from) && !is_floating_point(to)) return false;
  if (from != ScalarType::Bool && to == ScalarType::Bool) return false;
  return true;
}

TypeMeta get_default_dtype() { return TypeMeta(default_dtype.load(std::memory_order_relaxed)); }

void set_default_dtype(ScalarType t) {
  GRADLAB_CHECK_TYPE(is_floating_point(t),
                     "only floating-point types are supported as the default type");
  default_dtype.store(t, std::memory_order_relaxed);
}

void throw_not_implemented_for(const char* op, ScalarType t) {
  GRADLAB_THROW(NotImplementedError, "\"", op, "\" not implemented for '", dtype_name(t), "'");
}

}  // namespace gradlab
