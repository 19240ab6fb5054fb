#include "gradlab/lab/fw/value.h"

#include <cmath>
#include <cstdio>

namespace gradlab::lab {
namespace {

constexpr int64_t kShownElements = 24;

template <class T>
std::string list_text(const std::vector<T>& list) {
  std::string text = "[";
  for (size_t i = 0; i < list.size(); ++i) {
    text += (i > 0 ? ", " : "") + number_text(static_cast<double>(list[i]));
  }
  return text + "]";
}

std::string elements(const Tensor& t) {
  if (t.dim() == 0) {
    return t.scalar_type() == kBool ? (t.item<bool>() ? "true" : "false")
                                    : number_text(t.item<double>());
  }
  std::string text = "[";
  for (int64_t i = 0; i < t.size(0); ++i) text += (i > 0 ? ", " : "") + elements(t.select(0, i));
  return text + "]";
}

std::string tensor_text(const Tensor& t) {
  if (!t.defined()) return "None";
  const Tensor plain = t.detach();
  if (plain.numel() == 0) return str("[] (shape ", plain.sizes(), ")");
  if (plain.numel() <= kShownElements) return elements(plain);
  const Tensor first = plain.reshape({-1}).slice(0, 0, 4);
  std::string text = elements(first);
  text.pop_back();
  return str("shape ", plain.sizes(), ": ", text, ", ...]");
}

bool is_float(const Tensor& t) { return t.defined() && t.is_floating_point(); }

bool close(double a, double b, double relative, double absolute) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (std::isinf(a) || std::isinf(b)) return a == b;
  return std::abs(a - b) <= absolute + relative * std::abs(b);
}

struct Bounds {
  double relative, absolute;
};
Bounds bounds(bool single, const Tolerance& tolerance) {
  return {tolerance.relative >= 0 ? tolerance.relative : (single ? 1e-5 : 1e-9),
          tolerance.absolute >= 0 ? tolerance.absolute : (single ? 1e-6 : 1e-10)};
}
bool single(const Tensor& t) { return is_float(t) && t.scalar_type() != kFloat64; }

std::vector<double> flat(const Tensor& t) {
  const Tensor d = t.detach().to(kFloat64).contiguous();
  const double* data = d.data_ptr<double>();
  return std::vector<double>(data, data + d.numel());
}

std::vector<int64_t> position(int64_t index, IntArrayRef sizes) {
  std::vector<int64_t> at(sizes.size());
  for (size_t i = sizes.size(); i-- > 0;) {
    at[i] = index % sizes[i];
    index /= sizes[i];
  }
  return at;
}

// "" when equal.
std::string tensor_difference(const Tensor& got, const Tensor& expected,
                              const Tolerance& tolerance) {
  if (got.defined() != expected.defined()) {
    return " ";
  }
  if (!got.defined()) return "";
  if (got.sizes() != expected.sizes()) {
    return str("shape ", got.sizes(), " ≠ ", expected.sizes());
  }
  if (got.scalar_type() != expected.scalar_type()) {
    return str("dtype ", python_dtype_name(got.scalar_type()), " ≠ ",
               python_dtype_name(expected.scalar_type()));
  }
  const std::vector<double> a = flat(got), b = flat(expected);
  const Bounds bound =
      is_float(got) ? bounds(single(got), tolerance) : Bounds{.relative = 0, .absolute = 0};
  size_t count = 0, first = 0;
  double largest = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (close(a[i], b[i], bound.relative, bound.absolute)) continue;
    if (count++ == 0) first = i;
    if (std::isfinite(a[i]) && std::isfinite(b[i])) {
      largest = std::max(largest, std::abs(a[i] - b[i]));
    }
  }
  if (count == 0) return "";
  if (a.size() == 1) return " ";  // the values themselves say it
  return str(list_text(position(static_cast<int64_t>(first), got.sizes())), ": ",
             number_text(a[first]), " ≠ ", number_text(b[first]), ";  ≠: ", count, "/", a.size(),
             ";  max |Δ| = ", number_text(largest));
}

bool is_kind(const std::string& kind, const std::string& of) {
  return of.empty() || of == "Error" || kind == of;
}

Value expected_error(std::string kind, const std::string& part) {
  return Value::error(std::move(kind), part);
}

}  // namespace

std::string number_text(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  if (number == 0) return "0";
  char text[40];
  if (number == std::trunc(number) && std::abs(number) < 1e9) {
    std::snprintf(text, sizeof text, "%.0f", number);
  } else {
    std::snprintf(text, sizeof text, "%.6g", number);
  }
  return text;
}

Value::Value(const std::vector<int64_t>& list) : Value(list_text(list)) {}
Value::Value(const std::vector<double>& list) : Value(list_text(list)) {}

Value Value::error(std::string kind, std::string message) {
  Value value(std::move(message));
  value.kind_ = Kind::kError;
  value.error_kind_ = std::move(kind);
  return value;
}

std::string Value::text() const {
  switch (kind_) {
    case Kind::kNumber:
      return number_text(number_);
    case Kind::kText:
      return text_;
    case Kind::kError: {
      const std::string first = text_.substr(0, text_.find('\n'));
      return first.empty() ? error_kind_ : error_kind_ + ": " + first;
    }
    case Kind::kTensors:
      break;
  }
  std::string text;
  for (size_t i = 0; i < tensors_.size(); ++i) {
    text += (i > 0 ? ", " : "") + tensor_text(tensors_[i]);
  }
  return tensors_.size() == 1 ? text : "(" + text + ")";
}

template <>
Value raises<Error>(const std::string& part) {
  return expected_error("Error", part);
}
template <>
Value raises<IndexError>(const std::string& part) {
  return expected_error("IndexError", part);
}
template <>
Value raises<ValueError>(const std::string& part) {
  return expected_error("ValueError", part);
}
template <>
Value raises<TypeError>(const std::string& part) {
  return expected_error("TypeError", part);
}
template <>
Value raises<NotImplementedError>(const std::string& part) {
  return expected_error("NotImplementedError", part);
}
template <>
Value raises<GraphFreedError>(const std::string& part) {
  return expected_error("GraphFreedError", part);
}
template <>
Value raises<InplaceModifiedError>(const std::string& part) {
  return expected_error("InplaceModifiedError", part);
}

bool same(const Value& a, const Value& b, const Tolerance& tolerance) {
  using Kind = Value::Kind;
  // A number and a tensor of one element.
  if (a.kind_ != b.kind_) {
    const Value& number = a.kind_ == Kind::kNumber ? a : b;
    const Value& other = a.kind_ == Kind::kNumber ? b : a;
    if (number.kind_ != Kind::kNumber || other.kind_ != Kind::kTensors) return false;
    if (other.tensors_.size() != 1 || !other.tensors_[0].defined()) return false;
    const Tensor& t = other.tensors_[0];
    if (t.numel() != 1) return false;
    const Bounds bound = bounds(single(t), tolerance);
    return close(t.item<double>(), number.number_, bound.relative, bound.absolute);
  }
  switch (a.kind_) {
    case Kind::kNumber: {
      const Bounds bound = bounds(false, tolerance);
      return close(a.number_, b.number_, bound.relative, bound.absolute);
    }
    case Kind::kText:
      return a.text_ == b.text_;
    case Kind::kError:
      return is_kind(a.error_kind_, b.error_kind_) && a.text_.find(b.text_) != std::string::npos;
    case Kind::kTensors:
      break;
  }
  if (a.tensors_.size() != b.tensors_.size()) return false;
  for (size_t i = 0; i < a.tensors_.size(); ++i) {
    if (!tensor_difference(a.tensors_[i], b.tensors_[i], tolerance).empty()) return false;
  }
  return true;
}

std::string difference(const Value& got, const Value& expected, const Tolerance& tolerance) {
  if (got.kind_ != Value::Kind::kTensors || expected.kind_ != Value::Kind::kTensors) return "";
  if (got.tensors_.size() != expected.tensors_.size()) {
    return str("tensors: ", got.tensors_.size(), " ≠ ", expected.tensors_.size());
  }
  for (size_t i = 0; i < got.tensors_.size(); ++i) {
    std::string text = tensor_difference(got.tensors_[i], expected.tensors_[i], tolerance);
    if (text.empty()) continue;
    if (text == " ") text.clear();
    if (got.tensors_.size() == 1) return text;
    return "#" + std::to_string(i) + (text.empty() ? "" : ": " + text);
  }
  return "";
}

}  // namespace gradlab::lab
