#include "gradlab/autograd/functions/ivalue.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>
#include <new>
#include <sstream>
#include <variant>

#include "gradlab/tensor/error.h"

namespace gradlab {

namespace {

using String = std::shared_ptr<const ConstantString>;
using TuplePtr = std::shared_ptr<const ivalue::Tuple>;

}  // namespace

struct IValue::Value {
  // In the order of the names in tagKind().
  std::variant<std::monostate, Tensor, double, int64_t, bool, String, std::vector<int64_t>,
               std::vector<double>, std::vector<bool>, std::vector<Tensor>, std::vector<IValue>,
               Device, TuplePtr>
      variant;
};

IValue::Value& IValue::value() { return *std::launder(reinterpret_cast<Value*>(storage_)); }
const IValue::Value& IValue::value() const {
  return *std::launder(reinterpret_cast<const Value*>(storage_));
}
template <class T>
bool IValue::is() const {
  return std::holds_alternative<T>(value().variant);
}
template <class T>
const T& IValue::get(const char* kind) const {
  if (!is<T>()) throw_not(kind);
  return *std::get_if<T>(&value().variant);
}

IValue::IValue() noexcept {
  static_assert(sizeof(Value) <= sizeof(storage_) && alignof(Value) <= alignof(IValue));
  new (storage_) Value();
}
IValue::IValue(const IValue& other) { new (storage_) Value(other.value()); }
IValue::IValue(IValue&& other) noexcept { new (storage_) Value(std::move(other.value())); }
IValue& IValue::operator=(const IValue& other) {
  value() = other.value();
  return *this;
}
IValue& IValue::operator=(IValue&& other) noexcept {
  value() = std::move(other.value());
  return *this;
}
IValue::~IValue() { value().~Value(); }

IValue::IValue(Tensor value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(bool value) { new (storage_) Value{value}; }
IValue::IValue(IntTag, int64_t value) { new (storage_) Value{value}; }
IValue::IValue(DoubleTag, double value) { new (storage_) Value{value}; }
IValue::IValue(std::string value) {
  new (storage_) Value{std::make_shared<const ConstantString>(std::move(value))};
}
IValue::IValue(const char* value) : IValue(std::string(value)) {}
IValue::IValue(std::vector<int64_t> value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(IntArrayRef value) : IValue(value.vec()) {}
IValue::IValue(std::vector<double> value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(std::vector<bool> value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(std::vector<Tensor> value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(const std::vector<std::string>& value)
    : IValue(std::vector<IValue>(value.begin(), value.end())) {}
IValue::IValue(std::vector<IValue> value) { new (storage_) Value{std::move(value)}; }
IValue::IValue(Device value) { new (storage_) Value{value}; }
IValue::IValue(TuplePtr value) { new (storage_) Value{std::move(value)}; }

ivalue::Tuple::Tuple(std::vector<IValue> elements) : elements_(std::move(elements)) {}
ivalue::Tuple::~Tuple() = default;
std::shared_ptr<const ivalue::Tuple> ivalue::Tuple::create(std::vector<IValue> elements) {
  return std::make_shared<const Tuple>(std::move(elements));
}

bool IValue::isNone() const { return is<std::monostate>(); }
bool IValue::isTensor() const { return is<Tensor>(); }
bool IValue::isBool() const { return is<bool>(); }
bool IValue::isInt() const { return is<int64_t>(); }
bool IValue::isDouble() const { return is<double>(); }
bool IValue::isString() const { return is<String>(); }
bool IValue::isDevice() const { return is<Device>(); }
bool IValue::isTuple() const { return is<TuplePtr>(); }
bool IValue::isIntList() const { return is<std::vector<int64_t>>(); }
bool IValue::isDoubleList() const { return is<std::vector<double>>(); }
bool IValue::isBoolList() const { return is<std::vector<bool>>(); }
bool IValue::isTensorList() const { return is<std::vector<Tensor>>(); }

const Tensor& IValue::toTensor() const { return get<Tensor>("Tensor"); }
bool IValue::toBool() const { return get<bool>("Bool"); }
int64_t IValue::toInt() const { return get<int64_t>("Int"); }
double IValue::toDouble() const { return get<double>("Double"); }
Device IValue::toDevice() const { return get<Device>("Device"); }
std::shared_ptr<const ivalue::Tuple> IValue::toTuple() const { return get<TuplePtr>("Tuple"); }
const ivalue::Tuple& IValue::toTupleRef() const { return *get<TuplePtr>("Tuple"); }
std::shared_ptr<const ConstantString> IValue::toString() const { return get<String>("String"); }
const std::string& IValue::toStringRef() const { return get<String>("String")->string(); }
std::vector<int64_t> IValue::toIntVector() const { return get<std::vector<int64_t>>("IntList"); }
std::vector<double> IValue::toDoubleVector() const {
  return get<std::vector<double>>("DoubleList");
}
std::vector<bool> IValue::toBoolVector() const { return get<std::vector<bool>>("BoolList"); }
std::vector<Tensor> IValue::toTensorVector() const {
  return get<std::vector<Tensor>>("TensorList");
}

List<int64_t> IValue::toIntList() const { return toIntVector(); }
List<double> IValue::toDoubleList() const { return toDoubleVector(); }
List<bool> IValue::toBoolList() const { return toBoolVector(); }
List<Tensor> IValue::toTensorList() const { return toTensorVector(); }
std::vector<IValue> IValue::toListRef() const { return toList(); }

IValue::IValue(const Scalar& value) {
  if (value.isFloatingPoint()) {
    new (storage_) Value{value.toDouble()};
  } else if (value.isBoolean()) {
    new (storage_) Value{value.toBool()};
  } else {
    new (storage_) Value{value.toLong()};
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
  static_assert(std::size(kNames) == std::variant_size_v<decltype(Value::variant)>);
  return kNames[value().variant.index()];
}

bool IValue::isList() const {
  return std::visit(
      []<class T>(const T&) { return requires(T t) { t.push_back(t[0]); }; }, value().variant);
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
      value().variant);
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
  if (a.value().variant.index() != b.value().variant.index()) return false;
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
