// The inner loops that copy elements from one dtype to another.
#ifndef GRADLAB_TENSOR_KERNELS_CONVERT_LOOP_H_
#define GRADLAB_TENSOR_KERNELS_CONVERT_LOOP_H_

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/loop.h"

namespace gradlab::kernels {

// A loop with one input that ignores its functor argument. Throws for undefined dtypes.
BlockLoop conversion_loop(ScalarType from, ScalarType to);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVERT_LOOP_H_
