// Looking up rows of a table.
#ifndef GRADLAB_NN_FUNCTIONAL_EMBEDDING_H_
#define GRADLAB_NN_FUNCTIONAL_EMBEDDING_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/embedding.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// weight[input]: for int64 or int32 indices of any shape and a weight [n, d], input.sizes() + [d].
// Throws for a padding index outside the table and IndexError "index out of range in self". With
// max_norm the rows in question are changed in place first.
Tensor embedding(const Tensor& input, const Tensor& weight,
                 const EmbeddingFuncOptions& options = {}, Location at = Location::here());

// gradlab::embedding_bag() of a 1-dim input with offsets, or of the rows of a 2-dim one. With
// max_norm the rows in question are changed in place first.
Tensor embedding_bag(const Tensor& input, const Tensor& weight,
                     const EmbeddingBagFuncOptions& options = {}, Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_EMBEDDING_H_
