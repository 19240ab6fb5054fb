#include "gradlab/autograd/ops/margin_loss.h"

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/distance.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss_reduction.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

Tensor hinge_embedding_loss(const Tensor& x, const Tensor& target, double margin, int64_t reduction,
                            Location at) {
  LocationScope scope(at);
  const Tensor zeros = zeros_like(x);
  // In x's dtype, as PyTorch has it: for integers the margin is truncated.
  const Tensor far = where(target != 1, clamp_min(full_like(x, margin) - x, 0), zeros);
  const Tensor near = where(target != -1, x, zeros);
  return reduce_losses(far + near, reduction);
}

Tensor margin_ranking_loss(const Tensor& a, const Tensor& b, const Tensor& target, double margin,
                           int64_t reduction, Location at) {
  LocationScope scope(at);
  // Named, for the order of evaluation decides which error comes first.
  const Tensor lead = a - b;
  return reduce_losses(clamp_min(-target * lead + margin, 0), reduction);
}

Tensor soft_margin_loss(const Tensor& x, const Tensor& target, int64_t reduction, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(!(target.requires_grad() && GradMode::is_enabled()),
                "The function 'soft_margin_loss' is not differentiable with respect to argument "
                "'target'. This input cannot have requires_grad True.");
  Tensor out;
  {
    NoGradGuard no_grad;  // recorded below as one node
    const Tensor losses = log1p(exp(-target * x));
    check_fits_dtype_of(x, losses.scalar_type());
    out = reduce_losses(losses.to(x.scalar_type()), reduction);
  }
  if (Tape tape(x); tape) {
    tape.record(
        "SoftMarginLossBackward0", out,
        [x = tape.save(x), target = tape.save(target), reduction](const Tensor& g, Backward& bw) {
          const Tensor t = bw.saved(target), z = exp(-t * bw.saved(x));
          bw.grad(0) = -t * z / (z + 1) * gradient_of_losses(g, z.numel(), reduction);
        });
  }
  return out;
}

Tensor cosine_embedding_loss(const Tensor& a, const Tensor& b, const Tensor& target, double margin,
                             int64_t reduction, Location at) {
  LocationScope scope(at);
  const int64_t dim = target.dim();
  GRADLAB_CHECK(dim <= 1, "0D or 1D target tensor expected, multi-target not supported");
  GRADLAB_CHECK(a.dim() == dim + 1, dim, "D target tensor expects ", dim + 1,
                "D input tensors, but found inputs with sizes ", a.sizes(), " and ", b.sizes(),
                ".");
  constexpr double kEpsilon = 1e-12;
  const Tensor product = sum(a * b, {dim});
  const Tensor square_a = sum(a * a, {dim}) + kEpsilon, square_b = sum(b * b, {dim}) + kEpsilon;
  const Tensor cosine = product / sqrt(square_a * square_b);
  const Tensor zeros = zeros_like(cosine);
  const Tensor alike = where(target == 1, 1 - cosine, zeros);
  const Tensor apart = where(target == -1, clamp_min(cosine - margin, 0), zeros);
  return reduce_losses(alike + apart, reduction);
}

Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative,
                           double margin, double p, double eps, bool swap, int64_t reduction,
                           Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(anchor.dim() == positive.dim() && anchor.dim() == negative.dim(),
                "All inputs should have same dimension but got ", anchor.dim(), "D, ",
                positive.dim(), "D and ", negative.dim(), "D inputs.");
  const Tensor near = pairwise_distance(anchor, positive, p, eps);
  Tensor far = pairwise_distance(anchor, negative, p, eps);
  if (swap) far = min(far, pairwise_distance(positive, negative, p, eps));
  return reduce_losses(clamp_min(margin + near - far, 0), reduction);
}

}  // namespace gradlab
