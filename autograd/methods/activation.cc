// The methods of Tensor that are activations: each calls the free function of its name.
#include "gradlab/autograd/ops/activation.h"

#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::softmax(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::softmax(*this, dim, dtype);
}
Tensor Tensor::log_softmax(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::log_softmax(*this, dim, dtype);
}

}  // namespace gradlab
