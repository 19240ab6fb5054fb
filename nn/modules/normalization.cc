#include "gradlab/nn/modules/normalization.h"

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/nn/functional/normalization.h"
#include "gradlab/nn/init.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {

LayerNormImpl::LayerNormImpl(const LayerNormOptions& options) : options(options) { reset(); }

void LayerNormImpl::reset() {
  const std::vector<int64_t>& shape = options.normalized_shape();
  if (options.elementwise_affine()) {
    weight = register_parameter("weight", gradlab::empty(shape));
    bias = register_parameter("bias", gradlab::empty(shape));
  } else {
    weight = register_parameter("weight", {}, /*requires_grad=*/false);
    bias = register_parameter("bias", {}, /*requires_grad=*/false);
  }
  reset_parameters();
}

void LayerNormImpl::reset_parameters() {
  if (!options.elementwise_affine()) return;
  init::ones_(weight);
  init::zeros_(bias);
}

void LayerNormImpl::pretty_print(std::ostream& stream) const {
  stream << std::boolalpha << "torch::nn::LayerNorm(" << IntArrayRef(options.normalized_shape())
         << ", eps=" << options.eps() << ", elementwise_affine=" << options.elementwise_affine()
         << ")";
}

std::string LayerNormImpl::extra_repr() const {
  std::string shape;
  for (int64_t size : options.normalized_shape()) {
    if (!shape.empty()) shape += ", ";
    shape += str(size);
  }
  if (options.normalized_shape().size() == 1) shape += ",";
  return str("(", shape, "), eps=", gradlab::python_text(options.eps()),
             ", elementwise_affine=", gradlab::python_text(options.elementwise_affine()));
}

Tensor LayerNormImpl::forward(const Tensor& input) {
  return functional::layer_norm(input, functional::LayerNormFuncOptions(options.normalized_shape())
                                           .weight(weight)
                                           .bias(bias)
                                           .eps(options.eps()));
}

}  // namespace gradlab::nn
