// The out= forms of views as copies, of what writes in place, and of random numbers in the place of
// a tensor's (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_COPY_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_COPY_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/ops/copy_names.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {

GRADLAB_OUT_UNARY(kAny, alias_copy)
GRADLAB_OUT(kAny, as_strided_copy,
            (const Tensor& self, IntArrayRef size, IntArrayRef stride,
             std::optional<int64_t> storage_offset = std::nullopt),
            (self, size, stride, storage_offset))
GRADLAB_OUT_UNARY(kCopied, detach_copy)
GRADLAB_OUT(kAny, diagonal_copy,
            (const Tensor& self, int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1),
            (self, offset, dim1, dim2))
GRADLAB_OUT(kAny, expand_copy, (const Tensor& self, IntArrayRef size, bool implicit = false),
            (self, size, implicit))
GRADLAB_OUT(kAny, permute_copy, (const Tensor& self, IntArrayRef dims), (self, dims))
GRADLAB_OUT(kAny, select_copy, (const Tensor& self, int64_t dim, int64_t index),
            (self, dim, index))
GRADLAB_OUT(kAny, slice_copy,
            (const Tensor& self, int64_t dim = 0, std::optional<int64_t> start = std::nullopt,
             std::optional<int64_t> end = std::nullopt, int64_t step = 1),
            (self, dim, start, end, step))
GRADLAB_OUT_UNARY(kAny, squeeze_copy)
GRADLAB_OUT(kAny, squeeze_copy, (const Tensor& self, int64_t dim), (self, dim))
GRADLAB_OUT_UNARY(kAny, t_copy)
GRADLAB_OUT(kAny, transpose_copy, (const Tensor& self, int64_t dim0, int64_t dim1),
            (self, dim0, dim1))
GRADLAB_OUT(kAny, unfold_copy,
            (const Tensor& self, int64_t dimension, int64_t size, int64_t step),
            (self, dimension, size, step))
GRADLAB_OUT(kAny, unsqueeze_copy, (const Tensor& self, int64_t dim), (self, dim))
GRADLAB_OUT(kAny, view_copy, (const Tensor& self, IntArrayRef size), (self, size))
GRADLAB_OUT(kAny, view_copy, (const Tensor& self, ScalarType dtype), (self, dtype))
GRADLAB_OUT_PARTS(split_copy, (const Tensor& self, int64_t split_size, int64_t dim = 0),
                  (self, split_size, dim))
GRADLAB_OUT_PARTS(split_with_sizes_copy,
                  (const Tensor& self, IntArrayRef split_sizes, int64_t dim = 0),
                  (self, split_sizes, dim))
GRADLAB_OUT_PARTS(unbind_copy, (const Tensor& self, int64_t dim = 0), (self, dim))

GRADLAB_OUT(kCopied, copy, (const Tensor& self, const Tensor& src, bool non_blocking = false),
            (self, src, non_blocking))
GRADLAB_OUT(kCopied, fill, (const Tensor& self, const Scalar& value), (self, value))
GRADLAB_OUT(kCopied, fill, (const Tensor& self, const Tensor& value), (self, value))
GRADLAB_OUT_UNARY(kCopied, zero)
GRADLAB_OUT(kCopied, resize,
            (const Tensor& self, IntArrayRef size,
             std::optional<MemoryFormat> memory_format = std::nullopt),
            (self, size, memory_format))
GRADLAB_OUT(kCopied, resize_as,
            (const Tensor& self, const Tensor& the_template,
             std::optional<MemoryFormat> memory_format = std::nullopt),
            (self, the_template, memory_format))
GRADLAB_OUT_UNARY(kCopied, set)
GRADLAB_OUT(kCopied, set, (const Tensor& self, const Tensor& source), (self, source))
GRADLAB_OUT(kCopied, set, (const Tensor& self, StorageHandle source), (self, source))
GRADLAB_OUT(kCopied, set,
            (const Tensor& self, StorageHandle source, int64_t storage_offset, IntArrayRef size,
             IntArrayRef stride = {}),
            (self, source, storage_offset, size, stride))
// What are methods without out=.
#define GRADLAB_OUT_NEW(name, params, args, call) \
  GRADLAB_OUT_RESULT(kCopied, name, name, params, args, self.name call)
GRADLAB_OUT_NEW(new_full, (const Tensor& self, IntArrayRef size, const Scalar& fill_value),
                (self, size, fill_value), (size, fill_value))
GRADLAB_OUT_NEW(new_zeros, (const Tensor& self, IntArrayRef size), (self, size), (size))
GRADLAB_OUT_NEW(new_ones, (const Tensor& self, IntArrayRef size), (self, size), (size))
GRADLAB_OUT_NEW(new_empty, (const Tensor& self, IntArrayRef size), (self, size), (size))
#undef GRADLAB_OUT_NEW

GRADLAB_OUT(kCopied, uniform,
            (const Tensor& self, double from = 0, double to = 1,
             std::optional<Generator> generator = std::nullopt),
            (self, from, to, generator))
// normal_functional() in the words of the other forms of normal.
GRADLAB_OUT_RESULT(kCopied, normal, normal,
                   (const Tensor& self, double mean = 0, double std = 1,
                    std::optional<Generator> generator = std::nullopt),
                   (self, mean, std, generator), normal_functional(self, mean, std, generator))
GRADLAB_OUT(kCopied, log_normal,
            (const Tensor& self, double mean = 1, double std = 2,
             std::optional<Generator> generator = std::nullopt),
            (self, mean, std, generator))
GRADLAB_OUT(kCopied, exponential,
            (const Tensor& self, double lambd = 1,
             std::optional<Generator> generator = std::nullopt),
            (self, lambd, generator))
GRADLAB_OUT(kCopied, cauchy,
            (const Tensor& self, double median = 0, double sigma = 1,
             std::optional<Generator> generator = std::nullopt),
            (self, median, sigma, generator))
GRADLAB_OUT(kCopied, geometric,
            (const Tensor& self, double p, std::optional<Generator> generator = std::nullopt),
            (self, p, generator))
GRADLAB_OUT(kCopied, random,
            (const Tensor& self, std::optional<Generator> generator = std::nullopt),
            (self, generator))
GRADLAB_OUT(kCopied, random,
            (const Tensor& self, int64_t to, std::optional<Generator> generator = std::nullopt),
            (self, to, generator))
GRADLAB_OUT(kCopied, random,
            (const Tensor& self, int64_t from, std::optional<int64_t> to,
             std::optional<Generator> generator = std::nullopt),
            (self, from, to, generator))
GRADLAB_OUT(kCopied, bernoulli,
            (const Tensor& self, const Tensor& p,
             std::optional<Generator> generator = std::nullopt),
            (self, p, generator))
GRADLAB_OUT(kCopied, binomial,
            (const Tensor& count, const Tensor& prob,
             std::optional<Generator> generator = std::nullopt),
            (count, prob, generator))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_COPY_H_
