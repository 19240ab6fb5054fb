// The type of a tensor as one object, as programs of older versions use it: t.type() == u.type(),
// t.to(u.type().scalarType()), AT_DISPATCH_ALL_TYPES(t.type(), ...). There is one backend, so that
// the dtype says all.
#ifndef GRADLAB_AUTOGRAD_TENSOR_TYPE_H_
#define GRADLAB_AUTOGRAD_TENSOR_TYPE_H_

#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab {

class TensorType {
 public:
  explicit TensorType(ScalarType dtype) : dtype_(dtype) {}

  ScalarType scalarType() const { return dtype_; }
  TypeMeta typeMeta() const { return TypeMeta(dtype_); }
  Layout layout() const { return kStrided; }
  DeviceType device_type() const { return kCPU; }
  bool is_cuda() const { return false; }
  bool is_sparse() const { return false; }
  // "CPUFloatType".
  std::string toString() const;
  TensorOptions options() const { return TensorOptions(dtype_); }
  operator TensorOptions() const { return options(); }
  operator ScalarType() const { return dtype_; }
  bool operator==(const TensorType& o) const { return dtype_ == o.dtype_; }
  bool operator!=(const TensorType& o) const { return dtype_ != o.dtype_; }

 private:
  ScalarType dtype_;
};

inline TensorType Tensor::type() const { return TensorType(scalar_type()); }
inline std::ostream& operator<<(std::ostream& os, const TensorType& t) {
  return os << t.toString();
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TENSOR_TYPE_H_
