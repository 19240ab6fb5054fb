// Arrays made from numbers, and the triangles of a matrix.
#ifndef GRADLAB_TENSOR_KERNELS_FACTORY_H_
#define GRADLAB_TENSOR_KERNELS_FACTORY_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// start, start + step, ... before end: ceil((end - start) / step) numbers, the length in exact
// integer arithmetic for an int64 result and in double for others. Throws "step must be nonzero"
// and "upper bound and larger bound inconsistent with step sign".
Array arange(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype);
// The same up to `end`, which is included if a step meets it. Not for bools and reduced dtypes.
Array range(const Scalar& start, const Scalar& end, const Scalar& step, ScalarType dtype);

// `steps` numbers from start to end, both included; the second half counts back from the end, so
// that the last is exactly `end` and the numbers are symmetric. Throws "number of steps must be
// non-negative".
Array linspace(const Scalar& start, const Scalar& end, int64_t steps, ScalarType dtype);
// base to the power of linspace(start, end, steps).
Array logspace(const Scalar& start, const Scalar& end, int64_t steps, double base,
               ScalarType dtype);

// [n, m], ones on the diagonal.
Array eye(int64_t n, int64_t m, ScalarType dtype);

// The last two dimensions with zeros above (tril) or below (triu) the k-th diagonal; k > 0 lies
// above the main one.
Array tril(const Array& a, int64_t k = 0);
Array triu(const Array& a, int64_t k = 0);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_FACTORY_H_
