// Exercise 2.11: derivatives of derivatives.
#ifndef GRADLAB_LAB_PART2_EX_2_11_H_
#define GRADLAB_LAB_PART2_EX_2_11_H_

#include <functional>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_11 {
using namespace gradlab;

// A function made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

struct Derivatives {
  Tensor first;
  Tensor second;
  Tensor third;
};

// f'(x), f''(x) and f'''(x) of a function of one number: each of x's shape and dtype, without
// history. `x` is a leaf with one element and requires_grad(); x.grad() is left alone. A derivative
// that does not depend on x any more has the derivative zero.
Derivatives third_derivative(const Function& f, const Tensor& x);

// The second derivatives of f (its Hessian, a table n * n) times v, without the table: of x's
// shape and dtype, without history. `x` is a leaf with requires_grad(), v has its shape, f(x) has
// one element. x.grad() is left alone.
Tensor hvp(const Function& f, const Tensor& x, const Tensor& v);

// The gradient of y (one element) for each input, in the shape of that input; zeros for an input
// that y does not depend on. Nobody's grad() is touched.
std::vector<Tensor> gradients_or_zeros(const Tensor& y, const std::vector<Tensor>& inputs);

LAB_CONTRACT(third_derivative, hvp, gradients_or_zeros)

}  // namespace ex_2_11

#endif  // GRADLAB_LAB_PART2_EX_2_11_H_
