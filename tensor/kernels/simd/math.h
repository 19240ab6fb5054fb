// Elementary functions of whole rows of floats, in the vector instructions of the machine.
//
// Errors are at most 2 ulp over all floats, 2.5 for sigmoid (math_test.cc sweeps them); at the
// baseline level values are the C library's, whose worst are tanh with 2.1 and erfc with 2.6. NaN,
// infinities, signed zeros and subnormal arguments give what the C library gives, except that
// sigmoid is 0 where it would be below the smallest normal number.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_MATH_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_MATH_H_

#include "gradlab/tensor/kernels/simd/level.h"
#include "gradlab/tensor/kernels/simd/math_table.h"

namespace gradlab::kernels::simd {

// The functions at this level, which the machine must have.
const Math& math(Level level);
// The functions at level().
const Math& math();

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_MATH_H_
