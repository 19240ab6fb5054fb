// Moving elements: between dtypes, layouts and single numbers.
#ifndef GRADLAB_TENSOR_KERNELS_COPY_H_
#define GRADLAB_TENSOR_KERNELS_COPY_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// Writes `src`, broadcast to the shape of `dst` and converted to its dtype, whatever the two
// dtypes. Correct when the two overlap. Throws when the shapes do not fit and when an element of
// `dst` stands for several indices. Does not bump the version.
void copy_into(const Array& dst, const Array& src);

// The same values as `dtype`: the same array when it has that dtype already, else a new one.
// Floating to integer truncates; values that do not fit give what x86's conversion gives. To bool:
// whether it is not zero.
Array cast(const Array& a, ScalarType dtype);
// A copy without gaps, with its dimensions in the memory order of `a` (preserve_format).
Array clone(const Array& a);
// Row-major: the same array when it is already, else a copy.
Array contiguous(const Array& a);
// A view where possible, else a copy; one size may be -1. Throws as Array::view for the sizes.
Array reshape(const Array& a, IntArrayRef sizes);

// Sets every element; those that stand for several indices too. Throws "value cannot be converted
// to type int8_t without overflow" when the dtype cannot hold the value.
void fill(const Array& a, Scalar value);
Array full(IntArrayRef sizes, Scalar value, ScalarType dtype);

// The element at a row-major index, whatever the strides. Requires 0 <= linear_index < numel().
double element_as_double(const Array& a, int64_t linear_index);
// The only element. Throws "a Tensor with 2 elements cannot be converted to Scalar".
Scalar item(const Array& a);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_COPY_H_
