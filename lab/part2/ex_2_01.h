// Exercise 2.01: leaves and grad_fn.
#ifndef GRADLAB_LAB_PART2_EX_2_01_H_
#define GRADLAB_LAB_PART2_EX_2_01_H_

#include <functional>
#include <string>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_01 {
using namespace gradlab;

using Function = std::function<Tensor(const Tensor&)>;

// A leaf of shape [number of values] and dtype float64 that receives a gradient in backward().
Tensor make_leaf(const std::vector<double>& values);

// Whether a backward pass that reaches `t` writes t.grad().
bool keeps_grad(const Tensor& t);

// The names of all nodes from y.grad_fn() on, cut before "Backward": each node once, before all
// that is reached from it; of its inputs the first one, with everything behind it, before the
// second. Empty if nothing was recorded, and for a leaf.
std::vector<std::string> ancestors(const Tensor& y);

// With u = inner(x) and y = outer(u): the gradient of y by u, of the shape of u. `x` is a leaf that
// requires a gradient, y has one element.
Tensor inner_gradient(const Function& inner, const Function& outer, const Tensor& x);

LAB_CONTRACT(make_leaf, keeps_grad, ancestors, inner_gradient)

}  // namespace ex_2_01

#endif  // GRADLAB_LAB_PART2_EX_2_01_H_
