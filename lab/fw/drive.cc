#include "gradlab/lab/fw/drive.h"

#include <cstdio>

namespace gradlab::lab {
namespace {

std::string digits(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%.9g", x == 0 ? 0.0 : x);
  return text;
}

// All of a value: dtypes, shapes and elements.
std::string whole(const Value& v) {
  switch (v.kind()) {
    case Value::Kind::kNumber:
      return digits(v.number());
    case Value::Kind::kError:
      return "raises " + v.error_kind();
    case Value::Kind::kText:
      return v.text();
    case Value::Kind::kTensors:
      break;
  }
  std::string text;
  for (const Tensor& t : v.tensors()) {
    if (!t.defined()) {
      text += " None";
      continue;
    }
    text += str(" ", t.scalar_type(), t.sizes(), t.requires_grad() ? " tracked" : "");
    const Tensor flat = t.detach().to(kFloat64).reshape({-1}).contiguous();
    for (int64_t i = 0; i < flat.numel(); ++i) text += " " + digits(flat.data_ptr<double>()[i]);
  }
  return text;
}

}  // namespace

double Driver::number(double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random_);
}

int64_t Driver::integer(int64_t low, int64_t high) {
  return std::uniform_int_distribution<int64_t>(low, high)(random_);
}

Tensor Driver::tensor(const std::vector<int64_t>& shape, ScalarType dtype) {
  int64_t numel = 1;
  for (const int64_t size : shape) numel *= size;
  Tensor t = empty({numel}, TensorOptions(kFloat64));
  for (int64_t i = 0; i < numel; ++i) t.data_ptr<double>()[i] = number(-2, 2);
  t = t.reshape(shape).to(dtype);
  if (shape.size() >= 2 && flip()) t = t.transpose(0, -1).contiguous().transpose(0, -1);
  return t;
}

void Driver::operator()(const std::string& name, const std::function<Value()>& f) {
  record_ += name + ": " + whole(value_or_error(f)) + "\n";
}

}  // namespace gradlab::lab
