// What a kernel finds that selects elements along a dimension.
#ifndef GRADLAB_TENSOR_KERNELS_VALUES_INDICES_H_
#define GRADLAB_TENSOR_KERNELS_VALUES_INDICES_H_

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// Of one shape; the indices are int64.
struct ValuesIndices {
  Array values;
  Array indices;
};

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_VALUES_INDICES_H_
