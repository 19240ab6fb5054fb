// Reductions: one value for all elements along some dimensions.
//
// `dim` may be negative; an empty list of dimensions means all of them. A reduced dimension
// disappears, or stays with size 1 if `keepdim`.
#ifndef GRADLAB_AUTOGRAD_OPS_REDUCE_H_
#define GRADLAB_AUTOGRAD_OPS_REDUCE_H_

#include <optional>
#include <tuple>

#include "gradlab/autograd/tensor.h"

namespace gradlab {

// Integers and bools add up to int64 unless a dtype is given.
Tensor sum(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt);
Tensor sum(const Tensor& t, IntArrayRef dim, bool keepdim = false,
           std::optional<ScalarType> dtype = std::nullopt);
// Throws for integers unless a floating dtype is given.
Tensor mean(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt);
Tensor mean(const Tensor& t, IntArrayRef dim, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt);
// The gradient is the product of the others, right also where elements are zero.
Tensor prod(const Tensor& t, std::optional<ScalarType> dtype = std::nullopt);
Tensor prod(const Tensor& t, int64_t dim, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt);

// The extreme of all elements; equal ones share the gradient.
Tensor max(const Tensor& t);
Tensor min(const Tensor& t);
Tensor amax(const Tensor& t, IntArrayRef dim = {}, bool keepdim = false);
Tensor amin(const Tensor& t, IntArrayRef dim = {}, bool keepdim = false);
// Extremes along a dimension with their indices; the gradient goes to the element at the index, the
// first of equal ones.
std::tuple<Tensor, Tensor> max(const Tensor& t, int64_t dim, bool keepdim = false);
std::tuple<Tensor, Tensor> min(const Tensor& t, int64_t dim, bool keepdim = false);
Tensor argmax(const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Tensor argmin(const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
inline Tensor max(const Tensor& a, const Tensor& b) { return a.maximum(b); }
inline Tensor min(const Tensor& a, const Tensor& b) { return a.minimum(b); }

Tensor any(const Tensor& t);
Tensor any(const Tensor& t, int64_t dim, bool keepdim = false);
Tensor all(const Tensor& t);
Tensor all(const Tensor& t, int64_t dim, bool keepdim = false);

// Variance and standard deviation; unbiased divides by n - 1.
Tensor var(const Tensor& t, bool unbiased = true);
Tensor var(const Tensor& t, IntArrayRef dim, bool unbiased = true, bool keepdim = false);
Tensor std(const Tensor& t, bool unbiased = true);
Tensor std(const Tensor& t, IntArrayRef dim, bool unbiased = true, bool keepdim = false);

// (sum |x|^p)^(1/p), for every p including 0 and the infinities; gradient 0 at the zero vector.
Tensor norm(const Tensor& t, const Scalar& p = 2);
Tensor norm(const Tensor& t, const Scalar& p, IntArrayRef dim, bool keepdim = false);

// Running sums along a dimension.
Tensor cumsum(const Tensor& t, int64_t dim);
// log(sum(exp(x))).
Tensor logsumexp(const Tensor& t, IntArrayRef dim, bool keepdim = false);

// Sums a broadcast tensor back to `sizes`; t itself when it has them.
Tensor sum_to(const Tensor& t, IntArrayRef sizes);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_REDUCE_H_
