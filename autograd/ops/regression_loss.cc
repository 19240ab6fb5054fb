#include "gradlab/autograd/ops/regression_loss.h"

#include <numbers>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss_reduction.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// A loss of differences d = x - target, as one node: `loss` gives it for |d|, `slope` its
// derivative for d.
template <class Loss, class Slope>
Tensor loss_of_difference(const char* name, const char* kernel, const Tensor& x,
                          const Tensor& target, ScalarType result, int64_t reduction, Loss loss,
                          Slope slope) {
  const ScalarType dtype = promote_types(x.dtype(), target.dtype());
  if (!is_floating_point(dtype)) throw_not_implemented_for(kernel, dtype);
  Tensor out;
  {
    NoGradGuard no_grad;  // recorded below
    out = reduce_losses(loss(abs(x - target)).to(result), reduction);
  }
  if (Tape tape(x, target); tape) {
    tape.record(name, out,
                [x = tape.save(x), target = tape.save(target), reduction, slope](const Tensor& g,
                                                                                 Backward& bw) {
                  const Tensor a = bw.saved(x), b = bw.saved(target);
                  auto gradient = [&](const Tensor& d) {
                    return slope(d) * gradient_of_losses(g, d.numel(), reduction);
                  };
                  if (bw.needs(0)) bw.grad(0) = gradient(a - b);
                  if (bw.needs(1)) bw.grad(1) = gradient(b - a);
                });
  }
  return out;
}

// `inside` for -bound < d < bound, else the limit with the sign of d.
Tensor clipped(const Tensor& d, double bound, const Tensor& inside, double limit) {
  return masked_fill(masked_fill(inside, d >= bound, limit), d <= -bound, -limit);
}

}  // namespace

Tensor l1_loss(const Tensor& x, const Tensor& target, int64_t reduction, Location at) {
  LocationScope scope(at);
  return reduce_losses(abs(x - target), reduction);
}

Tensor smooth_l1_loss(const Tensor& x, const Tensor& target, int64_t reduction, double beta,
                      Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(beta >= 0, "smooth_l1_loss does not support negative values for beta.");
  return loss_of_difference(
      "SmoothL1LossBackward0", "smooth_l1_cpu", x, target, promote_types(x.dtype(), target.dtype()),
      reduction,
      [beta](const Tensor& z) {
        const Tensor linear = z - 0.5 * beta;
        return beta > 0 ? where(z < beta, z * z * 0.5 / beta, linear) : linear;
      },
      [beta](const Tensor& d) { return clipped(d, beta, beta > 0 ? d / beta : d, 1); });
}

Tensor huber_loss(const Tensor& x, const Tensor& target, int64_t reduction, double delta,
                  Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(delta > 0, "huber_loss does not support non-positive values for delta.");
  check_fits_dtype_of(x, promote_types(x.dtype(), target.dtype()));
  return loss_of_difference(
      "HuberLossBackward0", "huber_cpu", x, target, x.dtype(), reduction,
      [delta](const Tensor& z) {
        return where(z <= delta, z * z * 0.5, (z - 0.5 * delta) * delta);
      },
      [delta](const Tensor& d) { return clipped(d, delta, d, delta); });
}

Tensor kl_div(const Tensor& x, const Tensor& target, int64_t reduction, bool log_target,
              Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(is_floating_point(x.dtype()) && is_floating_point(target.dtype()),
                "kl_div: Integral inputs not supported.");
  const Tensor losses =
      log_target ? exp(target) * (target - x) : xlogy(target, target) - target * x;
  return reduce_losses(losses, reduction);
}

Tensor poisson_nll_loss(const Tensor& x, const Tensor& target, bool log_input, bool full,
                        double eps, int64_t reduction, Location at) {
  LocationScope scope(at);
  Tensor losses = log_input ? exp(x) - target * x : x - target * log(x + eps);
  if (full) {
    const Tensor stirling =
        target * log(target) - target + 0.5 * log(2 * std::numbers::pi * target);
    losses = losses + masked_fill(stirling, target <= 1, 0);
  }
  return reduce_losses(losses, reduction);
}

}  // namespace gradlab
