// Choosing elements by position, index tensor or mask, and writing them there.
//
// Index tensors are int64 unless said otherwise; every index is checked before anything is written.
// Gradients of elements that are chosen several times add up. Where several sources are written to
// one element, the last one stays, but each gets the gradient (PyTorch's rule). Functions with a
// last parameter `into` also write in place (into.h); x.scatter_(...) is the method for that.
#ifndef GRADLAB_AUTOGRAD_OPS_INDEX_H_
#define GRADLAB_AUTOGRAD_OPS_INDEX_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// One entry per dimension from the left, nullopt for ":". Integer tensors hold positions (negative
// ones count from the end) and broadcast against each other; a bool or uint8 mask stands for the
// positions of its set elements and covers as many dimensions as it has.
using TensorIndices = std::vector<std::optional<Tensor>>;

// t[indices] (index.cc). The dimensions of the broadcast indices take the place of the indexed ones
// when these are neighbours, else they come first. A copy.
Tensor index(const Tensor& t, const TensorIndices& indices, Location at = Location::here());
// t with t[indices] = values, or += if `accumulate`. `values` broadcasts and has t's dtype. Throws
// "shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [2,
// 3]".
Tensor index_put(const Tensor& t, const TensorIndices& indices, const Tensor& values,
                 bool accumulate = false, Into into = {});
Tensor& index_put_(const Tensor& t, const TensorIndices& indices, const Tensor& values,
                   bool accumulate = false, Location at = Location::here());

// The slices along `dim` that a 1-dim index names (gather.cc). Here and in index_add and index_copy
// the index may be int32 too. Throws IndexError "index out of range in self".
Tensor index_select(const Tensor& t, int64_t dim, const Tensor& index,
                    Location at = Location::here());
// t with t[..., index[i], ...] += alpha * source[..., i, ...], and = instead of +=.
Tensor index_add(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                 const Scalar& alpha = 1, Into into = {});
Tensor index_copy(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                  Into into = {});

// out[i][j] = t[index[i][j]][j] for dim = 0: of the index's shape.
// Gradients are dense, whatever `sparse_grad`.
Tensor gather(const Tensor& t, int64_t dim, const Tensor& index, bool sparse_grad = false,
              Location at = Location::here());
// The same where t and indices broadcast in all other dimensions; without `dim`, t seen as 1-dim.
Tensor take_along_dim(const Tensor& t, const Tensor& indices,
                      std::optional<int64_t> dim = std::nullopt, Location at = Location::here());
// t with t[index[i][j]][j] = src[i][j] for dim = 0, = value, and += src[i][j]. `src` may be larger
// than the index.
Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
               Into into = {});
Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value,
               Into into = {});
Tensor scatter_add(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
                   Into into = {});

// The same where an element is combined with what is written to it (scatter_reduce.cc): `reduce` is
// "add" or "multiply". Has no derivative.
Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
               std::string_view reduce, Into into = {});
Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value,
               std::string_view reduce, Into into = {});
// "sum", "prod", "mean", "amax" or "amin" of all that is written to an element, and of the element
// itself if `include_self`. An extreme's gradient is shared by all that are equal to it.
Tensor scatter_reduce(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
                      std::string_view reduce, bool include_self = true, Into into = {});
// The same for whole slices: t[..., index[i], ...] takes in source[..., i, ...]. No "sum".
Tensor index_reduce(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                    std::string_view reduce, bool include_self = true, Into into = {});
// t with the slices that an index names set to one value, a number or a 0-dim tensor. Negative
// positions count from the end. Throws IndexError.
Tensor index_fill(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value,
                  Into into = {});
Tensor index_fill(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& value,
                  Into into = {});

// Elements of t seen as 1-dim: of the index's shape; negative positions count from the end.
Tensor take(const Tensor& t, const Tensor& index, Location at = Location::here());
// t with those elements set to `source`, or increased by it.
Tensor put(const Tensor& t, const Tensor& index, const Tensor& source, bool accumulate = false,
           Into into = {});

// weight[indices] for a weight [n, d]: indices.sizes() + [d]. The row `padding_idx` (-1: none) gets
// no gradient; `scale_grad_by_freq` divides a row's gradient by how often it was taken. Throws
// IndexError "index out of range in self", and for `sparse`, for there are no sparse gradients.
Tensor embedding(const Tensor& weight, const Tensor& indices, int64_t padding_idx = -1,
                 bool scale_grad_by_freq = false, bool sparse = false,
                 Location at = Location::here());
// The gradient [num_weights, d] of the weight for the gradient g of embedding's result.
Tensor embedding_dense_backward(const Tensor& g, const Tensor& indices, int64_t num_weights,
                                int64_t padding_idx = -1, bool scale_grad_by_freq = false);

// a where the condition (bool or uint8) holds, else b; all three broadcast (mask.cc). The gradient
// of the one not chosen is 0 there, but 0 times an infinite derivative further down is NaN.
Tensor where(const Tensor& condition, const Tensor& a, const Tensor& b,
             Location at = Location::here());
Tensor where(const Tensor& condition, const Tensor& a, const Scalar& b,
             Location at = Location::here());
Tensor where(const Tensor& condition, const Scalar& a, const Tensor& b,
             Location at = Location::here());
Tensor where(const Tensor& condition, const Scalar& a, const Scalar& b,
             Location at = Location::here());
// The positions of the elements that are not zero, one int64 tensor per dimension.
std::vector<Tensor> where(const Tensor& condition, Location at = Location::here());
// The same as one tensor [count, dim].
Tensor nonzero(const Tensor& t);
Tensor argwhere(const Tensor& t, Location at = Location::here());
// As where(condition): one tensor per dimension; a scalar counts as a vector of one.
std::vector<Tensor> nonzero_numpy(const Tensor& t, Location at = Location::here());
// Rows of zeros with a 1 at each class of an int64 tensor: t.sizes() + [num_classes], by default
// one more than the largest class.
Tensor one_hot(const Tensor& t, int64_t num_classes = -1, Location at = Location::here());

// `value` where the bool mask holds, else t; `value` as a tensor is 0-dim.
Tensor masked_fill(const Tensor& t, const Tensor& mask, const Scalar& value, Into into = {});
Tensor masked_fill(const Tensor& t, const Tensor& mask, const Tensor& value, Into into = {});
// The elements where the mask holds, in row-major order: 1-dim.
Tensor masked_select(const Tensor& t, const Tensor& mask, Location at = Location::here());
// Consecutive elements of `source` where the mask holds, else t.
Tensor masked_scatter(const Tensor& t, const Tensor& mask, const Tensor& source, Into into = {});

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_INDEX_H_
