// Random arrays, with PyTorch's streams bit for bit (of its builds without MKL).
//
// The fills write in place and in memory order, serially, under the generator's lock; arguments are
// checked before the first draw. They do not bump the version. Every fill throws when an element of
// `a` stands for several indices, for a dtype it has no version for, and PyTorch's texts for
// parameters outside their range. Last bits follow random_recipe().
#ifndef GRADLAB_TENSOR_RANDOM_DISTRIBUTIONS_H_
#define GRADLAB_TENSOR_RANDOM_DISTRIBUTIONS_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::kernels {

// Continuous distributions, for floating dtypes.

// Uniform in [from, to). One word per float, two per double.
void uniform_(const Array& a, double from = 0, double to = 1,
              const Generator& g = default_generator());
// Normal. 16 or more elements in a contiguous array are made in blocks of 16 from as many uniform
// numbers of the dtype (16 more for a last incomplete block); all others one by one from doubles,
// of which the generator keeps every second for the next call.
void normal_(const Array& a, double mean = 0, double std = 1,
             const Generator& g = default_generator());
// New row-major arrays, normal with a mean and a standard deviation for each element. The dtype is
// that of the mean, or of the standard deviation if that alone is an array. Two arrays are
// broadcast against each other.
Array normal(const Array& mean, double std, const Generator& g = default_generator());
Array normal(double mean, const Array& std, const Generator& g = default_generator());
Array normal(const Array& mean, const Array& std, const Generator& g = default_generator());
// exp of a normal number, drawn as a double.
void log_normal_(const Array& a, double mean = 1, double std = 2,
                 const Generator& g = default_generator());
// -ln(1 - u) / lambda.
void exponential_(const Array& a, double lambda = 1, const Generator& g = default_generator());
// median + sigma tan(pi (u - 1/2)).
void cauchy_(const Array& a, double median = 0, double sigma = 1,
             const Generator& g = default_generator());

// Discrete ones.

// Trials until the first success: ceil(ln u / ln(1 - p)). Any dtype but bool.
void geometric_(const Array& a, double p, const Generator& g = default_generator());
// 1 with probability p, else 0. Any dtype. Two words per element.
void bernoulli_(const Array& a, double p = 0.5, const Generator& g = default_generator());
// A probability for each element, broadcast to the shape of `a`. One word per element for float
// probabilities, two for double.
void bernoulli_(const Array& a, const Array& p, const Generator& g = default_generator());
Array bernoulli(const Array& p, const Generator& g = default_generator());

// A new row-major array with a number of Poisson's distribution for each rate, made of doubles.
// Throws for a rate below 0. Floating dtypes.
Array poisson(const Array& rates, const Generator& g = default_generator());

// A new row-major array with the number of successes of `count` trials with probability `prob` for
// each pair of elements, which broadcast and have one dtype, float or double.
Array binomial(const Array& count, const Array& prob, const Generator& g = default_generator());

// Slopes of a randomised ReLU at x, row-major: 1 where x > 0, else uniform in [lower, upper), made
// of doubles. Any floating dtype but float16.
Array rrelu_slopes(const Array& x, double lower, double upper,
                   const Generator& g = default_generator());

// Integers from 0 to the largest value of the dtype (2^24 and 2^53 for float and double).
void random_(const Array& a, const Generator& g = default_generator());
// Integers in [0, to) and [from, to), by the remainder of one word, or of two when there are 2^32
// values or more. Without `to`, up to the largest value of the dtype.
void random_(const Array& a, int64_t to, const Generator& g = default_generator());
void random_(const Array& a, int64_t from, std::optional<int64_t> to,
             const Generator& g = default_generator());

// The numbers 0..n-1 in random order. Any dtype but bool that holds them.
Array randperm(int64_t n, ScalarType dtype = kLong, const Generator& g = default_generator());

// `n` category indices (kLong) for each row of `probs`, [categories] or [rows, categories] of
// weights >= 0 that need not add up to 1; the result is [n] or [rows, n].
Array multinomial(const Array& probs, int64_t n, bool replacement = false,
                  const Generator& g = default_generator());

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_RANDOM_DISTRIBUTIONS_H_
