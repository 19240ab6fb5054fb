// Arithmetic on two operands, elementwise, with broadcasting and dtype promotion.
//
// Every function has a last parameter `into`: the array that receives the result (in place or out=)
// instead of a new one. See Note [into] below.
//
// Note [into]
// `into` may be one of the inputs, as exactly the same view. All checks come before the first
// write: it must have the broadcast shape ("output with shape [3] doesn't match the broadcast shape
// [2, 3]"), a dtype that the result can be cast to ("result type Float can't be cast to the desired
// output type Long"), no element that stands for several indices, and no partial overlap with an
// input ("unsupported operation: ..."). The result is a copy of *into: the same storage. Versions
// are not bumped; that is for the caller to do.
#ifndef GRADLAB_TENSOR_KERNELS_BINARY_H_
#define GRADLAB_TENSOR_KERNELS_BINARY_H_

#include <string_view>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// a + alpha * b. For bools a logical or. Throws for a floating alpha when the result is an integer.
Array add(const Operand& a, const Operand& b, Scalar alpha = 1, const Array* into = nullptr);
// a - alpha * b. Throws when an operand is bool.
Array sub(const Operand& a, const Operand& b, Scalar alpha = 1, const Array* into = nullptr);
// For bools a logical and. Integers wrap around on overflow, here and everywhere.
Array mul(const Operand& a, const Operand& b, const Array* into = nullptr);
// The true quotient: integers and bools give the default dtype.
Array div(const Operand& a, const Operand& b, const Array* into = nullptr);
// The quotient rounded down ("floor", as Python's //) or towards zero ("trunc"); integers stay
// integers. Throws for another mode, and "ZeroDivisionError" when an integer divisor is 0.
Array div_mode(const Operand& a, const Operand& b, std::string_view rounding_mode,
               const Array* into = nullptr);
// div_mode(a, b, "floor").
Array floor_divide(const Operand& a, const Operand& b, const Array* into = nullptr);
// a - b * floor(a / b): the sign of b, as Python's %. "ZeroDivisionError" as div_mode.
Array remainder(const Operand& a, const Operand& b, const Array* into = nullptr);
// a - b * trunc(a / b): the sign of a, as C's fmod. "ZeroDivisionError" as div_mode.
Array fmod(const Operand& a, const Operand& b, const Array* into = nullptr);

// a to the power b. Throws "Integers to negative integer powers are not allowed." when a and a
// number b are integers and b < 0; an integer array b with negative elements gives 0, or +-1 for
// the bases +-1.
Array pow(const Operand& a, const Operand& b, const Array* into = nullptr);

// The larger and smaller element; NaN when either is NaN.
Array maximum(const Operand& a, const Operand& b, const Array* into = nullptr);
Array minimum(const Operand& a, const Operand& b, const Array* into = nullptr);
// The same, but NaN only when both are NaN.
Array fmax(const Operand& a, const Operand& b, const Array* into = nullptr);
Array fmin(const Operand& a, const Operand& b, const Array* into = nullptr);

// The angle of the point (b, a), in (-pi, pi]. Integers give the default dtype.
Array atan2(const Operand& a, const Operand& b, const Array* into = nullptr);
// sqrt(a^2 + b^2) without overflow on the way. Floating dtypes only.
Array hypot(const Operand& a, const Operand& b, const Array* into = nullptr);
// The magnitude of a with the sign of b (also of -0.0). Integers give the default dtype.
Array copysign(const Operand& a, const Operand& b, const Array* into = nullptr);
// log(exp(a) + exp(b)), and log2(exp2(a) + exp2(b)), without overflow on the way. Floating dtypes
// only.
Array logaddexp(const Operand& a, const Operand& b, const Array* into = nullptr);
Array logaddexp2(const Operand& a, const Operand& b, const Array* into = nullptr);
// 0 for a < 0, 1 for a > 0, b where a is 0; 0 for NaN. Throws unless both have one dtype.
Array heaviside(const Operand& a, const Operand& b, const Array* into = nullptr);
// The number next to a in the direction of b. Floating dtypes only.
Array nextafter(const Operand& a, const Operand& b, const Array* into = nullptr);
// The greatest common divisor and the least common multiple, not negative but where that wraps
// around; 0 with 0 is 0. Integers only.
Array gcd(const Operand& a, const Operand& b, const Array* into = nullptr);
Array lcm(const Operand& a, const Operand& b, const Array* into = nullptr);
// a * log(b), 0 where a is 0 and b is not NaN. Integers give the default dtype.
Array xlogy(const Operand& a, const Operand& b, const Array* into = nullptr);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BINARY_H_
