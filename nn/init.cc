#include "gradlab/nn/init.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn::init {
namespace {

// Standard deviation that keeps the variance of what a layer passes on.
double kaiming_std(const Tensor& tensor, double a, const FanModeType& mode,
                   const NonlinearityType& nonlinearity) {
  const auto [fan_in, fan_out] = _calculate_fan_in_and_fan_out(tensor);
  const int64_t fan = std::holds_alternative<enumtype::kFanIn>(mode) ? fan_in : fan_out;
  return calculate_gain(nonlinearity, a) / std::sqrt(static_cast<double>(fan));
}

double xavier_std(const Tensor& tensor, double gain) {
  const auto [fan_in, fan_out] = _calculate_fan_in_and_fan_out(tensor);
  return gain * std::sqrt(2.0 / static_cast<double>(fan_in + fan_out));
}

// A weight without elements has no fan to divide by.
bool nothing_to_draw(const Tensor& tensor) {
  if (tensor.numel() != 0) return false;
  GRADLAB_WARN("Initializing zero-element tensors is a no-op");
  return true;
}

}  // namespace

double calculate_gain(NonlinearityType nonlinearity, double param) {
  return std::visit(
      [param](auto kind) {
        using Kind = decltype(kind);
        if constexpr (std::is_same_v<Kind, enumtype::kTanh>) return 5.0 / 3.0;
        if constexpr (std::is_same_v<Kind, enumtype::kReLU>) return std::sqrt(2.0);
        if constexpr (std::is_same_v<Kind, enumtype::kLeakyReLU>) {
          return std::sqrt(2.0 / (1 + param * param));
        }
        return 1.0;
      },
      nonlinearity);
}

Tensor constant_(Tensor tensor, Scalar value) {
  NoGradGuard no_grad;
  return tensor.fill_(value);
}

Tensor ones_(Tensor tensor) { return constant_(std::move(tensor), 1); }

Tensor zeros_(Tensor tensor) { return constant_(std::move(tensor), 0); }

Tensor eye_(Tensor matrix) {
  NoGradGuard no_grad;
  GRADLAB_CHECK_VALUE(matrix.dim() == 2, "Only tensors with 2 dimensions are supported");
  matrix.zero_();
  matrix.diagonal().fill_(1);
  return matrix;
}

Tensor dirac_(Tensor tensor) {
  NoGradGuard no_grad;
  GRADLAB_CHECK_VALUE(tensor.dim() >= 3 && tensor.dim() <= 5,
                      "Only tensors with 3, 4, or 5 dimensions are supported");
  tensor.zero_();
  Tensor centres = tensor;  // [out, in] at the middle of the kernel
  while (centres.dim() > 2) {
    if (centres.size(2) == 0) return tensor;
    centres = centres.select(2, centres.size(2) / 2);
  }
  centres.diagonal().fill_(1);
  return tensor;
}

Tensor uniform_(Tensor tensor, double low, double high) {
  NoGradGuard no_grad;
  return tensor.uniform_(low, high);
}

Tensor normal_(Tensor tensor, double mean, double std) {
  NoGradGuard no_grad;
  return tensor.normal_(mean, std);
}

// The Q of the QR decomposition whose R has a positive diagonal, by Gram and Schmidt's method done
// twice per vector, which is as exact as Householder's.
Tensor orthogonal_(Tensor tensor, double gain) {
  NoGradGuard no_grad;
  GRADLAB_CHECK_VALUE(tensor.dim() >= 2, "Only tensors with 2 or more dimensions are supported");
  if (tensor.numel() == 0) return tensor;
  const int64_t rows = tensor.size(0), columns = tensor.numel() / rows;
  const Tensor drawn = randn({rows, columns}).to(kDouble);
  // Its rows are the fewer vectors, one in each.
  const Tensor q = (rows < columns ? drawn : drawn.t()).contiguous();
  for (int64_t i = 0; i < q.size(0); ++i) {
    const Tensor v = q.select(0, i), before = q.narrow(0, 0, i);
    for (int pass = 0; pass < 2 && i > 0; ++pass) v.sub_(before.t().mv(before.mv(v)));
    v.div_(v.norm());
  }
  tensor.copy_((rows < columns ? q : q.t()).reshape(tensor.sizes()));
  return tensor.mul_(gain);
}

Tensor sparse_(Tensor tensor, double sparsity, double std) {
  NoGradGuard no_grad;
  GRADLAB_CHECK_VALUE(tensor.dim() == 2, "Only tensors with 2 dimensions are supported");
  const int64_t rows = tensor.size(0);
  const auto zeros = static_cast<int64_t>(
      std::clamp(std::ceil(sparsity * static_cast<double>(rows)), 0.0, static_cast<double>(rows)));
  tensor.normal_(0, std);
  for (int64_t column = 0; column < tensor.size(1); ++column) {
    const Tensor chosen = randperm(rows).narrow(0, 0, zeros);
    tensor.select(1, column).index_put_({chosen}, 0);
  }
  return tensor;
}

Tensor xavier_normal_(Tensor tensor, double gain) {
  const double std = xavier_std(tensor, gain);
  return normal_(std::move(tensor), 0, std);
}

Tensor xavier_uniform_(Tensor tensor, double gain) {
  const double bound = std::sqrt(3.0) * xavier_std(tensor, gain);
  return uniform_(std::move(tensor), -bound, bound);
}

Tensor kaiming_normal_(Tensor tensor, double a, FanModeType mode, NonlinearityType nonlinearity) {
  if (nothing_to_draw(tensor)) return tensor;
  const double std = kaiming_std(tensor, a, mode, nonlinearity);
  return normal_(std::move(tensor), 0, std);
}

Tensor kaiming_uniform_(Tensor tensor, double a, FanModeType mode, NonlinearityType nonlinearity) {
  if (nothing_to_draw(tensor)) return tensor;
  const double bound = std::sqrt(3.0) * kaiming_std(tensor, a, mode, nonlinearity);
  return uniform_(std::move(tensor), -bound, bound);
}

std::tuple<int64_t, int64_t> _calculate_fan_in_and_fan_out(const Tensor& tensor) {
  GRADLAB_CHECK_VALUE(
      tensor.dim() >= 2,
      "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
  int64_t kernel = 1;
  for (int64_t i = 2; i < tensor.dim(); ++i) kernel *= tensor.size(i);
  return {tensor.size(1) * kernel, tensor.size(0) * kernel};
}

}  // namespace gradlab::nn::init
