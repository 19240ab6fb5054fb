#include "gradlab/nn/utils/clip_grad.h"

#include <cmath>
#include <limits>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::utils {
namespace {

// The norm of all gradients as one vector, a 0-dim tensor.
Tensor total_norm(const std::vector<Tensor>& grads, double norm_type) {
  if (norm_type == 0) return full({}, static_cast<double>(grads.size()));
  const bool largest = norm_type == std::numeric_limits<double>::infinity();
  std::vector<Tensor> norms;
  for (const Tensor& grad : grads) {
    norms.push_back(largest ? grad.abs().max() : grad.norm(norm_type));
  }
  if (norms.size() == 1) return norms[0];
  return largest ? stack(norms).max() : stack(norms).norm(norm_type);
}

std::vector<Tensor> gradients_of(const std::vector<Tensor>& parameters) {
  std::vector<Tensor> grads;
  for (const Tensor& p : parameters) {
    if (p.grad().defined()) grads.push_back(p.grad().detach());
  }
  return grads;
}

}  // namespace

double clip_grad_norm_(std::vector<Tensor> parameters, double max_norm, double norm_type,
                       bool error_if_nonfinite) {
  NoGradGuard no_grad;
  const std::vector<Tensor> grads = gradients_of(parameters);
  if (grads.empty()) return 0.0;
  const Tensor norm = total_norm(grads, norm_type);
  const double total = norm.item<double>();
  GRADLAB_CHECK(!error_if_nonfinite || std::isfinite(total), "The total norm of order ", norm_type,
                " for gradients from `parameters` is non-finite, so it cannot be clipped. To "
                "disable this error and scale the gradients with the non-finite norm anyway, set "
                "`error_if_nonfinite=false`");
  const Tensor factor = (max_norm / (norm + 1e-6)).clamp(std::nullopt, 1.0);
  for (const Tensor& grad : grads) grad.mul_(factor);
  return total;
}

double clip_grad_norm_(std::initializer_list<Tensor> parameters, double max_norm, double norm_type,
                       bool error_if_nonfinite) {
  return clip_grad_norm_(std::vector<Tensor>(parameters), max_norm, norm_type, error_if_nonfinite);
}

double clip_grad_norm_(Tensor parameter, double max_norm, double norm_type,
                       bool error_if_nonfinite) {
  return clip_grad_norm_(std::vector<Tensor>{std::move(parameter)}, max_norm, norm_type,
                         error_if_nonfinite);
}

void clip_grad_value_(std::vector<Tensor> parameters, double clip_value) {
  NoGradGuard no_grad;
  for (const Tensor& grad : gradients_of(parameters)) grad.clamp_(-clip_value, clip_value);
}

void clip_grad_value_(std::initializer_list<Tensor> parameters, double clip_value) {
  clip_grad_value_(std::vector<Tensor>(parameters), clip_value);
}

void clip_grad_value_(Tensor parameter, double clip_value) {
  clip_grad_value_(std::vector<Tensor>{std::move(parameter)}, clip_value);
}

}  // namespace gradlab::nn::utils
