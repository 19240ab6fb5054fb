// Several tensors as one vector and back, as libtorch's tensor_flatten.h has it.
#ifndef GRADLAB_AUTOGRAD_OPS_FLATTEN_DENSE_H_
#define GRADLAB_AUTOGRAD_OPS_FLATTEN_DENSE_H_

#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::utils {

// The elements of all tensors, which have the same dtype, one after another.
Tensor flatten_dense_tensors(TensorList tensors);
// Views of the parts of `flat` with the sizes of the tensors, in order; for a tensor without
// elements a new tensor of size [0], which shares no memory.
std::vector<Tensor> unflatten_dense_tensors(const Tensor& flat, TensorList tensors);

}  // namespace gradlab::utils

#endif  // GRADLAB_AUTOGRAD_OPS_FLATTEN_DENSE_H_
