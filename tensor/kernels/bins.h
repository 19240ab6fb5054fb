// Counting and searching: elements by the bin that they fall into.
#ifndef GRADLAB_TENSOR_KERNELS_BINS_H_
#define GRADLAB_TENSOR_KERNELS_BINS_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// How often each of 0, 1, ... occurs in the 1-dim integer array `a`, or the sum of the weights
// where it does; at least `minlength` counts. `weights` may be null: then int64, else float32 for
// float32 weights and float64 for others.
Array bincount(const Array& a, const Array* weights, int64_t minlength);
// How many elements fall into each of `bins` equal parts of [min, max]; others and NaN are not
// counted. min = max stands for the range of the data, widened by 1 on both sides if that is a
// point. Floating dtypes only.
Array histc(const Array& a, int64_t bins, const Scalar& min, const Scalar& max);
// Where each value belongs in a sorted sequence: the index of the first element that is not less
// than it or, with `right`, that is greater. The sequence is 1-dim, or has the leading sizes of
// `values`, one sequence for each of its lines. int64 results, int32 if `out_int32`. `sorter` may
// be null, else the order in which `sequence` is sorted.
Array searchsorted(const Array& sequence, const Array& values, bool out_int32, bool right,
                   const Array* sorter);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BINS_H_
