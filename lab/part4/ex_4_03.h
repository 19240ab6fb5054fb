// Exercise 4.03: backprop by hand.
#ifndef GRADLAB_LAB_PART4_EX_4_03_H_
#define GRADLAB_LAB_PART4_EX_4_03_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_4_03 {
using namespace gradlab;

// A small network with a hidden layer that is centred over the batch, and cross-entropy, in steps
// so small that each has a one-line derivative. N samples of D numbers, H hidden values, C classes.
struct Forward {
  Tensor x, target;        // (N, D); (N) int64, the class of each sample
  Tensor w1, b1, w2, b2;   // the parameters: (D, H), (H), (H, C), (C)
  Tensor hlin;             // (N, H)
  Tensor hmean;            // (1, H)
  Tensor hpreact, h;       // (N, H)
  Tensor logits, counts;   // (N, C)
  Tensor counts_sum;       // (N, 1)
  Tensor counts_sum_inv;   // (N, 1)
  Tensor probs, logprobs;  // (N, C)
  Tensor loss;             // ()
};

// The forward pass, given.
inline Forward forward(const Tensor& x, const Tensor& target, const Tensor& w1, const Tensor& b1,
                       const Tensor& w2, const Tensor& b2) {
  Forward f;
  f.x = x, f.target = target, f.w1 = w1, f.b1 = b1, f.w2 = w2, f.b2 = b2;
  f.hlin = x.matmul(w1);
  f.hmean = f.hlin.mean(0, /*keepdim=*/true);
  f.hpreact = f.hlin - f.hmean + b1;
  f.h = f.hpreact.tanh();
  f.logits = f.h.matmul(w2) + b2;
  f.counts = f.logits.exp();
  f.counts_sum = f.counts.sum(1, /*keepdim=*/true);
  f.counts_sum_inv = 1 / f.counts_sum;
  f.probs = f.counts * f.counts_sum_inv;
  f.logprobs = f.probs.log();
  f.loss = -f.logprobs.gather(1, target.unsqueeze(1)).mean();
  return f;
}

// d... is the gradient of the loss by the tensor of that name, in its shape and dtype. In the order
// of the backward pass.
struct Gradients {
  Tensor dlogprobs, dprobs, dcounts_sum_inv, dcounts_sum, dcounts, dlogits;
  Tensor dh, dw2, db2;
  Tensor dhpreact, db1, dhmean, dhlin, dw1;
};

// All 14 gradients by formulas, without autograd. `dloss` is the gradient that comes in, a tensor
// of one number: not always 1. Changes nothing of `f`.
Gradients backward(const Forward& f, const Tensor& dloss);

// The gradient of the mean cross-entropy by its logits (N, C), in one formula instead of six steps.
Tensor logits_at_once(const Tensor& logits, const Tensor& target, const Tensor& dloss);

LAB_CONTRACT(backward, logits_at_once)

}  // namespace ex_4_03

#endif  // GRADLAB_LAB_PART4_EX_4_03_H_
