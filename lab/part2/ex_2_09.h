// Exercise 2.09: detach, no_grad, frozen leaves.
#ifndef GRADLAB_LAB_PART2_EX_2_09_H_
#define GRADLAB_LAB_PART2_EX_2_09_H_

#include <functional>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_09 {
using namespace gradlab;

// A function of one tensor, made of operations that are recorded. Other tensors may take part.
using Function = std::function<Tensor(const Tensor&)>;

// u * x with u = x * x, elementwise; in the backward pass u counts as a constant.
Tensor stop_gradient_product(const Tensor& x);

// e - m with e = exp(x) and m the mean of all elements of e; in the backward pass m counts as a
// constant.
Tensor centered(const Tensor& x);

// model(x) without a history: nothing is recorded while `model` runs. Afterwards grad mode is what
// it was before, also if `model` throws.
Tensor evaluate(const Function& model, const Tensor& x);

// Afterwards no backward pass computes a gradient for any of these leaves, and none of them has
// one from before. Their values stay.
void freeze(const std::vector<Tensor>& params);

LAB_CONTRACT(stop_gradient_product, centered, evaluate, freeze)

}  // namespace ex_2_09

#endif  // GRADLAB_LAB_PART2_EX_2_09_H_
