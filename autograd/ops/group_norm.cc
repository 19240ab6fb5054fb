#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/batch_norm.h"

namespace gradlab {
namespace {

const Array* array_or_null(const Tensor& t) { return t.defined() ? &t.array() : nullptr; }

void check_inputs(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t channels,
                  int64_t num_groups) {
  GRADLAB_CHECK(num_groups > 0, "Expected num groups to be greater than 0, got ", num_groups);
  GRADLAB_CHECK(channels % num_groups == 0,
                "Expected number of channels in input to be divisible by num_groups, but got input "
                "of shape ",
                x.sizes(), " and num_groups=", num_groups);
  // PyTorch's text for the bias has the shape of the weight, too.
  const std::vector<int64_t> shape =
      weight.defined() ? weight.sizes().vec() : std::vector<int64_t>{0};
  const auto check = [&](const char* name, const Tensor& t) {
    GRADLAB_CHECK(!t.defined() || (t.dim() == 1 && t.numel() == channels), "Expected ", name,
                  " to be a vector of size equal to the number of channels in input, but got ",
                  name, " of shape ", IntArrayRef(shape), " and input of shape ", x.sizes());
  };
  check("weight", weight);
  check("bias", bias);
}

void check_dtypes(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  const ScalarType t = x.dtype();
  if (!x.is_floating_point() || t == kHalf) throw_not_implemented_for("GroupNormKernelImpl", t);
  for (const Tensor* other : {&weight, &bias}) {
    GRADLAB_CHECK(!other->defined() || other->dtype() == t, "expected scalar type ",
                  x.scalar_type(), " but found ", other->scalar_type());
  }
}

// x as [batch, groups, channels of a group, elements of a channel].
struct Grouped {
  int64_t batch, groups, channels, elements;

  std::vector<int64_t> sizes() const { return {batch, groups, channels, elements}; }
  Tensor apart(const Tensor& t) const { return t.reshape(sizes()); }
  Tensor weight(const Tensor& t) const { return t.reshape({1, groups, channels, 1}); }
  Tensor statistic(const Tensor& t) const { return t.reshape({batch, groups, 1, 1}); }
  double count() const { return static_cast<double>(channels * elements); }
};

// The gradients as operations, for the gradients of y, mean and rstd, each of which may be missing.
void differentiable_backward(const Grouped& shape, const Tensor& given, const Tensor& weight,
                             double eps, Backward& bw) {
  const std::vector<int64_t> group = {2, 3}, all_but_channels = {0, 3};
  const Tensor x = shape.apart(given);
  const Tensor centered = x - mean(x, group, true);
  const Tensor rstd = rsqrt(mean(square(centered), group, true) + eps);
  const Tensor xhat = centered * rstd;
  Tensor dx;
  const auto add = [&dx](const Tensor& part) { dx = dx.defined() ? dx + part : part; };
  if (bw.incoming(0).defined()) {
    const Tensor g = shape.apart(bw.incoming(0));
    if (bw.needs(0)) {
      const Tensor h = weight.defined() ? g * shape.weight(weight) : g;
      add(rstd * (h - mean(h, group, true) - xhat * mean(h * xhat, group, true)));
    }
    const int64_t channels = shape.groups * shape.channels;
    if (bw.needs(1)) bw.grad(1) = sum(g * xhat, all_but_channels).reshape({channels});
    if (bw.needs(2)) bw.grad(2) = sum(g, all_but_channels).reshape({channels});
  }
  if (!bw.needs(0)) return;
  if (bw.incoming(1).defined()) {
    add((shape.statistic(bw.incoming(1)) / shape.count()).expand(shape.sizes()));
  }
  if (bw.incoming(2).defined()) {
    add(shape.statistic(bw.incoming(2)) * xhat * (rstd * rstd) * (-1 / shape.count()));
  }
  if (dx.defined()) bw.grad(0) = dx.reshape(given.sizes());
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor> native_group_norm(const Tensor& x,
                                                     OptionalTensorRef weight_or_none,
                                                     OptionalTensorRef bias_or_none, int64_t n,
                                                     int64_t c, int64_t hxw, int64_t group,
                                                     double eps, Location at) {
  LocationScope scope(at);
  const Tensor &weight = *weight_or_none, &bias = *bias_or_none;
  check_inputs(x, weight, bias, c, group);
  GRADLAB_CHECK(x.numel() == n * c * hxw,
                "Expected X.numel() == N * C * HxW to be true, but got false.  (Could this error "
                "message be improved?  If so, please report an enhancement request to PyTorch.)");
  GRADLAB_CHECK(x.dim() >= 2 && x.size(0) == n && x.size(1) == c,
                "native_group_norm: the input must begin with [", n, ", ", c, "]; ", x.sizes());
  check_dtypes(x, weight, bias);
  kernels::GroupNorm found = kernels::group_norm(x.array(), group, array_or_null(weight),
                                                 array_or_null(bias), eps);
  Tensor y(std::move(found.y)), mean(std::move(found.mean)), rstd(std::move(found.rstd));
  if (Tape tape(x, weight, bias); tape) {
    const Grouped shape{n, group, c / group, hxw};
    tape.record(
        "NativeGroupNormBackward0", {&y, &mean, &rstd},
        [x = tape.save(x), weight = tape.save_if(weight.defined(), weight),
         mean = tape.save_output(mean, 1), rstd = tape.save_output(rstd, 2), shape,
         eps](Backward& bw) {
          const Tensor input = bw.saved(x), w = bw.saved(weight);
          const Tensor& g = bw.incoming(0);
          if (GradMode::is_enabled() || bw.incoming(1).defined() || bw.incoming(2).defined()) {
            return differentiable_backward(shape, input, w, eps, bw);
          }
          if (!g.defined()) return;
          kernels::ChannelGradients grads = kernels::group_norm_backward(
              g.array(), input.array(), shape.groups, bw.saved(mean).array(),
              bw.saved(rstd).array(), array_or_null(w));
          if (bw.needs(0)) bw.grad(0) = Tensor(std::move(grads.x));
          if (bw.needs(1)) bw.grad(1) = Tensor(std::move(grads.weight));
          if (bw.needs(2)) bw.grad(2) = Tensor(std::move(grads.bias));
        });
  }
  return {y, mean, rstd};
}

Tensor group_norm(const Tensor& x, int64_t num_groups, OptionalTensorRef weight,
                  OptionalTensorRef bias, double eps, bool /*cudnn_enabled*/, Location at) {
  LocationScope scope(at);
  const int64_t channels = x.size(1);
  check_inputs(x, weight, bias, channels, num_groups);
  int64_t elements = 1;
  for (int64_t d = 2; d < x.dim(); ++d) elements *= x.size(d);
  return std::get<0>(native_group_norm(x, weight, bias, x.size(0), channels, elements, num_groups,
                                       eps, at));
}

}  // namespace gradlab
