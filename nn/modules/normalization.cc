#include "gradlab/nn/modules/normalization.h"

#include <algorithm>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/pointwise.h"
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

GroupNormImpl::GroupNormImpl(const GroupNormOptions& options) : options(options) { reset(); }

void GroupNormImpl::reset() {
  const bool affine = options.affine();
  const Tensor none, unset = affine ? gradlab::empty({options.num_channels()}) : none;
  weight = register_parameter("weight", unset, affine);
  bias = register_parameter("bias", affine ? gradlab::empty_like(unset) : none, affine);
  reset_parameters();
}

void GroupNormImpl::reset_parameters() {
  if (!options.affine()) return;
  init::ones_(weight);
  init::zeros_(bias);
}

void GroupNormImpl::pretty_print(std::ostream& stream) const {
  stream << std::boolalpha << "torch::nn::GroupNorm(" << options.num_groups() << ", "
         << options.num_channels() << ", eps=" << options.eps() << ", affine=" << options.affine()
         << ")";
}

std::string GroupNormImpl::extra_repr() const {
  return str(options.num_groups(), ", ", options.num_channels(),
             ", eps=", gradlab::python_text(options.eps()),
             ", affine=", gradlab::python_text(options.affine()));
}

Tensor GroupNormImpl::forward(const Tensor& input) {
  return functional::group_norm(input, functional::GroupNormFuncOptions(options.num_groups())
                                           .weight(weight)
                                           .bias(bias)
                                           .eps(options.eps()));
}

void LocalResponseNormImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::LocalResponseNorm(" << options.size() << ", alpha=" << options.alpha()
         << ", beta=" << options.beta() << ", k=" << options.k() << ")";
}

std::string LocalResponseNormImpl::extra_repr() const {
  return str(options.size(), ", alpha=", gradlab::python_text(options.alpha()),
             ", beta=", gradlab::python_text(options.beta()),
             ", k=", gradlab::python_text(options.k()));
}

Tensor LocalResponseNormImpl::forward(const Tensor& input) {
  return functional::local_response_norm(input, options);
}

void CrossMapLRN2dImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::CrossMapLRN2d(" << options.size() << ", alpha=" << options.alpha()
         << ", beta=" << options.beta() << ", k=" << options.k() << ")";
}

std::string CrossMapLRN2dImpl::extra_repr() const {
  return str(options.size(), ", alpha=", gradlab::python_text(options.alpha()),
             ", beta=", gradlab::python_text(options.beta()), ", k=", options.k());
}

Tensor CrossMapLRN2dImpl::forward(const Tensor& input) {
  GRADLAB_CHECK(input.dim() == 4, "CrossMapLRN2d: expected an input of 4 dimensions, but got ",
                input.dim());
  GRADLAB_CHECK(options.size() > 0, "CrossMapLRN2d: size must be positive, but got ",
                options.size());
  // Channels further away than there are any see all of them.
  const int64_t reach = std::min((options.size() - 1) / 2, input.size(1));
  const Tensor squares = constant_pad_nd(input * input, {0, 0, 0, 0, reach, reach});
  Tensor sums = squares.unfold(1, 2 * reach + 1, 1).sum({-1});
  // libtorch's running sum never loses the first channel.
  if (reach + 1 < input.size(1)) {
    const Tensor first = squares.narrow(1, reach, 1);
    const Tensor behind = arange(input.size(1), input.options()).gt(reach).view({-1, 1, 1});
    sums = sums + first * behind;
  }
  const double factor = options.alpha() / static_cast<double>(options.size());
  return input * sums.mul(factor).add(options.k()).pow(-options.beta());
}

template class Cloneable<LayerNormImpl>;
template class Cloneable<GroupNormImpl>;
template class Cloneable<LocalResponseNormImpl>;
template class Cloneable<CrossMapLRN2dImpl>;

}  // namespace gradlab::nn
