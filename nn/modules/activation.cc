#include "gradlab/nn/modules/activation.h"

#include <utility>

#include "gradlab/nn/functional/activation.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn {

void ReLUImpl::pretty_print(std::ostream& stream) const {
  stream << (options.inplace() ? "torch::nn::ReLU(inplace=true)" : "torch::nn::ReLU()");
}
std::string ReLUImpl::extra_repr() const { return options.inplace() ? "inplace=True" : ""; }
Tensor ReLUImpl::forward(Tensor input) { return functional::relu(std::move(input), options); }

void SigmoidImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Sigmoid()"; }

void TanhImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Tanh()"; }

void SoftmaxImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Softmax(" << extra_repr() << ")";
}
std::string SoftmaxImpl::extra_repr() const { return str("dim=", options.dim()); }

void LogSoftmaxImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::LogSoftmax(" << extra_repr() << ")";
}
std::string LogSoftmaxImpl::extra_repr() const { return str("dim=", options.dim()); }

void SoftminImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Softmin(" << extra_repr() << ")";
}
std::string SoftminImpl::extra_repr() const { return str("dim=", options.dim()); }

}  // namespace gradlab::nn
