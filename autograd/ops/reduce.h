// Reductions: one value for all elements along some dimensions.
//
// `dim` may be negative; an empty list of dimensions means all of them. A reduced dimension
// disappears, or stays with size 1 if `keepdim`.
#ifndef GRADLAB_AUTOGRAD_OPS_REDUCE_H_
#define GRADLAB_AUTOGRAD_OPS_REDUCE_H_

#include <optional>
#include <tuple>
#include <type_traits>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Integers and bools add up to int64 unless a dtype is given.
Tensor sum(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt,
           Location at = Location::here());
Tensor sum(const Tensor& t, IntArrayRef dim, bool keepdim = false,
           std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());
// Throws for integers unless a floating dtype is given.
Tensor mean(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt,
            Location at = Location::here());
Tensor mean(const Tensor& t, IntArrayRef dim, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());
// The same with lists as variables; templates, so that sum(t, 0) and sum(t, {0, 1}) mean numbers.
template <class Dims>
requires(std::is_same_v<Dims, OptionalIntArrayRef>) Tensor
    sum(const Tensor& t, Dims dim, bool keepdim = false,
        std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here()) {
  return sum(t, dim.value_or_empty(), keepdim, dtype, at);
}
template <class Dims>
requires(std::is_same_v<Dims, OptionalIntArrayRef>) Tensor
    mean(const Tensor& t, Dims dim, bool keepdim = false,
         std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here()) {
  return mean(t, dim.value_or_empty(), keepdim, dtype, at);
}
// Of what is not NaN: the same as sum and mean for other numbers. nanmean is for floating dtypes
// only.
Tensor nansum(const Tensor& t, OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
              std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());
Tensor nanmean(const Tensor& t, OptionalIntArrayRef dim = std::nullopt, bool keepdim = false,
               std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());
// The gradient is the product of the others, right also where elements are zero.
Tensor prod(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt,
            Location at = Location::here());
Tensor prod(const Tensor& t, int64_t dim, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt, Location at = Location::here());

// The extreme of all elements; equal ones share the gradient.
Tensor max(const Tensor& t, Location at = Location::here());
Tensor min(const Tensor& t, Location at = Location::here());
Tensor amax(const Tensor& t, IntArrayRef dim = {}, bool keepdim = false,
            Location at = Location::here());
Tensor amin(const Tensor& t, IntArrayRef dim = {}, bool keepdim = false,
            Location at = Location::here());
// Extremes along a dimension with their indices; the gradient goes to the element at the index, the
// first of equal ones.
std::tuple<Tensor, Tensor> max(const Tensor& t, int64_t dim, bool keepdim = false,
                               Location at = Location::here());
std::tuple<Tensor, Tensor> min(const Tensor& t, int64_t dim, bool keepdim = false,
                               Location at = Location::here());
Tensor argmax(const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Tensor argmin(const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
// The smallest and the largest in one call; equal ones share the gradient.
std::tuple<Tensor, Tensor> aminmax(const Tensor& t, std::optional<int64_t> dim = std::nullopt,
                                   bool keepdim = false, Location at = Location::here());
inline Tensor max(const Tensor& a, const Tensor& b, Location at = Location::here()) {
  LocationScope scope(at);
  return a.maximum(b);
}
inline Tensor min(const Tensor& a, const Tensor& b, Location at = Location::here()) {
  LocationScope scope(at);
  return a.minimum(b);
}

// How many are not zero (NaN is not).
Tensor count_nonzero(const Tensor& t, IntArrayRef dim);
Tensor count_nonzero(const Tensor& t, std::optional<int64_t> dim = std::nullopt);
Tensor any(const Tensor& t);
Tensor any(const Tensor& t, int64_t dim, bool keepdim = false);
Tensor all(const Tensor& t);
Tensor all(const Tensor& t, int64_t dim, bool keepdim = false);

// Variance and standard deviation: squared distances from the mean, divided by n - correction.
// Unbiased, the default, is a correction of 1.
Tensor var(const Tensor& t, bool unbiased, Location at = Location::here());
Tensor var(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim = false,
           Location at = Location::here());
Tensor var(const Tensor& t, OptionalIntArrayRef dim = std::nullopt,
           const std::optional<Scalar>& correction = std::nullopt, bool keepdim = false,
           Location at = Location::here());
inline Tensor var(const Tensor& t, int dim, Location at = Location::here()) {
  return t.var(dim, at);
}
Tensor std(const Tensor& t, bool unbiased, Location at = Location::here());
Tensor std(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim = false,
           Location at = Location::here());
Tensor std(const Tensor& t, OptionalIntArrayRef dim = std::nullopt,
           const std::optional<Scalar>& correction = std::nullopt, bool keepdim = false,
           Location at = Location::here());
inline Tensor std(const Tensor& t, int dim, Location at = Location::here()) {
  return t.std(dim, at);
}
// Both and the mean.
std::tuple<Tensor, Tensor> var_mean(const Tensor& t, bool unbiased, Location at = Location::here());
std::tuple<Tensor, Tensor> var_mean(const Tensor& t, OptionalIntArrayRef dim, bool unbiased,
                                    bool keepdim = false, Location at = Location::here());
std::tuple<Tensor, Tensor> var_mean(const Tensor& t, OptionalIntArrayRef dim = std::nullopt,
                                    const std::optional<Scalar>& correction = std::nullopt,
                                    bool keepdim = false, Location at = Location::here());
std::tuple<Tensor, Tensor> std_mean(const Tensor& t, bool unbiased, Location at = Location::here());
std::tuple<Tensor, Tensor> std_mean(const Tensor& t, OptionalIntArrayRef dim, bool unbiased,
                                    bool keepdim = false, Location at = Location::here());
std::tuple<Tensor, Tensor> std_mean(const Tensor& t, OptionalIntArrayRef dim = std::nullopt,
                                    const std::optional<Scalar>& correction = std::nullopt,
                                    bool keepdim = false, Location at = Location::here());

// (sum |x|^p)^(1/p), for every p including 0 and the infinities, 2 if there is none; gradient 0 at
// the zero vector. `dtype`: the elements are converted first.
Tensor norm(const Tensor& t, const Scalar& p = 2, Location at = Location::here());
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, ScalarType dtype,
            Location at = Location::here());
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim = false,
            Location at = Location::here());
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
            ScalarType dtype, Location at = Location::here());

// The norm of a - b.
Tensor dist(const Tensor& a, const Tensor& b, const Scalar& p = 2, Location at = Location::here());
// Slices along `dim` whose p-norm is larger than maxnorm are scaled to it. p > 0.
Tensor renorm(const Tensor& t, const Scalar& p, int64_t dim, const Scalar& maxnorm,
              Location at = Location::here());

// log(sum(exp(x))).
Tensor logsumexp(const Tensor& t, IntArrayRef dim, bool keepdim = false,
                 Location at = Location::here());

// Sums a broadcast tensor back to `sizes`; t itself when it has them.
Tensor sum_to(const Tensor& t, IntArrayRef sizes);
// The same as a method of PyTorch's: integers and bools add up to int64.
Tensor sum_to_size(const Tensor& t, IntArrayRef size, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_REDUCE_H_
