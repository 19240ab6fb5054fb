// Linear maps as functions.
#ifndef GRADLAB_NN_FUNCTIONAL_LINEAR_H_
#define GRADLAB_NN_FUNCTIONAL_LINEAR_H_

#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// input * weight^T + bias for input [..., in], weight [out, in], bias [out] or undefined.
inline Tensor linear(const Tensor& input, const Tensor& weight, const Tensor& bias = {},
                     Location at = Location::here()) {
  LocationScope scope(at);
  return gradlab::linear(input, weight, bias);
}

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_LINEAR_H_
