// Exercise 2.13: checking gradients by small changes.
#ifndef GRADLAB_LAB_PART2_EX_2_13_H_
#define GRADLAB_LAB_PART2_EX_2_13_H_

#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_13 {
using namespace gradlab;

// A function of a tensor, for example x -> x.sin().
using Function = std::function<Tensor(const Tensor&)>;

// An operation of two tensors, element by element and with broadcasting, like a * b. What its
// backward does may be wrong.
using Operation = std::function<Tensor(const Tensor& a, const Tensor& b)>;

// The gradient of (f(x) * v).sum() by x from central differences with step h: float64, in the shape
// of x, computed in float64 whatever the dtype of x is, without history. v has the shape of f(x). x
// may have any strides; x and v are not modified.
Tensor numeric_vjp(const Function& f, const Tensor& x, const Tensor& v, double h);

// Whether the gradients that backward gives for a and b are right, as far as it can be found out by
// trying. Called with tensors of float64; draws its inputs from the default generator.
bool my_gradcheck(const Operation& op);

LAB_CONTRACT(numeric_vjp, my_gradcheck)

}  // namespace ex_2_13

#endif  // GRADLAB_LAB_PART2_EX_2_13_H_
