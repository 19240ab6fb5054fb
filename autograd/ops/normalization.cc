#include "gradlab/autograd/ops/normalization.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/layer_norm.h"

namespace gradlab {
namespace {

const Array* array_or_null(const Tensor& t) { return t.defined() ? &t.array() : nullptr; }

double epsilon_of(ScalarType dtype) {
  switch (dtype) {
    case kDouble: return std::numeric_limits<double>::epsilon();
    case kHalf: return 0x1p-10;
    case kBFloat16: return 0x1p-7;
    default: return std::numeric_limits<float>::epsilon();
  }
}

void check_sizes(const Tensor& x, IntArrayRef shape, const Tensor& weight, const Tensor& bias) {
  GRADLAB_CHECK(!shape.empty(),
                "Expected normalized_shape to be at least 1-dimensional, i.e., containing at "
                "least one element, but got normalized_shape = ",
                shape);
  GRADLAB_CHECK(!weight.defined() || weight.sizes() == shape,
                "Expected weight to be of same shape as normalized_shape, but got weight of shape ",
                weight.sizes(), " and normalized_shape = ", shape);
  GRADLAB_CHECK(!bias.defined() || bias.sizes() == shape,
                "Expected bias to be of same shape as normalized_shape, but got bias of shape ",
                bias.sizes(), " and normalized_shape = ", shape);
  const size_t dim = static_cast<size_t>(x.dim());
  if (dim >= shape.size() && x.sizes().slice(dim - shape.size()) == shape) return;
  std::string sizes;
  for (int64_t size : shape) sizes += str(", ", size);
  GRADLAB_CHECK(false, "Given normalized_shape=", shape, ", expected input with shape [*", sizes,
                "], but got input of size", x.sizes());
}

void check_dtypes(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  for (const Tensor* t : {&weight, &bias}) {
    // Other dtypes are refused by the kernel.
    const bool alike = !t->defined() || t->dtype() == x.dtype() || !x.is_floating_point();
    GRADLAB_CHECK(alike, "expected scalar type ", x.scalar_type(), " but found ", t->scalar_type());
  }
}

// The gradients as operations, for when they are to be differentiated in turn.
void layer_norm_backward(const Tensor& g, const Tensor& x, const Tensor& weight, double eps,
                         int64_t inner_dims, Backward& bw) {
  std::vector<int64_t> inner, outer;
  for (int64_t d = 0; d < x.dim(); ++d) {
    (d < x.dim() - inner_dims ? outer : inner).push_back(d);
  }
  const Tensor centered = x - mean(x, inner, true);
  const Tensor rstd = rsqrt(mean(square(centered), inner, true) + eps);
  const Tensor xhat = centered * rstd;
  if (bw.needs(0)) {
    const Tensor h = weight.defined() ? g * weight : g;
    bw.grad(0) = rstd * (h - mean(h, inner, true) - xhat * mean(h * xhat, inner, true));
  }
  if (bw.needs(1)) bw.grad(1) = outer.empty() ? g * xhat : sum(g * xhat, outer);
  if (bw.needs(2)) bw.grad(2) = outer.empty() ? g : sum(g, outer);
}

// The arrays: mean and rstd have one element for each slice.
struct Normalized {
  Tensor out;
  Array mean, rstd;
};

Normalized normalized(const Tensor& x, IntArrayRef normalized_shape, const Tensor& weight,
                      const Tensor& bias, double eps) {
  check_sizes(x, normalized_shape, weight, bias);
  check_dtypes(x, weight, bias);
  int64_t n = 1;
  for (int64_t size : normalized_shape) n *= size;
  kernels::LayerNorm result =
      kernels::layer_norm(x.array(), n, array_or_null(weight), array_or_null(bias), eps);
  Tensor out(std::move(result.y));
  if (Tape tape(x, weight, bias); tape) {
    const auto inner_dims = static_cast<int64_t>(normalized_shape.size());
    tape.record("NativeLayerNormBackward0", out,
                [x = tape.save(x), weight = tape.save_if(weight.defined(), weight),
                 mean = tape.save(Tensor(Array(result.mean))),
                 rstd = tape.save(Tensor(Array(result.rstd))), n, inner_dims,
                 eps](const Tensor& g, Backward& bw) {
                  const Tensor input = bw.saved(x), w = bw.saved(weight);
                  if (GradMode::is_enabled()) {
                    return layer_norm_backward(g, input, w, eps, inner_dims, bw);
                  }
                  kernels::LayerNormGradients grads = kernels::layer_norm_backward(
                      g.array(), input.array(), n, bw.saved(mean).array(), bw.saved(rstd).array(),
                      array_or_null(w));
                  if (bw.needs(0)) bw.grad(0) = Tensor(std::move(grads.x));
                  const IntArrayRef shape = input.sizes().slice(input.sizes().size() - inner_dims);
                  if (bw.needs(1)) bw.grad(1) = Tensor(grads.weight.view(shape));
                  if (bw.needs(2)) bw.grad(2) = Tensor(grads.bias.view(shape));
                });
  }
  return {out, std::move(result.mean), std::move(result.rstd)};
}

}  // namespace

Tensor layer_norm(const Tensor& x, IntArrayRef normalized_shape, OptionalTensorRef weight,
                  OptionalTensorRef bias, double eps, bool /*cudnn_enable*/, Location at) {
  LocationScope scope(at);
  return normalized(x, normalized_shape, weight, bias, eps).out;
}

std::tuple<Tensor, Tensor, Tensor> native_layer_norm(const Tensor& x, IntArrayRef normalized_shape,
                                                     OptionalTensorRef weight,
                                                     OptionalTensorRef bias, double eps,
                                                     Location at) {
  LocationScope scope(at);
  const Normalized result = normalized(x, normalized_shape, weight, bias, eps);
  std::vector<int64_t> sizes = x.sizes().vec();
  std::fill(sizes.end() - static_cast<ptrdiff_t>(normalized_shape.size()), sizes.end(), 1);
  return {result.out, Tensor(result.mean.view(sizes)), Tensor(result.rstd.view(sizes))};
}

Tensor rms_norm(const Tensor& x, IntArrayRef normalized_shape, OptionalTensorRef weight,
                std::optional<double> eps, Location at) {
  LocationScope scope(at);
  check_sizes(x, normalized_shape, weight, {});
  std::vector<int64_t> dims;
  for (int64_t d = -static_cast<int64_t>(normalized_shape.size()); d < 0; ++d) dims.push_back(d);
  const double least = eps.value_or(epsilon_of(x.scalar_type()));
  const Tensor scaled = x * rsqrt(mean(square(x), dims, true) + least);
  return weight.defined() ? scaled * *weight : scaled;
}

}  // namespace gradlab
