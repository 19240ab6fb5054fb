// Joining arrays, and reordering along dimensions.
#ifndef GRADLAB_TENSOR_KERNELS_CONCAT_H_
#define GRADLAB_TENSOR_KERNELS_CONCAT_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"

namespace gradlab::kernels {

// The arrays one after another along `dim`; other sizes must agree. Dtypes are promoted. Empty
// arrays of shape [0] are skipped whatever the shape of the others (PyTorch's legacy rule).
Array cat(ArrayRef<Array> arrays, int64_t dim = 0);

// Reversed along each of `dims`. Throws "dim 0 appears multiple times in the list of dims".
Array flip(const Array& a, IntArrayRef dims);

// Moved by shifts[i] along dims[i], around the end; without dims, the flattened array is moved by
// the one shift.
Array roll(const Array& a, IntArrayRef shifts, IntArrayRef dims = {});

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONCAT_H_
