// Note [Reduced precision]
// Half and BFloat16 are types of storage: nothing is computed in them. A pointwise kernel chooses
// its functor with compute_all() and its sisters (pointwise.h), which compute in float and round
// once, at the end. A kernel that only moves elements sees them as integers of 16 bits. Every other
// kernel begins with the line
//
//   if (is_reduced(a)) return rounded(sum(widened(a), dims, keepdim), a.dtype());
#ifndef GRADLAB_TENSOR_KERNELS_REDUCED_H_
#define GRADLAB_TENSOR_KERNELS_REDUCED_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab::kernels {

inline bool is_reduced(const Array& a) { return is_reduced_floating_point(a.dtype()); }
// The elements as Float if they are reduced, else `a`.
Array widened(const Array& a);
// What was computed in Float as dtype `t`; arrays of other dtypes (bools, indices, or the array of
// another dtype that an operation has written into) stay what they are.
Array rounded(const Array& computed, ScalarType t);

// The same memory as Short if the elements are reduced, else `a`; and back.
Array as_bits(const Array& a);
Array from_bits(const Array& bits, ScalarType t);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_REDUCED_H_
