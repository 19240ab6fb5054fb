// tensor(): a tensor from values written in the program: tensor(3.5), tensor({{1, 2}, {3, 4}}),
// tensor(std::vector<float>{...}).
#ifndef GRADLAB_AUTOGRAD_TENSOR_DATA_H_
#define GRADLAB_AUTOGRAD_TENSOR_DATA_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ostream>
#include <type_traits>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/half.h"

namespace gradlab {

// A C++ type that has a dtype.
template <class T>
concept Element = (std::is_arithmetic_v<T> ||
                   ReducedFloat<T>)&&(dtype_of<T>() != ScalarType::Undefined);

// The argument of tensor(): a number, a list of numbers, or a list of lists. Owns the numbers, in
// row-major order.
class TensorData {
 public:
  // {}: no elements.
  TensorData();
  template <Element T>
  TensorData(T number) : kind_(Kind::kScalar), dtype_(dtype_of<T>()) {
    add(Scalar(number));
  }
  // A list that lies in memory.
  template <Element T>
  TensorData(ArrayRef<T> values) : TensorData(values.size(), dtype_of<T>()) {
    for (const T& value : values) add(Scalar(value));
  }
  template <Element T>
  requires(!std::is_same_v<T, bool>) TensorData(const std::vector<T>& values)
      : TensorData(ArrayRef<T>(values)) {}
  // Throws "Expected all sub-lists to have sizes: 2 (e.g. {1, 2}), but got sub-list {3} with sizes:
  // 1" and "Expected all elements of the tensor to have the same scalar type: ...".
  TensorData(std::initializer_list<TensorData> list);

  IntArrayRef sizes() const { return sizes_; }
  // That of the C++ type: {1, 2} is Int.
  ScalarType dtype() const { return dtype_; }
  ArrayRef<Scalar> numbers() const { return numbers_; }

  // Which constructor made it, and what that was given, by libtorch's names; for another kind they
  // throw "Can only call `scalar()` on a TensorDataContainer that has `is_scalar() == true`".
  bool is_scalar() const { return kind_ == Kind::kScalar; }
  bool is_init_list() const { return kind_ == Kind::kList; }
  bool is_tensor() const { return kind_ == Kind::kTensor; }
  ScalarType scalar_type() const { return dtype_; }
  const Scalar& scalar() const;
  std::vector<TensorData> init_list() const;
  Tensor tensor() const;

 private:
  enum class Kind : uint8_t { kScalar, kList, kTensor };

  // The start of a list that lies in memory.
  TensorData(size_t size, ScalarType dtype);
  void add(const Scalar& number);

  Kind kind_ = Kind::kList;
  std::vector<int64_t> sizes_;
  ScalarType dtype_;
  std::vector<Scalar> numbers_;
};

// "{{1, 2}, {3, 4}}".
std::ostream& operator<<(std::ostream& os, const TensorData& data);

// Without a dtype in the options, as Python's torch.tensor: numbers of type int and long make a
// Long tensor, float and double the default dtype; bool, short and char types stay what they are.
// Throws "value cannot be converted to type int8_t without overflow".
Tensor tensor(const TensorData& data, const TensorOptions& options = {});

// The same for `n` elements in memory; but to a dtype in the options they are converted as a tensor
// is, without a check.
Tensor tensor_from_memory(const void* data, int64_t n, ScalarType dtype,
                          const TensorOptions& options);
template <Element T>
Tensor tensor(ArrayRef<T> values, const TensorOptions& options = {}) {
  return tensor_from_memory(values.data(), static_cast<int64_t>(values.size()), dtype_of<T>(),
                            options);
}
// A vector of bool has no array.
template <class T>
concept VectorElement = Element<T> && !std::is_same_v<T, bool>;
template <VectorElement T>
Tensor tensor(const std::vector<T>& values, const TensorOptions& options = {}) {
  return tensor(ArrayRef<T>(values), options);
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_DATA_H_
