// Exercise 3.02: an embedding looks up rows.
#ifndef GRADLAB_LAB_PART3_EX_3_02_H_
#define GRADLAB_LAB_PART3_EX_3_02_H_

#include <cstdint>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_02 {
using namespace gradlab;

// The rows of `weight` [rows, dim] that `indices` names: int64, 0 to rows - 1, of any shape. The
// result has the shape of `indices` with [dim] appended. An Error for an index of rows or more and
// for indices of floating point. Gradients flow to `weight`.
Tensor embed(const Tensor& weight, const Tensor& indices);

// The same, computed as a product: one-hot vectors times `weight`.
Tensor embed_by_product(const Tensor& weight, const Tensor& indices);

// The vectors that a new nn::Embedding with a table [rows, dim] has for `indices`.
Tensor embed_by_layer(int64_t rows, int64_t dim, const Tensor& indices);

LAB_CONTRACT(embed, embed_by_product, embed_by_layer)

}  // namespace ex_3_02

#endif  // GRADLAB_LAB_PART3_EX_3_02_H_
