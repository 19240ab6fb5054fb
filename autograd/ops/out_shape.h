// The out= forms of what moves elements (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_SHAPE_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_SHAPE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/shuffle.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

GRADLAB_OUT_RULE(kJoined,
                 cast("torch.cat(): input types can't be cast to the desired output type {O}"))

GRADLAB_OUT(kJoined, cat, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT_AS(kJoined, cat, concat, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT_AS(kJoined, cat, concatenate, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT(kJoined, stack, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT_AS(kJoined, cat, hstack, (TensorList tensors), (tensors))
GRADLAB_OUT_AS(kJoined, cat, vstack, (TensorList tensors), (tensors))
GRADLAB_OUT_AS(kJoined, cat, row_stack, (TensorList tensors), (tensors))
GRADLAB_OUT_AS(kJoined, cat, dstack, (TensorList tensors), (tensors))
GRADLAB_OUT_AS(kJoined, cat, column_stack, (TensorList tensors), (tensors))
GRADLAB_OUT(kCopied, block_diag, (TensorList tensors), (tensors))
GRADLAB_OUT(kAny, index, (const Tensor& self, const TensorIndices& indices), (self, indices))
GRADLAB_OUT(same("index_select(): self and result must have the same scalar type"), index_select,
            (const Tensor& self, int64_t dim, const Tensor& index), (self, dim, index))
GRADLAB_OUT(kSameDtype, index_add,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source,
             const Scalar& alpha = 1),
            (self, dim, index, source, alpha))
GRADLAB_OUT(kSameDtype, index_copy,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source),
            (self, dim, index, source))
GRADLAB_OUT(kSameDtype, index_reduce,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& source,
             std::string_view reduce, bool include_self = true),
            (self, dim, index, source, reduce, include_self))
GRADLAB_OUT(kCopied, index_fill,
            (const Tensor& self, int64_t dim, const Tensor& index, const Scalar& value),
            (self, dim, index, value))
GRADLAB_OUT(kCopied, index_fill,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& value),
            (self, dim, index, value))
GRADLAB_OUT_BINARY(same("take(): self and out expected to have the same dtype, but got self.dtype "
                        "= {R} and out.dtype = {O}"),
                   take)
GRADLAB_OUT_AS(kSameDtype, gather, take_along_dim,
               (const Tensor& self, const Tensor& indices,
                std::optional<int64_t> dim = std::nullopt),
               (self, indices, dim))
GRADLAB_OUT(kCopied, put,
            (const Tensor& self, const Tensor& index, const Tensor& source,
             bool accumulate = false),
            (self, index, source, accumulate))
GRADLAB_OUT(kSameDtype, scatter,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src),
            (self, dim, index, src))
GRADLAB_OUT(kSameDtype, scatter,
            (const Tensor& self, int64_t dim, const Tensor& index, const Scalar& value),
            (self, dim, index, value))
GRADLAB_OUT(recorded(kSameDtype), scatter,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src,
             std::string_view reduce),
            (self, dim, index, src, reduce))
GRADLAB_OUT(recorded(kSameDtype), scatter,
            (const Tensor& self, int64_t dim, const Tensor& index, const Scalar& value,
             std::string_view reduce),
            (self, dim, index, value, reduce))
GRADLAB_OUT(kSameDtype, scatter_add,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src),
            (self, dim, index, src))
GRADLAB_OUT(kSameDtype, scatter_reduce,
            (const Tensor& self, int64_t dim, const Tensor& index, const Tensor& src,
             std::string_view reduce, bool include_self = true),
            (self, dim, index, src, reduce, include_self))
GRADLAB_OUT_BINARY(same("masked_select(): self and result must have the same scalar type"),
                   masked_select)
GRADLAB_OUT(kCopied, masked_fill, (const Tensor& self, const Tensor& mask, const Scalar& value),
            (self, mask, value))
GRADLAB_OUT(kCopied, masked_fill, (const Tensor& self, const Tensor& mask, const Tensor& value),
            (self, mask, value))
GRADLAB_OUT(kCopied, masked_scatter, (const Tensor& self, const Tensor& mask, const Tensor& source),
            (self, mask, source))
GRADLAB_OUT_UNARY(
    same("nonzero: Expected out tensor to have scalar type {R} but got scalar type{O}"), nonzero)
GRADLAB_OUT(kCopied, embedding,
            (const Tensor& weight, const Tensor& indices, int64_t padding_idx = -1,
             bool scale_grad_by_freq = false, bool sparse = false),
            (weight, indices, padding_idx, scale_grad_by_freq, sparse))
GRADLAB_OUT(kCopied, embedding_dense_backward,
            (const Tensor& grad_output, const Tensor& indices, int64_t num_weights,
             int64_t padding_idx, bool scale_grad_by_freq),
            (grad_output, indices, num_weights, padding_idx, scale_grad_by_freq))
GRADLAB_OUT(kSameDtype, tril, (const Tensor& self, int64_t diagonal = 0), (self, diagonal))
GRADLAB_OUT(kSameDtype, triu, (const Tensor& self, int64_t diagonal = 0), (self, diagonal))
GRADLAB_OUT(same("expected scalar type {R} but found {O}"), diag,
            (const Tensor& self, int64_t diagonal = 0), (self, diagonal))
GRADLAB_OUT(kCopied, diag_embed,
            (const Tensor& self, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1),
            (self, offset, dim1, dim2))
GRADLAB_OUT(kCopied, repeat, (const Tensor& self, IntArrayRef repeats), (self, repeats))
GRADLAB_OUT(kAny, repeat_interleave,
            (const Tensor& repeats, std::optional<int64_t> output_size = std::nullopt),
            (repeats, output_size))
GRADLAB_OUT(kCopied, flip, (const Tensor& self, IntArrayRef dims), (self, dims))
GRADLAB_OUT(kCopied, roll, (const Tensor& self, IntArrayRef shifts, IntArrayRef dims = {}),
            (self, shifts, dims))
GRADLAB_OUT(kCopied, rot90, (const Tensor& self, int64_t k = 1, IntArrayRef dims = {0, 1}),
            (self, k, dims))
GRADLAB_OUT(
    silent(recorded(same(
        "Expected self.dtype() == output.dtype() to be true, but got false.  (Could this error "
        "message be improved?  If so, please report an enhancement request to PyTorch.)"))),
    narrow_copy, (const Tensor& self, int64_t dim, int64_t start, int64_t length),
    (self, dim, start, length))
GRADLAB_OUT(kCopied, clone,
            (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
            (self, memory_format))
GRADLAB_OUT(kCopied, select_scatter,
            (const Tensor& self, const Tensor& src, int64_t dim, int64_t index),
            (self, src, dim, index))
GRADLAB_OUT(kCopied, slice_scatter,
            (const Tensor& self, const Tensor& src, int64_t dim = 0,
             std::optional<int64_t> start = std::nullopt, std::optional<int64_t> end = std::nullopt,
             int64_t step = 1),
            (self, src, dim, start, end, step))
GRADLAB_OUT(kCopied, diagonal_scatter,
            (const Tensor& self, const Tensor& src, int64_t offset = 0, int64_t dim1 = 0,
             int64_t dim2 = 1),
            (self, src, offset, dim1, dim2))
GRADLAB_OUT(kCopied, as_strided_scatter,
            (const Tensor& self, const Tensor& src, IntArrayRef size, IntArrayRef stride,
             std::optional<int64_t> storage_offset = std::nullopt),
            (self, src, size, stride, storage_offset))
GRADLAB_OUT(kCopied, constant_pad_nd,
            (const Tensor& self, IntArrayRef pad, const Scalar& value = 0), (self, pad, value))
GRADLAB_OUT(kCopied, pixel_shuffle, (const Tensor& self, int64_t upscale_factor),
            (self, upscale_factor))
GRADLAB_OUT(kCopied, pixel_unshuffle, (const Tensor& self, int64_t downscale_factor),
            (self, downscale_factor))
GRADLAB_OUT(kCopied, channel_shuffle, (const Tensor& self, int64_t groups), (self, groups))
// Gradients are refused: it does not matter how they would be stored.
GRADLAB_OUT_CALL(kSameDtype, gather, gather,
                 (const Tensor& self, int64_t dim, const Tensor& index, bool sparse_grad = false),
                 (self, dim, index, sparse_grad), (self, dim, index))
GRADLAB_OUT(kCopied, index_put,
            (const Tensor& self, const TensorIndices& indices, const Tensor& values,
             bool accumulate = false),
            (self, indices, values, accumulate))

// Each part into a tensor of its own, of which there must be as many.
GRADLAB_OUT_PARTS(unsafe_split, (const Tensor& self, int64_t split_size, int64_t dim = 0),
                  (self, split_size, dim))
GRADLAB_OUT_PARTS(unsafe_split_with_sizes,
                  (const Tensor& self, IntArrayRef split_sizes, int64_t dim = 0),
                  (self, split_sizes, dim))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_SHAPE_H_
