// Running results along a dimension, of the shape of the input.
#ifndef GRADLAB_AUTOGRAD_OPS_SCAN_H_
#define GRADLAB_AUTOGRAD_OPS_SCAN_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// Running sums and products. Integers and bools add up to int64 unless a dtype is given. The
// gradient of cumprod is right also where elements are zero.
Tensor cumsum(const Tensor& t, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
              Into into = {});
Tensor cumprod(const Tensor& t, int64_t dim, std::optional<ScalarType> dtype = std::nullopt,
               Into into = {});
// The extreme so far and where it is, the last of equal ones; NaN from the first NaN on.
std::tuple<Tensor, Tensor> cummax(const Tensor& t, int64_t dim, Location at = Location::here());
std::tuple<Tensor, Tensor> cummin(const Tensor& t, int64_t dim, Location at = Location::here());
// log(sum(exp(x))) so far. Floating dtypes only.
Tensor logcumsumexp(const Tensor& t, int64_t dim, Location at = Location::here());
// Differences of neighbours along `dim`, `n` times over; of t with `prepend` before and `append`
// after it. One element less each time.
Tensor diff(const Tensor& t, int64_t n = 1, int64_t dim = -1,
            const std::optional<Tensor>& prepend = {}, const std::optional<Tensor>& append = {},
            Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SCAN_H_
