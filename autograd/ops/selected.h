// How operations record themselves whose result is some of the elements of their input.
#ifndef GRADLAB_AUTOGRAD_OPS_SELECTED_H_
#define GRADLAB_AUTOGRAD_OPS_SELECTED_H_

#include <cstdint>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/values_indices.h"

namespace gradlab {

// Values that were found along `dim` (not negative) at the indices that come with them; the
// gradient goes there. `has_dim`: the results have that dimension too.
std::tuple<Tensor, Tensor> selected_along(const char* name, const Tensor& t, int64_t dim,
                                          bool has_dim, kernels::ValuesIndices found);

// One value of those along `dims` (all if there are none), of which elements that are equal share
// the gradient evenly; NaN counts as equal to NaN.
Tensor shared_selection(const char* name, const Tensor& t, Array selected, IntArrayRef dims);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SELECTED_H_
