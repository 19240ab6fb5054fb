#include "gradlab/nn/modules/activation.h"

#include <utility>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/nn/functional/activation.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {
namespace {

// libtorch mentions `inplace` only where it is true.
const char* after_numbers(bool inplace) { return inplace ? ", inplace=true" : ""; }

}  // namespace

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

void ELUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::ELU(alpha=" << options.alpha() << after_numbers(options.inplace()) << ")";
}
std::string ELUImpl::extra_repr() const {
  return "alpha=" + gradlab::python_text(options.alpha()) +
         (options.inplace() ? ", inplace=True" : "");
}
Tensor ELUImpl::forward(Tensor input) { return functional::elu(std::move(input), options); }

void CELUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::CELU(alpha=" << options.alpha() << after_numbers(options.inplace()) << ")";
}
std::string CELUImpl::extra_repr() const {
  return "alpha=" + gradlab::python_text(options.alpha()) +
         (options.inplace() ? ", inplace=True" : "");
}
Tensor CELUImpl::forward(Tensor input) { return functional::celu(std::move(input), options); }

void SELUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::SELU(" << (options.inplace() ? "inplace=true" : "") << ")";
}
std::string SELUImpl::extra_repr() const { return options.inplace() ? "inplace=True" : ""; }
Tensor SELUImpl::forward(Tensor input) { return functional::selu(std::move(input), options); }

void LeakyReLUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::LeakyReLU(negative_slope=" << options.negative_slope()
         << after_numbers(options.inplace()) << ")";
}
std::string LeakyReLUImpl::extra_repr() const {
  return "negative_slope=" + gradlab::python_text(options.negative_slope()) +
         (options.inplace() ? ", inplace=True" : "");
}
Tensor LeakyReLUImpl::forward(Tensor input) {
  return functional::leaky_relu(std::move(input), options);
}

void ReLU6Impl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::ReLU6(" << (options.inplace() ? "inplace=true" : "") << ")";
}
std::string ReLU6Impl::extra_repr() const { return options.inplace() ? "inplace=True" : ""; }
Tensor ReLU6Impl::forward(Tensor input) { return functional::relu6(std::move(input), options); }

void HardtanhImpl::reset() {
  GRADLAB_CHECK(options.min_val() < options.max_val(), "max_val must be greater than min_val");
}
void HardtanhImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Hardtanh(min_val=" << options.min_val() << ", max_val=" << options.max_val()
         << after_numbers(options.inplace()) << ")";
}
std::string HardtanhImpl::extra_repr() const {
  return "min_val=" + gradlab::python_text(options.min_val()) +
         ", max_val=" + gradlab::python_text(options.max_val()) +
         (options.inplace() ? ", inplace=True" : "");
}
Tensor HardtanhImpl::forward(Tensor input) {
  return functional::hardtanh(std::move(input), options);
}

void ThresholdImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Threshold(threshold=" << options.threshold()
         << ", value=" << options.value() << after_numbers(options.inplace()) << ")";
}
std::string ThresholdImpl::extra_repr() const {
  return "threshold=" + gradlab::python_text(options.threshold()) +
         ", value=" + gradlab::python_text(options.value()) +
         (options.inplace() ? ", inplace=True" : "");
}
Tensor ThresholdImpl::forward(Tensor input) {
  return functional::threshold(std::move(input), options);
}

void HardshrinkImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Hardshrink(" << options.lambda() << ")";
}
std::string HardshrinkImpl::extra_repr() const { return gradlab::python_text(options.lambda()); }
Tensor HardshrinkImpl::forward(const Tensor& input) {
  return functional::hardshrink(input, options);
}

void SoftshrinkImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Softshrink(" << options.lambda() << ")";
}
std::string SoftshrinkImpl::extra_repr() const { return gradlab::python_text(options.lambda()); }
Tensor SoftshrinkImpl::forward(const Tensor& input) {
  return functional::softshrink(input, options);
}

void SoftplusImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Softplus("
         << "beta=" << options.beta() << ", threshold=" << options.threshold() << ")";
}
std::string SoftplusImpl::extra_repr() const {
  return "beta=" + gradlab::python_text(options.beta()) +
         ", threshold=" + gradlab::python_text(options.threshold());
}
Tensor SoftplusImpl::forward(const Tensor& input) { return functional::softplus(input, options); }

void GELUImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::GELU()"; }
std::string GELUImpl::extra_repr() const { return "approximate='" + options.approximate() + "'"; }
Tensor GELUImpl::forward(const Tensor& input) { return functional::gelu(input, options); }

void GLUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::GLU("
         << "dim=" << options.dim() << ")";
}
std::string GLUImpl::extra_repr() const { return str("dim=", options.dim()); }
Tensor GLUImpl::forward(const Tensor& input) { return functional::glu(input, options); }

void LogSigmoidImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::LogSigmoid()";
}
Tensor LogSigmoidImpl::forward(const Tensor& input) { return functional::logsigmoid(input); }

void SiLUImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::SiLU()"; }
Tensor SiLUImpl::forward(const Tensor& input) { return functional::silu(input); }

void MishImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Mish()"; }
Tensor MishImpl::forward(const Tensor& input) { return functional::mish(input); }

void SoftsignImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Softsign()"; }
Tensor SoftsignImpl::forward(const Tensor& input) { return functional::softsign(input); }

void TanhshrinkImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Tanhshrink()";
}
Tensor TanhshrinkImpl::forward(const Tensor& input) { return functional::tanhshrink(input); }

void PReLUImpl::reset() {
  weight = register_parameter("weight", full({options.num_parameters()}, options.init()));
}
void PReLUImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::PReLU(" << extra_repr() << ")";
}
std::string PReLUImpl::extra_repr() const {
  return str("num_parameters=", options.num_parameters());
}
Tensor PReLUImpl::forward(const Tensor& input) { return functional::prelu(input, weight); }

void Softmax2dImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Softmax2d()"; }
Tensor Softmax2dImpl::forward(const Tensor& input) {
  GRADLAB_CHECK(input.dim() == 4 || input.dim() == 3,
                "Softmax2d requires a 3D or 4D tensor as input");
  return input.softmax(-3);
}

template class Cloneable<ReLUImpl>;
template class Cloneable<SigmoidImpl>;
template class Cloneable<TanhImpl>;
template class Cloneable<SoftmaxImpl>;
template class Cloneable<LogSoftmaxImpl>;
template class Cloneable<SoftminImpl>;
template class Cloneable<ELUImpl>;
template class Cloneable<CELUImpl>;
template class Cloneable<SELUImpl>;
template class Cloneable<LeakyReLUImpl>;
template class Cloneable<ReLU6Impl>;
template class Cloneable<HardtanhImpl>;
template class Cloneable<ThresholdImpl>;
template class Cloneable<HardshrinkImpl>;
template class Cloneable<SoftshrinkImpl>;
template class Cloneable<SoftplusImpl>;
template class Cloneable<GELUImpl>;
template class Cloneable<GLUImpl>;
template class Cloneable<LogSigmoidImpl>;
template class Cloneable<SiLUImpl>;
template class Cloneable<MishImpl>;
template class Cloneable<SoftsignImpl>;
template class Cloneable<TanhshrinkImpl>;
template class Cloneable<PReLUImpl>;
template class Cloneable<Softmax2dImpl>;

}  // namespace gradlab::nn
