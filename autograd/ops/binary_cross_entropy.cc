#include "gradlab/autograd/ops/binary_cross_entropy.h"

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/loss_reduction.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

Tensor weighted(const Tensor& losses, const Tensor& weight) {
  return weight.defined() ? losses * weight : losses;
}

// log(sigmoid(x)) without overflow: min(x, 0) - log(1 + exp(-|x|)).
Tensor log_sigmoid_of(const Tensor& x) {
  return x.clamp(std::nullopt, 0) - x.abs().neg().exp().log1p();
}

SavedTensor saved_or_none(auto& tape, const Tensor& t) {
  return t.defined() ? tape.save(t) : SavedTensor();
}

}  // namespace

Tensor binary_cross_entropy(const Tensor& x, const Tensor& target, OptionalTensorRef weight,
                            int64_t reduction, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(target.dtype() == x.dtype(), "Found dtype ", target.scalar_type(), " but expected ",
                x.scalar_type());
  if (!x.is_floating_point()) throw_not_implemented_for("binary_cross_entropy", x.dtype());
  GRADLAB_CHECK(x.ge(0).logical_and(x.le(1)).all().item<bool>(),
                "all elements of input should be between 0 and 1");
  Tensor out;
  {
    NoGradGuard no_grad;  // recorded below as one node
    const Tensor losses =
        (target - 1) * x.neg().log1p().clamp_min(-100) - target * x.log().clamp_min(-100);
    out = reduce_losses(weighted(losses, weight), reduction);
  }
  if (Tape tape(x, target); tape) {
    tape.record("BinaryCrossEntropyBackward0", out,
                [x = tape.save(x), target = tape.save(target), weight = saved_or_none(tape, weight),
                 reduction](const Tensor& g, Backward& bw) {
                  const Tensor p = bw.saved(x), t = bw.saved(target), w = bw.saved(weight);
                  const Tensor each = weighted(gradient_of_losses(g, p.numel(), reduction), w);
                  if (bw.needs(0)) {
                    // The bound is a float in PyTorch, for float64 too.
                    bw.grad(0) = each * (p - t) / ((1 - p) * p).clamp_min(1e-12f);
                  }
                  if (bw.needs(1)) bw.grad(1) = each * ((1 - p).log() - p.log());
                });
  }
  return out;
}

Tensor binary_cross_entropy_with_logits(const Tensor& x, const Tensor& target,
                                        OptionalTensorRef weight, OptionalTensorRef pos_weight,
                                        int64_t reduction, Location at) {
  LocationScope scope(at);
  check_fits_dtype_of(x, kFloat);
  Tensor out;
  {
    NoGradGuard no_grad;  // recorded below as one node
    Tensor log_p = log_sigmoid_of(x);
    if (pos_weight.defined()) log_p = log_p * ((*pos_weight - 1) * target + 1);
    out = reduce_losses(weighted((1 - target) * x - log_p, weight), reduction);
  }
  if (Tape tape(x, target); tape) {
    tape.record(
        "BinaryCrossEntropyWithLogitsBackward0", out,
        [x = tape.save(x), target = tape.save(target), weight = saved_or_none(tape, weight),
         pos_weight = saved_or_none(tape, pos_weight), reduction](const Tensor& g, Backward& bw) {
          const Tensor logits = bw.saved(x), t = bw.saved(target);
          const Tensor pw = bw.saved(pos_weight);
          const Tensor each =
              weighted(gradient_of_losses(g, logits.numel(), reduction), bw.saved(weight));
          if (bw.needs(0)) {
            const Tensor p = logits.sigmoid();
            const Tensor positive = pw.defined() ? pw * t : t;
            bw.grad(0) = each * ((positive + 1 - t) * p - positive);
          }
          if (bw.needs(1)) {
            const Tensor slope =
                pw.defined() ? -logits - (pw - 1) * log_sigmoid_of(logits) : -logits;
            bw.grad(1) = each * slope;
          }
        });
  }
  return out;
}

}  // namespace gradlab
