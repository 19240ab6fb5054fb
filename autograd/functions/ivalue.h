// IValue: one value of any of the kinds that AutogradContext::saved_data keeps: a tensor, a number,
// a text, a device, or a list or tuple of them.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_IVALUE_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_IVALUE_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab {

class IValue;

namespace ivalue {
class Tuple;
}

// What toIntList() and the like return: a vector that also has the names of libtorch's list.
template <class T>
class List : public std::vector<T> {
 public:
  using std::vector<T>::vector;
  List() = default;
  List(std::vector<T> values) : std::vector<T>(std::move(values)) {}

  T get(size_t i) const { return this->at(i); }
  void set(size_t i, T value) { this->at(i) = std::move(value); }
  const std::vector<T>& vec() const { return *this; }
};

// A text that several values share.
class ConstantString {
 public:
  explicit ConstantString(std::string text) : text_(std::move(text)) {}
  const std::string& string() const { return text_; }

 private:
  std::string text_;
};

// isX() tells the kind; toX() gives the value, and throws "Expected X but got Y" for another kind.
class IValue {
 public:
  IValue() noexcept;  // None
  IValue(const IValue&);
  IValue(IValue&&) noexcept;
  IValue& operator=(const IValue&);
  IValue& operator=(IValue&&) noexcept;
  ~IValue();
  IValue(std::nullopt_t) : IValue() {}
  IValue(Tensor value);
  IValue(bool value);
  template <std::integral T>
  requires(!std::same_as<T, bool>) IValue(T value) : IValue(kAnInt, static_cast<int64_t>(value)) {}
  template <std::floating_point T>
  IValue(T value) : IValue(kADouble, static_cast<double>(value)) {}
  IValue(const Scalar& value);
  IValue(ScalarType value) : IValue(static_cast<int64_t>(value)) {}
  IValue(Layout value) : IValue(static_cast<int64_t>(value)) {}
  IValue(MemoryFormat value) : IValue(static_cast<int64_t>(value)) {}
  IValue(Device value);
  IValue(std::string value);
  IValue(const char* value);
  IValue(std::vector<int64_t> value);
  IValue(IntArrayRef value);
  IValue(std::vector<double> value);
  IValue(std::vector<bool> value);
  IValue(std::vector<Tensor> value);
  IValue(const std::vector<std::string>& value);
  IValue(std::vector<IValue> value);
  IValue(std::shared_ptr<const ivalue::Tuple> value);
  template <class... T>
  IValue(const std::tuple<T...>& values);
  template <class T>
  IValue(std::optional<T> value) : IValue() {
    if (value) *this = IValue(std::move(*value));
  }

  bool isNone() const;
  bool isTensor() const;
  bool isBool() const;
  bool isInt() const;
  bool isDouble() const;
  bool isScalar() const { return isBool() || isInt() || isDouble(); }
  bool isString() const;
  bool isDevice() const;
  bool isTuple() const;
  bool isIntList() const;
  bool isDoubleList() const;
  bool isBoolList() const;
  bool isTensorList() const;
  // A list of anything.
  bool isList() const;

  const Tensor& toTensor() const;
  bool toBool() const;
  int64_t toInt() const;
  double toDouble() const;
  Scalar toScalar() const;
  ScalarType toScalarType() const { return static_cast<ScalarType>(toInt()); }
  Layout toLayout() const { return static_cast<Layout>(toInt()); }
  MemoryFormat toMemoryFormat() const { return static_cast<MemoryFormat>(toInt()); }
  Device toDevice() const;
  std::shared_ptr<const ivalue::Tuple> toTuple() const;
  const ivalue::Tuple& toTupleRef() const;
  // toString()->string() and toStringRef() are the same text.
  std::shared_ptr<const ConstantString> toString() const;
  const std::string& toStringRef() const;
  std::string_view toStringView() const { return toStringRef(); }
  std::vector<int64_t> toIntVector() const;
  std::vector<double> toDoubleVector() const;
  std::vector<bool> toBoolVector() const;
  std::vector<Tensor> toTensorVector() const;
  List<int64_t> toIntList() const;
  List<double> toDoubleList() const;
  List<bool> toBoolList() const;
  List<Tensor> toTensorList() const;
  List<IValue> toList() const;
  std::vector<IValue> toListRef() const;
  // Nothing for None.
  template <class T>
  std::optional<T> toOptional() const;
  // By the type of the value: to<int>(), to<Tensor>(), to<std::vector<double>>().
  template <class T>
  T to() const;

  // The name of the kind: "Int". Every list is a "GenericList".
  std::string tagKind() const;

  // Whether kind and value are the same: 1 is not 1.0. Tensors are compared by ==, which throws for
  // several elements, unless they are elements of a list or tuple and the same tensor.
  friend bool operator==(const IValue& a, const IValue& b);

 private:
  enum IntTag { kAnInt };
  enum DoubleTag { kADouble };

  IValue(IntTag, int64_t value);
  IValue(DoubleTag, double value);

  // A std::variant, of which the source alone knows: it takes long to compile.
  struct Value;
  Value& value();
  const Value& value() const;
  template <class T>
  bool is() const;
  template <class T>
  const T& get(const char* kind) const;
  [[noreturn]] void throw_not(const char* kind) const;

  alignas(8) unsigned char storage_[48];
};

// "None", "3", "2.5", "True", "hey", "cpu", "[1, 2]", "(1, 2.5)"; a tensor as it is printed itself.
std::ostream& operator<<(std::ostream& os, const IValue& value);

namespace ivalue {
// A fixed number of values of different kinds, which several IValues may share.
class Tuple {
 public:
  explicit Tuple(std::vector<IValue> elements);
  ~Tuple();
  static std::shared_ptr<const Tuple> create(std::vector<IValue> elements);
  const List<IValue>& elements() const { return elements_; }
  size_t size() const { return elements_.size(); }

 private:
  List<IValue> elements_;
};
}  // namespace ivalue

template <class... T>
IValue::IValue(const std::tuple<T...>& values)
    : IValue(std::apply(
          [](const T&... value) { return ivalue::Tuple::create({IValue(value)...}); }, values)) {}

template <class T>
std::optional<T> IValue::toOptional() const {
  if (isNone()) return std::nullopt;
  return to<T>();
}

template <class T>
T IValue::to() const {
  if constexpr (std::is_same_v<T, IValue>) {
    return *this;
  } else if constexpr (std::is_same_v<T, Tensor>) {
    return toTensor();
  } else if constexpr (std::is_same_v<T, bool>) {
    return toBool();
  } else if constexpr (std::is_same_v<T, ScalarType>) {
    return toScalarType();
  } else if constexpr (std::is_same_v<T, Device>) {
    return toDevice();
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(toInt());
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(toDouble());
  } else if constexpr (std::is_same_v<T, Scalar>) {
    return toScalar();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return toStringRef();
  } else if constexpr (std::is_same_v<T, std::vector<int64_t>>) {
    return toIntVector();
  } else if constexpr (std::is_same_v<T, std::vector<double>>) {
    return toDoubleVector();
  } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
    return toBoolVector();
  } else if constexpr (std::is_same_v<T, std::vector<Tensor>>) {
    return toTensorVector();
  } else {
    static_assert(std::is_same_v<T, std::vector<IValue>>, "an IValue holds no such type");
    return toList();
  }
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_IVALUE_H_
