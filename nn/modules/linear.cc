#include "gradlab/nn/modules/linear.h"

#include <cmath>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/nn/functional/linear.h"
#include "gradlab/nn/init.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {

void IdentityImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Identity()"; }

LinearImpl::LinearImpl(const LinearOptions& options) : options(options) { reset(); }

void LinearImpl::reset() {
  weight = register_parameter("weight", empty({options.out_features(), options.in_features()}));
  bias = options.bias() ? register_parameter("bias", empty({options.out_features()}))
                        : register_parameter("bias", {}, /*requires_grad=*/false);
  reset_parameters();
}

void LinearImpl::reset_parameters() {
  init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (!bias.defined()) return;
  const auto fan_in = static_cast<double>(weight.size(1));
  const double bound = fan_in > 0 ? 1 / std::sqrt(fan_in) : 0;
  init::uniform_(bias, -bound, bound);
}

void LinearImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Linear(in_features=" << options.in_features()
         << ", out_features=" << options.out_features()
         << ", bias=" << (options.bias() ? "true" : "false") << ")";
}

std::string LinearImpl::extra_repr() const {
  return str("in_features=", options.in_features(), ", out_features=", options.out_features(),
             ", bias=", gradlab::python_text(options.bias()));
}

Tensor LinearImpl::forward(const Tensor& input) { return functional::linear(input, weight, bias); }

void FlattenImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Flatten(" << extra_repr() << ")";
}

std::string FlattenImpl::extra_repr() const {
  return str("start_dim=", options.start_dim(), ", end_dim=", options.end_dim());
}

Tensor FlattenImpl::forward(const Tensor& input) {
  return input.flatten(options.start_dim(), options.end_dim());
}

template class Cloneable<IdentityImpl>;
template class Cloneable<LinearImpl>;
template class Cloneable<FlattenImpl>;

}  // namespace gradlab::nn
