// The out= forms of arithmetic, comparison and logic (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_POINTWISE_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_POINTWISE_H_

#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// Arithmetic (ops/pointwise.h).
GRADLAB_OUT_RULE(kFloatPower, same(
    "the output given to float_power has dtype {O} but the operation's result "
    "requires dtype {R}"))
GRADLAB_OUT(kPromoted, add, (const Tensor& self, const Tensor& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT(kCopied, add, (const Tensor& self, const Scalar& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT(kPromoted, sub, (const Tensor& self, const Tensor& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT(kCopied, sub, (const Tensor& self, const Scalar& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT_AS(kPromoted, sub, subtract,
               (const Tensor& self, const Tensor& other, const Scalar& alpha = 1),
               (self, other, alpha))
GRADLAB_OUT_BINARY(kPromoted, mul)
GRADLAB_OUT_BINARY_SCALAR(kCopied, mul)
GRADLAB_OUT_BINARY_AS(kPromoted, mul, multiply)
GRADLAB_OUT_BINARY(kPromoted, div)
GRADLAB_OUT_BINARY_SCALAR(kCopied, div)
GRADLAB_OUT(kPromoted, div,
            (const Tensor& self, const Tensor& other,
             std::optional<std::string_view> rounding_mode),
            (self, other, rounding_mode))
GRADLAB_OUT(kCopied, div,
            (const Tensor& self, const Scalar& other,
             std::optional<std::string_view> rounding_mode),
            (self, other, rounding_mode))
GRADLAB_OUT_BINARY_AS(kPromoted, div, divide)
GRADLAB_OUT_AS(kPromoted, div, divide,
               (const Tensor& self, const Tensor& other,
                std::optional<std::string_view> rounding_mode),
               (self, other, rounding_mode))
GRADLAB_OUT_BINARY_AS(kPromoted, div, true_divide)
GRADLAB_OUT(kCopied, rsub, (const Tensor& self, const Tensor& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT(kCopied, rsub, (const Tensor& self, const Scalar& other, const Scalar& alpha = 1),
            (self, other, alpha))
GRADLAB_OUT_BINARY(recorded(kPromoted), floor_divide)
GRADLAB_OUT_BINARY(kPromoted, remainder)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, remainder)
GRADLAB_OUT_SCALAR_BINARY(kCopied, remainder)
GRADLAB_OUT_BINARY(kPromoted, fmod)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, fmod)
GRADLAB_OUT_BINARY(kPromoted, pow)
GRADLAB_OUT_BINARY_SCALAR(kExact, pow)
GRADLAB_OUT_SCALAR_BINARY(kPromoted, pow)
GRADLAB_OUT_AS(kFloatPower, pow, float_power, (const Tensor& self, const Tensor& exponent),
               (self, exponent))
GRADLAB_OUT_AS(kFloatPower, pow, float_power, (const Tensor& self, const Scalar& exponent),
               (self, exponent))
GRADLAB_OUT_AS(kFloatPower, pow, float_power, (const Scalar& self, const Tensor& exponent),
               (self, exponent))
GRADLAB_OUT_BINARY_AS(kPromoted, mul, ldexp)
GRADLAB_OUT_BINARY(kPromoted, maximum)
GRADLAB_OUT_BINARY(kPromoted, minimum)
GRADLAB_OUT_BINARY(kPromoted, fmax)
GRADLAB_OUT_BINARY(kPromoted, fmin)
GRADLAB_OUT_BINARY_AS(kPromoted, maximum, max)
GRADLAB_OUT_BINARY_AS(kPromoted, minimum, min)
GRADLAB_OUT(kExact, clamp,
            (const Tensor& self, const std::optional<Scalar>& min,
             const std::optional<Scalar>& max = std::nullopt),
            (self, min, max))
GRADLAB_OUT(kPromoted, clamp,
            (const Tensor& self, const std::optional<Tensor>& min = {},
             const std::optional<Tensor>& max = {}),
            (self, min, max))
GRADLAB_OUT_BINARY_SCALAR(kExact, clamp_min)
GRADLAB_OUT_BINARY(kPromoted, clamp_min)
GRADLAB_OUT_BINARY_SCALAR(kExact, clamp_max)
GRADLAB_OUT_BINARY(kPromoted, clamp_max)
GRADLAB_OUT_AS(kExact, clamp, clip,
               (const Tensor& self, const std::optional<Scalar>& min,
                const std::optional<Scalar>& max = std::nullopt),
               (self, min, max))
GRADLAB_OUT_AS(kPromoted, clamp, clip,
               (const Tensor& self, const std::optional<Tensor>& min = {},
                const std::optional<Tensor>& max = {}),
               (self, min, max))
GRADLAB_OUT(kPromoted, lerp, (const Tensor& self, const Tensor& end, const Scalar& weight),
            (self, end, weight))
GRADLAB_OUT(kExact, lerp, (const Tensor& self, const Tensor& end, const Tensor& weight),
            (self, end, weight))
GRADLAB_OUT(kPromoted, addcmul,
            (const Tensor& self, const Tensor& tensor1, const Tensor& tensor2,
             const Scalar& value = 1),
            (self, tensor1, tensor2, value))
GRADLAB_OUT(kPromoted, addcdiv,
            (const Tensor& self, const Tensor& tensor1, const Tensor& tensor2,
             const Scalar& value = 1),
            (self, tensor1, tensor2, value))
GRADLAB_OUT_BINARY(kPromoted, atan2)
GRADLAB_OUT_BINARY_AS(kPromoted, atan2, arctan2)

// Comparison and logic (ops/compare.h).
GRADLAB_OUT_BINARY(kAny, eq)
GRADLAB_OUT_BINARY_SCALAR(kAny, eq)
GRADLAB_OUT_BINARY(kAny, ne)
GRADLAB_OUT_BINARY_SCALAR(kAny, ne)
GRADLAB_OUT_BINARY(kAny, not_equal)
GRADLAB_OUT_BINARY_SCALAR(kAny, not_equal)
GRADLAB_OUT_BINARY(kAny, lt)
GRADLAB_OUT_BINARY_SCALAR(kAny, lt)
GRADLAB_OUT_BINARY(kAny, less)
GRADLAB_OUT_BINARY_SCALAR(kAny, less)
GRADLAB_OUT_BINARY(kAny, le)
GRADLAB_OUT_BINARY_SCALAR(kAny, le)
GRADLAB_OUT_BINARY(kAny, less_equal)
GRADLAB_OUT_BINARY_SCALAR(kAny, less_equal)
GRADLAB_OUT_BINARY(kAny, gt)
GRADLAB_OUT_BINARY_SCALAR(kAny, gt)
GRADLAB_OUT_BINARY(kAny, greater)
GRADLAB_OUT_BINARY_SCALAR(kAny, greater)
GRADLAB_OUT_BINARY(kAny, ge)
GRADLAB_OUT_BINARY_SCALAR(kAny, ge)
GRADLAB_OUT_BINARY(kAny, greater_equal)
GRADLAB_OUT_BINARY_SCALAR(kAny, greater_equal)
GRADLAB_OUT_UNARY(kAny, logical_not)
GRADLAB_OUT_BINARY(kAny, logical_and)
GRADLAB_OUT_BINARY(kAny, logical_or)
GRADLAB_OUT_BINARY(kAny, logical_xor)
GRADLAB_OUT_UNARY(kExact, bitwise_not)
GRADLAB_OUT_BINARY(kPromoted, bitwise_and)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, bitwise_and)
GRADLAB_OUT_SCALAR_BINARY(kAny, bitwise_and)
GRADLAB_OUT_BINARY(kPromoted, bitwise_or)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, bitwise_or)
GRADLAB_OUT_SCALAR_BINARY(kAny, bitwise_or)
GRADLAB_OUT_BINARY(kPromoted, bitwise_xor)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, bitwise_xor)
GRADLAB_OUT_SCALAR_BINARY(kAny, bitwise_xor)
GRADLAB_OUT_BINARY(kPromoted, bitwise_left_shift)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, bitwise_left_shift)
GRADLAB_OUT_SCALAR_BINARY(kAny, bitwise_left_shift)
GRADLAB_OUT_BINARY(kPromoted, bitwise_right_shift)
GRADLAB_OUT_BINARY_SCALAR(kPromoted, bitwise_right_shift)
GRADLAB_OUT_SCALAR_BINARY(kAny, bitwise_right_shift)
GRADLAB_OUT_UNARY(kAny, isnan)
GRADLAB_OUT_UNARY(kAny, isinf)
GRADLAB_OUT_UNARY(same("isposinf does not support non-boolean outputs."), isposinf)
GRADLAB_OUT_UNARY(same("isneginf does not support non-boolean outputs."), isneginf)
GRADLAB_OUT_UNARY(same("signbit does not support non-boolean outputs."), signbit)
GRADLAB_OUT(kSameDtype, isin,
            (const Tensor& elements, const Tensor& test_elements, bool assume_unique = false,
             bool invert = false),
            (elements, test_elements, assume_unique, invert))
GRADLAB_OUT(kSameDtype, isin,
            (const Tensor& elements, const Scalar& test_element, bool assume_unique = false,
             bool invert = false),
            (elements, test_element, assume_unique, invert))
GRADLAB_OUT(kSameDtype, isin,
            (const Scalar& element, const Tensor& test_elements, bool assume_unique = false,
             bool invert = false),
            (element, test_elements, assume_unique, invert))
GRADLAB_OUT(kPromoted, where, (const Tensor& condition, const Tensor& self, const Tensor& other),
            (condition, self, other))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_POINTWISE_H_
