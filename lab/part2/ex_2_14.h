// Exercise 2.14: gradients of tensors that were broadcast.
#ifndef GRADLAB_LAB_PART2_EX_2_14_H_
#define GRADLAB_LAB_PART2_EX_2_14_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_14 {
using namespace gradlab;

// The gradient of a tensor of the given shape, which was broadcast to the shape of `grad`: what
// `grad` says about all copies of an element, added up. Has exactly this shape and grad's dtype.
// `shape` can be broadcast to grad's shape. `grad` is not modified.
Tensor unbroadcast(const Tensor& grad, const std::vector<int64_t>& shape);

// The gradients of a and b in y = a * b (with broadcasting), for the gradient v of y, which has
// y's shape: two tensors, with the shapes of a and b.
std::vector<Tensor> product_gradients(const Tensor& a, const Tensor& b, const Tensor& v);

LAB_CONTRACT(unbroadcast, product_gradients)

}  // namespace ex_2_14

#endif  // GRADLAB_LAB_PART2_EX_2_14_H_
