#include "gradlab/nn/functional/batchnorm.h"

#include <cstddef>
#include <cstdint>

#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {

Tensor batch_norm(const Tensor& input, const Tensor& running_mean, const Tensor& running_var,
                  const BatchNormFuncOptions& options, Location at) {
  LocationScope scope(at);
  if (options.training()) {
    int64_t values = input.size(0);
    for (int64_t d = 2; d < input.dim(); ++d) values *= input.size(d);
    GRADLAB_CHECK(values != 1,
                  "Expected more than 1 value per channel when training, got input size ",
                  input.sizes());
  }
  return gradlab::batch_norm(input, options.weight(), options.bias(), running_mean, running_var,
                             options.training(), options.momentum().value(), options.eps());
}

}  // namespace gradlab::nn::functional
