// Exercise 2.07: computing the forward pass again.
#ifndef GRADLAB_LAB_PART2_EX_2_07_H_
#define GRADLAB_LAB_PART2_EX_2_07_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_07 {
using namespace gradlab;

// A function of one tensor whose result is one number, made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// n times: f(x), then its backward pass, which frees the graph. Returns x.grad(), undefined for
// n = 0. `x` is a leaf with requires_grad() and no gradient yet. At no time is more saved than one
// graph of f needs, and nothing when f is called.
Tensor n_steps(const Function& f, Tensor x, int64_t n);

// n steps of gradient descent, w -= lr * gradient, on the loss sum(tanh(w * x)^2); changes `w` in
// place and leaves it without a gradient. `w` is a leaf with requires_grad() of the shape of `x`,
// and has no gradient yet.
void train(Tensor w, const Tensor& x, double lr, int64_t n);

// A memory h that is updated by each x of `xs` in turn, h = tanh(w * h + x), with the loss
// sum(h * h) after every update. Adds to w.grad() the gradients of all these losses, where the h
// from before the update counts as a constant. Returns the last h, without a history. All tensors
// have the same shape; `w` is a leaf with requires_grad() and no gradient yet.
Tensor remember(Tensor w, const std::vector<Tensor>& xs, Tensor h);

// The gradient of w for both losses, sum(a) and sum(a * a), that share a = exp(w * x). Returns
// w.grad(). `w` is a leaf with requires_grad() of the shape of `x`, and has no gradient yet.
Tensor two_losses(Tensor w, const Tensor& x);

LAB_CONTRACT(n_steps, train, remember, two_losses)

}  // namespace ex_2_07

#endif  // GRADLAB_LAB_PART2_EX_2_07_H_
