// Value: what a check compares and a message shows: a number, text, tensors, or an error.
#ifndef GRADLAB_LAB_FW_VALUE_H_
#define GRADLAB_LAB_FW_VALUE_H_

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab::lab {

using Tensors = std::vector<Tensor>;

struct Tolerance {
  double relative = -1;  // negative: 1e-5 where a float32 is involved, else 1e-9
  double absolute = -1;  // negative: 1e-6 and 1e-10
};

class Value {
 public:
  enum class Kind { kNumber, kText, kTensors, kError };

  Value(double number) : kind_(Kind::kNumber), number_(number) {}
  template <class T>
  requires std::integral<T> Value(T number) : Value(static_cast<double>(number)) {
    if constexpr (std::is_same_v<T, bool>) {
      kind_ = Kind::kText;
      text_ = number ? "true" : "false";
    }
  }
  Value(std::string text) : kind_(Kind::kText), text_(std::move(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  // Compared with dtype and shape. An undefined tensor is a value of its own ("no tensor").
  Value(Tensor tensor) : Value(Tensors{std::move(tensor)}) {}
  Value(Tensors tensors) : kind_(Kind::kTensors), tensors_(std::move(tensors)) {}
  // Lists, as text: "[2, 3]". A lambda returns t.sizes().vec(): the sizes themselves end with t.
  Value(const std::vector<int64_t>& list);
  Value(const std::vector<double>& list);
  Value(IntArrayRef list) : Value(list.vec()) {}
  static Value error(std::string kind, std::string message);

  Kind kind() const { return kind_; }
  bool is_numeric() const { return kind_ == Kind::kNumber || kind_ == Kind::kTensors; }
  double number() const { return number_; }
  const Tensors& tensors() const { return tensors_; }
  // Of an error: "IndexError", and its message.
  const std::string& error_kind() const { return error_kind_; }

  // One line, short: "54", "[[1, 2], [3, 4]]", "IndexError: index 3 is ...", of large tensors the
  // shape and the first elements.
  std::string text() const;

 private:
  friend bool same(const Value& a, const Value& b, const Tolerance& tolerance);
  friend std::string difference(const Value& got, const Value& expected,
                                const Tolerance& tolerance);
  Value() = default;

  Kind kind_ = Kind::kNumber;
  double number_ = 0;
  std::string text_;  // also of an error: its message
  std::string error_kind_;
  Tensors tensors_;
};

// The error that is expected: of type E or a kind of it, and with `part` in its message.
// raises() alone: any error.
template <class E = Error>
Value raises(const std::string& part = "");
template <>
Value raises<Error>(const std::string& part);
template <>
Value raises<IndexError>(const std::string& part);
template <>
Value raises<ValueError>(const std::string& part);
template <>
Value raises<TypeError>(const std::string& part);
template <>
Value raises<NotImplementedError>(const std::string& part);
template <>
Value raises<GraphFreedError>(const std::string& part);
template <>
Value raises<InplaceModifiedError>(const std::string& part);

// A number equals a tensor of one element with that value, whatever its dtype and shape; tensors
// are equal in dtype, shape and, within the tolerance, values (nan equals nan). Of errors `b` is
// the expected one.
bool same(const Value& a, const Value& b, const Tolerance& tolerance = {});
// Where tensors that are not the same differ, in signs that need no translation: "shape [3, 4] ≠
// [3, 1]", "[0, 1]: 5 ≠ 7;  ≠: 2/6;  max |Δ| = 2"; "" when the values themselves say it.
std::string difference(const Value& got, const Value& expected, const Tolerance& tolerance = {});

// "54", "0.333333", "1.0e-07", "nan": at most six significant digits.
std::string number_text(double number);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_VALUE_H_
