#include "gradlab/nn/functional/dropout.h"

#include "gradlab/autograd/ops/dropout.h"

namespace gradlab::nn::functional {

Tensor dropout(Tensor input, const DropoutFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.inplace()) return dropout_(input, options.p(), options.training());
  return gradlab::dropout(input, options.p(), options.training());
}

}  // namespace gradlab::nn::functional
