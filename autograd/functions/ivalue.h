// IValue: one value of any of the kinds that AutogradContext::saved_data keeps: a tensor, a number,
// a text or a list of them.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_IVALUE_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_IVALUE_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab {

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
  // Defined in one place: the variant below is expensive to compile wherever it is copied.
  IValue() noexcept;  // None
  IValue(const IValue&);
  IValue(IValue&&) noexcept;
  IValue& operator=(const IValue&);
  IValue& operator=(IValue&&) noexcept;
  ~IValue();
  IValue(Tensor value);
  IValue(bool value);
  template <std::integral T>
  requires(!std::same_as<T, bool>) IValue(T value) : IValue(kAnInt, static_cast<int64_t>(value)) {}
  template <std::floating_point T>
  IValue(T value) : IValue(kADouble, static_cast<double>(value)) {}
  IValue(const Scalar& value);
  IValue(ScalarType value) : IValue(static_cast<int64_t>(value)) {}
  IValue(std::string value);
  IValue(const char* value);
  IValue(std::vector<int64_t> value);
  IValue(IntArrayRef value);
  IValue(std::vector<double> value);
  IValue(std::vector<bool> value);
  IValue(std::vector<Tensor> value);
  IValue(const std::vector<std::string>& value);
  IValue(std::vector<IValue> value);
  template <class T>
  IValue(std::optional<T> value) {
    if (value) *this = IValue(std::move(*value));
  }

  bool isNone() const { return is<std::monostate>(); }
  bool isTensor() const { return is<Tensor>(); }
  bool isBool() const { return is<bool>(); }
  bool isInt() const { return is<int64_t>(); }
  bool isDouble() const { return is<double>(); }
  bool isScalar() const { return isBool() || isInt() || isDouble(); }
  bool isString() const { return is<String>(); }
  bool isIntList() const { return is<std::vector<int64_t>>(); }
  bool isDoubleList() const { return is<std::vector<double>>(); }
  bool isBoolList() const { return is<std::vector<bool>>(); }
  bool isTensorList() const { return is<std::vector<Tensor>>(); }
  // A list of anything.
  bool isList() const;

  const Tensor& toTensor() const { return get<Tensor>("Tensor"); }
  bool toBool() const { return get<bool>("Bool"); }
  int64_t toInt() const { return get<int64_t>("Int"); }
  double toDouble() const { return get<double>("Double"); }
  Scalar toScalar() const;
  ScalarType toScalarType() const { return static_cast<ScalarType>(toInt()); }
  // toString()->string() and toStringRef() are the same text.
  std::shared_ptr<const ConstantString> toString() const { return get<String>("String"); }
  const std::string& toStringRef() const { return get<String>("String")->string(); }
  std::string_view toStringView() const { return toStringRef(); }
  std::vector<int64_t> toIntVector() const;
  std::vector<double> toDoubleVector() const;
  std::vector<bool> toBoolVector() const;
  std::vector<Tensor> toTensorVector() const;
  std::vector<int64_t> toIntList() const { return toIntVector(); }
  std::vector<double> toDoubleList() const { return toDoubleVector(); }
  std::vector<bool> toBoolList() const { return toBoolVector(); }
  std::vector<Tensor> toTensorList() const { return toTensorVector(); }
  std::vector<IValue> toList() const;
  // By the type of the value: to<int>(), to<Tensor>(), to<std::vector<double>>().
  template <class T>
  T to() const;

  // The name of the kind: "Int".
  std::string tagKind() const;

 private:
  using String = std::shared_ptr<const ConstantString>;
  enum IntTag { kAnInt };
  enum DoubleTag { kADouble };

  IValue(IntTag, int64_t value);
  IValue(DoubleTag, double value);

  template <class T>
  bool is() const {
    return std::holds_alternative<T>(value_);
  }
  template <class T>
  const T& get(const char* kind) const {
    if (!is<T>()) throw_not(kind);
    return *std::get_if<T>(&value_);
  }
  [[noreturn]] void throw_not(const char* kind) const;

  // In the order of the names in tagKind().
  std::variant<std::monostate, Tensor, double, int64_t, bool, String, std::vector<int64_t>,
               std::vector<double>, std::vector<bool>, std::vector<Tensor>, std::vector<IValue>>
      value_;
};

// "None", "3", "2.5", "true", "hey", "[1, 2]"; a tensor as it is printed itself.
std::ostream& operator<<(std::ostream& os, const IValue& value);

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
