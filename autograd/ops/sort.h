// Elements in order, and counts of them.
//
// NaN counts as larger than every number. Values along a dimension come with their int64 indices;
// gradients go to the elements at the indices.
#ifndef GRADLAB_AUTOGRAD_OPS_SORT_H_
#define GRADLAB_AUTOGRAD_OPS_SORT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Ascending, or descending. Equal elements keep their order, whether asked to (`stable`) or not.
std::tuple<Tensor, Tensor> sort(const Tensor& t, int64_t dim = -1, bool descending = false,
                                Location at = Location::here());
std::tuple<Tensor, Tensor> sort(const Tensor& t, std::optional<bool> stable, int64_t dim = -1,
                                bool descending = false, Location at = Location::here());
Tensor argsort(const Tensor& t, int64_t dim = -1, bool descending = false);
Tensor argsort(const Tensor& t, bool stable, int64_t dim = -1, bool descending = false);
// The values, sorted along dimension 0.
Tensor msort(const Tensor& t, Location at = Location::here());
// The k largest or smallest, in order if `sorted`.
std::tuple<Tensor, Tensor> topk(const Tensor& t, int64_t k, int64_t dim = -1, bool largest = true,
                                bool sorted = true, Location at = Location::here());
// The k-th smallest, k >= 1.
std::tuple<Tensor, Tensor> kthvalue(const Tensor& t, int64_t k, int64_t dim = -1,
                                    bool keepdim = false, Location at = Location::here());
// The lower of the two middle elements, NaN if there is one; nanmedian ignores NaN. Of all
// elements, equal ones share the gradient.
Tensor median(const Tensor& t, Location at = Location::here());
Tensor nanmedian(const Tensor& t, Location at = Location::here());
std::tuple<Tensor, Tensor> median(const Tensor& t, int64_t dim, bool keepdim = false,
                                  Location at = Location::here());
std::tuple<Tensor, Tensor> nanmedian(const Tensor& t, int64_t dim, bool keepdim = false,
                                     Location at = Location::here());
// The most frequent element, the smallest of several, and where one of them is.
std::tuple<Tensor, Tensor> mode(const Tensor& t, int64_t dim = -1, bool keepdim = false,
                                Location at = Location::here());

// The element at q * (n - 1) of the sorted elements along `dim` (of all without it), 0 <= q <= 1;
// between two, by `interpolation`: "linear", "lower", "higher", "midpoint" or "nearest". A 1-dim q
// makes a leading dimension of the result. NaN if there is one; nanquantile ignores NaN.
Tensor quantile(const Tensor& t, const Tensor& q, std::optional<int64_t> dim = std::nullopt,
                bool keepdim = false, std::string_view interpolation = "linear",
                Location at = Location::here());
Tensor quantile(const Tensor& t, double q, std::optional<int64_t> dim = std::nullopt,
                bool keepdim = false, std::string_view interpolation = "linear",
                Location at = Location::here());
Tensor nanquantile(const Tensor& t, const Tensor& q, std::optional<int64_t> dim = std::nullopt,
                   bool keepdim = false, std::string_view interpolation = "linear",
                   Location at = Location::here());
Tensor nanquantile(const Tensor& t, double q, std::optional<int64_t> dim = std::nullopt,
                   bool keepdim = false, std::string_view interpolation = "linear",
                   Location at = Location::here());

// Distinct elements in ascending order (whatever `sorted` says), the position among them of every
// element and how often each occurs; empty tensors for what is not asked for. Not differentiable.
std::tuple<Tensor, Tensor, Tensor> _unique2(const Tensor& t, bool sorted = true,
                                            bool return_inverse = false, bool return_counts = false,
                                            Location at = Location::here());
// The same for slices along `dim`, in lexicographic order.
std::tuple<Tensor, Tensor, Tensor> unique_dim(const Tensor& t, int64_t dim, bool sorted = true,
                                              bool return_inverse = false,
                                              bool return_counts = false,
                                              Location at = Location::here());
// One for each run of equal elements, or of equal slices along `dim`.
std::tuple<Tensor, Tensor, Tensor> unique_consecutive(const Tensor& t, bool return_inverse = false,
                                                      bool return_counts = false,
                                                      std::optional<int64_t> dim = std::nullopt,
                                                      Location at = Location::here());

std::tuple<Tensor, Tensor, Tensor> unique_dim_consecutive(const Tensor& t, int64_t dim,
                                                          bool return_inverse = false,
                                                          bool return_counts = false,
                                                          Location at = Location::here());

// Which elements are among the test elements or, with `invert`, are not. NaN is never. Not for
// bools.
Tensor isin(const Tensor& elements, const Tensor& test_elements, bool assume_unique = false,
            bool invert = false);
Tensor isin(const Tensor& elements, const Scalar& test_element, bool assume_unique = false,
            bool invert = false);
Tensor isin(const Scalar& element, const Tensor& test_elements, bool assume_unique = false,
            bool invert = false);

// How often each of 0, 1, ... occurs in a 1-dim integer tensor, or the sum of its weights; at least
// `minlength` of them.
Tensor bincount(const Tensor& t, const std::optional<Tensor>& weights = {}, int64_t minlength = 0,
                Location at = Location::here());
// How many elements lie in each of `bins` equal parts of [min, max], or of the range of the data if
// min = max.
Tensor histc(const Tensor& t, int64_t bins = 100, const Scalar& min = 0, const Scalar& max = 0);
// Where each value belongs in a sorted sequence: before elements that are equal or, with `right`
// (or side = "right"), after them. The sequence has 1 dimension, or one line for each line of
// values. `sorter`: the order in which the sequence is sorted.
Tensor searchsorted(const Tensor& sorted_sequence, const Tensor& values, bool out_int32 = false,
                    bool right = false, const std::optional<std::string_view>& side = std::nullopt,
                    const std::optional<Tensor>& sorter = {});
Tensor searchsorted(const Tensor& sorted_sequence, const Scalar& value, bool out_int32 = false,
                    bool right = false, const std::optional<std::string_view>& side = std::nullopt,
                    const std::optional<Tensor>& sorter = {});
// The same with the operands exchanged, for 1-dim boundaries.
Tensor bucketize(const Tensor& values, const Tensor& boundaries, bool out_int32 = false,
                 bool right = false);
Tensor bucketize(const Scalar& value, const Tensor& boundaries, bool out_int32 = false,
                 bool right = false);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SORT_H_
