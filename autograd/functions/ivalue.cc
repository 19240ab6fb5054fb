#include "gradlab/autograd/functions/ivalue.h"

#include "gradlab/tensor/error.h"

namespace gradlab {

IValue::IValue(const Scalar& value) {
  if (value.isFloatingPoint()) {
    value_ = value.toDouble();
  } else if (value.isBoolean()) {
    value_ = value.toBool();
  } else {
    value_ = value.toLong();
  }
}

Scalar IValue::toScalar() const {
  if (isDouble()) return toDouble();
  if (isBool()) return toBool();
  if (isInt()) return toInt();
  throw_not("Scalar");
}

std::string IValue::tagKind() const {
  constexpr const char* kNames[] = {"None",     "Tensor",     "Double",     "Int",
                                    "Bool",     "String",     "IntList",    "DoubleList",
                                    "BoolList", "TensorList", "GenericList"};
  static_assert(std::size(kNames) == std::variant_size_v<decltype(value_)>);
  return kNames[value_.index()];
}

void IValue::throw_not(const char* kind) const {
  GRADLAB_THROW(Error, "Expected ", kind, " but got ", tagKind());
}

}  // namespace gradlab
