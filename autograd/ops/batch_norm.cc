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
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab {
namespace {

const Array* array_or_null(const Tensor& t) { return t.defined() ? &t.array() : nullptr; }

void check_sizes(const Tensor& x, const Tensor& weight, const Tensor& bias,
                 const Tensor& running_mean, const Tensor& running_var, bool training) {
  const int64_t channels = x.size(1);
  const auto check = [&](const char* name, const Tensor& t, bool needed) {
    GRADLAB_CHECK(!needed || t.defined(), name, " must be defined in evaluation mode");
    GRADLAB_CHECK(!t.defined() || t.numel() == channels, name, " should contain ", channels,
                  " elements not ", t.numel());
  };
  check("running_mean", running_mean, !training);
  check("running_var", running_var, !training);
  check("weight", weight, false);
  check("bias", bias, false);
}

// The dtype of the statistics: x's, or Float if x is BFloat16 and all the others are.
ScalarType check_dtypes(const Tensor& x, const Tensor& weight, const Tensor& bias,
                        const Tensor& running_mean, const Tensor& running_var) {
  const ScalarType t = x.dtype();
  if (!x.is_floating_point() || t == kHalf) throw_not_implemented_for("batch_norm", t);
  const Tensor* others[] = {&weight, &bias, &running_mean, &running_var};
  ScalarType first = ScalarType::Undefined;
  for (const Tensor* other : others) {
    if (first == ScalarType::Undefined && other->defined()) first = other->dtype();
  }
  const bool mixed = first != ScalarType::Undefined && first != t;
  for (const Tensor* other : others) {
    if (!other->defined()) continue;
    GRADLAB_CHECK(!mixed || other->dtype() == kFloat,
                  "mixed dtype (CPU): expect parameter to have scalar type of Float");
    GRADLAB_CHECK(mixed || other->dtype() == t, "expected scalar type ", x.scalar_type(),
                  " but found ", other->scalar_type());
  }
  GRADLAB_CHECK(!mixed || t == kBFloat16,
                "mixed dtype (CPU): expect input to have scalar type of BFloat16");
  return mixed ? kFloat : t;
}

// One value per channel, to be broadcast against x.
Tensor along_channels(const Tensor& values, const Tensor& x) {
  std::vector<int64_t> sizes(static_cast<size_t>(x.dim()), 1);
  sizes[1] = values.numel();
  return values.reshape(sizes);
}

std::vector<int64_t> dims_but_channels(const Tensor& x) {
  std::vector<int64_t> dims = {0};
  for (int64_t d = 2; d < x.dim(); ++d) dims.push_back(d);
  return dims;
}

// The gradients as operations, for when they are to be differentiated in turn.
void differentiable_backward(const Tensor& g, const Tensor& x, const Tensor& weight, Tensor mean_x,
                             Tensor rstd, bool training, double eps, Backward& bw) {
  const std::vector<int64_t> dims = dims_but_channels(x);
  if (training) {
    mean_x = mean(x, dims, true);
    rstd = rsqrt(mean(square(x - mean_x), dims, true) + eps);
  } else {
    mean_x = along_channels(mean_x, x);
    rstd = along_channels(rstd, x);
  }
  const Tensor xhat = (x - mean_x) * rstd;
  if (bw.needs(0)) {
    const Tensor h = weight.defined() ? g * along_channels(weight, x) : g;
    bw.grad(0) =
        training ? rstd * (h - mean(h, dims, true) - xhat * mean(h * xhat, dims, true)) : h * rstd;
  }
  if (bw.needs(1)) bw.grad(1) = sum(g * xhat, dims);
  if (bw.needs(2)) bw.grad(2) = sum(g, dims);
}

// Both are saved as they were used: the statistics of the batch, or the running ones.
struct Statistics {
  Tensor mean, rstd;
};

Statistics evaluation_statistics(const Tensor& running_mean, const Tensor& running_var,
                                 double eps) {
  const Array var = kernels::widened(running_var.array());
  return {running_mean, Tensor(kernels::rsqrt(kernels::add(var, eps)))};
}

Tensor normalize(const Tensor& x, const Tensor& weight, const Tensor& bias,
                 const Tensor& running_mean, const Tensor& running_var, bool training, double eps,
                 const Statistics& statistics) {
  Tensor out(kernels::normalize_channels(x.array(), statistics.mean.array(),
                                         statistics.rstd.array(), array_or_null(weight),
                                         array_or_null(bias)));
  if (Tape tape(x, weight, bias); tape) {
    tape.record(
        "NativeBatchNormBackward0", out,
        [x = tape.save(x), weight = tape.save_if(weight.defined(), weight),
         mean = tape.save(training ? statistics.mean : running_mean),
         spread = tape.save(training ? statistics.rstd : running_var), training,
         eps](const Tensor& g, Backward& bw) {
          const Tensor input = bw.saved(x), w = bw.saved(weight);
          Statistics used{bw.saved(mean), bw.saved(spread)};
          if (!training) used = evaluation_statistics(used.mean, used.rstd, eps);
          if (GradMode::is_enabled()) {
            return differentiable_backward(g, input, w, used.mean, used.rstd, training, eps, bw);
          }
          kernels::ChannelGradients grads = kernels::normalize_channels_backward(
              g.array(), input.array(), used.mean.array(), used.rstd.array(), array_or_null(w),
              training);
          if (bw.needs(0)) bw.grad(0) = Tensor(std::move(grads.x));
          if (bw.needs(1)) bw.grad(1) = Tensor(std::move(grads.weight));
          if (bw.needs(2)) bw.grad(2) = Tensor(std::move(grads.bias));
        });
  }
  return out;
}

Tensor repeated(const Tensor& t, int64_t times) { return t.defined() ? t.repeat({times}) : t; }

}  // namespace

std::tuple<Tensor, Tensor, Tensor> native_batch_norm(const Tensor& x, OptionalTensorRef weight,
                                                     OptionalTensorRef bias,
                                                     OptionalTensorRef running_mean,
                                                     OptionalTensorRef running_var, bool training,
                                                     double momentum, double eps, Location at) {
  LocationScope scope(at);
  check_sizes(x, weight, bias, running_mean, running_var, training);
  const ScalarType dtype = check_dtypes(x, weight, bias, running_mean, running_var);
  GRADLAB_CHECK(x.numel() != 0,
                "input tensor must have at least one element, but got input_sizes = ", x.sizes());
  if (!training) {
    const Tensor none(Array::empty({0}, dtype));
    return {normalize(x, weight, bias, running_mean, running_var, training, eps,
                      evaluation_statistics(running_mean, running_var, eps)),
            none, Tensor(Array::empty({0}, dtype))};
  }
  const kernels::ChannelStatistics found = kernels::channel_statistics(x.array(), eps);
  if (running_mean.defined()) {
    kernels::update_running_mean((*running_mean).array(), found.mean, momentum);
  }
  if (running_var.defined()) {
    kernels::update_running_var((*running_var).array(), found.squares, x.numel() / x.size(1),
                                momentum);
  }
  const Statistics batch{Tensor(kernels::rounded(found.mean, dtype)),
                         Tensor(kernels::rounded(found.rstd, dtype))};
  return {normalize(x, weight, bias, running_mean, running_var, training, eps, batch), batch.mean,
          batch.rstd};
}

Tensor batch_norm(const Tensor& x, OptionalTensorRef weight, OptionalTensorRef bias,
                  OptionalTensorRef running_mean, OptionalTensorRef running_var, bool training,
                  double momentum, double eps, bool /*cudnn_enabled*/, Location at) {
  LocationScope scope(at);
  x.size(1);  // refuses fewer dimensions
  if (x.numel() == 0) {
    // Not x itself, and with a history.
    Tensor out = x.clone();
    if (weight.defined()) out = out * (*weight).select(0, 0);
    if (bias.defined()) out = out + (*bias).select(0, 0);
    return out;
  }
  return std::get<0>(native_batch_norm(x, weight, bias, running_mean, running_var, training,
                                       momentum, eps, at));
}

Tensor instance_norm(const Tensor& x, OptionalTensorRef weight, OptionalTensorRef bias,
                     OptionalTensorRef running_mean, OptionalTensorRef running_var,
                     bool use_input_stats, double momentum, double eps, bool cudnn_enabled,
                     Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(use_input_stats || (running_mean.defined() && running_var.defined()),
                "Expected running_mean and running_var to be defined when use_input_stats is "
                "false");
  // The channels of all samples are the channels of one.
  std::vector<int64_t> sizes = x.sizes().vec();
  const int64_t batch = x.size(0), channels = x.size(1);
  sizes[0] = 1;
  sizes[1] = batch * channels;
  const Tensor mean_of_all = repeated(running_mean, batch);
  const Tensor var_of_all = repeated(running_var, batch);
  const Tensor out = batch_norm(x.contiguous().view(sizes), repeated(weight, batch),
                                repeated(bias, batch), mean_of_all, var_of_all, use_input_stats,
                                momentum, eps, cudnn_enabled, at);
  const auto update = [&](const Tensor& running, const Tensor& of_all) {
    if (running.defined()) running.copy_(of_all.view({batch, channels}).mean(IntArrayRef(0)));
  };
  update(running_mean, mean_of_all);
  update(running_var, var_of_all);
  return out.view(x.sizes());
}

}  // namespace gradlab
