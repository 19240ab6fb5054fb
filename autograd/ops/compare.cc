#include "gradlab/autograd/ops/compare.h"

#include "gradlab/tensor/kernels/compare.h"

namespace gradlab {

Tensor eq(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::eq(a.array(), b.array()));
}
Tensor eq(const Tensor& a, const Scalar& b) { return Tensor(kernels::eq(a.array(), b)); }

Tensor ne(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::ne(a.array(), b.array()));
}
Tensor ne(const Tensor& a, const Scalar& b) { return Tensor(kernels::ne(a.array(), b)); }

Tensor lt(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::lt(a.array(), b.array()));
}
Tensor lt(const Tensor& a, const Scalar& b) { return Tensor(kernels::lt(a.array(), b)); }

Tensor le(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::le(a.array(), b.array()));
}
Tensor le(const Tensor& a, const Scalar& b) { return Tensor(kernels::le(a.array(), b)); }

Tensor gt(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::gt(a.array(), b.array()));
}
Tensor gt(const Tensor& a, const Scalar& b) { return Tensor(kernels::gt(a.array(), b)); }

Tensor ge(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::ge(a.array(), b.array()));
}
Tensor ge(const Tensor& a, const Scalar& b) { return Tensor(kernels::ge(a.array(), b)); }

Tensor bitwise_and(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::bitwise_and(a.array(), b.array()));
}
Tensor bitwise_and(const Tensor& a, const Scalar& b) { return Tensor(kernels::bitwise_and(a.array(), b)); }

Tensor bitwise_or(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::bitwise_or(a.array(), b.array()));
}
Tensor bitwise_or(const Tensor& a, const Scalar& b) { return Tensor(kernels::bitwise_or(a.array(), b)); }

Tensor bitwise_xor(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::bitwise_xor(a.array(), b.array()));
}
Tensor bitwise_xor(const Tensor& a, const Scalar& b) { return Tensor(kernels::bitwise_xor(a.array(), b)); }

Tensor logical_and(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::logical_and(a.array(), b.array()));
}
Tensor logical_or(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::logical_or(a.array(), b.array()));
}
Tensor logical_xor(const Tensor& a, const Tensor& b) {
  return Tensor(kernels::logical_xor(a.array(), b.array()));
}
Tensor logical_not(const Tensor& a) { return Tensor(kernels::logical_not(a.array())); }
Tensor bitwise_not(const Tensor& a) { return Tensor(kernels::bitwise_not(a.array())); }
Tensor isnan(const Tensor& a) { return Tensor(kernels::isnan(a.array())); }
Tensor isinf(const Tensor& a) { return Tensor(kernels::isinf(a.array())); }
Tensor isfinite(const Tensor& a) { return Tensor(kernels::isfinite(a.array())); }

bool equal(const Tensor& a, const Tensor& b) { return kernels::equal(a.array(), b.array()); }

bool allclose(const Tensor& a, const Tensor& b, double rtol, double atol, bool equal_nan) {
  return kernels::allclose(a.array(), b.array(), rtol, atol, equal_nan);
}

}  // namespace gradlab
