// Elements in order along a dimension.
//
// NaN counts as larger than every number. `dim` may be negative; a 0-dim array counts as one
// element. Values come with int64 indices into the dimension. Results are new arrays, row-major but
// for sort, which keeps the order of the memory.
#ifndef GRADLAB_TENSOR_KERNELS_SORT_H_
#define GRADLAB_TENSOR_KERNELS_SORT_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/values_indices.h"

namespace gradlab::kernels {

// Ascending or descending; equal elements keep their order.
ValuesIndices sort(const Array& a, int64_t dim, bool descending);
// The k largest or smallest, in order if `sorted`. Which of equal elements, and in which order, is
// what std::nth_element, std::sort and std::partial_sort make of it, as in PyTorch. Throws
// "selected index k out of range".
ValuesIndices topk(const Array& a, int64_t k, int64_t dim, bool largest, bool sorted);
// The k-th smallest, counted from 1. Throws unless 1 <= k <= size.
ValuesIndices kthvalue(const Array& a, int64_t k, int64_t dim, bool keepdim);
// The lower of the two middle elements; the first NaN if there is one or, if `ignore_nan`, the
// median of the others.
ValuesIndices median(const Array& a, int64_t dim, bool keepdim, bool ignore_nan);
// The same of all elements, without an index; NaN for none.
Array median_all(const Array& a, bool ignore_nan);
// The most frequent element, the smallest of several; the index is of one of its occurrences,
// chosen by std::sort as in PyTorch.
ValuesIndices mode(const Array& a, int64_t dim, bool keepdim);

// Distinct elements (or slices), the position among them of every element of the input, and how
// often each occurs. A NaN equals nothing, so every NaN is distinct.
struct Unique {
  Array values;
  Array inverse;
  Array counts;
};
// Ascending, of all elements; `inverse` has the shape of `a`.
Unique unique(const Array& a);
// The distinct slices along `dim`, in lexicographic order.
Unique unique_dim(const Array& a, int64_t dim);
// One for each run of equal elements, or of equal slices along `dim`.
Unique unique_consecutive(const Array& a, std::optional<int64_t> dim);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SORT_H_
