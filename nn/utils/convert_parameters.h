// Parameters as one vector, and back.
#ifndef GRADLAB_NN_UTILS_CONVERT_PARAMETERS_H_
#define GRADLAB_NN_UTILS_CONVERT_PARAMETERS_H_

#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::nn::utils {

// All elements one after another; recorded, so that gradients flow back to the parameters.
Tensor parameters_to_vector(const std::vector<Tensor>& parameters);
// Makes consecutive elements of `vec` the values of the parameters, which then share its memory.
// Throws when it has too few.
void vector_to_parameters(const Tensor& vec, std::vector<Tensor> parameters);

}  // namespace gradlab::nn::utils

#endif  // GRADLAB_NN_UTILS_CONVERT_PARAMETERS_H_
