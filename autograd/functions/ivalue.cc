#include "gradlab/autograd/functions/ivalue.h"

#include <algorithm>
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
IValue::IValue(Device value) : value_(value) {}
IValue::IValue(std::shared_ptr<const ivalue::Tuple> value) : value_(std::move(value)) {}

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
  GRADLAB_THROW(Error, "IValue is not a Scalar");
}

std::string IValue::tagKind() const {
  constexpr const char* kNames[] = {
      "None",        "Tensor",      "Double",      "Int",         "Bool",   "String", "GenericList",
      "GenericList", "GenericList", "GenericList", "GenericList", "Device", "Tuple"};
  static_assert(std::size(kNames) == std::variant_size_v<decltype(value_)>);
  return kNames[value_.index()];
}

bool IValue::isList() const {
  return std::visit(
      []<class T>(const T&) { return requires(T t) { t.push_back(t[0]); }; }, value_);
}

List<IValue> IValue::toList() const {
  if (!isList()) throw_not("GenericList");
  return std::visit(
      []<class T>(const T& list) {
        List<IValue> values;
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
  if (std::abs(value) < 0x1p63 && value == std::trunc(value)) {
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
  if (value.isDevice()) return os << value.toDevice();
  const bool is_tuple = value.isTuple();
  os << (is_tuple ? '(' : '[');
  const char* separator = "";
  for (const IValue& element : is_tuple ? value.toTupleRef().elements() : value.toList()) {
    os << separator << element;
    separator = ", ";
  }
  if (is_tuple && value.toTupleRef().size() == 1) os << ',';
  return os << (is_tuple ? ')' : ']');
}

namespace {

bool same_elements(const std::vector<IValue>& a, const std::vector<IValue>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const IValue& x, const IValue& y) {
    return (x.isTensor() && y.isTensor() && x.toTensor().is_same(y.toTensor())) || x == y;
  });
}

}  // namespace

bool operator==(const IValue& a, const IValue& b) {
  if (a.isList() && b.isList()) return same_elements(a.toList(), b.toList());
  if (a.value_.index() != b.value_.index()) return false;
  if (a.isTensor()) return a.toTensor().eq(b.toTensor()).is_nonzero();
  if (a.isString()) return a.toStringRef() == b.toStringRef();
  if (a.isTuple()) return same_elements(a.toTupleRef().elements(), b.toTupleRef().elements());
  if (a.isDevice()) return a.toDevice() == b.toDevice();
  if (a.isDouble()) return a.toDouble() == b.toDouble();
  if (a.isInt()) return a.toInt() == b.toInt();
  return a.isNone() || a.toBool() == b.toBool();
}

void IValue::throw_not(const char* kind) const {
  GRADLAB_THROW(Error, "Expected ", kind, " but got ", tagKind());
}

}  // namespace gradlab
