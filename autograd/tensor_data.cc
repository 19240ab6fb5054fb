#include "gradlab/autograd/tensor_data.h"

#include <cstddef>
#include <cstring>
#include <sstream>
#include <string>

#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

// "{{1, 2}, {3, 4}}", from the numbers at `next` on.
void print(std::ostream& os, IntArrayRef sizes, const Scalar*& next) {
  if (sizes.empty()) {
    const Scalar& number = *next++;
    number.isBoolean() ? os << number.toLong() : os << number;
    return;
  }
  os << '{';
  for (int64_t i = 0; i < sizes[0]; ++i) {
    if (i > 0) os << ", ";
    print(os, sizes.slice(1), next);
  }
  os << '}';
}

// "2 3", as sizes appear in this one message.
std::string text(IntArrayRef sizes) {
  std::ostringstream os;
  for (size_t i = 0; i < sizes.size(); ++i) os << (i ? " " : "") << sizes[i];
  return os.str();
}

ScalarType inferred_dtype(ScalarType element) {
  if (element == kInt) return kLong;
  return element == kFloat || element == kDouble ? get_default_dtype() : element;
}

}  // namespace

TensorData::TensorData() : sizes_{0}, dtype_(get_default_dtype()) {}
TensorData::TensorData(size_t size, ScalarType dtype)
    : kind_(Kind::kTensor), sizes_{static_cast<int64_t>(size)}, dtype_(dtype) {
  numbers_.reserve(size);
}
void TensorData::add(const Scalar& number) { numbers_.push_back(number); }

TensorData::TensorData(std::initializer_list<TensorData> list) : TensorData() {
  if (list.size() == 0) return;
  const TensorData& first = *list.begin();
  for (const TensorData& part : list) {
    GRADLAB_CHECK(part.sizes() == first.sizes(),
                  "Expected all sub-lists to have sizes: ", text(first.sizes()), " (e.g. ",
                  first, "), but got sub-list ", part,
                  " with sizes: ", text(part.sizes()));
    GRADLAB_CHECK(part.dtype_ == first.dtype_,
                  "Expected all elements of the tensor to have the same scalar type: ",
                  first.dtype_, ", but got element of scalar type: ", part.dtype_);
  }
  dtype_ = first.dtype_;
  sizes_[0] = static_cast<int64_t>(list.size());
  sizes_.insert(sizes_.end(), first.sizes_.begin(), first.sizes_.end());
  numbers_.reserve(list.size() * first.numbers_.size());
  for (const TensorData& part : list) {
    numbers_.insert(numbers_.end(), part.numbers_.begin(), part.numbers_.end());
  }
}

std::ostream& operator<<(std::ostream& os, const TensorData& data) {
  const Scalar* next = data.numbers().begin();
  print(os, data.sizes(), next);
  return os;
}

const Scalar& TensorData::scalar() const {
  GRADLAB_CHECK(is_scalar(),
                "Can only call `scalar()` on a TensorDataContainer that has `is_scalar() == true`");
  return numbers_[0];
}

std::vector<TensorData> TensorData::init_list() const {
  GRADLAB_CHECK(
      is_init_list(),
      "Can only call `init_list()` on a TensorDataContainer that has `is_init_list() == true`");
  std::vector<TensorData> parts(static_cast<size_t>(sizes_[0]));
  const size_t each = parts.empty() ? 0 : numbers_.size() / parts.size();
  for (size_t i = 0; i < parts.size(); ++i) {
    TensorData& part = parts[i];
    part.kind_ = sizes_.size() == 1 ? Kind::kScalar : Kind::kList;
    part.sizes_.assign(sizes_.begin() + 1, sizes_.end());
    part.dtype_ = dtype_;
    const auto first = numbers_.begin() + static_cast<ptrdiff_t>(i * each);
    part.numbers_.assign(first, first + static_cast<ptrdiff_t>(each));
  }
  return parts;
}

Tensor TensorData::tensor() const {
  GRADLAB_CHECK(is_tensor(),
                "Can only call `tensor()` on a TensorDataContainer that has `is_tensor() == true`");
  return gradlab::tensor(*this, dtype_);
}

Tensor tensor(const TensorData& data, const TensorOptions& options) {
  const ScalarType wanted = options.dtype_opt().value_or(inferred_dtype(data.dtype()));
  return new_tensor(options, wanted, [&](ScalarType dtype) {
    Array a = Array::empty(data.sizes(), dtype);
    dispatch_all_and_reduced(dtype, "tensor", [&]<class T>() {
      T* out = a.data<T>();
      for (const Scalar& number : data.numbers()) *out++ = kernels::checked<T>(number);
    });
    return a;
  });
}

Tensor tensor_from_memory(const void* data, int64_t n, ScalarType dtype,
                          const TensorOptions& options) {
  const ScalarType wanted = options.dtype_opt().value_or(inferred_dtype(dtype));
  return new_tensor(options, wanted, [&](ScalarType to) {
    Array a = Array::empty(n, dtype);
    if (n > 0) std::memcpy(a.raw_data(), data, static_cast<size_t>(n * a.itemsize()));
    return kernels::cast(a, to);
  });
}

}  // namespace gradlab
