// Random tensors, with PyTorch's streams (tensor/random/distributions.h says which words make which
// number).
//
// Common to all: `generator` defaults to the default generator, which manual_seed() seeds. Options
// and errors are those of ops/factory.h. Drawing is not differentiable: the gradient of what a
// random number was drawn from, or written over, is zero.
#ifndef GRADLAB_AUTOGRAD_OPS_RANDOM_H_
#define GRADLAB_AUTOGRAD_OPS_RANDOM_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab {

// Uniform in [0, 1).
Tensor rand(IntArrayRef sizes, TensorOptions options = {});
Tensor rand(IntArrayRef sizes, std::optional<Generator> generator, TensorOptions options = {});
Tensor rand_like(const Tensor& t, TensorOptions options = {},
                 std::optional<MemoryFormat> format = std::nullopt);

// Normal with mean 0 and standard deviation 1.
Tensor randn(IntArrayRef sizes, TensorOptions options = {});
Tensor randn(IntArrayRef sizes, std::optional<Generator> generator, TensorOptions options = {});
Tensor randn_like(const Tensor& t, TensorOptions options = {},
                  std::optional<MemoryFormat> format = std::nullopt);

// Integers in [0, high) or [low, high). Options without a dtype mean the default dtype; without
// options the result is Long. Throws "random_ expects 'from' to be less than 'to', but got from=0
// >= to=0".
Tensor randint(int64_t high, IntArrayRef sizes, TensorOptions options = kLong);
Tensor randint(int64_t high, IntArrayRef sizes, std::optional<Generator> generator,
               TensorOptions options = kLong);
Tensor randint(int64_t low, int64_t high, IntArrayRef sizes, TensorOptions options = kLong);
Tensor randint(int64_t low, int64_t high, IntArrayRef sizes, std::optional<Generator> generator,
               TensorOptions options = kLong);
Tensor randint_like(const Tensor& t, int64_t high, TensorOptions options = {},
                    std::optional<MemoryFormat> format = std::nullopt);
Tensor randint_like(const Tensor& t, int64_t low, int64_t high, TensorOptions options = {},
                    std::optional<MemoryFormat> format = std::nullopt);

// 0..n-1 in random order; Long without a dtype in the options.
Tensor randperm(int64_t n, TensorOptions options = kLong);
Tensor randperm(int64_t n, std::optional<Generator> generator, TensorOptions options = kLong);

// Normal numbers; means and standard deviations may differ from element to element and broadcast.
// Throws "normal expects std >= 0.0, but found std -1".
Tensor normal(double mean, double std, IntArrayRef sizes,
              std::optional<Generator> generator = std::nullopt, TensorOptions options = {});
Tensor normal(const Tensor& mean, double std = 1, std::optional<Generator> generator = std::nullopt,
              Location at = Location::here());
Tensor normal(double mean, const Tensor& std, std::optional<Generator> generator = std::nullopt,
              Location at = Location::here());
Tensor normal(const Tensor& mean, const Tensor& std,
              std::optional<Generator> generator = std::nullopt, Location at = Location::here());

// 1 with the probability that the element of `p` says, else 0.
Tensor bernoulli(const Tensor& p, std::optional<Generator> generator = std::nullopt,
                 Location at = Location::here());
// 1 with probability p; of the shape and dtype of `t`.
Tensor bernoulli(const Tensor& t, double p, std::optional<Generator> generator = std::nullopt);
// The same with a probability for each element, which broadcasts.
Tensor bernoulli(const Tensor& t, const Tensor& p,
                 std::optional<Generator> generator = std::nullopt, Location at = Location::here());

// A number of Poisson's distribution for each rate, in the dtype of the rates. Throws for a rate
// below 0.
Tensor poisson(const Tensor& rates, std::optional<Generator> generator = std::nullopt,
               Location at = Location::here());

// The number of successes among `count` trials with probability `prob`, for each pair of elements,
// which broadcast and have one dtype, float or double. Its backward throws, as PyTorch's does.
Tensor binomial(const Tensor& count, const Tensor& prob,
                std::optional<Generator> generator = std::nullopt,
                Location at = Location::here());

// Indices (Long) of categories with the weights `probs`, [categories] or [rows, categories]:
// [num_samples] or [rows, num_samples].
Tensor multinomial(const Tensor& probs, int64_t num_samples, bool replacement = false,
                   std::optional<Generator> generator = std::nullopt);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_RANDOM_H_
