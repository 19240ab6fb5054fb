// Pointwise kernels of three inputs: choosing between values and short fused formulas.
//
// All inputs broadcast against each other. For `into` see Note [into] in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_SELECT_H_
#define GRADLAB_TENSOR_KERNELS_SELECT_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// a where the condition holds, else b, in the promoted dtype of a and b. Throws unless `condition`
// is a bool array.
Array where(const Array& condition, const Operand& a, const Operand& b,
            const Array* into = nullptr);

// min(max(a, lo), hi), so hi where lo > hi; nullptr for no bound. NaN in any of them gives NaN. In
// the promoted dtype of all. Throws when both bounds are missing, and for bools.
Array clamp(const Array& a, const Scalar* lo, const Scalar* hi, const Array* into = nullptr);
Array clamp(const Array& a, const Array* lo, const Array* hi, const Array* into = nullptr);

// a + weight * (b - a), from the nearer end so that weight 1 gives exactly b. One floating dtype.
Array lerp(const Array& a, const Array& b, const Operand& weight, const Array* into = nullptr);

// a + value * t1 * t2.
Array addcmul(const Array& a, const Array& t1, const Array& t2, Scalar value = 1,
              const Array* into = nullptr);
// a + value * t1 / t2. Throws when t1 and t2 are integers.
Array addcdiv(const Array& a, const Array& t1, const Array& t2, Scalar value = 1,
              const Array* into = nullptr);

// `value` where the mask holds, else a, in the dtype of a. Throws unless `mask` is a bool array,
// and when the dtype cannot hold the value.
Array masked_fill(const Array& a, const Array& mask, Scalar value, const Array* into = nullptr);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SELECT_H_
