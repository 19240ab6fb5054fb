// Covariances, histograms and integrals over samples.
#ifndef GRADLAB_AUTOGRAD_OPS_STATISTICS_H_
#define GRADLAB_AUTOGRAD_OPS_STATISTICS_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The covariances of variables, the rows of t, over observations, its columns. fweights (integers)
// say how often each observation was made, aweights (floating) how much it counts. Divides by the
// number of observations less the correction; warns when that is not positive.
Tensor cov(const Tensor& t, int64_t correction = 1, const std::optional<Tensor>& fweights = {},
           const std::optional<Tensor>& aweights = {}, Location at = Location::here());
// The same divided by the standard deviations of both variables.
Tensor corrcoef(const Tensor& t, Location at = Location::here());

// The integral of samples y along `dim` by the trapezoidal rule, with the samples at x, or at
// distances dx. x has one element for each sample, or y's dimensions.
Tensor trapezoid(const Tensor& y, const Tensor& x, int64_t dim = -1,
                 Location at = Location::here());
Tensor trapezoid(const Tensor& y, const Scalar& dx = 1, int64_t dim = -1,
                 Location at = Location::here());
Tensor trapz(const Tensor& y, const Tensor& x, int64_t dim = -1, Location at = Location::here());
Tensor trapz(const Tensor& y, double dx = 1, int64_t dim = -1, Location at = Location::here());
// The integral up to each sample but the first.
Tensor cumulative_trapezoid(const Tensor& y, const Tensor& x, int64_t dim = -1,
                            Location at = Location::here());
Tensor cumulative_trapezoid(const Tensor& y, const Scalar& dx = 1, int64_t dim = -1,
                            Location at = Location::here());

// The powers N-1, ..., 0 of each element of a vector as a row, or 0, ..., N-1 if `increasing`; N
// defaults to the size of x.
Tensor vander(const Tensor& x, std::optional<int64_t> N = std::nullopt, bool increasing = false,
              Location at = Location::here());

// How many elements lie in each bin, or the sum of their weights, and the edges of the bins; the
// last edge belongs to the last bin. Divided by the total and the width of the bin if `density`.
// `bins` is the ascending list of edges, or a number of bins of equal width between the extremes of
// t or those of `range`. float32 and float64 only (histogram.cc). Its backward throws.
std::tuple<Tensor, Tensor> histogram(const Tensor& t, const Tensor& bins,
                                     const std::optional<Tensor>& weight = {}, bool density = false,
                                     Location at = Location::here());
std::tuple<Tensor, Tensor> histogram(const Tensor& t, int64_t bins = 100,
                                     std::optional<ArrayRef<double>> range = std::nullopt,
                                     const std::optional<Tensor>& weight = {}, bool density = false,
                                     Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_STATISTICS_H_
