// Running results along a dimension, of the shape of the input. `dim` may be negative; a 0-dim
// array counts as one element. Results are new row-major arrays.
#ifndef GRADLAB_TENSOR_KERNELS_SCAN_H_
#define GRADLAB_TENSOR_KERNELS_SCAN_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/values_indices.h"

namespace gradlab::kernels {

// Running sum and product. Result dtype: `dtype` if given (elements are converted before they are
// added), else that of a floating-point input, int64 for integers and bool.
Array cumsum(const Array& a, int64_t dim, ScalarType dtype = ScalarType::Undefined);
Array cumprod(const Array& a, int64_t dim, ScalarType dtype = ScalarType::Undefined);
// The extreme so far and where it is (int64), the last one of equal elements. From the first NaN
// on, NaN.
ValuesIndices cummax(const Array& a, int64_t dim);
ValuesIndices cummin(const Array& a, int64_t dim);
// log(sum(exp(x))) so far. Floating dtypes only.
Array logcumsumexp(const Array& a, int64_t dim);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SCAN_H_
