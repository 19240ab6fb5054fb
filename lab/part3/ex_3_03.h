// Exercise 3.03: the gradient of an embedding.
#ifndef GRADLAB_LAB_PART3_EX_3_03_H_
#define GRADLAB_LAB_PART3_EX_3_03_H_

#include <cstdint>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_03 {
using namespace gradlab;

// The gradient of a table [rows, dim] whose rows `indices` (int64, any shape) were looked up, when
// `upstream` is the gradient of the vectors: the shape of `indices` with [dim] appended. The result
// has the dtype of `upstream`. The row `padding_idx` gets no gradient; -1: there is no such row.
// Changes neither `indices` nor `upstream`.
Tensor embedding_backward(const Tensor& indices, const Tensor& upstream, int64_t rows,
                          int64_t padding_idx);

// The same for float32, computed by autograd: the gradient of the weight of an nn::Embedding.
Tensor gradient_by_autograd(const Tensor& indices, const Tensor& upstream, int64_t rows,
                            int64_t padding_idx);

LAB_CONTRACT(embedding_backward, gradient_by_autograd)

}  // namespace ex_3_03

#endif  // GRADLAB_LAB_PART3_EX_3_03_H_
