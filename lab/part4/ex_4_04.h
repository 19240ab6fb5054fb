// Exercise 4.04: attention.
#ifndef GRADLAB_LAB_PART4_EX_4_04_H_
#define GRADLAB_LAB_PART4_EX_4_04_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_4_04 {
using namespace gradlab;

// Who may look at whom in a sequence of t tokens: (t, t) of bool, true at [i, j] if token i may
// look at token j, that is if j is not later than i.
Tensor causal_mask(int64_t t);

// How much each token looks at each: queries and keys (..., T, D) give weights (..., T, T), with
// any number of leading dimensions: the softmax over j of q[i] . k[j] / sqrt(D), among the tokens
// that i may look at; exactly 0 elsewhere.
Tensor attention_weights(const Tensor& q, const Tensor& k);

// What each token receives: (..., T, D), (..., T, D) and values (..., T, E) give (..., T, E).
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v);

LAB_CONTRACT(causal_mask, attention_weights, attention)

}  // namespace ex_4_04

#endif  // GRADLAB_LAB_PART4_EX_4_04_H_
