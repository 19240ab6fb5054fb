// Comparisons and tests, elementwise. Results are bool tensors without history.
#ifndef GRADLAB_AUTOGRAD_OPS_COMPARE_H_
#define GRADLAB_AUTOGRAD_OPS_COMPARE_H_

#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor eq(const Tensor& a, const Tensor& b);
Tensor eq(const Tensor& a, const Scalar& b);
Tensor ne(const Tensor& a, const Tensor& b);
Tensor ne(const Tensor& a, const Scalar& b);
Tensor lt(const Tensor& a, const Tensor& b);
Tensor lt(const Tensor& a, const Scalar& b);
Tensor le(const Tensor& a, const Tensor& b);
Tensor le(const Tensor& a, const Scalar& b);
Tensor gt(const Tensor& a, const Tensor& b);
Tensor gt(const Tensor& a, const Scalar& b);
Tensor ge(const Tensor& a, const Tensor& b);
Tensor ge(const Tensor& a, const Scalar& b);

// Everything but zero counts as true.
Tensor logical_not(const Tensor& a);
Tensor logical_and(const Tensor& a, const Tensor& b);
Tensor logical_or(const Tensor& a, const Tensor& b);
Tensor logical_xor(const Tensor& a, const Tensor& b);
// Integers and bools, in their dtype.
Tensor bitwise_not(const Tensor& a);
Tensor bitwise_and(const Tensor& a, const Tensor& b);
Tensor bitwise_and(const Tensor& a, const Scalar& b);
Tensor bitwise_or(const Tensor& a, const Tensor& b);
Tensor bitwise_or(const Tensor& a, const Scalar& b);
Tensor bitwise_xor(const Tensor& a, const Tensor& b);
Tensor bitwise_xor(const Tensor& a, const Scalar& b);

Tensor isnan(const Tensor& a);
Tensor isinf(const Tensor& a);
Tensor isfinite(const Tensor& a);

// Same shape and all elements equal.
bool equal(const Tensor& a, const Tensor& b);
// All |a - b| <= atol + rtol * |b|, with broadcasting.
bool allclose(const Tensor& a, const Tensor& b, double rtol = 1e-05, double atol = 1e-08,
              bool equal_nan = false);

#define GRADLAB_COMPARISON_OPERATOR(op, name, mirrored)                                        \
  inline Tensor operator op(const Tensor& a, const Tensor& b) { return name(a, b); }           \
  inline Tensor operator op(const Tensor& a, const Scalar& b) { return name(a, b); }           \
  inline Tensor operator op(const Scalar& a, const Tensor& b) { return mirrored(b, a); }
GRADLAB_COMPARISON_OPERATOR(==, eq, eq)
GRADLAB_COMPARISON_OPERATOR(!=, ne, ne)
GRADLAB_COMPARISON_OPERATOR(<, lt, gt)
GRADLAB_COMPARISON_OPERATOR(<=, le, ge)
GRADLAB_COMPARISON_OPERATOR(>, gt, lt)
GRADLAB_COMPARISON_OPERATOR(>=, ge, le)
#undef GRADLAB_COMPARISON_OPERATOR

inline Tensor operator&(const Tensor& a, const Tensor& b) { return bitwise_and(a, b); }
inline Tensor operator&(const Tensor& a, const Scalar& b) { return bitwise_and(a, b); }
inline Tensor operator|(const Tensor& a, const Tensor& b) { return bitwise_or(a, b); }
inline Tensor operator|(const Tensor& a, const Scalar& b) { return bitwise_or(a, b); }
inline Tensor operator^(const Tensor& a, const Tensor& b) { return bitwise_xor(a, b); }
inline Tensor operator^(const Tensor& a, const Scalar& b) { return bitwise_xor(a, b); }
inline Tensor operator!(const Tensor& a) { return logical_not(a); }

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_COMPARE_H_
