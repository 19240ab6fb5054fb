// The out= forms of what makes tensors, which compute in the dtype of `out` (ops/out.h says what
// they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_FACTORY_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_FACTORY_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/window.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab {

GRADLAB_OUT_CALL(kCopied, empty_strided, empty_strided, (IntArrayRef size, IntArrayRef stride),
                 (size, stride), (size, stride, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), zeros, zeros, (IntArrayRef size), (size), (size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), ones, ones, (IntArrayRef size), (size), (size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), full, full, (IntArrayRef size, const Scalar& fill_value),
                 (size, fill_value), (size, fill_value, out.options()))
GRADLAB_OUT_CALL(kCopied, scalar_tensor, scalar_tensor, (const Scalar& s), (s), (s, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), eye, eye, (int64_t n), (n), (n, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), eye, eye, (int64_t n, int64_t m), (n, m), (n, m, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCountedWarned, kCopied), arange, arange,
                 (const Scalar& end), (end), (end, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCountedWarned, kCopied), arange, arange,
                 (const Scalar& start, const Scalar& end, const Scalar& step), (start, end, step),
                 (start, end, step, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCounted, kCopied), range, range,
                 (const Scalar& start, const Scalar& end), (start, end),
                 (start, end, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCounted, kCopied), range, range,
                 (const Scalar& start, const Scalar& end, const Scalar& step), (start, end, step),
                 (start, end, step, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCounted, kCopied), linspace, linspace,
                 (const Scalar& start, const Scalar& end, int64_t steps), (start, end, steps),
                 (start, end, steps, out.options()))
GRADLAB_OUT_CALL(shaped(internal::OutRule::Shape::kCounted, kCopied), logspace, logspace,
                 (const Scalar& start, const Scalar& end, int64_t steps, double base = 10.0),
                 (start, end, steps, base), (start, end, steps, base, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), rand, rand, (IntArrayRef size), (size), (size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), rand, rand,
                 (IntArrayRef size, std::optional<Generator> generator), (size, generator),
                 (size, generator, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randn, randn, (IntArrayRef size), (size), (size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randn, randn,
                 (IntArrayRef size, std::optional<Generator> generator), (size, generator),
                 (size, generator, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randint, randint, (int64_t high, IntArrayRef size), (high, size),
                 (high, size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randint, randint,
                 (int64_t high, IntArrayRef size, std::optional<Generator> generator),
                 (high, size, generator), (high, size, generator, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randint, randint, (int64_t low, int64_t high, IntArrayRef size),
                 (low, high, size), (low, high, size, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randint, randint,
                 (int64_t low, int64_t high, IntArrayRef size, std::optional<Generator> generator),
                 (low, high, size, generator), (low, high, size, generator, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randperm, randperm, (int64_t n), (n), (n, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), randperm, randperm,
                 (int64_t n, std::optional<Generator> generator), (n, generator),
                 (n, generator, out.options()))
GRADLAB_OUT_CALL(kCopied, bartlett_window, bartlett_window, (int64_t window_length),
                 (window_length), (window_length, out.options()))
GRADLAB_OUT_CALL(kCopied, bartlett_window, bartlett_window, (int64_t window_length, bool periodic),
                 (window_length, periodic), (window_length, periodic, out.options()))
GRADLAB_OUT_CALL(kCopied, blackman_window, blackman_window, (int64_t window_length),
                 (window_length), (window_length, out.options()))
GRADLAB_OUT_CALL(kCopied, blackman_window, blackman_window, (int64_t window_length, bool periodic),
                 (window_length, periodic), (window_length, periodic, out.options()))
GRADLAB_OUT_CALL(kCopied, hamming_window, hamming_window, (int64_t window_length), (window_length),
                 (window_length, out.options()))
GRADLAB_OUT_CALL(kCopied, hamming_window, hamming_window, (int64_t window_length, bool periodic),
                 (window_length, periodic), (window_length, periodic, out.options()))
GRADLAB_OUT_CALL(kCopied, hamming_window, hamming_window,
                 (int64_t window_length, bool periodic, double alpha),
                 (window_length, periodic, alpha), (window_length, periodic, alpha, out.options()))
GRADLAB_OUT_CALL(kCopied, hamming_window, hamming_window,
                 (int64_t window_length, bool periodic, double alpha, double beta),
                 (window_length, periodic, alpha, beta),
                 (window_length, periodic, alpha, beta, out.options()))
GRADLAB_OUT_CALL(kCopied, hann_window, hann_window, (int64_t window_length), (window_length),
                 (window_length, out.options()))
GRADLAB_OUT_CALL(kCopied, hann_window, hann_window, (int64_t window_length, bool periodic),
                 (window_length, periodic), (window_length, periodic, out.options()))
GRADLAB_OUT_CALL(kCopied, kaiser_window, kaiser_window, (int64_t window_length), (window_length),
                 (window_length, out.options()))
GRADLAB_OUT_CALL(kCopied, kaiser_window, kaiser_window, (int64_t window_length, bool periodic),
                 (window_length, periodic), (window_length, periodic, out.options()))
GRADLAB_OUT_CALL(kCopied, kaiser_window, kaiser_window,
                 (int64_t window_length, bool periodic, double beta),
                 (window_length, periodic, beta), (window_length, periodic, beta, out.options()))
GRADLAB_OUT_CALL(kCopied, tril_indices, tril_indices,
                 (int64_t row, int64_t col, int64_t offset = 0), (row, col, offset),
                 (row, col, offset, out.options()))
GRADLAB_OUT_CALL(kCopied, triu_indices, triu_indices,
                 (int64_t row, int64_t col, int64_t offset = 0), (row, col, offset),
                 (row, col, offset, out.options()))
GRADLAB_OUT_CALL(silent(kCopied), normal, normal,
                 (double mean, double std, IntArrayRef size,
                  std::optional<Generator> generator = std::nullopt),
                 (mean, std, size, generator), (mean, std, size, generator, out.options()))
GRADLAB_OUT_CALL(kCopied, zeros_like, zeros_like,
                 (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, memory_format), (self, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, ones_like, ones_like,
                 (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, memory_format), (self, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, full_like, full_like,
                 (const Tensor& self, const Scalar& fill_value,
                  std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, fill_value, memory_format),
                 (self, fill_value, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, rand_like, rand_like,
                 (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, memory_format), (self, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, randn_like, randn_like,
                 (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, memory_format), (self, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, randint_like, randint_like,
                 (const Tensor& self, int64_t high,
                  std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, high, memory_format), (self, high, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, randint_like, randint_like,
                 (const Tensor& self, int64_t low, int64_t high,
                  std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, low, high, memory_format), (self, low, high, out.options(), memory_format))
GRADLAB_OUT(cast("\"normal_kernel_cpu\" not implemented for '{O}'"), normal,
            (const Tensor& mean, double std = 1, std::optional<Generator> generator = std::nullopt),
            (mean, std, generator))
GRADLAB_OUT(cast("\"normal_kernel_cpu\" not implemented for '{O}'"), normal,
            (double mean, const Tensor& std, std::optional<Generator> generator = std::nullopt),
            (mean, std, generator))
GRADLAB_OUT(cast("\"normal_kernel_cpu\" not implemented for '{O}'"), normal,
            (const Tensor& mean, const Tensor& std,
             std::optional<Generator> generator = std::nullopt),
            (mean, std, generator))
GRADLAB_OUT(silent(kAny), bernoulli,
            (const Tensor& self, std::optional<Generator> generator = std::nullopt),
            (self, generator))
GRADLAB_OUT(kCopied, bernoulli,
            (const Tensor& self, double p = 0.5, std::optional<Generator> generator = std::nullopt),
            (self, p, generator))
GRADLAB_OUT(kCopied, poisson,
            (const Tensor& self, std::optional<Generator> generator = std::nullopt),
            (self, generator))
GRADLAB_OUT(silent(same("multinomial expects Long tensor out, got: {O}")), multinomial,
            (const Tensor& self, int64_t num_samples, bool replacement = false,
             std::optional<Generator> generator = std::nullopt),
            (self, num_samples, replacement, generator))
GRADLAB_OUT_CALL(silent(kCopied), empty, empty,
                 (IntArrayRef size, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (size, memory_format), (size, out.options(), memory_format))
GRADLAB_OUT_CALL(kCopied, empty_like, empty_like,
                 (const Tensor& self, std::optional<MemoryFormat> memory_format = std::nullopt),
                 (self, memory_format), (self, out.options(), memory_format))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_FACTORY_H_
