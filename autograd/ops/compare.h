// Comparisons and tests, elementwise. Results are bool tensors without history.
#ifndef GRADLAB_AUTOGRAD_OPS_COMPARE_H_
#define GRADLAB_AUTOGRAD_OPS_COMPARE_H_

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// In place (x.eq_(y)) the result is written in the dtype of x, and the gradient is 0.
Tensor eq(const Tensor& a, const Tensor& b, Into into = {});
Tensor eq(const Tensor& a, const Scalar& b, Into into = {});
Tensor ne(const Tensor& a, const Tensor& b, Into into = {});
Tensor ne(const Tensor& a, const Scalar& b, Into into = {});
Tensor lt(const Tensor& a, const Tensor& b, Into into = {});
Tensor lt(const Tensor& a, const Scalar& b, Into into = {});
Tensor le(const Tensor& a, const Tensor& b, Into into = {});
Tensor le(const Tensor& a, const Scalar& b, Into into = {});
Tensor gt(const Tensor& a, const Tensor& b, Into into = {});
Tensor gt(const Tensor& a, const Scalar& b, Into into = {});
Tensor ge(const Tensor& a, const Tensor& b, Into into = {});
Tensor ge(const Tensor& a, const Scalar& b, Into into = {});

// Everything but zero counts as true.
Tensor logical_not(const Tensor& a, Into into = {});
Tensor logical_and(const Tensor& a, const Tensor& b, Into into = {});
Tensor logical_or(const Tensor& a, const Tensor& b, Into into = {});
Tensor logical_xor(const Tensor& a, const Tensor& b, Into into = {});
// Integers and bools, in their dtype.
Tensor bitwise_not(const Tensor& a, Into into = {});
Tensor bitwise_and(const Tensor& a, const Tensor& b, Into into = {});
Tensor bitwise_and(const Tensor& a, const Scalar& b, Into into = {});
Tensor bitwise_and(const Scalar& a, const Tensor& b);
Tensor bitwise_or(const Tensor& a, const Tensor& b, Into into = {});
Tensor bitwise_or(const Tensor& a, const Scalar& b, Into into = {});
Tensor bitwise_or(const Scalar& a, const Tensor& b);
Tensor bitwise_xor(const Tensor& a, const Tensor& b, Into into = {});
Tensor bitwise_xor(const Tensor& a, const Scalar& b, Into into = {});
Tensor bitwise_xor(const Scalar& a, const Tensor& b);
// Integers. By all bits or more, or by a negative count, leaves 0 or, to the right, the sign.
Tensor bitwise_left_shift(const Tensor& a, const Tensor& b, Into into = {});
Tensor bitwise_left_shift(const Tensor& a, const Scalar& b, Into into = {});
Tensor bitwise_left_shift(const Scalar& a, const Tensor& b);
Tensor bitwise_right_shift(const Tensor& a, const Tensor& b, Into into = {});
Tensor bitwise_right_shift(const Tensor& a, const Scalar& b, Into into = {});
Tensor bitwise_right_shift(const Scalar& a, const Tensor& b);

Tensor isnan(const Tensor& a);
Tensor isinf(const Tensor& a);
Tensor isposinf(const Tensor& a);
Tensor isneginf(const Tensor& a);
Tensor isfinite(const Tensor& a);
// True everywhere: there are no complex numbers.
Tensor isreal(const Tensor& a);
// Whether the sign is negative; of -0.0 it is.
Tensor signbit(const Tensor& a);

// Same shape and all elements equal.
bool equal(const Tensor& a, const Tensor& b);
// Where |a - b| <= atol + rtol * |b|, with broadcasting. Throws unless both have one dtype.
Tensor isclose(const Tensor& a, const Tensor& b, double rtol = 1e-05, double atol = 1e-08,
               bool equal_nan = false);
// All |a - b| <= atol + rtol * |b|, with broadcasting.
bool allclose(const Tensor& a, const Tensor& b, double rtol = 1e-05, double atol = 1e-08,
              bool equal_nan = false);

#define GRADLAB_COMPARISON_OPERATOR(op, name, mirrored)                              \
  inline Tensor operator op(const Tensor& a, const Tensor& b) { return name(a, b); } \
  inline Tensor operator op(const Tensor& a, const Scalar& b) { return name(a, b); } \
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
