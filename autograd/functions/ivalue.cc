#include "gradlab/autograd/functions/ivalue.h"

#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

#include "gradlab/tensor/error.h"

namespace gradlab {

IValue::IValue() noexcept = default;
IValue::IValue(const IValue&) = default;
IValue::IValue(IValue&&) noexcept = default;
IValue& IValue::operator=(const IValue&) = default;
IValue& IValue::operator=(IValue&&) noexcept = default;
IValue::~IValue() = default;

IValue::IValue(Tensor value) : value_(std::move(value)) {}
IValue::IValue(bool value) : value_(value) {}
IValue::IValue(IntTag, int64_t value) : value_(value) {}
IValue::IValue(DoubleTag, double value) : value_(value) {}
IValue::IValue(std::string value)
    : value_(std::make_shared<const ConstantString>(std::move(value))) {}
IValue::IValue(const char* value) : IValue(std::string(value)) {}
IValue::IValue(std::vector<int64_t> value) : value_(std::move(value)) {}
IValue::IValue(IntArrayRef value) : IValue(value.vec()) {}
IValue::IValue(std::vector<double> value) : value_(std::move(value)) {}
IValue::IValue(std::vector<bool> value) : value_(std::move(value)) {}
IValue::IValue(std::vector<Tensor> value) : value_(std::move(value)) {}
IValue::IValue(const std::vector<std::string>& value)
    : IValue(std::vector<IValue>(value.begin(), value.end())) {}
IValue::IValue(std::vector<IValue> value) : value_(std::move(value)) {}

std::vector<int64_t> IValue::toIntVector() const { return get<std::vector<int64_t>>("IntList"); }
std::vector<double> IValue::toDoubleVector() const {
  return get<std::vector<double>>("DoubleList");
}
std::vector<bool> IValue::toBoolVector() const { return get<std::vector<bool>>("BoolList"); }
std::vector<Tensor> IValue::toTensorVector() const {
  return get<std::vector<Tensor>>("TensorList");
}

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

bool IValue::isList() const {
  return std::visit(
      []<class T>(const T&) { return requires(T t) { t.push_back(t[0]); }; }, value_);
}

std::vector<IValue> IValue::toList() const {
  if (!isList()) throw_not("GenericList");
  return std::visit(
      []<class T>(const T& list) -> std::vector<IValue> {
        std::vector<IValue> values;
        if constexpr (requires(T t) { t.push_back(t[0]); }) {
          for (const auto& value : list) values.push_back(value);
        }
        return values;
      },
      value_);
}

namespace {

// With a point, also for whole numbers; as many digits as are needed to read it back.
void print(std::ostream& os, double value) {
  if (std::abs(value) < 1e10 && value == std::trunc(value)) {
    os << static_cast<int64_t>(value) << '.';
    return;
  }
  std::ostringstream text;
  text << std::setprecision(std::numeric_limits<double>::max_digits10) << value;
  os << text.str();
}

}  // namespace

std::ostream& operator<<(std::ostream& os, const IValue& value) {
  if (value.isNone()) return os << "None";
  if (value.isTensor()) return os << value.toTensor();
  if (value.isBool()) return os << (value.toBool() ? "True" : "False");
  if (value.isInt()) return os << value.toInt();
  if (value.isString()) return os << value.toStringRef();
  if (value.isDouble()) {
    print(os, value.toDouble());
    return os;
  }
  os << '[';
  const char* separator = "";
  for (const IValue& element : value.toList()) {
    os << separator << element;
    separator = ", ";
  }
  return os << ']';
}

void IValue::throw_not(const char* kind) const {
  GRADLAB_THROW(Error, "Expected ", kind, " but got ", tagKind());
}

}  // namespace gradlab
