// Comparisons, logic and bits, elementwise, with broadcasting and dtype promotion.
//
// Results are bool arrays, except those of the bitwise functions. For `into` see Note [into] in
// binary.h; it may have any dtype here, as bool can be cast to all.
#ifndef GRADLAB_TENSOR_KERNELS_COMPARE_H_
#define GRADLAB_TENSOR_KERNELS_COMPARE_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"

namespace gradlab::kernels {

Array eq(const Operand& a, const Operand& b, const Array* into = nullptr);
Array ne(const Operand& a, const Operand& b, const Array* into = nullptr);
Array lt(const Operand& a, const Operand& b, const Array* into = nullptr);
Array le(const Operand& a, const Operand& b, const Array* into = nullptr);
Array gt(const Operand& a, const Operand& b, const Array* into = nullptr);
Array ge(const Operand& a, const Operand& b, const Array* into = nullptr);

// Everything but zero counts as true, NaN too.
Array logical_and(const Operand& a, const Operand& b, const Array* into = nullptr);
Array logical_or(const Operand& a, const Operand& b, const Array* into = nullptr);
Array logical_xor(const Operand& a, const Operand& b, const Array* into = nullptr);
Array logical_not(const Array& a, const Array* into = nullptr);

// The dtype of the operands; integers and bools only.
Array bitwise_and(const Operand& a, const Operand& b, const Array* into = nullptr);
Array bitwise_or(const Operand& a, const Operand& b, const Array* into = nullptr);
Array bitwise_xor(const Operand& a, const Operand& b, const Array* into = nullptr);
Array bitwise_not(const Array& a, const Array* into = nullptr);
// a << b and a >> b, not for bools; a right shift keeps the sign. Any count is allowed: by too many
// bits, or by a negative count, gives 0 or, to the right, the sign alone.
Array bitwise_left_shift(const Operand& a, const Operand& b, const Array* into = nullptr);
Array bitwise_right_shift(const Operand& a, const Operand& b, const Array* into = nullptr);

// Integers are always finite.
Array isnan(const Array& a, const Array* into = nullptr);
Array isinf(const Array& a, const Array* into = nullptr);
Array isposinf(const Array& a, const Array* into = nullptr);
Array isneginf(const Array& a, const Array* into = nullptr);
Array isfinite(const Array& a, const Array* into = nullptr);
// Whether it is negative; -0.0 is, and NaN by its sign bit.
Array signbit(const Array& a, const Array* into = nullptr);

// Same shape and all elements equal (NaN equals nothing), in the promoted dtype.
bool equal(const Array& a, const Array& b);
// Broadcasts; where |a - b| <= atol + |rtol * b|, or equal, or both NaN with equal_nan. Throws when
// the dtypes differ or a tolerance is negative.
Array isclose(const Array& a, const Array& b, double rtol = 1e-5, double atol = 1e-8,
              bool equal_nan = false);
// Whether isclose everywhere.
bool allclose(const Array& a, const Array& b, double rtol = 1e-5, double atol = 1e-8,
              bool equal_nan = false);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_COMPARE_H_
