// The out= forms of reductions, scans and order (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_REDUCE_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_REDUCE_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/named_norms.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/segment.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special_names.h"
#include "gradlab/autograd/ops/statistics.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

GRADLAB_OUT_RULE(kDeviation, cast("\"std_cpu\" not implemented for '{O}'"))
GRADLAB_OUT_RULE(kLogsumexp, cast(
    "logsumexp(): Expected floating point type for result tensor, but got: {O}"))
GRADLAB_OUT_RULE(kQuantile,
                 recorded(same("quantile() out tensor must be same dtype as the input tensor")))
GRADLAB_OUT_RULE(kHistogram, recorded(same(
    "torch.histogram: input tensor and hist tensor should have the same dtype, "
    "but got input {r} and hist {o}",
    "torch.histogram: input tensor and bin_edges tensor should have the same "
    "dtype, but got input {r} and bin_edges {o} for dimension 0")))
GRADLAB_OUT_RULE(kMedian, same(
    "Expected tensor for 'values' to have the same type as tensor for argument "
    "#2 'self'; but type CPU{O}Type does not equal CPU{R}Type (while checking "
    "arguments for median)",
    "Expected tensor for argument #1 'indices' to have scalar type Long; but got "
    "CPU{O}Type instead (while checking arguments for median)"))
GRADLAB_OUT_RULE(kSearched, same(
    "torch.searchsorted(): output tensor's dtype is wrong, it can only be "
    "Int(int32) or Long(int64) depending on whether out_int32 flag is True, but "
    "we got output tensor's dtype {O} and out_int32 flag is False"))

// Reductions (ops/reduce.h, ops/statistics.h). Sums and products along a dimension are computed in
// the dtype of `out` unless another is given.
GRADLAB_OUT(kCopied, sum, (const Tensor& self, std::optional<ScalarType> dtype = std::nullopt),
            (self, dtype))
GRADLAB_OUT_CALL(kAny, sum, sum,
                 (const Tensor& self, OptionalIntArrayRef dim, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, keepdim, dtype),
                 (self, dim, keepdim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT_CALL(cast("\"nansum_cpu\" not implemented for '{O}'"), nansum, nansum,
                 (const Tensor& self, OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, keepdim, dtype),
                 (self, dim, keepdim,
                  dtype.value_or(out.is_floating_point() ? out.scalar_type() : self.scalar_type())))
GRADLAB_OUT(kPromoted, mean,
            (const Tensor& self, OptionalIntArrayRef dim, bool keepdim = false,
             std::optional<ScalarType> dtype = std::nullopt),
            (self, dim, keepdim, dtype))
GRADLAB_OUT_CALL(recorded(cast("\"nansum_cpu\" not implemented for '{O}'")), nanmean, nanmean,
                 (const Tensor& self, OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, keepdim, dtype),
                 (self, dim, keepdim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT(kCopied, prod, (const Tensor& self, std::optional<ScalarType> dtype = std::nullopt),
            (self, dtype))
GRADLAB_OUT_CALL(kAny, prod, prod,
                 (const Tensor& self, int64_t dim, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, keepdim, dtype),
                 (self, dim, keepdim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT(same("Expected the dtype for input and out to match, but got {R} for input's dtype and "
                 "{O} for out's dtype."),
            amax, (const Tensor& self, IntArrayRef dim = {}, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT(same("Expected the dtype for input and out to match, but got {R} for input's dtype and "
                 "{O} for out's dtype."),
            amin, (const Tensor& self, IntArrayRef dim = {}, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT2(recorded(kSameDtype), aminmax, aminmax, min, max,
             (const Tensor& self, std::optional<int64_t> dim = std::nullopt, bool keepdim = false),
             (self, dim, keepdim))
GRADLAB_OUT2(kSameDtype, max, max, max, max_values,
             (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT2(kSameDtype, min, min, min, min_indices,
             (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT(kSameDtype, argmax,
            (const Tensor& self, std::optional<int64_t> dim = std::nullopt, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT(kSameDtype, argmin,
            (const Tensor& self, std::optional<int64_t> dim = std::nullopt, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT_UNARY(same("any only supports bool tensor for result, got: {O}"), any)
GRADLAB_OUT(same("any only supports bool tensor for result, got: {O}"), any,
            (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT_UNARY(same("all only supports bool tensor for result, got: {O}"), all)
GRADLAB_OUT(same("all only supports bool tensor for result, got: {O}"), all,
            (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT(kAny, count_nonzero, (const Tensor& self, IntArrayRef dim), (self, dim))
GRADLAB_OUT(kAny, count_nonzero, (const Tensor& self, std::optional<int64_t> dim = std::nullopt),
            (self, dim))
GRADLAB_OUT(kDeviation, var,
            (const Tensor& self, OptionalIntArrayRef dim, bool unbiased = true,
             bool keepdim = false),
            (self, dim, unbiased, keepdim))
GRADLAB_OUT(kDeviation, var,
            (const Tensor& self, OptionalIntArrayRef dim, std::optional<int64_t> correction,
             bool keepdim = false),
            (self, dim, correction, keepdim))
GRADLAB_OUT(kDeviation, std,
            (const Tensor& self, OptionalIntArrayRef dim, bool unbiased = true,
             bool keepdim = false),
            (self, dim, unbiased, keepdim))
GRADLAB_OUT(kDeviation, std,
            (const Tensor& self, OptionalIntArrayRef dim, std::optional<int64_t> correction,
             bool keepdim = false),
            (self, dim, correction, keepdim))
GRADLAB_OUT2(kCopied, var_mean, var_mean, out0, out1,
             (const Tensor& self, OptionalIntArrayRef dim, std::optional<int64_t> correction,
              bool keepdim = false),
             (self, dim, correction, keepdim))
GRADLAB_OUT2(kCopied, std_mean, std_mean, out0, out1,
             (const Tensor& self, OptionalIntArrayRef dim, std::optional<int64_t> correction,
              bool keepdim = false),
             (self, dim, correction, keepdim))
GRADLAB_OUT(cast("\"norm_cpu\" not implemented for '{O}'"), norm,
            (const Tensor& self, const std::optional<Scalar>& p, IntArrayRef dim,
             bool keepdim = false),
            (self, p, dim, keepdim))
GRADLAB_OUT(cast("\"norm_cpu\" not implemented for '{O}'"), norm,
            (const Tensor& self, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
             ScalarType dtype),
            (self, p, dim, keepdim, dtype))
GRADLAB_OUT(kCopied, norm, (const Tensor& self, const Scalar& p = 2), (self, p))
GRADLAB_OUT(kCopied, norm,
            (const Tensor& self, const std::optional<Scalar>& p, ScalarType dtype),
            (self, p, dtype))
GRADLAB_OUT(kCopied, frobenius_norm, (const Tensor& self, IntArrayRef dim, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT(kCopied, nuclear_norm, (const Tensor& self, bool keepdim = false), (self, keepdim))
GRADLAB_OUT(kCopied, nuclear_norm, (const Tensor& self, IntArrayRef dim, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT(kCopied, segment_reduce,
            (const Tensor& data, std::string_view reduce, const std::optional<Tensor>& lengths = {},
             const std::optional<Tensor>& indices = {}, const std::optional<Tensor>& offsets = {},
             int64_t axis = 0, bool unsafe = false,
             const std::optional<Scalar>& initial = std::nullopt),
            (data, reduce, lengths, indices, offsets, axis, unsafe, initial))
GRADLAB_OUT_UNARY(kCopied, median)
GRADLAB_OUT_UNARY(kCopied, nanmedian)
GRADLAB_OUT(kCopied, dist, (const Tensor& self, const Tensor& other, const Scalar& p = 2),
            (self, other, p))
GRADLAB_OUT(kSameDtype, renorm,
            (const Tensor& self, const Scalar& p, int64_t dim, const Scalar& maxnorm),
            (self, p, dim, maxnorm))
GRADLAB_OUT(kLogsumexp, logsumexp, (const Tensor& self, IntArrayRef dim, bool keepdim = false),
            (self, dim, keepdim))
GRADLAB_OUT_AS(kLogsumexp, logsumexp, special_logsumexp,
               (const Tensor& self, IntArrayRef dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT_UNARY(kCopied, trace)
GRADLAB_OUT(kQuantile, quantile,
            (const Tensor& self, double q, std::optional<int64_t> dim = std::nullopt,
             bool keepdim = false, std::string_view interpolation = "linear"),
            (self, q, dim, keepdim, interpolation))
GRADLAB_OUT(kQuantile, quantile,
            (const Tensor& self, const Tensor& q, std::optional<int64_t> dim = std::nullopt,
             bool keepdim = false, std::string_view interpolation = "linear"),
            (self, q, dim, keepdim, interpolation))
GRADLAB_OUT(kQuantile, nanquantile,
            (const Tensor& self, double q, std::optional<int64_t> dim = std::nullopt,
             bool keepdim = false, std::string_view interpolation = "linear"),
            (self, q, dim, keepdim, interpolation))
GRADLAB_OUT(kQuantile, nanquantile,
            (const Tensor& self, const Tensor& q, std::optional<int64_t> dim = std::nullopt,
             bool keepdim = false, std::string_view interpolation = "linear"),
            (self, q, dim, keepdim, interpolation))
GRADLAB_OUT(kHistogram, histc,
            (const Tensor& self, int64_t bins = 100, const Scalar& min = 0, const Scalar& max = 0),
            (self, bins, min, max))
GRADLAB_OUT2(kHistogram, histogram, histogram, hist, bin_edges,
             (const Tensor& self, int64_t bins = 100,
              std::optional<ArrayRef<double>> range = std::nullopt,
              const std::optional<Tensor>& weight = {}, bool density = false),
             (self, bins, range, weight, density))
GRADLAB_OUT2(kHistogram, histogram, histogram, hist, bin_edges,
             (const Tensor& self, const Tensor& bins, const std::optional<Tensor>& weight = {},
              bool density = false),
             (self, bins, weight, density))
GRADLAB_OUT(kCopied, bincount,
            (const Tensor& self, const std::optional<Tensor>& weights = {}, int64_t minlength = 0),
            (self, weights, minlength))

// Scans and order (ops/scan.h, ops/sort.h).
GRADLAB_OUT_CALL(kAny, cumsum, cumsum,
                 (const Tensor& self, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, dtype), (self, dim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT_CALL(kAny, cumprod, cumprod,
                 (const Tensor& self, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
                 (self, dim, dtype), (self, dim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT(same("expected scalar_type {R} but found {O}"), logcumsumexp,
            (const Tensor& self, int64_t dim), (self, dim))
GRADLAB_OUT2(same("expected scalar_type {R} but found {O}"), cummax, cummax, values, indices,
             (const Tensor& self, int64_t dim), (self, dim))
GRADLAB_OUT2(same("expected scalar_type {R} but found {O}"), cummin, cummin, values, indices,
             (const Tensor& self, int64_t dim), (self, dim))
GRADLAB_OUT_AS(kPromoted, sub, diff,
               (const Tensor& self, int64_t n = 1, int64_t dim = -1,
                const std::optional<Tensor>& prepend = {},
                const std::optional<Tensor>& append = {}),
               (self, n, dim, prepend, append))
GRADLAB_OUT2(kSameDtype, sort, sort, values, indices,
             (const Tensor& self, int64_t dim = -1, bool descending = false),
             (self, dim, descending))
GRADLAB_OUT(kAny, argsort,
            (const Tensor& self, bool stable, int64_t dim = -1, bool descending = false),
            (self, stable, dim, descending))
GRADLAB_OUT_UNARY_AS(kSameDtype, sort, msort)
GRADLAB_OUT2(kSameDtype, topk, topk, values, indices,
             (const Tensor& self, int64_t k, int64_t dim = -1, bool largest = true,
              bool sorted = true),
             (self, k, dim, largest, sorted))
GRADLAB_OUT2(same("output values must be of same type as input",
                  "output indices must be of scalar type {R}"),
             kthvalue, kthvalue, values, indices,
             (const Tensor& self, int64_t k, int64_t dim = -1, bool keepdim = false),
             (self, k, dim, keepdim))
GRADLAB_OUT2(kMedian, median, median, values, indices,
             (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT2(kMedian, nanmedian, nanmedian, values, indices,
             (const Tensor& self, int64_t dim, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT2(same("expected scalar type '{R}' but got '{O}' for values output",
                  "expected scalar type '{R}' but got '{O}' for indices output"),
             mode, mode, values, indices,
             (const Tensor& self, int64_t dim = -1, bool keepdim = false), (self, dim, keepdim))
GRADLAB_OUT3(kAny, _unique2, _unique2, out0, out1, out2,
             (const Tensor& self, bool sorted = true, bool return_inverse = false,
              bool return_counts = false),
             (self, sorted, return_inverse, return_counts))
GRADLAB_OUT3(kAny, unique_dim, unique_dim, out0, out1, out2,
             (const Tensor& self, int64_t dim, bool sorted = true, bool return_inverse = false,
              bool return_counts = false),
             (self, dim, sorted, return_inverse, return_counts))
GRADLAB_OUT3(kAny, unique_consecutive, unique_consecutive, out0, out1, out2,
             (const Tensor& self, bool return_inverse = false, bool return_counts = false,
              std::optional<int64_t> dim = std::nullopt),
             (self, return_inverse, return_counts, dim))
GRADLAB_OUT3(kAny, unique_dim_consecutive, unique_dim_consecutive, out0, out1, out2,
             (const Tensor& self, int64_t dim, bool return_inverse = false,
              bool return_counts = false),
             (self, dim, return_inverse, return_counts))
GRADLAB_OUT(kSearched, searchsorted,
            (const Tensor& sorted_sequence, const Tensor& self, bool out_int32 = false,
             bool right = false, std::optional<std::string_view> side = std::nullopt,
             const std::optional<Tensor>& sorter = {}),
            (sorted_sequence, self, out_int32, right, side, sorter))
GRADLAB_OUT(kAny, searchsorted,
            (const Tensor& sorted_sequence, const Scalar& self, bool out_int32 = false,
             bool right = false, std::optional<std::string_view> side = std::nullopt,
             const std::optional<Tensor>& sorter = {}),
            (sorted_sequence, self, out_int32, right, side, sorter))
GRADLAB_OUT(kSearched, bucketize,
            (const Tensor& self, const Tensor& boundaries, bool out_int32 = false,
             bool right = false),
            (self, boundaries, out_int32, right))
GRADLAB_OUT(kAny, bucketize,
            (const Scalar& self, const Tensor& boundaries, bool out_int32 = false,
             bool right = false),
            (self, boundaries, out_int32, right))
GRADLAB_OUT2(kSameDtype, sort, sort, values, indices,
             (const Tensor& self, std::optional<bool> stable, int64_t dim = -1,
              bool descending = false),
             (self, stable, dim, descending))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_REDUCE_H_
