// Exercise 3.05: losses.
#ifndef GRADLAB_LAB_PART3_EX_3_05_H_
#define GRADLAB_LAB_PART3_EX_3_05_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_05 {
using namespace gradlab;

// The mean of (pred - target)^2 over all elements: a tensor of shape []. Both have one floating
// point dtype. An Error if their shapes differ, even where broadcasting would make them fit.
// Gradients flow to both.
Tensor mse(const Tensor& pred, const Tensor& target);

// The mean over n samples of -log softmax(logits)[target] for logits [n, classes] and `target` [n]
// of int64, the right classes: a tensor of shape []. Correct for logits of any size, such as
// 1000. An Error for a target of `classes` or more. Gradients flow to the logits.
Tensor cross_entropy(const Tensor& logits, const Tensor& target);

LAB_CONTRACT(mse, cross_entropy)

}  // namespace ex_3_05

#endif  // GRADLAB_LAB_PART3_EX_3_05_H_
