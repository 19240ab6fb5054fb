// Reductions: one value for all elements along some dimensions.
//
// Common to all: `dims` may be negative and in any order, an empty list means every dimension; a
// reduced dimension disappears, or stays with size 1 if `keepdim`. Results are new row-major
// arrays. Throws IndexError for a dimension out of range and "dim 0 appears multiple times in the
// list of dims". Any layout and dtype is accepted unless said otherwise. The order of operations
// depends on sizes and strides only, so that equal inputs give equal bits.
#ifndef GRADLAB_TENSOR_KERNELS_REDUCE_H_
#define GRADLAB_TENSOR_KERNELS_REDUCE_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/values_indices.h"

namespace gradlab::kernels {

// Result dtype: `dtype` if given (elements are converted before they are added), else that of a
// floating-point input, int64 for integers and bool. Floating-point sums are blocked: the error
// grows with the logarithm of the number of elements. Nothing sums to 0.
Array sum(const Array& a, IntArrayRef dims = {}, bool keepdim = false,
          ScalarType dtype = ScalarType::Undefined);
// As sum, divided by the number of elements (0 elements give NaN). Throws "mean(): could not infer
// output dtype. ..." for integers unless a floating-point `dtype` is given.
Array mean(const Array& a, IntArrayRef dims = {}, bool keepdim = false,
           ScalarType dtype = ScalarType::Undefined);
// Dtypes as for sum. Nothing multiplies to 1.
Array prod(const Array& a, IntArrayRef dims = {}, bool keepdim = false,
           ScalarType dtype = ScalarType::Undefined);

// The largest and smallest element; NaN wins. Throws when no elements are reduced.
Array amax(const Array& a, IntArrayRef dims = {}, bool keepdim = false);
Array amin(const Array& a, IntArrayRef dims = {}, bool keepdim = false);
// amax and amin over everything, with the texts of max() and min().
Array max_all(const Array& a);
Array min_all(const Array& a);

// Extremes along one dimension and where they are (int64): the first NaN, or else the first of
// equal elements. Throws IndexError for a dimension of size 0.
ValuesIndices max_dim(const Array& a, int64_t dim, bool keepdim = false);
ValuesIndices min_dim(const Array& a, int64_t dim, bool keepdim = false);
// The indices of the above; without `dim` the row-major index in the whole array. Not for bool.
Array argmax(const Array& a, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Array argmin(const Array& a, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);

// Whether some, or every, element is not zero (NaN is not). bool, but uint8 for uint8.
Array any(const Array& a, IntArrayRef dims = {}, bool keepdim = false);
Array all(const Array& a, IntArrayRef dims = {}, bool keepdim = false);

// Sum of squared distances from the mean, divided by max(0, n - correction): NaN for n = 0 and for
// n = correction with no spread. In two passes, accumulated in double. Floating point only.
Array var(const Array& a, IntArrayRef dims = {}, double correction = 1, bool keepdim = false);
struct VarMean {
  Array var;
  Array mean;
};
VarMean var_mean(const Array& a, IntArrayRef dims = {}, double correction = 1,
                 bool keepdim = false);

// (sum |x|^p)^(1/p); p = inf: the largest |x|, -inf: the smallest, 0: how many are not zero.
// Floating point only.
Array norm(const Array& a, double p, IntArrayRef dims = {}, bool keepdim = false);

// log(sum exp(x)), exact for large x; -inf for nothing and for -inf only. Integers count as the
// default floating type.
Array logsumexp(const Array& a, IntArrayRef dims, bool keepdim = false);

// Sums a broadcast gradient back: `a` summed over the dimensions that expanding an array of shape
// `sizes` to a's shape added or repeated. `a` itself, sharing storage, if the shape is the same.
// Throws unless `sizes` can be expanded to a's shape.
Array sum_to(const Array& a, IntArrayRef sizes);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_REDUCE_H_
