// Reading and writing elements by computed positions.
//
// Functions that write do so in place in the array named `a`, whatever its layout; they do not
// count the version up (the caller does) and have checked every index before they write. Several
// writes to one element happen in index order: accumulations are deterministic, and without
// accumulation the last one stays.
#ifndef GRADLAB_TENSOR_KERNELS_INDEX_H_
#define GRADLAB_TENSOR_KERNELS_INDEX_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// weight[indices]: indices.sizes() + [d] for a weight [n, d]; int64 or int32 indices, not negative.
// Throws IndexError "index out of range in self".
Array embedding(const Array& weight, const Array& indices);
// The gradient [num_weights, d] of the weight for the gradient `g` of the result. Rows of
// `padding_idx` (-1: none) get nothing; `scale_grad_by_freq` divides by how often the index occurs.
Array embedding_backward(const Array& g, const Array& indices, int64_t num_weights,
                         int64_t padding_idx = -1, bool scale_grad_by_freq = false);

// The slices of `a` along `dim` that a 1-dim (or 0-dim) int64/int32 index names; indices are not
// negative. Throws IndexError "index out of range in self".
Array index_select(const Array& a, int64_t dim, const Array& index);
// a[..., index[i], ...] += alpha * source[..., i, ...].
void index_add(const Array& a, int64_t dim, const Array& index, const Array& source,
               const Scalar& alpha = 1);
// a[..., index[i], ...] = source[..., i, ...].
void index_copy(const Array& a, int64_t dim, const Array& index, const Array& source);

// out[i][j] = a[index[i][j]][j] for dim = 0; of the shape of the int64 index, which may be smaller
// than `a` in the other dimensions.
Array gather(const Array& a, int64_t dim, const Array& index);
// a[index[i][j]][j] = src[i][j] for dim = 0, or = value, or += src[i][j].
void scatter(const Array& a, int64_t dim, const Array& index, const Array& src);
void scatter(const Array& a, int64_t dim, const Array& index, const Scalar& value);
void scatter_add(const Array& a, int64_t dim, const Array& index, const Array& src);

// How scatter_reduce combines an element with what is written to it.
enum class ScatterOp { kSum, kProd, kMax, kMin };
// a[index[i][j]][j] = op(a[index[i][j]][j], src[i][j]) for dim = 0; NaN wins against every number.
// Without `include_self`, elements that are written to start from nothing.
void scatter_reduce(const Array& a, int64_t dim, const Array& index, const Array& src,
                    ScatterOp op, bool include_self = true);

// The positions of the elements that are not zero, in row-major order: int64 [count, dim].
Array nonzero(const Array& a);

// The elements of `a` where the bool (or uint8) mask is set, in row-major order of the shape both
// broadcast to: [count].
Array masked_select(const Array& a, const Array& mask);
// Writes consecutive elements of `source` where the mask (expanded to a's shape) is set: the
// backward of masked_select.
void masked_scatter(const Array& a, const Array& mask, const Array& source);

// a seen as 1-dim, at int64 positions (negative ones count from the end): of the index's shape.
Array take(const Array& a, const Array& index);
// a seen as 1-dim: a[index] = source, or += if `accumulate`.
void put(const Array& a, const Array& index, const Array& source, bool accumulate);

// Advanced indexing: one entry per dimension from the left, nullopt (or an undefined array) for
// ":". int64, int32 (and other integer) tensors hold positions (negative ones count from the end)
// and broadcast against each other; a bool or uint8 mask stands for the positions of its set
// elements and covers as many dimensions as it has. The dimensions of the broadcast index take the
// place of the indexed ones when these are neighbours, else they come first.
using Indices = std::vector<std::optional<Array>>;
Array index(const Array& a, const Indices& indices);
// a[indices] = values, or += if `accumulate`; values (of a's dtype) broadcast to the indexed shape.
void index_put(const Array& a, const Indices& indices, const Array& values,
               bool accumulate = false);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_INDEX_H_
