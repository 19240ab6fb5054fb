#include "gradlab/autograd/ops/loss.h"

#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss_reduction.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/loss.h"

namespace gradlab {
namespace {

const Array* array_or_null(const Tensor& t) { return t.defined() ? &t.array() : nullptr; }

// The gradient of the log probabilities, itself linear in g.
Tensor nll_loss_backward(const Tensor& g, const Tensor& log_probs, const Tensor& target,
                         const Tensor& weight, int64_t reduction, int64_t ignore_index,
                         const Tensor& total_weight) {
  Tensor out(kernels::nll_loss_backward(g.array(), log_probs.array(), target.array(),
                                        array_or_null(weight), static_cast<int>(reduction),
                                        ignore_index, total_weight.array()));
  if (Tape tape(g); tape) {
    tape.record("NllLossBackwardBackward0", out,
                [target = tape.save(target), weight = tape.save_if(weight.defined(), weight),
                 reduction, ignore_index](const Tensor& gg, Backward& bw) {
                  bw.grad(0) =
                      nll_loss(gg, bw.saved(target), bw.saved(weight), reduction, ignore_index);
                });
  }
  return out;
}

}  // namespace

Tensor nll_loss(const Tensor& log_probs, const Tensor& target, OptionalTensorRef weight,
                int64_t reduction, int64_t ignore_index, Location at) {
  LocationScope scope(at);
  kernels::NllLoss loss =
      kernels::nll_loss(log_probs.array(), target.array(), array_or_null(weight),
                        static_cast<int>(reduction), ignore_index);
  Tensor out(std::move(loss.output));
  if (Tape tape(log_probs); tape) {
    const char* name = log_probs.dim() > 2 ? "NllLoss2DBackward0" : "NllLossBackward0";
    tape.record(name, out,
                [log_probs = tape.save(log_probs), target = tape.save(target),
                 weight = tape.save_if(weight.defined(), weight),
                 total_weight = tape.save(Tensor(std::move(loss.total_weight))), reduction,
                 ignore_index](const Tensor& g, Backward& bw) {
                  bw.grad(0) = nll_loss_backward(g, bw.saved(log_probs).detach(), bw.saved(target),
                                                 bw.saved(weight), reduction, ignore_index,
                                                 bw.saved(total_weight));
                });
  }
  return out;
}

namespace {

// Targets as class probabilities: -sum over classes of weight * target * log p.
Tensor cross_entropy_of_probabilities(const Tensor& logp, Tensor target, const Tensor& weight,
                                      int64_t class_dim, int64_t reduction, double smoothing) {
  const double classes = static_cast<double>(logp.size(class_dim));
  if (smoothing > 0) target = target * (1 - smoothing) + smoothing / classes;
  Tensor weighted = logp * target;
  if (weight.defined()) {
    std::vector<int64_t> shape(logp.dim(), 1);
    shape[class_dim] = weight.size(0);
    weighted = weighted * weight.view(shape);
  }
  const Tensor losses = -sum(weighted, {class_dim});
  if (reduction != Reduction::Mean) return reduce_losses(losses, reduction);
  // The mean over samples, not over weights.
  return sum(losses) / (static_cast<double>(logp.numel()) / classes);
}

// Adds the part of the loss that label smoothing spreads over all classes.
Tensor smoothed(const Tensor& nll, const Tensor& logp, const Tensor& target, const Tensor& weight,
                int64_t class_dim, int64_t reduction, int64_t ignore_index, double smoothing) {
  const int64_t classes = logp.size(class_dim);
  Tensor all = logp;
  if (weight.defined()) {
    std::vector<int64_t> shape(logp.dim(), 1);
    shape[class_dim] = weight.size(0);
    all = all * weight.view(shape);
  }
  const Tensor ignored = target == ignore_index;
  Tensor smooth = masked_fill(-sum(all, {class_dim}), ignored, 0);
  if (reduction == Reduction::Mean) {
    Tensor counted;
    if (weight.defined()) {
      const Tensor known = masked_fill(target, ignored, 0);
      counted = sum(masked_fill(weight.index_select(0, known.reshape({-1})).reshape(target.sizes()),
                                ignored, 0));
    } else {
      counted = sum(logical_not(ignored)).to(logp.dtype());
    }
    smooth = sum(smooth) / counted;
  } else {
    smooth = reduce_losses(smooth, reduction);
  }
  return nll * (1 - smoothing) + smooth * (smoothing / static_cast<double>(classes));
}

}  // namespace

Tensor cross_entropy_loss(const Tensor& x, const Tensor& target, OptionalTensorRef weight,
                          int64_t reduction, int64_t ignore_index, double label_smoothing,
                          Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(label_smoothing >= 0 && label_smoothing <= 1,
                "label_smoothing must be between 0.0 and 1.0. Got: ", label_smoothing);
  const int64_t class_dim = x.dim() == 1 ? 0 : 1;
  // Of the shape of x, the target holds probabilities.
  const bool probabilities = x.sizes() == target.sizes();
  GRADLAB_CHECK(!probabilities || is_floating_point(target.dtype()),
                "Expected floating point type for target with class probabilities, got ",
                target.scalar_type());
  GRADLAB_CHECK(!probabilities || ignore_index < 0,
                "ignore_index is not supported for floating point target");
  const Tensor logp = log_softmax(x, class_dim);
  if (probabilities) {
    return cross_entropy_of_probabilities(logp, target, weight, class_dim, reduction,
                                          label_smoothing);
  }
  const Tensor nll = nll_loss(logp, target, weight, reduction, ignore_index);
  if (label_smoothing == 0) return nll;
  return smoothed(nll, logp, target, weight, class_dim, reduction, ignore_index, label_smoothing);
}

Tensor mse_loss(const Tensor& x, const Tensor& target, int64_t reduction, Location at) {
  LocationScope scope(at);
  const ScalarType dtype = promote_types(x.dtype(), target.dtype());
  if (!is_floating_point(dtype)) throw_not_implemented_for("mse_cpu", dtype);
  Tensor out;
  {
    NoGradGuard no_grad;  // recorded below as one node
    const Tensor difference = x - target;
    out = reduce_losses(difference * difference, reduction);
  }
  if (Tape tape(x, target); tape) {
    tape.record(
        "MseLossBackward0", out,
        [x = tape.save(x), target = tape.save(target), reduction](const Tensor& g, Backward& bw) {
          const Tensor a = bw.saved(x), b = bw.saved(target);
          auto slope = [&](const Tensor& difference) {
            const double n = static_cast<double>(difference.numel());
            return difference * (reduction == Reduction::Mean ? 2.0 / n : 2.0) * g;
          };
          if (bw.needs(0)) bw.grad(0) = slope(a - b);
          if (bw.needs(1)) bw.grad(1) = slope(b - a);  // its negative would be -0 where they agree
        });
  }
  return out;
}

}  // namespace gradlab
